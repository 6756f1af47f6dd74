import { commands, Uri, window } from 'vscode';
import type { Place } from '../server/requests';
import type { Contribution } from './deps';
import { toRange } from './place';
import { registerCommand, together } from './server-client';

const show = (place: Place) =>
  window.showTextDocument(Uri.parse(place.uri), { selection: toRange(place), preview: true });

/** The count in a lens shows the first finding and the Problems panel; a link in a report opens its place. */
export const places: Contribution = () =>
  together(
    registerCommand('openPlace', show),
    registerCommand(
      'showFindings',
      async ({ uri, range }: { readonly uri: string; readonly range?: Place['range'] }) => {
        if (range) await show({ uri, range: { start: range.start, end: range.start } });
        await commands.executeCommand('workbench.panel.markers.view.focus');
      },
    ),
  );
