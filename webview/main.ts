/** The page of the panel. */
import '@vscode/codicons/dist/codicon.css';
import './style/base.css';
import './style/markdown.css';
import './style/transcript.css';
import './style/card.css';
import './style/composer.css';
import './style/history.css';
import type { HostMessage } from '../src/protocol';
import { createPanel, type Mirror } from './panel';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): Mirror | undefined;
  setState(state: Mirror): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

const vscode = acquireVsCodeApi();
const panel = createPanel({
  post: (message) => vscode.postMessage(message),
  saved: vscode.getState(),
  save: (mirror) => vscode.setState(mirror),
});
document.body.append(panel.element);
// Only the host can post here: the page has no frames and the Content-Security-Policy lets none in.
window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => panel.receive(data));
window.addEventListener('pagehide', () => panel.leave());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') panel.leave();
});
vscode.postMessage({ kind: 'ready' });
