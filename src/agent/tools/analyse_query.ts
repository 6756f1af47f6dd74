import { analyseQueries, type QueryAnalysis } from '../../advise';
import { defineTool, error, ok } from '../define-tool';
import { findLayer } from '../lookup';
import { countText, tableName } from '../words';

export const tool = defineTool({
  name: 'analyse_query',
  description:
    'Looks at SELECT, UPDATE and DELETE (one or several, also from a log): conditions that no index can serve, offset paging, NOT IN with NULLs, missing joins, N+1, and for each table the index that serves it or the one that would, with why. Give the SQL, or the path of a file with queries.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      sql: { type: 'string', description: 'Empty when a path is given.' },
      path: { type: 'string', description: 'Of a file in the workspace; empty when the SQL is given.' },
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
    },
    required: ['sql', 'path', 'dataLayer'],
    additionalProperties: false,
  },
  doing: ({ path }) => (path === '' ? 'Analysing the query' : `Analysing ${path}`),
  run({ sql, path, dataLayer }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const source = sql.trim() === '' && path !== '' ? context.source(path) : { kind: 'text' as const, text: sql };
    if (source.kind === 'refused') return error(source.because);
    if (source.text.trim() === '') return error('Give the SQL of a query, or a path.');
    const analysis = analyseQueries(source.text, found.value.schema);
    if (analysis.queries === 0) return error('No SELECT, UPDATE or DELETE was found in it.');
    const summary = `Analysed ${countText(analysis.queries, 'query')}: ${countText(analysis.issues.length, 'issue')}, ${countText(analysis.candidates.length, 'index')} to consider`;
    const followUps = analysis.candidates.slice(0, 2).map((candidate) => `/plan ${candidate.sql}`);
    return ok(textOf(analysis, source.text), summary, { followUps });
  },
});

function textOf({ issues, access, candidates, unknown }: QueryAnalysis, text: string): string {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  const served = access.flatMap((one) =>
    one.kind === 'served' ? [`- **${tableName(one.table)}** is served by \`${one.by}\`: ${one.how}`] : [],
  );
  const whole = access.flatMap((one) =>
    one.kind === 'whole' ? [`- **${tableName(one.table)}** is read whole: ${one.why}`] : [],
  );
  return [
    ...(issues.length === 0 ? ['Nothing in the text itself stands against an index.'] : []),
    ...issues.map(({ id, what, why, fix, start }) => `- **${id}** (line ${line(start)}): ${what} ${why} Fix: ${fix}`),
    ...(candidates.length === 0 ? [] : ['', 'Indexes to consider:']),
    ...candidates.flatMap(({ sql, why }) => ['', '```sql', sql, '```', ...why.map((reason) => `- ${reason}`)]),
    '',
    ...new Set([...served, ...whole]),
    ...(unknown.length === 0 ? [] : [`- not in the schema: ${unknown.join(', ')}`]),
    '',
    'From the text and the schema alone: no plan was made. Check with EXPLAIN (ANALYZE, BUFFERS) on real data; an index is only worth it where it leaves out most rows, and every one makes writes dearer.',
  ].join('\n');
}
