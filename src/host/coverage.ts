import type { CoverageReport } from '../server/requests';
import type { Contribution } from './deps';
import type { Documents } from './documents';
import { layerText, noticesText, notUnderstoodText } from './review/report';
import { registerCommand, together } from './server-client';
import { plural } from './text';

function coverageText({ layers, notices }: CoverageReport): string {
  const missed = layers.flatMap(({ notUnderstood }) => notUnderstood);
  return [
    '# What was understood',
    'What is not understood is not reviewed; it is listed here and counted in the status bar.',
    layers.length === 0
      ? 'No data layer was found in this workspace.'
      : layers.map(({ summary }) => layerText(summary)).join('\n'),
    missed.length === 0
      ? 'Every statement was understood.'
      : `## Not understood (${missed.length})\n\n${notUnderstoodText(missed)}`,
    notices.length === 0 ? '' : `## ${plural(notices.length, 'file')} not read as they are\n\n${noticesText(notices)}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function missedText({ layers }: CoverageReport): string {
  const missed = layers.flatMap(({ notUnderstood }) => notUnderstood);
  return [
    '# Statements not understood',
    missed.length === 0 ? 'None: every statement was understood.' : 'They take no part in the schema or in the review.',
    notUnderstoodText(missed),
  ].join('\n\n');
}

/** The click on the status bar, and "Show Statements Not Understood". */
export function coverage(documents: Documents): Contribution {
  return ({ server }) =>
    together(
      registerCommand('showCoverage', async () =>
        documents.show('Coverage', coverageText(await server.request('databaseArchitect/coverage', {}))),
      ),
      registerCommand('showNotUnderstood', async () =>
        documents.show('Statements Not Understood', missedText(await server.request('databaseArchitect/coverage', {}))),
      ),
    );
}
