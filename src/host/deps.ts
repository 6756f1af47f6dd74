import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { ServerClient } from './server-client';

/** What every feature of the host is given. */
export interface Deps {
  readonly context: ExtensionContext;
  readonly server: ServerClient;
  readonly output: LogOutputChannel;
}

/** A feature: registers what it needs and gives it back as one thing to dispose of. */
export type Contribution = (deps: Deps) => Disposable;
