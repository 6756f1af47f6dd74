import { commands, Uri, window } from 'vscode';
import type { ReviewReport, ReviewScope } from '../server/requests';
import type { Contribution, Deps } from './deps';
import { findingParts, html, layerParts, missedParts, noticeParts, type Report, type Reports } from './report';
import { pathOf, registerCommand, together } from './server-client';
import { plural, severityText } from './text';

/** What a command was run on: a file or folder in the explorer, a tab, a lens, a row of the tree, or the active editor. */
function scopeOf(argument: unknown): ReviewScope {
  if (argument instanceof Uri) return { uri: argument.toString() };
  const { uri, table } = (argument ?? {}) as Partial<Record<keyof ReviewScope, unknown>>;
  if (typeof uri === 'string') return { uri, ...(typeof table === 'string' ? { table } : {}) };
  const active = window.activeTextEditor?.document.uri;
  return active === undefined ? {} : { uri: active.toString() };
}

const ask = ({ server }: Deps, scope: ReviewScope) => server.request('databaseArchitect/review', scope);

const scopeName = ({ scope }: ReviewReport): string => (scope === '' ? 'the workspace' : scope);

function reportOf(review: ReviewReport): Report {
  const clean =
    review.findings.length === 0 ? [html`<p>Nothing to say against it.</p>`] : findingParts(review.findings);
  return {
    title: `Review of ${scopeName(review)}`,
    body: [
      html`<p>${plural(review.files, 'file')}, ${plural(review.findings.length, 'finding')}.</p>`,
      layerParts(review.layers),
      ...clean,
      ...missedParts(review.notUnderstood),
      ...noticeParts(review.notices),
    ],
  };
}

/** The review in a sentence. */
function summaryOf(review: ReviewReport): string {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of review.findings) counts[severity]++;
  const files = review.files === 1 ? '' : ` (${plural(review.files, 'file')})`;
  return `Reviewed ${scopeName(review)}${files}: ${severityText(counts) || 'no findings'}.`;
}

async function sayNothingThere({ uri }: ReviewScope): Promise<void> {
  const what = uri === undefined ? 'This workspace' : pathOf(Uri.parse(uri));
  const settings = 'What Is Left Out?';
  const sentence = `${what} has no migrations, models or schema files that Database Architect reads.`;
  const picked = await window.showInformationMessage(sentence, settings);
  if (picked === settings) await commands.executeCommand('workbench.action.openSettings', 'databaseArchitect.exclude');
}

async function review(deps: Deps, reports: Reports, scope: ReviewScope): Promise<void> {
  const first = await ask(deps, scope);
  if (first.files === 0) return sayNothingThere(scope);
  await reports.show(`review ${JSON.stringify(scope)}`, async () => reportOf(await ask(deps, scope)));
  const problems = 'Show Problems';
  const buttons = first.findings.length === 0 ? [] : [problems];
  const picked = await window.showInformationMessage(summaryOf(first), ...buttons);
  if (picked === problems) await commands.executeCommand('workbench.panel.markers.view.focus');
}

/** "Review This Schema" on a file, a folder, an editor or a tab, and "Review All Schemas": a report, and the findings in Problems. */
export function reviewCommands(reports: Reports): Contribution {
  return (deps) => {
    const run = (scope: ReviewScope) => {
      // Not awaited: the notification stays for as long as it likes.
      review(deps, reports, scope).catch((error: unknown) => {
        deps.output.error(`The review failed: ${String(error)}`);
        void window.showErrorMessage('Database Architect could not review: its output says why.');
      });
    };
    return together(
      registerCommand('reviewSchema', (argument?: unknown) => run(scopeOf(argument))),
      registerCommand('reviewWorkspace', () => run({})),
    );
  };
}
