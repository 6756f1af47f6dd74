import { env, window } from 'vscode';
import { loadAnswering } from '../agent';
import { DIALECT_NAMES, DIALECTS, type Dialect } from '../model';
import type { Contribution } from './deps';
import { registerCommand } from './server-client';

async function pickDialect(known: readonly Dialect[]): Promise<Dialect | undefined> {
  if (known.length === 1) return known[0];
  const items = (known.length > 0 ? known : DIALECTS).map((dialect) => ({ label: DIALECT_NAMES[dialect], dialect }));
  const picked = await window.showQuickPick(items, { title: 'Which engine are the tables in?' });
  return picked?.dialect;
}

/** "Copy Statistics Query": what a team runs on its database, so that the review knows the sizes of tables. Nothing is run here. */
export const statistics: Contribution = ({ server }) =>
  registerCommand('copyStatisticsQuery', async () => {
    const dialects = new Set(server.overview?.layers.map(({ dialect }) => dialect) ?? []);
    const dialect = await pickDialect(DIALECTS.filter((one) => dialects.has(one)));
    if (!dialect) return;
    // Loaded when asked for: activation does without it.
    const { statisticsQuery } = await loadAnswering();
    const query = statisticsQuery(dialect);
    if (query === undefined) {
      void window.showInformationMessage(
        `${DIALECT_NAMES[dialect]} has no such query: set tableSizes in database-architect.json.`,
      );
      return;
    }
    await env.clipboard.writeText(query);
    void window.showInformationMessage(
      'The query is in the clipboard. Save its result as CSV in the repository, and name the file as "statistics" in database-architect.json.',
    );
  });
