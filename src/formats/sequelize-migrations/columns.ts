import type { TextValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, type Part, quoted } from '../code/compose';
import type { Attribute, TableName } from './attributes';

/** A column's definition; `key` when a primary key stands behind it and not with the others. */
export function definition(column: Attribute, key: 'key' | 'no key', dialect: Dialect): TextValue {
  const isSerial = column.numbers && dialect === 'postgresql';
  const type = isSerial ? serialOf(column.type) : column.type;
  return compose(column.place, [
    quoted(column.name, dialect),
    ' ',
    type,
    ...numbering(column, dialect),
    column.notNull && !isSerial ? ' NOT NULL' : '',
    ...(column.default ? [' DEFAULT ', column.default] : []),
    column.isUnique ? ' UNIQUE' : '',
    key === 'key' && column.isKey ? ' PRIMARY KEY' : '',
    key === 'key' && column.isKey && column.numbers && dialect === 'sqlite' ? ' AUTOINCREMENT' : '',
    ...(isMysqlFamily(dialect) && column.comment !== undefined
      ? [` COMMENT ${quoteText(column.comment, dialect)}`]
      : []),
    ...column.placement,
  ]);
}

/** postgres/query-generator.js, dataTypeMapping */
function serialOf(type: TextValue): TextValue {
  const text = /^BIGINT/i.test(type.text) ? 'BIGSERIAL' : /^SMALLINT/i.test(type.text) ? 'SMALLSERIAL' : 'SERIAL';
  return { text, pieces: [{ start: type.pieces[0]?.start ?? 0, end: type.pieces.at(-1)?.end ?? 0, text }] };
}

function numbering({ numbers }: Attribute, dialect: Dialect): readonly Part[] {
  if (!numbers) return [];
  if (isMysqlFamily(dialect)) return [' AUTO_INCREMENT'];
  return dialect === 'sqlserver' ? [' IDENTITY(1,1)'] : [];
}

/** Foreign keys of MySQL and MariaDB stand behind the columns: inline they would mean nothing. */
export function createTableSql(
  call: { readonly start: number; readonly end: number },
  table: TableName,
  columns: readonly Attribute[],
  extra: readonly TextValue[],
  dialect: Dialect,
): TextValue {
  const keys = columns.filter(({ isKey }) => isKey);
  const isNumbered = dialect === 'sqlite' && keys.length === 1 && keys[0]?.numbers;
  const mysql = isMysqlFamily(dialect);
  const lines = columns.map((column) =>
    compose(column.place, [
      definition(column, isNumbered ? 'key' : 'no key', dialect),
      ...(mysql ? [] : (column.references ?? [])),
    ]),
  );
  const names = keys.map(({ name }) => quoted(name, dialect));
  const primary =
    keys.length > 0 && !isNumbered
      ? [compose(keys[0]?.place ?? call, ['PRIMARY KEY (', ...between(names, ', '), ')'])]
      : [];
  const foreigns = columns.flatMap((column) =>
    mysql && column.references ? [foreignSql(column, undefined, dialect)] : [],
  );
  return compose(call, [
    'CREATE TABLE IF NOT EXISTS ',
    table.sql,
    ' (',
    ...between([...lines, ...extra, ...primary, ...foreigns], ', '),
    ')',
  ]);
}

export function foreignSql(column: Attribute, name: TextValue | undefined, dialect: Dialect): TextValue {
  const named: readonly Part[] = name ? ['CONSTRAINT ', quoted(name, dialect), ' '] : [];
  return compose(column.place, [
    ...named,
    'FOREIGN KEY (',
    quoted(column.name, dialect),
    ')',
    ...(column.references ?? []),
  ]);
}
