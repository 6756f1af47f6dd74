import { type Bound, type Link, type Placed, type Scope, type TextValue, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { between, compose, entry, isSet, made, type Part, quoted, slice, textIn, textsOf } from '../code/compose';
import { conditionOf } from './values';

/** `table.unique(['a', 'b'], 'name')`, or `.unique()` behind a column. */
export interface Key {
  readonly kind: 'primary' | 'unique' | 'index';
  readonly place: Placed;
  readonly columns: readonly TextValue[];
  /** A name, or an object of options. */
  readonly named: Bound | undefined;
  readonly options: Bound | undefined;
}

export interface Foreign {
  readonly place: Placed;
  readonly columns: readonly TextValue[];
  readonly table: TextValue;
  readonly refColumns: readonly TextValue[];
  readonly name: TextValue | undefined;
  readonly words: readonly Part[];
}

/** The table that is made or altered. */
export interface Table {
  readonly dialect: Dialect;
  readonly schema: TextValue | undefined;
  readonly name: TextValue;
}

export function tableSql({ dialect, schema, name }: Table): TextValue {
  const place = { start: name.pieces[0]?.start ?? 0, end: name.pieces.at(-1)?.end ?? 0 };
  const dot = name.text.indexOf('.');
  if (schema) return compose(place, [quoted(schema, dialect), '.', quoted(name, dialect)]);
  if (dot <= 0) return quoted(name, dialect);
  return compose(place, [quoted(slice(name, 0, dot), dialect), '.', quoted(slice(name, dot + 1), dialect)]);
}

/** `users_email_unique` (schema/tablecompiler.js, _indexCommand). */
export function chosenName(table: Table, columns: readonly TextValue[], ending: string, place: Placed): TextValue {
  const words = [table.name.text.replace(/\.|-/g, '_'), ...columns.map(({ text }) => text), ending];
  return made(words.join('_').toLowerCase(), place);
}

const list = (columns: readonly TextValue[], dialect: Dialect): readonly Part[] => [
  '(',
  ...between(
    columns.map((column) => quoted(column, dialect)),
    ', ',
  ),
  ')',
];

function nameOf(bound: Bound | undefined, option: string): TextValue | undefined {
  return bound && (textIn(bound, option) ?? textValue(bound));
}

const deferred = (options: Bound | undefined): string => {
  const word = textIn(options, 'deferrable')?.text;
  return word === undefined ? '' : ` deferrable initially ${word}`;
};

/** A key as a table constraint; the other dialects' primary keys have no name of their own. */
export function primarySql(table: Table, key: Key): TextValue {
  const { dialect } = table;
  const own = nameOf(key.named, 'constraintName');
  const isNamed = dialect === 'postgresql' || dialect === 'sqlserver';
  const name = own ?? (isNamed ? made(`${table.name.text}_pkey`, key.place) : undefined);
  const constraint: readonly Part[] =
    name && !isMysqlFamily(dialect) ? ['constraint ', quoted(name, dialect), ' '] : [];
  return compose(key.place, [...constraint, 'primary key ', ...list(key.columns, dialect), deferred(key.named)]);
}

/** A unique key or an index as a statement of its own. */
export function keySql(table: Table, key: Key): TextValue | undefined {
  const { dialect } = table;
  const to = tableSql(table);
  const name = quoted(nameOf(key.named, 'indexName') ?? chosenName(table, key.columns, key.kind, key.place), dialect);
  const predicate = entry(key.named, 'predicate') ?? entry(key.options, 'predicate');
  const condition = predicate && conditionOf(predicate, dialect);
  if (predicate && !condition) return undefined;
  const where: readonly Part[] = condition ? [' where ', condition] : [];
  const columns = list(key.columns, dialect);
  const say = (...parts: readonly Part[]) => compose(key.place, parts);
  if (key.kind === 'unique') {
    const option = entry(key.named, 'useConstraint');
    const isConstraint = option ? isSet(key.named, 'useConstraint') : dialect === 'postgresql' && !predicate;
    if (isConstraint || isMysqlFamily(dialect))
      return say(
        'alter table ',
        to,
        isMysqlFamily(dialect) ? ' add unique ' : ' add constraint ',
        name,
        isMysqlFamily(dialect) ? '' : ' unique ',
        ...columns,
        deferred(key.named),
      );
    const filtered: readonly Part[] =
      dialect === 'sqlserver' && !condition
        ? [
            ' where ',
            ...between(
              key.columns.map((one) => compose(key.place, [quoted(one, dialect), ' is not null'])),
              ' and ',
            ),
          ]
        : where;
    return say('create unique index ', name, ' on ', to, ' ', ...columns, ...filtered);
  }
  const word = key.options && textValue(key.options)?.text;
  const type = textIn(key.options, 'indexType')?.text ?? (isMysqlFamily(dialect) ? word : undefined);
  const method = textIn(key.options, 'storageEngineIndexType')?.text ?? (isMysqlFamily(dialect) ? undefined : word);
  const using = method && (dialect === 'postgresql' || isMysqlFamily(dialect)) ? ` using ${method}` : '';
  if (isMysqlFamily(dialect))
    return say('alter table ', to, ` add ${type ? `${type} ` : ''}index `, name, ...columns, using);
  const unique = type?.toLowerCase() === 'unique' && dialect === 'postgresql' ? ' unique' : '';
  return say(`create${unique} index `, name, ' on ', to, using, ' ', ...columns, ...where);
}

/** The foreign key that `.references('id').inTable('users')` makes, or `.references('users.id')`. */
export function foreignFrom(
  columns: readonly TextValue[],
  place: Placed,
  links: readonly Link[],
  scope: Scope,
  named?: TextValue,
): readonly Foreign[] {
  const given = (...names: readonly string[]): Bound | undefined => {
    const link = links.findLast(({ name }) => names.includes(name));
    const [first] = link?.call.args ?? [];
    return first && { expr: first.value, scope };
  };
  const to = textsOf(given('references'));
  const [first] = to ?? [];
  if (!to || !first) return [];
  const dot = to.length === 1 ? first.text.indexOf('.') : -1;
  const inside = given('inTable', 'on');
  const table = (inside && textValue(inside)) ?? (dot > 0 ? slice(first, 0, dot) : undefined);
  if (!table) return [];
  const word = (name: string) => {
    const bound = given(name);
    return bound && textValue(bound)?.text;
  };
  const [onDelete, onUpdate, when] = [word('onDelete'), word('onUpdate'), word('deferrable')];
  const keyName = given('withKeyName');
  return [
    {
      place,
      columns,
      table,
      refColumns: dot > 0 && !inside ? [slice(first, dot + 1)] : to,
      name: (keyName && textValue(keyName)) ?? named,
      words: [
        onDelete === undefined ? '' : ` on delete ${onDelete}`,
        onUpdate === undefined ? '' : ` on update ${onUpdate}`,
        when === undefined ? '' : ` deferrable initially ${when}`,
      ],
    },
  ];
}

/** A foreign key as a table constraint. */
export function foreignSql(table: Table, foreign: Foreign): TextValue {
  const { dialect } = table;
  const name = foreign.name ?? chosenName(table, foreign.columns, 'foreign', foreign.place);
  const to = tableSql({ dialect, schema: undefined, name: foreign.table });
  return compose(foreign.place, [
    'constraint ',
    quoted(name, dialect),
    ' foreign key ',
    ...list(foreign.columns, dialect),
    ' references ',
    to,
    ' ',
    ...list(foreign.refColumns, dialect),
    ...foreign.words,
  ]);
}
