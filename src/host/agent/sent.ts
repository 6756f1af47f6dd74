/** "Show what was sent": the last requests to a model, as they went out. The key is in none of them. */
import { type Disposable, window, workspace } from 'vscode';
import type { ModelRequest } from '../../agent';
import { registerCommand } from '../server-client';

interface Sent extends ModelRequest {
  readonly to: string;
}

export interface SentLog extends Disposable {
  note(to: string, request: ModelRequest): void;
}

/** Keeps the last request in memory; it is written nowhere. */
export function sentLog(): SentLog {
  let last: Sent | undefined;
  const command = registerCommand('showWhatWasSent', async () => {
    if (last === undefined) {
      void window.showInformationMessage('Nothing has been sent to a model from this window.');
      return;
    }
    const content = JSON.stringify(last, null, 2);
    await window.showTextDocument(await workspace.openTextDocument({ language: 'json', content }), { preview: true });
  });
  return {
    note: (to, request) => {
      last = { to, ...request };
    },
    dispose: () => command.dispose(),
  };
}
