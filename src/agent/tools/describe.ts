import type { Table } from '../../model';
import { objectKey } from '../../model';
import { defineTool, error, ok } from '../define-tool';
import { findLayer, findTables, type PlacedTable } from '../lookup';
import type { ToolContext } from '../tool';
import { columnText, countText, findingLine, indexText, listText, partsText, tableName } from '../words';

export const tool = defineTool({
  name: 'describe',
  description:
    'Columns, keys, indexes, checks and references of one or several tables (at most 12), with where each is made. `detail: "full"` adds findings, comments, triggers and policies.',
  effect: 'read',
  input: {
    type: 'object',
    properties: {
      tables: {
        type: 'array',
        items: { type: 'string' },
        description: 'Names, with their schema where it is not the default.',
      },
      dataLayer: { type: 'string', description: 'Only where several data layers have the table.' },
      detail: { type: 'string', enum: ['concise', 'full'] },
    },
    required: ['tables'],
    additionalProperties: false,
  },
  doing: ({ tables }) => `Reading ${listText(tables, 3)}`,
  run({ tables, dataLayer, detail }, context) {
    const within = dataLayer === undefined ? undefined : findLayer(context, dataLayer);
    if (within?.kind === 'missing') return error(within.because);
    const layers = within === undefined ? context.layers : [within.value];
    if (tables.length === 0) return error('Name at least one table.');
    const parts: string[] = [];
    const read: PlacedTable[] = [];
    for (const name of tables.slice(0, 12)) {
      const found = findTables(layers, name);
      if (found.kind === 'missing') parts.push(found.because);
      else {
        read.push(...found.value);
        parts.push(...found.value.map((placed) => describeTable(placed, detail ?? 'concise', context)));
      }
    }
    if (read.length === 0) return error(parts.join('\n'));
    if (tables.length > 12) parts.push(`Only the first 12 of ${tables.length} tables. Ask again for the rest.`);
    const followUps = read.slice(0, 2).map(({ key }) => `/review ${key}`);
    return ok(parts.join('\n\n'), summary(read), { followUps });
  },
});

function summary(read: readonly PlacedTable[]): string {
  const columns = read.reduce((sum, { table }) => sum + table.columns.length, 0);
  const names = listText(
    read.map(({ table }) => tableName(table)),
    3,
  );
  return `Read ${names}, ${countText(columns, 'column')}`;
}

function describeTable({ layer, key, table }: PlacedTable, detail: 'concise' | 'full', context: ToolContext): string {
  const size = layer.sizes.get(key)?.rows;
  const lines = [
    `### ${tableName(table)}`,
    `${table.kind} in ${layer.name}, made at \`${context.cite(table.at)}\`${size === undefined ? '' : `, about ${size} rows`}${table.complete ? '' : '. Not all of its columns are known'}`,
    '',
    '| column | type | at |',
    '| --- | --- | --- |',
    ...table.columns.map(
      (column) => `| ${cell(column.name)} | ${cell(columnText(column))} | \`${context.cite(column.at)}\` |`,
    ),
    '',
    ...keys(table),
    ...referencedBy({ layer, key, table }, context),
    ...(detail === 'full' ? more({ layer, key, table }, context) : []),
  ];
  return lines.join('\n');
}

const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/\r?\n/g, ' ');

function keys(table: Table): readonly string[] {
  const references = table.foreignKeys.map((key) => {
    const columns = key.columns.map(({ name }) => name).join(', ');
    const to = key.refColumns.map(({ name }) => name).join(', ');
    const onDelete = key.onDelete === undefined ? '' : ` on delete ${key.onDelete}`;
    return `- foreign key \`${key.name}\` (${columns}) → ${tableName(key.refTable)}${to === '' ? '' : ` (${to})`}${onDelete}${key.notValid ? ', not valid yet' : ''}`;
  });
  return [
    table.primaryKey === undefined ? '- no primary key' : `- primary key (${partsText(table.primaryKey.columns)})`,
    ...table.uniques.map(({ name, columns }) => `- unique \`${name}\` (${partsText(columns)})`),
    ...references,
    ...table.checks.map(({ name, expression }) => `- check \`${name}\` ${expression.text}`),
    ...table.indexes.map((index) => `- index ${indexText(index)}`),
  ];
}

function referencedBy({ layer, key }: PlacedTable, context: ToolContext): readonly string[] {
  const { schema } = layer;
  const keysToIt = [...schema.tables.values()].flatMap((other) =>
    other.foreignKeys
      .filter(({ refTable }) => objectKey(schema.dialect, refTable.schema, refTable.name) === key)
      .map(
        ({ columns, at }) =>
          `${tableName(other)} (${columns.map(({ name }) => name).join(', ')}) \`${context.cite(at)}\``,
      ),
  );
  const views = [...schema.views.values()]
    .filter(({ sources }) => sources.some((source) => objectKey(schema.dialect, source.schema, source.name) === key))
    .map(({ name, at }) => `${name} \`${context.cite(at)}\``);
  return [
    ...(keysToIt.length === 0 ? [] : [`- referenced by ${listText(keysToIt, 20)}`]),
    ...(views.length === 0 ? [] : [`- read by views ${listText(views, 20)}`]),
  ];
}

function more({ layer, key, table }: PlacedTable, context: ToolContext): readonly string[] {
  const options = Object.entries(table.options).map(([name, value]) => `${name} = ${value}`);
  const findings = context.findingsOf(layer).filter((finding) => finding.table === key);
  const comments = table.columns.filter(({ comment }) => comment !== undefined);
  return [
    ...(table.comment === undefined ? [] : [`- comment: ${table.comment}`]),
    ...comments.map(({ name, comment }) => `- comment on ${name}: ${comment}`),
    ...table.triggers.map(({ name, timing, events }) => `- trigger \`${name}\` ${timing} ${events.join(' or ')}`),
    ...table.policies.map(({ name, command }) => `- policy \`${name}\` for ${command ?? 'all'}`),
    ...(table.partitionBy === undefined
      ? []
      : [`- partitioned by ${table.partitionBy.method} (${partsText(table.partitionBy.columns)})`]),
    ...(options.length === 0 ? [] : [`- options: ${options.join(', ')}`]),
    findings.length === 0 ? '- findings: none' : '- findings:',
    ...findings.map((finding) => `  ${findingLine(finding, context)}`),
  ];
}
