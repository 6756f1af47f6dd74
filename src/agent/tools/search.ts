import type { DataLayer, Migration, Operation, QualifiedName, Span } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { columnText, countText, tableName } from '../words';

interface Hit {
  readonly what: string;
  readonly at: Span;
}

const PAGE = 40;

export const tool = defineTool({
  name: 'search',
  description:
    'Finds tables, columns, views, indexes, constraints, types and migrations by part of a name, and where migrations change a table. Searches the schema and its history, not application code.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      text: { type: 'string', description: 'Part of a name; case does not matter.' },
      page: { type: 'integer', description: 'From 1.' },
    },
    required: ['text'],
    additionalProperties: false,
  },
  doing: ({ text }) => `Searching for ${text}`,
  run({ text, page = 1 }, context) {
    const wanted = text.trim().toLowerCase();
    if (wanted === '') return error('Give part of a name to search for.');
    const hits = context.layers.flatMap((layer) => [...inSchema(layer, wanted), ...inHistory(layer, wanted)]);
    if (hits.length === 0) return error(`Nothing is named like "${text}". Ask overview for the tables there are.`);
    const shown = hits.slice((page - 1) * PAGE, page * PAGE);
    const lines = shown.map(({ what, at }) => `- ${what} at \`${context.cite(at)}\``);
    const rest = hits.length - page * PAGE;
    const more = rest > 0 ? [`${rest} more: ask for page ${page + 1}.`] : [];
    return ok([...lines, ...more].join('\n'), `Found ${countText(hits.length, 'place')} for ${text}`);
  },
});

function inSchema({ schema }: DataLayer, wanted: string): readonly Hit[] {
  const has = (name: string) => name.toLowerCase().includes(wanted);
  const tables = [...schema.tables.values()].flatMap((table): readonly Hit[] => {
    const name = tableName(table);
    const of = (kind: string, items: readonly { readonly name: string; readonly at: Span }[]) =>
      items.filter((item) => has(item.name)).map((item) => ({ what: `${kind} \`${name}.${item.name}\``, at: item.at }));
    return [
      ...(has(name)
        ? [{ what: `table \`${name}\` (${countText(table.columns.length, 'column')})`, at: table.at }]
        : []),
      ...table.columns
        .filter((column) => has(column.name))
        .map((column) => ({ what: `column \`${name}.${column.name}\` ${columnText(column)}`, at: column.at })),
      ...of('index', table.indexes),
      ...of('unique', table.uniques),
      ...of('foreign key', table.foreignKeys),
      ...of('check', table.checks),
      ...of('trigger', table.triggers),
      ...of('policy', table.policies),
    ];
  });
  const named = (kind: string, items: Iterable<{ readonly name: string; readonly at: Span }>) =>
    [...items].filter(({ name }) => has(name)).map(({ name, at }) => ({ what: `${kind} \`${name}\``, at }));
  return [
    ...tables,
    ...named('view', schema.views.values()),
    ...named('enum', schema.enums.values()),
    ...named('domain', schema.domains.values()),
    ...named('sequence', schema.sequences.values()),
  ];
}

function inHistory({ migrations }: DataLayer, wanted: string): readonly Hit[] {
  return migrations.flatMap((migration): readonly Hit[] => {
    const changes = migration.up.statements.flatMap(({ operations }) =>
      operations
        .filter((operation) => tablesOf(operation).some((name) => name.toLowerCase() === wanted))
        .map(({ kind, span }) => ({ what: `\`${kind}\` in migration ${title(migration)}`, at: span })),
    );
    const [first] = migration.up.statements;
    const byName = title(migration).toLowerCase().includes(wanted) && first !== undefined;
    return [...(byName ? [{ what: `migration ${title(migration)}`, at: first.span }] : []), ...changes];
  });
}

const title = ({ version, name }: Migration) => `${version} ${name}`.trim();

/** Names of the tables that an operation speaks of. */
function tablesOf(operation: Operation): readonly string[] {
  const one: readonly QualifiedName[] = 'table' in operation && operation.table !== undefined ? [operation.table] : [];
  const many: readonly QualifiedName[] = 'tables' in operation ? operation.tables : [];
  return [...one, ...many].map(({ name }) => name);
}
