/** Opens what the panel points at: places of the workspace, never a way out of it. */
import { commands, env, languages, Range, Uri, window, workspace } from 'vscode';
import type { Place } from '../../protocol';

/** Opens a place that the host told the panel of. */
export async function openPlace({ uri, line, column }: Place): Promise<void> {
  const target = Uri.parse(uri);
  const ours = workspace.getWorkspaceFolder(target) !== undefined || target.scheme === 'untitled';
  if (ours) await reveal(target, line, column);
}

/** Opens a citation of the model's text, `db/schema.sql` line 12, if there is such a file in the workspace. */
export async function openCitation(path: string, line: number): Promise<void> {
  const target = await findInWorkspace(path);
  if (target === undefined) {
    void window.showInformationMessage(`There is no file ${path} in this workspace.`);
    return;
  }
  await reveal(target, Math.max(0, line - 1), 0);
}

async function reveal(target: Uri, line: number, column: number): Promise<void> {
  await commands.executeCommand('vscode.open', target, {
    selection: new Range(line, column, line, column),
    preview: true,
  });
}

async function findInWorkspace(path: string): Promise<Uri | undefined> {
  const clean = path.replaceAll('\\', '/').replace(/^(\.\/)+/, '');
  if (clean.split('/').includes('..')) return undefined;
  for (const folder of workspace.workspaceFolders ?? []) {
    const base = folder.uri.path.endsWith('/') ? folder.uri.path : `${folder.uri.path}/`;
    const relative = clean.startsWith(base) ? clean.slice(base.length) : clean.replace(/^\//, '');
    const uri = Uri.joinPath(folder.uri, relative);
    if (await exists(uri)) return uri;
  }
  // Models leave folders out: the end of a path is enough when one file has it.
  const glob = clean.replace(/[*?{}[\]]/g, '?').replace(/^\//, '');
  const [only, other] = await workspace.findFiles(`**/${glob}`, '**/node_modules/**', 2);
  return other === undefined ? only : undefined;
}

async function exists(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}

/** Opens a link in the browser; VS Code shows its target and asks. */
export async function openLink(url: string): Promise<void> {
  await env.openExternal(Uri.parse(url));
}

const sqlNames = /^(postgres|postgresql|psql|pgsql|plpgsql|mysql|mariadb|sqlite|sqlite3|ddl)$/i;

/** Opens a code block as a new, unsaved file. */
export async function openAsFile(content: string, language: string): Promise<void> {
  const wanted = sqlNames.test(language) ? 'sql' : language.toLowerCase();
  const known = (await languages.getLanguages()).includes(wanted);
  const document = await workspace.openTextDocument({ content, language: known ? wanted : 'plaintext' });
  await window.showTextDocument(document);
}
