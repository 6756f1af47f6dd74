import { type Bound, type Placed, resolve, type TextValue, textValue, truth } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, entry, isSet, type Part, quoted, textIn, textsOf } from '../code/compose';
import { type Column, columnOf, definition, listSql, optionItems, optionsOf, tableNameOf, tableSql } from './columns';
import { checkSql, commentOf, foreignSql, indexSql, primaryOf, uniqueOf, uniqueSql } from './lines';
import { chosenName } from './names';

/** The SQL of one call; undefined when its arguments cannot be told. */
export type Builder = (place: Placed, args: readonly Bound[], dialect: Dialect) => readonly TextValue[] | undefined;

function columnsOf(table: TextValue, bounds: readonly Bound[], dialect: Dialect): readonly Column[] | undefined {
  const all = bounds.map((bound) => columnOf(table, bound, dialect));
  const known = all.filter((one) => one !== undefined);
  return known.length === all.length ? known : undefined;
}

const known = (all: readonly (TextValue | undefined)[]): readonly TextValue[] | undefined => {
  const found = all.filter((one) => one !== undefined);
  return found.length === all.length ? found : undefined;
};

const createTable: Builder = (place, [given, exists, foreignKeys, indices], dialect) => {
  const options = given && optionsOf(given);
  const table = options && textIn(options, 'name');
  const columns = table && columnsOf(table, optionItems(entry(options, 'columns')), dialect);
  if (!options || !table || !columns) return undefined;
  const isOff = (bound: Bound | undefined) => bound !== undefined && truth(bound) === false;
  const each = (key: string, make: typeof uniqueSql) =>
    optionItems(entry(options, key)).map((one) => make(table, one, dialect));
  const foreigns = isOff(foreignKeys) ? [] : each('foreignKeys', foreignSql);
  const lines = known([...each('uniques', uniqueSql), ...each('checks', checkSql), ...foreigns]);
  const after = known(isOff(indices) ? [] : each('indices', indexSql));
  if (!lines || !after) return undefined;
  const inside = [
    ...columns.map((one) => definition(one, dialect)),
    ...columns.flatMap((one) => uniqueOf(table, one, dialect)),
    ...lines,
    ...primaryOf(table, columns, options, dialect),
  ];
  const words = exists && truth(exists) === true ? 'IF NOT EXISTS ' : '';
  const comment = textIn(options, 'comment')?.text;
  return [
    ...columns.flatMap(({ before }) => before),
    compose(place, [`CREATE TABLE ${words}`, tableSql(table, dialect), ' (', ...between(inside, ', '), ')']),
    ...(comment !== undefined && dialect === 'postgresql'
      ? [compose(place, ['COMMENT ON TABLE ', tableSql(table, dialect), ` IS ${quoteText(comment, dialect)}`])]
      : []),
    ...columns.flatMap((one) => commentOf(table, one, dialect)),
    ...after,
  ];
};

const addColumn: Builder = (place, [given, ...columns], dialect) => {
  const table = tableNameOf(given);
  const found =
    table &&
    columnsOf(
      table,
      columns.flatMap((one) => optionItems(one)),
      dialect,
    );
  if (!table || !found) return undefined;
  const head: readonly Part[] = ['ALTER TABLE ', tableSql(table, dialect), ' ADD '];
  return found.flatMap((column) => [
    ...column.before,
    compose(place, [...head, definition(column, dialect)]),
    ...uniqueOf(table, column, dialect).map((one) => compose(place, [...head, one])),
    ...commentOf(table, column, dialect),
  ]);
};

/** A column that is only named: text, or the options of one. */
const columnName = (bound: Bound): TextValue | undefined => textValue(bound) ?? textIn(optionsOf(bound), 'name');

const dropColumn: Builder = (place, [given, ...columns], dialect) => {
  const table = tableNameOf(given);
  const names = known(
    columns.flatMap((one) => (resolve(one).expr.kind === 'list' ? optionItems(one) : [one])).map(columnName),
  );
  return (
    table &&
    names?.map((name) =>
      compose(place, ['ALTER TABLE ', tableSql(table, dialect), ' DROP COLUMN ', quoted(name, dialect)]),
    )
  );
};

const renameColumn: Builder = (place, [given, from, to], dialect) => {
  const table = tableNameOf(given);
  const [before, after] = [from && columnName(from), to && columnName(to)];
  return (
    table &&
    before &&
    after && [
      compose(place, [
        'ALTER TABLE ',
        tableSql(table, dialect),
        ' RENAME COLUMN ',
        quoted(before, dialect),
        ' TO ',
        quoted(after, dialect),
      ]),
    ]
  );
};

const changeColumn: Builder = (place, [given, from, to], dialect) => {
  const table = tableNameOf(given);
  const before = from && columnName(from);
  const column = table && to && columnOf(table, to, dialect);
  if (!table || !before || !column) return undefined;
  const head: readonly Part[] = ['ALTER TABLE ', tableSql(table, dialect)];
  const renamed =
    before.text === column.name.text
      ? []
      : [compose(place, [...head, ' RENAME COLUMN ', quoted(before, dialect), ' TO ', quoted(column.name, dialect)])];
  if (dialect !== 'postgresql') return [...renamed, compose(place, [...head, ' MODIFY ', definition(column, dialect)])];
  const alter = (...parts: readonly Part[]) =>
    compose(place, [...head, ' ALTER COLUMN ', quoted(column.name, dialect), ...parts]);
  return [
    ...renamed,
    ...column.before,
    alter(' TYPE ', column.type),
    alter(column.isNullable ? ' DROP NOT NULL' : ' SET NOT NULL'),
    column.default ? alter(' SET DEFAULT ', column.default) : alter(' DROP DEFAULT'),
  ];
};

const adding =
  (make: typeof uniqueSql): Builder =>
  (place, [given, ...rest], dialect) => {
    const table = tableNameOf(given);
    const lines = table && known(rest.flatMap(optionItems).map((one) => make(table, one, dialect)));
    return table && lines?.map((line) => compose(place, ['ALTER TABLE ', tableSql(table, dialect), ' ADD ', line]));
  };

const createIndex: Builder = (_, [given, ...rest], dialect) => {
  const table = tableNameOf(given);
  return table && known(rest.flatMap(optionItems).map((one) => indexSql(table, one, dialect)));
};

/** What a key that is dropped is called: by its name, its options, or `table.foreignKeys.find((one) => …'column'…)`. */
function droppedName(kind: 'FK' | 'UQ' | 'IDX' | 'CHK', table: TextValue, bound: Bound): TextValue | undefined {
  const text = textValue(bound);
  if (text) return text;
  const { expr } = resolve(bound);
  const options = optionsOf(bound);
  const columns = textsOf(entry(options, 'columnNames'));
  const name = textIn(options, 'name');
  if (name || columns)
    return (
      name ??
      chosenName(
        kind,
        table,
        (columns ?? []).map((one) => one.text),
        expr,
      )
    );
  const isFind = expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'find';
  const words = isFind ? stringsIn(bound) : [];
  return words.length > 0 ? chosenName(kind, table, words, expr) : undefined;
}

/** The strings that a function given to `find` compares with. */
function stringsIn(bound: Bound): readonly string[] {
  const { expr, scope } = resolve(bound);
  const { module } = scope;
  const text = module.text.slice(expr.start, expr.end);
  return [...text.matchAll(/['"`]([\w$]+)['"`]/g)].map(([, word = '']) => word);
}

const dropping =
  (kind: 'FK' | 'UQ' | 'IDX' | 'CHK'): Builder =>
  (place, [given, ...rest], dialect) => {
    const table = tableNameOf(given);
    const names =
      table &&
      known(
        rest
          .slice(0, 1)
          .flatMap((one) => (resolve(one).expr.kind === 'list' ? optionItems(one) : [one]))
          .map((one) => droppedName(kind, table, one)),
      );
    if (!table || !names) return undefined;
    const to = tableSql(table, dialect);
    return names.map((name) => {
      const own = quoted(name, dialect);
      if (kind === 'IDX')
        return compose(
          place,
          isMysqlFamily(dialect) || dialect === 'sqlserver' ? ['DROP INDEX ', own, ' ON ', to] : ['DROP INDEX ', own],
        );
      const words = kind === 'FK' && isMysqlFamily(dialect) ? ' DROP FOREIGN KEY ' : ' DROP CONSTRAINT ';
      return compose(place, ['ALTER TABLE ', to, words, own]);
    });
  };

const createPrimaryKey: Builder = (place, [given, columns], dialect) => {
  const [table, names] = [tableNameOf(given), textsOf(columns)];
  if (!table || !names) return undefined;
  const name = chosenName(
    'PK',
    table,
    names.map(({ text }) => text),
    place,
  );
  return [
    compose(place, [
      'ALTER TABLE ',
      tableSql(table, dialect),
      ' ADD CONSTRAINT ',
      quoted(name, dialect),
      ' PRIMARY KEY ',
      ...listSql(names, dialect),
    ]),
  ];
};

const named =
  (words: string, ending = ''): Builder =>
  (place, [given, option, other], dialect) => {
    const name = tableNameOf(given);
    const exists =
      option && truth(option) === true ? (words.startsWith('CREATE') ? 'IF NOT EXISTS ' : 'IF EXISTS ') : '';
    const cascade = words === 'DROP SCHEMA ' && other && truth(other) === true ? ' CASCADE' : '';
    return name && [compose(place, [words, exists, tableSql(name, dialect), cascade, ending])];
  };

const renameTable: Builder = (place, [from, to], dialect) => {
  const [before, after] = [tableNameOf(from), tableNameOf(to)];
  return (
    before &&
    after && [compose(place, ['ALTER TABLE ', tableSql(before, dialect), ' RENAME TO ', quoted(after, dialect)])]
  );
};

const createView: Builder = (place, [given], dialect) => {
  const options = given && optionsOf(given);
  const [name, query] = [textIn(options, 'name'), textIn(options, 'expression')];
  const words = isSet(options, 'materialized') ? 'CREATE MATERIALIZED VIEW ' : 'CREATE VIEW ';
  return name && query && [compose(place, [words, tableSql(name, dialect), ' AS ', query])];
};

/** Calls of the query runner by name (typeorm.io, "Using migration API to write migrations"). */
export const BUILDERS: Readonly<Record<string, Builder>> = {
  createTable,
  dropTable: named('DROP TABLE '),
  renameTable,
  addColumn,
  addColumns: addColumn,
  dropColumn,
  dropColumns: dropColumn,
  renameColumn,
  changeColumn,
  createForeignKey: adding(foreignSql),
  createForeignKeys: adding(foreignSql),
  createUniqueConstraint: adding(uniqueSql),
  createUniqueConstraints: adding(uniqueSql),
  createCheckConstraint: adding(checkSql),
  createCheckConstraints: adding(checkSql),
  createIndex,
  createIndices: createIndex,
  dropForeignKey: dropping('FK'),
  dropForeignKeys: dropping('FK'),
  dropUniqueConstraint: dropping('UQ'),
  dropUniqueConstraints: dropping('UQ'),
  dropCheckConstraint: dropping('CHK'),
  dropIndex: dropping('IDX'),
  dropIndices: dropping('IDX'),
  createPrimaryKey,
  createSchema: named('CREATE SCHEMA '),
  dropSchema: named('DROP SCHEMA '),
  createView,
  dropView: named('DROP VIEW '),
  clearTable: named('TRUNCATE TABLE '),
};
