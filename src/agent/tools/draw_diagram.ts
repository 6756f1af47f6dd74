import { architecture, erd, replication, sharding } from '../../advise';
import { type DataLayer, DIALECT_NAMES } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables } from '../lookup';
import { countText } from '../words';

const MOST_WITH_COLUMNS = 40;

export const tool = defineTool({
  name: 'draw_diagram',
  description:
    'Mermaid text of an ERD (whole, or tables with their neighbours), or of architecture, replication or sharding. Only when the user asks for a diagram: never on your own account.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      kind: { type: 'string', enum: ['erd', 'architecture', 'replication', 'sharding'] },
      dataLayer: { type: 'string', description: 'Empty where there is one.' },
      tables: {
        type: 'array',
        items: { type: 'string' },
        description: 'ERD: these with their neighbours; empty: all. Sharding: the key.',
      },
      copies: { type: 'integer', description: 'Replicas or shards; 0 for the ERD.' },
    },
    required: ['kind', 'dataLayer', 'tables', 'copies'],
    additionalProperties: false,
  },
  doing: ({ kind }) => `Drawing the ${kind === 'erd' ? 'ERD' : kind}`,
  run({ kind, dataLayer, tables, copies }, context) {
    const found = findLayer(context, dataLayer);
    if (found.kind === 'missing') return error(found.because);
    const layer = found.value;
    const engine = DIALECT_NAMES[layer.dialect];
    const count = Math.max(1, Math.min(16, copies));
    if (kind === 'erd') return erdOf(layer, tables);
    const text =
      kind === 'architecture'
        ? architecture({ application: 'application', engine, instances: 2, replicas: count })
        : kind === 'replication'
          ? replication(engine, count)
          : sharding(engine, tables[0] ?? 'tenant_id', Math.max(2, copies));
    return ok(fenced(text), `Drew the ${kind} of ${layer.name}`);
  },
});

const fenced = (text: string) => ['```mermaid', text, '```'].join('\n');

function erdOf(layer: DataLayer, tables: readonly string[]) {
  const keys: string[] = [];
  for (const name of tables) {
    const placed = findTables([layer], name);
    if (placed.kind === 'missing') return error(placed.because);
    keys.push(...placed.value.map(({ key }) => key));
  }
  const size = keys.length > 0 ? keys.length : layer.schema.tables.size;
  if (size === 0) return error('There are no tables to draw.');
  // A diagram of hundreds of tables with all columns is read by nobody.
  const columns = size <= MOST_WITH_COLUMNS ? 'all' : 'keys';
  const text = erd(layer.schema, { ...(keys.length === 0 ? {} : { tables: keys }), extent: 'around', columns });
  return ok(fenced(text), `Drew ${countText(size, 'table')} of ${layer.name}`);
}
