import type { Bound, TextValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { compose, entry, isSet, type Part, quoted, textIn, textsOf } from '../code/compose';
import { type Column, listSql, optionItems, tableSql } from './columns';
import { chosenName } from './names';

/** The lines that options of keys, checks and indexes become. */

/** `CONSTRAINT "FK_…" FOREIGN KEY …` of the options of a `TableForeignKey`. */
export function foreignSql(table: TextValue, options: Bound, dialect: Dialect): TextValue | undefined {
  const columns = textsOf(entry(options, 'columnNames'));
  const refs = textsOf(entry(options, 'referencedColumnNames'));
  const other = textIn(options, 'referencedTableName');
  if (!columns || !refs || !other) return undefined;
  const place = options.expr;
  const name =
    textIn(options, 'name') ??
    chosenName(
      'FK',
      table,
      columns.map(({ text }) => text),
      place,
    );
  const action = (key: string, words: string) => {
    const text = textIn(options, key)?.text;
    return text === undefined ? '' : ` ${words} ${text}`;
  };
  const later = textIn(options, 'deferrable')?.text;
  return compose(place, [
    'CONSTRAINT ',
    quoted(name, dialect),
    ' FOREIGN KEY ',
    ...listSql(columns, dialect),
    ' REFERENCES ',
    tableSql(other, dialect),
    ' ',
    ...listSql(refs, dialect),
    action('onDelete', 'ON DELETE'),
    action('onUpdate', 'ON UPDATE'),
    later === undefined ? '' : ` DEFERRABLE ${later}`,
  ]);
}

export function uniqueSql(table: TextValue, options: Bound, dialect: Dialect): TextValue | undefined {
  const columns = textsOf(entry(options, 'columnNames'));
  if (!columns) return undefined;
  const name =
    textIn(options, 'name') ??
    chosenName(
      'UQ',
      table,
      columns.map(({ text }) => text),
      options.expr,
    );
  return compose(options.expr, ['CONSTRAINT ', quoted(name, dialect), ' UNIQUE ', ...listSql(columns, dialect)]);
}

export function checkSql(table: TextValue, options: Bound, dialect: Dialect): TextValue | undefined {
  const expression = textIn(options, 'expression');
  if (!expression) return undefined;
  const name = textIn(options, 'name') ?? chosenName('CHK', table, [expression.text], options.expr);
  return compose(options.expr, ['CONSTRAINT ', quoted(name, dialect), ' CHECK (', expression, ')']);
}

export function indexSql(table: TextValue, options: Bound, dialect: Dialect): TextValue | undefined {
  const columns = textsOf(entry(options, 'columnNames'));
  if (!columns) return undefined;
  const where = textIn(options, 'where');
  const name =
    textIn(options, 'name') ??
    chosenName(
      'IDX',
      table,
      columns.map(({ text }) => text),
      options.expr,
      where?.text,
    );
  const words = isSet(options, 'isUnique')
    ? 'UNIQUE '
    : isMysqlFamily(dialect) && isSet(options, 'isFulltext')
      ? 'FULLTEXT '
      : '';
  const using = dialect === 'postgresql' && isSet(options, 'isSpatial') ? ' USING GiST' : '';
  return compose(options.expr, [
    `CREATE ${words}INDEX `,
    quoted(name, dialect),
    ' ON ',
    tableSql(table, dialect),
    using,
    ' ',
    ...listSql(columns, dialect),
    ...(where ? [' WHERE ', where] : []),
  ]);
}

export function commentOf(table: TextValue, { name, comment, place }: Column, dialect: Dialect): readonly TextValue[] {
  if (comment === undefined || dialect !== 'postgresql') return [];
  return [
    compose(place, [
      'COMMENT ON COLUMN ',
      tableSql(table, dialect),
      '.',
      quoted(name, dialect),
      ` IS ${quoteText(comment, dialect)}`,
    ]),
  ];
}

export function uniqueOf(table: TextValue, { isUnique, name, place }: Column, dialect: Dialect): readonly TextValue[] {
  if (!isUnique) return [];
  return [
    compose(place, [
      'CONSTRAINT ',
      chosenName('UQ', table, [name.text], place),
      ' UNIQUE ',
      ...listSql([name], dialect),
    ]),
  ];
}

export function primaryOf(
  table: TextValue,
  columns: readonly Column[],
  options: Bound,
  dialect: Dialect,
): readonly TextValue[] {
  const keys = columns.filter(({ isKey, inlineKey }) => isKey && inlineKey === '');
  const [first] = keys;
  if (!first) return [];
  const names = keys.map(({ name }) => name);
  const own = optionItems(entry(options, 'columns'))
    .map((one) => textIn(one, 'primaryKeyConstraintName'))
    .find((one) => one !== undefined);
  const name =
    own ??
    chosenName(
      'PK',
      table,
      names.map(({ text }) => text),
      first.place,
    );
  const words: readonly Part[] = isMysqlFamily(dialect) ? [] : ['CONSTRAINT ', quoted(name, dialect), ' '];
  return [compose(first.place, [...words, 'PRIMARY KEY ', ...listSql(names, dialect)])];
}
