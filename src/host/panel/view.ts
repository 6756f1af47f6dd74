/** The webview view: its page, what it says (validated) and what it is told. */
import { randomBytes } from 'node:crypto';
import { type Disposable, EventEmitter, Uri, type WebviewView, type WebviewViewProvider, window } from 'vscode';
import type { HostMessage, PanelMessage } from '../../protocol';
import { panelHtml } from './html';
import { validate } from './validate';

export const viewId = 'databaseArchitect.panel';

export interface PanelView extends Disposable {
  /** Lost when the panel is not shown: it asks for everything when it is shown again. */
  send(message: HostMessage): void;
  /** How many decisions wait for the user: a number on the view's icon. */
  setBadge(waiting: number): void;
  readonly onDidReceive: EventEmitter<PanelMessage>['event'];
}

/** Registers the view. `dropped` is told of a message that is none of ours. */
export function panelView(extension: Uri, dropped: () => void): PanelView {
  const received = new EventEmitter<PanelMessage>();
  let shown: WebviewView | undefined;
  let badge = 0;
  const applyBadge = () => {
    if (shown === undefined) return;
    const tooltip = badge === 1 ? '1 proposal waits for you' : `${badge} proposals wait for you`;
    shown.badge = badge === 0 ? undefined : { value: badge, tooltip };
  };
  const provider: WebviewViewProvider = {
    resolveWebviewView: (view) => {
      shown = view;
      const folder = Uri.joinPath(extension, 'dist', 'webview');
      const { webview } = view;
      webview.options = { enableScripts: true, localResourceRoots: [folder] };
      const subscriptions = [
        webview.onDidReceiveMessage((message: unknown) => {
          const valid = validate(message);
          if (valid === undefined) dropped();
          else received.fire(valid);
        }),
        view.onDidDispose(() => {
          if (shown === view) shown = undefined;
          for (const one of subscriptions) one.dispose();
        }),
      ];
      webview.html = panelHtml({
        script: webview.asWebviewUri(Uri.joinPath(folder, 'main.js')).toString(),
        style: webview.asWebviewUri(Uri.joinPath(folder, 'main.css')).toString(),
        source: webview.cspSource,
        nonce: randomBytes(16).toString('hex'),
      });
      applyBadge();
    },
  };
  // No retainContextWhenHidden: a hidden panel costs nothing, and a snapshot brings it back.
  const registration = window.registerWebviewViewProvider(viewId, provider);
  return {
    send: (message) => void shown?.webview.postMessage(message),
    setBadge: (waiting) => {
      if (waiting === badge) return;
      badge = waiting;
      applyBadge();
    },
    onDidReceive: received.event,
    dispose: () => {
      registration.dispose();
      received.dispose();
    },
  };
}
