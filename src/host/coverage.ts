import type { CoverageReport } from '../server/requests';
import type { Contribution } from './deps';
import { disputedParts, html, layerParts, missedParts, noticeParts, type Report, type Reports } from './report';
import { registerCommand, together } from './server-client';

const everything = html`<p>Every statement was understood.</p>`;

const missedIn = ({ layers }: CoverageReport) => layers.flatMap(({ notUnderstood }) => notUnderstood);

function coverageReport(coverage: CoverageReport): Report {
  const missed = missedIn(coverage);
  const layers = coverage.layers.map(({ summary }) => summary);
  return {
    title: 'What was understood',
    body: [
      layers.length === 0 ? html`<p>No data layer was found in this workspace.</p>` : layerParts(layers),
      ...(missed.length === 0 && layers.length > 0 ? [everything] : missedParts(missed)),
      ...disputedParts(coverage.layers.flatMap(({ disputed }) => disputed)),
      ...noticeParts(coverage.notices),
    ],
  };
}

function missedReport(coverage: CoverageReport): Report {
  const missed = missedIn(coverage);
  return { title: 'Statements not understood', body: missed.length === 0 ? [everything] : missedParts(missed) };
}

/** The click on the status bar, and "Show Statements Not Understood". */
export function coverage(reports: Reports): Contribution {
  return ({ server }) => {
    const ask = () => server.request('databaseArchitect/coverage', {});
    return together(
      registerCommand('showCoverage', () => reports.show('coverage', async () => coverageReport(await ask()))),
      registerCommand('showNotUnderstood', () => reports.show('missed', async () => missedReport(await ask()))),
    );
  };
}
