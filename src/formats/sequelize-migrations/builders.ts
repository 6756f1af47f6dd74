import { type Bound, type Placed, resolve, type TextValue, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, entry, isSet, made, type Part, quoted, textIn, textsOf } from '../code/compose';
import { type Attribute, attributeOf, attributesIn, type TableName, tableNameOf } from './attributes';
import { createTableSql, definition, foreignSql } from './columns';
import { addConstraint, addIndex, indexName } from './keys';

/** What a call makes: SQL in order, and what of it cannot be told. */
export interface Made {
  readonly sql: readonly TextValue[];
  readonly untold: readonly Placed[];
}

export type Builder = (place: Placed, args: readonly Bound[], dialect: Dialect) => Made | undefined;

const all = (...sql: readonly (TextValue | undefined)[]): Made => ({
  sql: sql.filter((one) => one !== undefined),
  untold: [],
});
const isAttribute = (one: Attribute | Placed): one is Attribute => 'type' in one;

const createTable: Builder = (place, [name, attributes, options], dialect) => {
  const table = tableNameOf(name, dialect);
  const schema = textIn(options, 'schema');
  const found = table && attributes && attributesIn(table, attributes, dialect);
  if (!table || !found) return undefined;
  const own = schema ? { ...table, sql: compose(place, [quoted(schema, dialect), '.', table.sql]) } : table;
  const columns = found.filter(isAttribute);
  const sql = createTableSql(place, own, columns, uniqueKeys(place, options, dialect), dialect);
  const comment = textIn(options, 'comment')?.text;
  const mysqlComment = isMysqlFamily(dialect) && comment !== undefined ? ` COMMENT ${quoteText(comment, dialect)}` : '';
  return {
    sql: [
      ...columns.flatMap(({ before }) => before),
      compose(place, [sql, mysqlComment, ...tableWords(options, dialect)]),
      ...(comment !== undefined && dialect === 'postgresql'
        ? [compose(place, ['COMMENT ON TABLE ', own.sql, ` IS ${quoteText(comment, dialect)}`])]
        : []),
      ...columns.flatMap((column) => commentsOf(own, column, dialect)),
    ],
    untold: untoldIn(found),
  };
};

/** ENGINE, CHARSET and COLLATE of MySQL's tables. */
export function tableWords(options: Bound | undefined, dialect: Dialect): readonly Part[] {
  if (!isMysqlFamily(dialect)) return [];
  const word = (name: string, words: string) => {
    const text = textIn(options, name)?.text;
    return text === undefined ? '' : ` ${words} ${text}`;
  };
  return [word('engine', 'ENGINE='), word('charset', 'DEFAULT CHARSET='), word('collate', 'COLLATE')];
}

function uniqueKeys(place: Placed, options: Bound | undefined, dialect: Dialect): readonly TextValue[] {
  const given = entry(options, 'uniqueKeys');
  const keys = given && resolve(given);
  if (keys?.expr.kind !== 'map') return [];
  const { scope, expr } = keys;
  return expr.entries.flatMap(({ key, value }) => {
    const fields = textsOf(entry({ expr: value, scope }, 'fields'));
    const name = textValue({ expr: key, scope });
    if (!fields) return [];
    // Only MySQL's and MariaDB's have the key's name (…/query-generator.js, createTableQuery).
    const named: readonly Part[] =
      name && isMysqlFamily(dialect) ? ['UNIQUE ', quoted(name, dialect), ' ('] : ['UNIQUE ('];
    return [
      compose(place, [
        ...named,
        ...between(
          fields.map((one) => quoted(one, dialect)),
          ', ',
        ),
        ')',
      ]),
    ];
  });
}

function commentsOf(table: TableName, { name, comment, place }: Attribute, dialect: Dialect): readonly TextValue[] {
  if (comment === undefined || (dialect !== 'postgresql' && dialect !== 'oracle')) return [];
  return [
    compose(place, ['COMMENT ON COLUMN ', table.sql, '.', quoted(name, dialect), ` IS ${quoteText(comment, dialect)}`]),
  ];
}

function untoldIn(found: readonly (Attribute | Placed)[]): readonly Placed[] {
  return found.flatMap((one) => (isAttribute(one) ? (one.untold ? [one.untold] : []) : [one]));
}

function oneAttribute(args: readonly Bound[], dialect: Dialect) {
  const [name, key, given] = args;
  const table = tableNameOf(name, dialect);
  const column = key && textValue(key);
  const attribute = table && column && given && attributeOf(table, column, given, dialect);
  return table && attribute && { table, attribute: { ...attribute, name: column } };
}

const addColumn: Builder = (place, args, dialect) => {
  const found = oneAttribute(args, dialect);
  if (!found) return undefined;
  const { table, attribute } = found;
  const mysql = isMysqlFamily(dialect);
  const words = dialect === 'sqlserver' || dialect === 'oracle' || mysql ? ' ADD ' : ' ADD COLUMN ';
  const name = made(`${table.name.text}_${attribute.name.text}_foreign_idx`, place);
  const foreign: readonly Part[] = !attribute.references
    ? []
    : mysql
      ? [', ADD ', foreignSql(attribute, name, dialect)]
      : attribute.references;
  const exists = isSet(args[3], 'ifNotExists') && dialect === 'postgresql' ? 'IF NOT EXISTS ' : '';
  const sql = compose(place, [
    'ALTER TABLE ',
    table.sql,
    words,
    exists,
    definition(attribute, 'key', dialect),
    ...foreign,
  ]);
  return { sql: [...attribute.before, sql, ...commentsOf(table, attribute, dialect)], untold: untoldIn([attribute]) };
};

const changeColumn: Builder = (place, args, dialect) => {
  const found = oneAttribute(args, dialect);
  if (!found) return undefined;
  const { table, attribute } = found;
  const head: readonly Part[] = ['ALTER TABLE ', table.sql];
  const untold = untoldIn([attribute]);
  if (dialect === 'postgresql') return { sql: postgresChange(place, head, table, attribute), untold };
  if (attribute.references)
    return { sql: [compose(place, [...head, ' ADD ', foreignSql(attribute, undefined, dialect)])], untold };
  const words = dialect === 'sqlserver' ? ' ALTER COLUMN ' : ' MODIFY ';
  return { sql: [compose(place, [...head, words, definition(attribute, 'key', dialect)])], untold };
};

/** postgres/query-generator.js, changeColumnQuery: what is not said again is dropped, but for a column with a reference. */
function postgresChange(
  place: Placed,
  head: readonly Part[],
  table: TableName,
  column: Attribute,
): readonly TextValue[] {
  const name = quoted(column.name, 'postgresql');
  const say = (...parts: readonly Part[]) => compose(place, [...head, ...parts]);
  const alter = (...parts: readonly Part[]) => say(' ALTER COLUMN ', name, ...parts);
  const isPlain = !column.references;
  return [
    ...(column.notNull ? [alter(' SET NOT NULL')] : isPlain ? [alter(' DROP NOT NULL')] : []),
    ...(column.default ? [alter(' SET DEFAULT ', column.default)] : isPlain ? [alter(' DROP DEFAULT')] : []),
    ...column.before,
    ...(column.isUnique ? [say(' ADD UNIQUE (', name, ')')] : []),
    column.references
      ? say(' ADD FOREIGN KEY (', name, ')', ...column.references)
      : alter(' TYPE ', column.type, ...(column.before.length > 0 ? [' USING (', name, '::', column.type, ')'] : [])),
    ...commentsOf(table, column, 'postgresql'),
  ];
}

const onTable =
  (
    parts: (table: TableName, texts: readonly TextValue[], dialect: Dialect) => readonly Part[],
    texts: number,
  ): Builder =>
  (place, [name, ...rest], dialect) => {
    const table = tableNameOf(name, dialect);
    const given = rest.slice(0, texts).map((one) => textValue(one));
    const known = given.filter((one) => one !== undefined);
    return table && known.length === texts ? all(compose(place, parts(table, known, dialect))) : undefined;
  };

const removeIndex: Builder = (place, [name, given, options], dialect) => {
  const table = tableNameOf(name, dialect);
  if (!table || !given) return undefined;
  const isList = resolve(given).expr.kind === 'list';
  const own = isList ? indexName(table, textsOf(given) ?? [], place) : textValue(given);
  if (!own) return undefined;
  const index = quoted(own, dialect);
  if (isMysqlFamily(dialect) || dialect === 'sqlserver')
    return all(compose(place, ['DROP INDEX ', index, ' ON ', table.sql]));
  const concurrently = isSet(options, 'concurrently') && dialect === 'postgresql' ? 'CONCURRENTLY ' : '';
  return all(compose(place, [`DROP INDEX ${concurrently}IF EXISTS `, index]));
};

const renameTable: Builder = (place, [from, to], dialect) => {
  const [before, after] = [tableNameOf(from, dialect), tableNameOf(to, dialect)];
  return before && after
    ? all(compose(place, ['ALTER TABLE ', before.sql, ' RENAME TO ', quoted(after.name, dialect)]))
    : undefined;
};

const dropTable: Builder = (place, [name, options], dialect) => {
  const table = tableNameOf(name, dialect);
  const cascade = isSet(options, 'cascade') ? ' CASCADE' : '';
  return table && all(compose(place, ['DROP TABLE IF EXISTS ', table.sql, cascade]));
};

const schemaOf =
  (words: string, behind: string): Builder =>
  (place, [name], dialect) => {
    const own = name && textValue(name);
    return own && all(compose(place, [words, quoted(own, dialect), behind]));
  };

const dropEnum: Builder = (place, [name], dialect) => {
  const own = name && textValue(name);
  return own && all(compose(place, ['DROP TYPE IF EXISTS ', quoted(own, dialect)]));
};

/** Calls of the query interface by name (sequelize.org, "Query Interface"). */
export const BUILDERS: Readonly<Record<string, Builder>> = {
  createTable,
  dropTable,
  renameTable,
  addColumn,
  changeColumn,
  removeColumn: onTable(
    (table, [column], dialect) => ['ALTER TABLE ', table.sql, ' DROP COLUMN ', column && quoted(column, dialect)],
    1,
  ),
  renameColumn: onTable(
    (table, [from, to], dialect) => [
      'ALTER TABLE ',
      table.sql,
      ' RENAME COLUMN ',
      from && quoted(from, dialect),
      ' TO ',
      to && quoted(to, dialect),
    ],
    2,
  ),
  addIndex: (place, args, dialect) => only(addIndex(place, args, dialect)),
  removeIndex,
  addConstraint: (place, args, dialect) => only(addConstraint(place, args, dialect)),
  removeConstraint: onTable(
    (table, [name], dialect) => ['ALTER TABLE ', table.sql, ' DROP CONSTRAINT ', name && quoted(name, dialect)],
    1,
  ),
  createSchema: schemaOf('CREATE SCHEMA IF NOT EXISTS ', ''),
  dropSchema: schemaOf('DROP SCHEMA IF EXISTS ', ' CASCADE'),
  dropEnum,
};

const only = (sql: TextValue | undefined): Made | undefined => sql && all(sql);
