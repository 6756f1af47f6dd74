import { Uri, WorkspaceEdit, window } from 'vscode';
import type { SuppressArgument } from '../server/requests';
import { applyUserEdit } from './accept';
import type { Contribution } from './deps';
import { toRange } from './place';
import { registerCommand } from './server-client';

/** Asks why, and writes `architect-ignore rule: reason` above the statement. */
export const suppress: Contribution = ({ server }) =>
  registerCommand('suppressFinding', async (argument: SuppressArgument) => {
    const reason = await window.showInputBox({
      title: `Suppress ${argument.rule}`,
      prompt: 'Why is it right here? The reason stays in the file, for whoever reads it next.',
      placeHolder: 'The table has 200 rows and one writer',
      validateInput: (text) => (text.trim() === '' ? 'A suppression needs a reason.' : undefined),
    });
    if (reason === undefined) return;
    const comment = await server.request('databaseArchitect/suppression', { ...argument, reason });
    if (comment === null) {
      void window.showInformationMessage('The finding is gone: there is nothing to suppress.');
      return;
    }
    const edit = new WorkspaceEdit();
    edit.replace(Uri.parse(comment.place.uri), toRange(comment.place), comment.newText);
    await applyUserEdit(edit);
  });
