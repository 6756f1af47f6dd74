import { type Conversion, convertSchema } from '../../advise';
import { DIALECT_NAMES, DIALECTS } from '../../model';
import { printStatements } from '../../sql';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables } from '../lookup';
import type { ToolContext } from '../tool';
import { countText } from '../words';

const MOST_TABLES = 60;
const MOST_LOSSES = 60;

export const tool = defineTool({
  name: 'convert_schema',
  description:
    'DDL of tables in another engine’s dialect: types, defaults, keys, checks, indexes; what cannot be carried over, each with its place; what the application must change (case, empty strings, upserts, paging, JSON, time zones).',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
      to: { type: 'string', enum: DIALECTS },
      tables: { type: 'array', items: { type: 'string' }, description: 'Empty: all.' },
    },
    required: ['dataLayer', 'to', 'tables'],
    additionalProperties: false,
  },
  doing: ({ to }) => `Converting to ${to}`,
  run({ dataLayer, to, tables }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const target = DIALECTS.find((dialect) => dialect === to);
    if (target === undefined) return error(`No dialect "${to}".`);
    const { schema } = found.value;
    if (schema.dialect === target) return error(`${found.value.name} is ${DIALECT_NAMES[target]} already.`);
    const keys: string[] = [];
    for (const name of tables) {
      const placed = findTables([found.value], name);
      if (placed.kind === 'missing') return error(placed.because);
      keys.push(...placed.value.map(({ key }) => key));
    }
    const chosen = (tables.length === 0 ? [...schema.tables.keys()] : keys).slice(0, MOST_TABLES);
    if (chosen.length === 0) return error('There are no tables to convert.');
    const conversion = convertSchema(schema, target, chosen);
    const summary = `Converted ${countText(chosen.length, 'table')} to ${DIALECT_NAMES[target]}, ${countText(conversion.losses.length, 'loss')}`;
    const more =
      tables.length === 0 && schema.tables.size > chosen.length
        ? `\nOnly the first ${chosen.length} of ${schema.tables.size} tables: name the others.`
        : '';
    return ok(`${textOf(conversion, printStatements(conversion.operations, target), context)}${more}`, summary);
  },
});

function textOf({ losses, application }: Conversion, sql: string, context: ToolContext): string {
  return [
    '```sql',
    sql.trimEnd(),
    '```',
    '',
    losses.length === 0 ? 'Everything is carried over.' : 'Not carried over, or changed:',
    ...losses.slice(0, MOST_LOSSES).map(({ where, what, at }) => `- **${where}** \`${context.cite(at)}\`: ${what}`),
    ...(losses.length > MOST_LOSSES ? [`- and ${losses.length - MOST_LOSSES} more`] : []),
    ...(application.length === 0
      ? []
      : ['', 'What the application must change:', ...application.map((line) => `- ${line}`)]),
    '',
    'Statements were not run. Load the data, compare counts and sums of each table, and run the tests against the target before you switch.',
  ].join('\n');
}
