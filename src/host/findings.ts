import { commands, Range, Uri, window } from 'vscode';
import type { Place } from '../server/requests';
import type { Contribution } from './deps';
import { registerCommand } from './server-client';

/** The count in a lens: goes to the first finding and shows it in the Problems panel. */
export const showFindings: Contribution = () =>
  registerCommand('showFindings', async ({ uri, range }: { readonly uri: string; readonly range?: Place['range'] }) => {
    if (range) {
      const { start } = range;
      const at = new Range(start.line, start.character, start.line, start.character);
      await window.showTextDocument(Uri.parse(uri), { selection: at });
    }
    await commands.executeCommand('workbench.panel.markers.view.focus');
  });
