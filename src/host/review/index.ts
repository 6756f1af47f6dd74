import { commands, Uri, window } from 'vscode';
import type { Contribution, Deps } from '../deps';
import type { Documents } from '../documents';
import { pathOf, registerCommand, together } from '../server-client';
import { reportText, summaryText } from './report';

/** The file or folder that a command was run on: from the explorer, a tab, a lens, the tree, or the active editor. */
function scopeOf(argument: unknown): Uri | undefined {
  if (argument instanceof Uri) return argument;
  if (typeof argument === 'object' && argument !== null && 'uri' in argument && typeof argument.uri === 'string') {
    return Uri.parse(argument.uri);
  }
  return window.activeTextEditor?.document.uri;
}

async function review({ server }: Deps, documents: Documents, scope: Uri | undefined): Promise<void> {
  const report = await server.request('databaseArchitect/review', scope === undefined ? {} : { uri: scope.toString() });
  if (report.files === 0) {
    const what = scope === undefined ? 'No schema was found' : `${pathOf(scope)} is no part of a schema that was found`;
    const settings = 'Which Files Are Left Out?';
    const picked = await window.showInformationMessage(
      `${what}: no migrations, models or schema files are read there.`,
      settings,
    );
    if (picked === settings)
      await commands.executeCommand('workbench.action.openSettings', 'databaseArchitect.exclude');
    return;
  }
  await documents.show(`Review of ${report.scope === '' ? 'the Workspace' : report.scope}`, reportText(report));
  const problems = 'Show Problems';
  if (report.findings.length === 0) {
    void window.showInformationMessage(summaryText(report));
    return;
  }
  const picked = await window.showInformationMessage(summaryText(report), problems);
  if (picked === problems) await commands.executeCommand('workbench.panel.markers.view.focus');
}

/** "Review This Schema" on a file, a folder, an editor or a tab; "Review All Schemas". The report opens as a document. */
export function reviewCommands(documents: Documents): Contribution {
  return (deps) => {
    const run = (scope: Uri | undefined) =>
      window.withProgress({ location: { viewId: 'databaseArchitect.dataLayer' } }, () =>
        review(deps, documents, scope),
      );
    return together(
      registerCommand('reviewSchema', (argument?: unknown) => {
        // Not awaited: the notification stays for as long as it likes.
        void run(scopeOf(argument));
      }),
      registerCommand('reviewWorkspace', () => void run(undefined)),
    );
  };
}
