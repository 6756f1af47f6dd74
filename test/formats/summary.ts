import type { Column, Expression, IndexColumn, Schema, Table } from '../../src/model';

/** What two descriptions of one database are compared by: meaning, without places, and with engine spellings made one. */
export interface Summary {
  readonly tables: Readonly<Record<string, TableSummary>>;
  readonly enums: Readonly<Record<string, readonly string[]>>;
}

export interface TableSummary {
  readonly columns: readonly string[];
  readonly primaryKey: string;
  readonly uniques: readonly string[];
  readonly indexes: readonly string[];
  readonly foreignKeys: readonly string[];
  readonly checks: readonly string[];
}

export function summaryOf(schema: Schema): Summary {
  const tables = [...schema.tables].sort(byKey).map(([key, table]) => [key, tableSummary(table)] as const);
  const enums = [...schema.enums].sort(byKey).map(([key, declared]) => [key, declared.values] as const);
  return { tables: Object.fromEntries(tables), enums: Object.fromEntries(enums) };
}

function byKey(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

function tableSummary(table: Table): TableSummary {
  const uniqueIndexes = table.indexes.filter(({ unique, where }) => unique && !where);
  return {
    columns: table.columns.map(columnText),
    primaryKey: table.primaryKey ? `${table.primaryKey.name} ${parts(table.primaryKey.columns)}` : '',
    // PostgreSQL keeps a unique constraint as a unique index: only partial ones differ in meaning.
    uniques: [...table.uniques, ...uniqueIndexes].map(({ name, columns }) => `${name} ${parts(columns)}`).sort(),
    indexes: table.indexes
      .filter((index) => !uniqueIndexes.includes(index))
      .map(({ name, method, columns, where }) =>
        `${name} ${method ?? 'btree'} ${parts(columns)} ${where?.text ?? ''}`.trim(),
      )
      .sort(),
    foreignKeys: table.foreignKeys
      .map(
        (key) =>
          `${key.name} ${key.columns.map(({ name }) => name)} to ${key.refTable.schema ?? ''}.${key.refTable.name} ${key.refColumns.map(({ name }) => name)} ${key.onDelete ?? 'no action'} ${key.onUpdate ?? 'no action'}`,
      )
      .sort(),
    checks: table.checks.map(({ name, expression }) => `${name} ${normal(expression.text)}`).sort(),
  };
}

function columnText(column: Column): string {
  // A serial column numbers itself by a default, an identity column by itself: to its rows that is one.
  const numbered = column.type?.serial === true || column.identity !== undefined;
  const value = numbered ? 'numbered' : defaultText(column.default);
  return [column.name, column.type?.canonical ?? '', column.notNull ? 'not null' : '', value].filter(Boolean).join(' ');
}

function parts(columns: readonly IndexColumn[]): string {
  return columns
    .map(({ column, expression, order, operatorClass }) =>
      [column?.name ?? expression?.text ?? '', operatorClass ?? '', order === 'desc' ? 'desc' : '']
        .filter(Boolean)
        .join(' '),
    )
    .join(', ');
}

function defaultText(value: Expression | undefined): string {
  if (value === undefined || value.kind === 'null') return '';
  // pg_dump casts its constants ('x'::text), and writes now() for CURRENT_TIMESTAMP only where it was written so.
  const text = normal(value.text).replace(/^('(?:[^']|'')*')::[\w". ]+$/, '$1');
  return `default ${/^now$/i.test(text) ? 'CURRENT_TIMESTAMP' : text}`;
}

/** Parentheses, spaces and quotes around plain names that a printer adds, and BETWEEN as the two comparisons that PostgreSQL makes of it. */
function normal(text: string): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  const bare = flat
    .replace(/[()]/g, '')
    .replace(/::[a-z ]+/g, '')
    .replace(/"([a-z_]+)"/g, '$1');
  return bare.replace(/^(\w+) >= (\S+) AND \1 <= (\S+)$/i, '$1 BETWEEN $2 AND $3');
}
