import { capacityText, LOAD_FACTS, type LoadFact, type TableLoad } from '../../advise';
import type { DataLayer } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables } from '../lookup';
import { countText } from '../words';

const MOST_TABLES = 30;

export const tool = defineTool({
  name: 'estimate_capacity',
  description:
    'Reckons sizes of tables and indexes from the page layout (PostgreSQL, MySQL, MariaDB), their growth over 36 months with a chart, partitions, and, from what is told of the load, pool, memory, disk operations and backups for an RPO and RTO. Says every assumption.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
      tables: {
        type: 'array',
        description: 'Empty: all tables whose rows the workspace tells.',
        items: {
          type: 'object',
          properties: {
            table: { type: 'string' },
            rows: { type: 'integer' },
            rowsPerMonth: { type: 'integer' },
            keptMonths: { type: 'integer', description: '0: for ever.' },
          },
          required: ['table', 'rows', 'rowsPerMonth', 'keptMonths'],
          additionalProperties: false,
        },
      },
      load: {
        type: 'array',
        description: 'What is known of the load.',
        items: {
          type: 'object',
          properties: { what: { type: 'string', enum: Object.keys(LOAD_FACTS) }, value: { type: 'integer' } },
          required: ['what', 'value'],
          additionalProperties: false,
        },
      },
    },
    required: ['dataLayer', 'tables', 'load'],
    additionalProperties: false,
  },
  doing: ({ tables }) => `Reckoning ${tables.length === 0 ? 'sizes' : countText(tables.length, 'table')}`,
  run({ dataLayer, tables, load }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const layer = found.value;
    const wanted: TableLoad[] = [];
    for (const { table, rows, rowsPerMonth, keptMonths } of tables.slice(0, MOST_TABLES)) {
      const placed = findTables([layer], table);
      if (placed.kind === 'missing') return error(placed.because);
      if (rows < 0 || rowsPerMonth < 0 || keptMonths < 0)
        return error(`The numbers of "${table}" must not be negative.`);
      wanted.push(...placed.value.map(({ key }) => ({ key, rows, rowsPerMonth, keptMonths })));
    }
    const reckoned = tables.length === 0 ? fromSizes(layer) : wanted;
    if (reckoned.length === 0)
      return error('No rows are known. Give `tables` with rows, or tell sizes in database-architect.json.');
    const facts = Object.fromEntries(load.map(({ what, value }) => [what, value])) as Partial<Record<LoadFact, number>>;
    return ok(capacityText(layer, reckoned, facts), `Reckoned ${countText(reckoned.length, 'table')} of ${layer.name}`);
  },
});

/** The largest of those whose rows the workspace tells. */
function fromSizes({ sizes, schema }: DataLayer): readonly TableLoad[] {
  return [...sizes]
    .flatMap(([key, { rows }]) =>
      rows === undefined || !schema.tables.has(key) ? [] : [{ key, rows, rowsPerMonth: 0, keptMonths: 0 }],
    )
    .sort((a, b) => b.rows - a.rows)
    .slice(0, MOST_TABLES);
}
