import { type Index, type IndexColumn, isMysqlFamily, type Operation, type SqlDialect, type Table } from '../../model';
import { convertCondition } from './expressions';
import { tableText, type Writing } from './writing';

const PARTIAL: ReadonlySet<SqlDialect> = new Set(['postgresql', 'sqlite', 'sqlserver']);
const INCLUDE: ReadonlySet<SqlDialect> = new Set(['postgresql', 'sqlserver']);

/** The indexes of a table that the target has too; what it has not is said. */
export function convertIndexes(table: Table, writing: Writing): readonly Operation[] {
  return table.indexes
    .filter(({ implicit }) => implicit !== true)
    .flatMap((index) => convertIndex(table, index, writing));
}

function convertIndex(table: Table, index: Index, writing: Writing): readonly Operation[] {
  const { target, schema, name, tableName } = writing;
  const lose = (what: string): readonly Operation[] => {
    writing.lose(tableText(table), `index ${index.name}: ${what}`, index.at);
    return [];
  };
  const method = index.method?.toLowerCase();
  if (method !== undefined && method !== 'btree' && method !== 'clustered' && method !== 'nonclustered') {
    return lose(
      method === 'hash'
        ? 'a hash index; a B-tree does'
        : `${method} indexes are the engine's own: look for the target's full text, spatial or JSON index`,
    );
  }
  if (index.columns.some(({ expression }) => expression !== undefined))
    return lose('made on an expression: make it anew in the target’s words');
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  const where =
    index.where === undefined ? undefined : convertCondition(index.where.text, schema.dialect, target, columns);
  if (where !== undefined && (!PARTIAL.has(target) || where.kind !== 'text')) {
    if (index.unique === true)
      return lose(
        'unique for some rows only: the target has no partial indexes; use a generated column that is NULL for the others',
      );
    lose('partial: made over all rows');
  }
  if (index.include !== undefined && index.include.length > 0 && !INCLUDE.has(target))
    lose('included columns are left out');
  const parts = index.columns.flatMap((part): readonly IndexColumn[] => {
    if (part.column === undefined) return [];
    if (part.prefix !== undefined && !isMysqlFamily(target))
      lose(`the prefix of ${part.prefix} characters is left out`);
    return [
      {
        column: name(part.column.name, part.span),
        ...(part.order === undefined ? {} : { order: part.order }),
        ...(part.prefix !== undefined && isMysqlFamily(target) ? { prefix: part.prefix } : {}),
        span: part.span,
      },
    ];
  });
  const keptWhere =
    where?.kind === 'text' && PARTIAL.has(target) && index.where !== undefined
      ? { where: { ...index.where, text: where.text } }
      : {};
  const include =
    index.include !== undefined && index.include.length > 0 && INCLUDE.has(target)
      ? { include: index.include.map((column) => name(column.name, column.span)) }
      : {};
  return [
    {
      kind: 'createIndex',
      table: tableName(table, table.at),
      index: {
        name: name(indexName(table, index, writing), index.span),
        ...(index.unique === true ? { unique: true } : {}),
        columns: parts,
        ...include,
        ...keptWhere,
        span: index.span,
      },
      span: index.span,
    },
  ];
}

/** Names are the table's own in MySQL and SQL Server, and the schema's elsewhere: a name used twice gets its table's. */
function indexName(table: Table, index: Index, { schema, target }: Writing): string {
  const perTable = isMysqlFamily(target) || target === 'sqlserver';
  const twice =
    [...schema.tables.values()].filter(
      ({ indexes, name }) => name === index.name || indexes.some(({ name: other }) => other === index.name),
    ).length > 1;
  return twice && !perTable ? `${table.name}_${index.name}` : index.name;
}
