import { type ExtensionContext, window } from 'vscode';
import { architect } from './architect';
import { compareSchemas } from './compare';
import { coverage } from './coverage';
import type { Contribution, Deps } from './deps';
import { places } from './findings';
import { help } from './help';
import { notices } from './notices';
import { rehearsalCommands } from './rehearse';
import { createReports } from './report';
import { reviewCommands } from './review';
import { rulePage } from './rule-page';
import { createServerClient } from './server-client';
import { statistics } from './statistics';
import { statusBar } from './status-bar';
import { suppress } from './suppress';
import { dataLayerTree } from './tree';

/** VS Code calls this once. Features are composed here and nowhere else. */
export function activate(context: ExtensionContext): void {
  const output = window.createOutputChannel('Database Architect', { log: true });
  const server = createServerClient(context, output);
  const deps: Deps = { context, server, output };
  const reports = createReports(deps);
  context.subscriptions.push(output, server, reports);
  const contributions: readonly Contribution[] = [
    statusBar,
    dataLayerTree,
    reviewCommands(reports),
    rehearsalCommands(reports),
    coverage(reports),
    compareSchemas(reports),
    rulePage,
    places,
    suppress,
    statistics,
    notices,
    help,
    architect,
  ];
  context.subscriptions.push(...contributions.map((contribution) => contribution(deps)));
  // After this turn of the event loop, so that activation does not wait for the client to load.
  setImmediate(() => {
    server.start().catch((error: unknown) => output.error(`The language server did not start: ${String(error)}`));
  });
}
