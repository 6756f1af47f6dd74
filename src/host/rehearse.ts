import { CancellationTokenSource, commands, ProgressLocation, Uri, window, workspace } from 'vscode';
import type { RehearsalScope, RehearsalView, RehearsedStatementView } from '../server/requests';
import type { Contribution, Deps } from './deps';
import { type Html, html, nothing, placeLink, type Reports } from './report';
import { registerCommand, together } from './server-client';
import { plural } from './text';

type Wanted = Omit<RehearsalScope, 'trust'>;

/** A file in the explorer, a lens, or the active editor. */
function scopeOf(argument: unknown): Wanted | undefined {
  if (argument instanceof Uri) return { uri: argument.toString(), which: 'file' };
  const { uri, id } = (argument ?? {}) as { readonly uri?: unknown; readonly id?: unknown };
  if (typeof uri === 'string') return { uri, which: 'file', ...(typeof id === 'string' ? { id } : {}) };
  const active = window.activeTextEditor?.document.uri;
  return active && { uri: active.toString(), which: 'file' };
}

/** Asks the server, with a notification that can be cancelled. */
function ask({ server }: Deps, scope: Wanted): Promise<readonly RehearsalView[] | undefined> {
  const title = scope.which === 'history' ? 'Rehearsing the whole history' : 'Rehearsing this migration';
  const options = { location: ProgressLocation.Notification, title, cancellable: true };
  return Promise.resolve(
    window.withProgress(options, async (_progress, token) => {
      const source = new CancellationTokenSource();
      token.onCancellationRequested(() => source.cancel());
      const trust = workspace.isTrusted ? 'trusted' : 'restricted';
      const found = await server.request('databaseArchitect/rehearse', { ...scope, trust }, source.token);
      return token.isCancellationRequested ? undefined : found;
    }),
  );
}

const VERDICTS = {
  passed: 'passed',
  failed: 'failed',
  'in part': 'could be shown in part only',
  'not rehearsed': 'was not rehearsed',
} as const;

function viewPart(view: RehearsalView): readonly Html[] {
  const lines = view.evidence.map((one) =>
    one.kind === 'notVerified'
      ? html`<li>Not verified: ${one.what}, because ${one.because}</li>`
      : html`<li>${one.kind === 'failed' ? html`<span class="severity error">Failed</span> ` : nothing}<strong>${one.what}</strong>: ${one.result}</li>`,
  );
  const left =
    view.left.length === 0
      ? []
      : [html`<h3>Left after the way back</h3><ul>${view.left.map((one) => html`<li>${one}</li>`)}</ul>`];
  return [
    html`<h2>${view.title} ${VERDICTS[view.verdict]}</h2>
<ul>${lines}</ul>`,
    ...view.statements.map(statementPart),
    ...left,
    html`<h3>How this was made</h3><ul class="quiet">${view.about.map((one) => html`<li>${one}</li>`)}</ul>`,
  ];
}

function statementPart({ direction, path, place, sql, facts, outcome }: RehearsedStatementView): Html {
  const mark = outcome === 'failed' ? html` <span class="severity error">failed</span>` : nothing;
  const way = direction === 'down' ? html` on the way back` : nothing;
  return html`<p>${placeLink(path, place)}${way}${mark}</p>
<pre><code>${sql}</code></pre>
<ul>${facts.map((fact) => html`<li>${fact}</li>`)}</ul>`;
}

function summaryOf(views: readonly RehearsalView[]): string {
  const [only] = views;
  if (only && views.length === 1) return `${only.title} ${VERDICTS[only.verdict]}.`;
  const failed = views.filter(({ verdict }) => verdict === 'failed').length;
  const passed = views.filter(({ verdict }) => verdict === 'passed').length;
  return `${plural(views.length, 'migration')} rehearsed: ${passed} passed, ${failed} failed.`;
}

async function rehearse(deps: Deps, reports: Reports, scope: Wanted | undefined): Promise<void> {
  if (!scope) return void window.showInformationMessage('Open a migration first, or choose one in the explorer.');
  if (!workspace.isTrusted) {
    const manage = 'Manage Workspace Trust';
    const picked = await window.showInformationMessage(
      'Migrations are rehearsed in workspaces that you trust.',
      manage,
    );
    if (picked === manage) await commands.executeCommand('workbench.trust.manage');
    return;
  }
  const views = await ask(deps, scope);
  if (!views) return;
  if (views.length === 0)
    return void window.showInformationMessage('This file is no migration that Database Architect reads.');
  await reports.show(`rehearsal ${JSON.stringify(scope)}`, async () => ({
    title: scope.which === 'history' ? 'Rehearsal of the whole history' : `Rehearsal of ${views[0]?.title ?? ''}`,
    body: views.flatMap(viewPart),
  }));
  const say = views.some(({ verdict }) => verdict === 'failed')
    ? window.showWarningMessage
    : window.showInformationMessage;
  void say(summaryOf(views));
}

/** "Rehearse This Migration" on a file, an editor or a lens, and "Rehearse Whole History": a report of what an engine did. */
export function rehearsalCommands(reports: Reports): Contribution {
  return (deps) => {
    const run = (scope: Wanted | undefined) => {
      rehearse(deps, reports, scope).catch((error: unknown) => {
        deps.output.error(`The rehearsal failed: ${String(error)}`);
        void window.showErrorMessage('Database Architect could not rehearse: its output says why.');
      });
    };
    return together(
      registerCommand('rehearseMigration', (argument?: unknown) => run(scopeOf(argument))),
      registerCommand('rehearseHistory', () => run({ which: 'history' })),
    );
  };
}
