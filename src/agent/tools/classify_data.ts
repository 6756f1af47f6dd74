import { type Classified, classifyTable, DATA_CLASSES, type Duty, dutiesFor } from '../../advise';
import type { Table } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables } from '../lookup';
import type { ToolContext } from '../tool';
import { countText, listText, tableName } from '../words';

const MOST_COLUMNS = 150;

export const tool = defineTool({
  name: 'classify_data',
  description:
    'Which columns hold personal, health, payment, credential, location or other protected data, by name, type, comment and table, with confidence and reason; and what GDPR, HIPAA, PCI DSS 4.0.1 and SOC 2 ask of what was found, with article or requirement.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
      tables: { type: 'array', items: { type: 'string' }, description: 'Empty: all.' },
    },
    required: ['dataLayer', 'tables'],
    additionalProperties: false,
  },
  doing: ({ tables }) => (tables.length === 0 ? 'Classifying data' : `Classifying ${listText(tables, 3)}`),
  run({ dataLayer, tables }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const chosen: Table[] = [];
    for (const name of tables) {
      const placed = findTables([found.value], name);
      if (placed.kind === 'missing') return error(placed.because);
      chosen.push(...placed.value.map(({ table }) => table));
    }
    const all = tables.length === 0 ? [...found.value.schema.tables.values()] : chosen;
    const classified = all.flatMap(classifyTable);
    const summary = `Classified ${countText(all.length, 'table')}: ${countText(classified.length, 'column')} of protected data`;
    return ok(textOf(classified, context), summary, { followUps: followUps(classified) });
  },
});

const followUps = (classified: readonly Classified[]) =>
  [...new Set(classified.map(({ table }) => tableName(table)))].slice(0, 2).map((name) => `/describe ${name}`);

function textOf(classified: readonly Classified[], context: ToolContext): string {
  if (classified.length === 0)
    return 'No column looks like protected data by its name, type or comment. Values were not looked at: JSON and free text may hold any.';
  const sorted = [...classified].sort((a, b) => DATA_CLASSES.indexOf(a.class) - DATA_CLASSES.indexOf(b.class));
  const shown = sorted.slice(0, MOST_COLUMNS);
  return [
    '| class | column | confidence | because | at |',
    '| --- | --- | --- | --- | --- |',
    ...shown.map(
      ({ class: of, table, column, confidence, because, protection }) =>
        `| ${of} | ${tableName(table)}.${column.name} | ${confidence} | ${because.replace(/\|/g, '/')}${protection === undefined ? '' : `; kept as ${protection}`} | \`${context.cite(column.at)}\` |`,
    ),
    ...(sorted.length > shown.length ? [`and ${sorted.length - shown.length} more: name tables.`] : []),
    '',
    ...dutiesText(
      dutiesFor([...new Set(classified.filter(({ confidence }) => confidence !== 'possible').map((one) => one.class))]),
    ),
    '',
    'By names, types and comments: values were not looked at. Whether a regime binds you is for your counsel to say.',
  ].join('\n');
}

function dutiesText(duties: readonly Duty[]): readonly string[] {
  const regimes = [...new Set(duties.map(({ regime }) => regime))];
  return regimes.flatMap((regime) => [
    `**${regime}**`,
    ...duties
      .filter((duty) => duty.regime === regime)
      .map(({ about, text, source }) => `- ${about}: ${text} (${source})`),
  ]);
}
