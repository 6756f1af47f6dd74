import { commands, Uri, window, workspace } from 'vscode';
import type { Contribution, Deps } from './deps';
import { registerCommand } from './server-client';

/** Ids are file names of ours: anything else never becomes part of a path. */
const idShape = /^[a-z0-9-]+$/;

async function pickRule({ server }: Deps): Promise<string | undefined> {
  const rules = await server.request('databaseArchitect/rules', {});
  const items = rules.map(({ id, severity, category, what }) => ({
    label: id,
    description: `${severity}, ${category}`,
    detail: what,
  }));
  const picked = await window.showQuickPick(items, {
    title: 'Rules of Database Architect',
    placeHolder: 'Type what it is about: index, drop, lock…',
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.label;
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

/** Tree items of findings carry their rule. */
function ruleOf(argument: unknown): string | undefined {
  if (typeof argument === 'string') return argument;
  const rule = typeof argument === 'object' && argument !== null && 'rule' in argument ? argument.rule : undefined;
  return typeof rule === 'string' ? rule : undefined;
}

/** "Show Rule Page": the page is in the extension, so it opens without a network. */
export const rulePage: Contribution = (deps) =>
  registerCommand('showRulePage', async (argument?: unknown) => {
    const id = ruleOf(argument) ?? (await pickRule(deps));
    if (id === undefined || !idShape.test(id)) return;
    const page = Uri.joinPath(deps.context.extensionUri, 'docs', 'rules', `${id}.md`);
    if (!(await exists(page))) {
      void window.showWarningMessage(`There is no page about a rule named ${id}.`);
      return;
    }
    await commands.executeCommand('markdown.showPreviewToSide', page);
  });
