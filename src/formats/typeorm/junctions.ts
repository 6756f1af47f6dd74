import type { Placed } from '../../code';
import { type Ident, isMysqlFamily } from '../../model';
import { identAt, identOf } from '../code/build';
import { entry, textIn } from '../code/compose';
import { type JoinArgs, NO_MEMBERS, type RelationArgs } from './args';
import {
  type ColumnMeta,
  columnsOf,
  type ForeignMeta,
  type MadeKey,
  primaryOf,
  type Reading,
  type RelationMeta,
  type TableMeta,
} from './meta';
import { shortened } from './naming';
import { actionsOf, isOff, referringType } from './relations';
import type { Tables } from './tables';
import { countWord } from './types';

/** The tables between the two sides of a many-to-many relation (metadata-builder/JunctionEntityMetadataBuilder). */
export function junctionsOf(table: TableMeta, tables: Tables, on: Reading): readonly TableMeta[] {
  return table.relations.flatMap((relation) => {
    const { kind, joinTable, target, shown, module, key } = relation.args;
    if (kind !== 'many-to-many' || !joinTable) return [];
    const other = tables.find(target);
    if (other) return [junctionOf(table, relation, other, on)];
    table.unread.push({ module, place: shown, reason: `the entity that ${key} refers to was not found` });
    return [];
  });
}

interface Side {
  readonly table: TableMeta;
  readonly columns: readonly ColumnMeta[];
  readonly referenced: readonly ColumnMeta[];
}

/** Longer names are cut into pieces: PostgreSQL's and MySQL's names end at 63 (Driver.maxAliasLength). */
const LONGEST = 63;

function junctionOf(table: TableMeta, relation: RelationMeta, other: TableMeta, on: Reading): TableMeta {
  const { args } = relation;
  const { module, at, joinTable, shown } = args;
  const { naming, prefix } = on.settings;
  const given = entry(joinTable?.options, 'name');
  const own = given && identOf(given);
  const long = own?.name ?? naming.joinTableName(table.bare, other.bare, relation.path);
  const isLong = long.length > LONGEST && (on.dialect === 'postgresql' || isMysqlFamily(on.dialect));
  const bare = isLong ? shortened(long) : long;
  const name: Ident = { name: prefix + bare, span: own?.span ?? identAt(module, bare, at).span };
  const [left, right] = unlike(
    sideOf(table, args, joinTable?.joins ?? [], on),
    sideOf(other, args, joinTable?.inverses ?? [], on),
    module.lines.span(at.start, at.end),
  );
  const inverse = args.inverse === undefined ? undefined : other.relations.find(({ path }) => path === args.inverse);
  const schema = textIn(joinTable?.options, 'schema')?.text ?? table.schema;
  const first = actionsOf(args.options);
  const second = inverse ? actionsOf(inverse.args.options) : undefined;
  // Until 0.3 a second side without its own words had no action at all.
  const otherwise = second && on.settings.major < 1 ? undefined : 'CASCADE';
  const key = (
    side: Side,
    actions: Pick<ForeignMeta, 'onDelete' | 'onUpdate' | 'deferrable'>,
    join: JoinArgs | undefined,
  ) => foreignKey(name.name, side, args, actions, join, on);
  const foreignKeys = isOff(args.options, 'createForeignKeyConstraints')
    ? []
    : [
        key(
          left,
          { ...first, onDelete: first.onDelete ?? 'CASCADE', onUpdate: first.onUpdate ?? 'CASCADE' },
          joinTable?.joins[0],
        ),
        key(
          right,
          {
            onDelete: second?.onDelete ?? otherwise,
            onUpdate: second?.onUpdate ?? otherwise,
            deferrable: second ? second.deferrable : first.deferrable,
          },
          joinTable?.inverses[0],
        ),
      ];
  return {
    args: { ...table.args, kind: 'table', members: NO_MEMBERS, name: given, options: joinTable?.options, nameAt: at },
    name,
    bare,
    schema: on.dialect === 'sqlite' || schema === 'public' ? undefined : schema,
    module,
    place: shown,
    own: [...left.columns, ...right.columns],
    embedded: [],
    relations: [],
    indexes: [],
    uniques: [],
    members: NO_MEMBERS,
    foreignKeys,
    made: [indexOn(name.name, left.columns, args, on), indexOn(name.name, right.columns, args, on)],
    joined: 'done',
    unread: [],
  };
}

function sideOf(table: TableMeta, args: RelationArgs, joins: readonly JoinArgs[], on: Reading): Side {
  const named = joins.filter(({ referenced }) => referenced !== undefined);
  const all = columnsOf(table);
  const referenced =
    named.length === 0 ? primaryOf(table) : joins.flatMap((one) => all.find(({ key }) => key === one.referenced) ?? []);
  const columns = referenced.map((one) => {
    const join = joins.find(
      (each) => each.name !== undefined && (each.referenced === undefined || each.referenced === one.key),
    );
    const ident = join?.name && identOf(join.name);
    const name = ident?.name ?? on.settings.naming.joinTableColumnName(table.bare, one.key, one.name.name);
    return sideColumn(args, { name, span: ident?.span ?? identAt(args.module, name, args.at).span }, one, on);
  });
  return { table, columns, referenced };
}

function sideColumn(
  { module, at }: Pick<RelationArgs, 'module' | 'at'>,
  name: Ident,
  to: ColumnMeta,
  on: Reading,
): ColumnMeta {
  return {
    key: name.name,
    path: name.name,
    name,
    bare: name.name,
    module,
    place: at,
    type: referringType(to, on),
    primary: true,
    nullable: false,
    within: '',
    ...(to.charset === undefined ? {} : { charset: to.charset }),
    ...(to.collation === undefined ? {} : { collation: to.collation }),
  };
}

/** A table that refers to itself has its columns numbered. */
function unlike(left: Side, right: Side, span: Ident['span']): readonly [Side, Side] {
  const clash = (one: ColumnMeta, side: Side) => side.columns.some(({ bare }) => bare === one.bare);
  const numbered = (side: Side, against: Side, number: number): Side => ({
    ...side,
    columns: side.columns.map((one) => {
      if (!clash(one, against)) return one;
      const name = `${one.bare}_${number}`;
      return { ...one, key: name, path: name, bare: name, name: { name, span } };
    }),
  });
  return [numbered(left, right, 1), numbered(right, left, 2)];
}

function foreignKey(
  table: string,
  side: Side,
  args: RelationArgs,
  actions: Pick<ForeignMeta, 'onDelete' | 'onUpdate' | 'deferrable'>,
  join: JoinArgs | undefined,
  on: Reading,
): ForeignMeta {
  const { module, at, shown, target } = args;
  const names = side.columns.map(({ name }) => name.name);
  const given = join?.constraintName && identOf(join.constraintName);
  return {
    name: given ?? identAt(module, on.settings.naming.foreignKeyName(table, names), at),
    columns: side.columns,
    target: side.table,
    targetPlace: { module, place: target?.place ?? at },
    referenced: side.referenced,
    ...actions,
    module,
    place: shown,
  };
}

function indexOn(
  table: string,
  columns: readonly ColumnMeta[],
  { module, at, shown }: Pick<RelationArgs, 'module' | 'at' | 'shown'>,
  on: Reading,
): MadeKey {
  const names = columns.map(({ name }) => name.name);
  const name = identAt(module, on.settings.naming.indexName(table, names, undefined), at);
  return { kind: 'index', name, columns, module, place: shown };
}

/** The table of a tree's ways from each node up (metadata-builder/ClosureJunctionEntityMetadataBuilder). */
export function closureOf(table: TableMeta, on: Reading): TableMeta | undefined {
  const { tree } = table.args;
  if (tree?.kind !== 'closure-table') return undefined;
  const { module, at } = { module: table.module, at: tree.at };
  const { naming, prefix } = on.settings;
  const bare = naming.closureTableName(textIn(tree.options, 'closureTableName')?.text ?? table.bare);
  const place: Placed = { start: at.start, end: at.end };
  const name = identAt(module, prefix + bare, place);
  const where = { module, at: place, shown: place };
  const columns = primaryOf(table).flatMap((key) =>
    ['ancestor', 'descendant'].map((word) => sideColumn(where, identAt(module, `${key.key}_${word}`, place), key, on)),
  );
  const half = (from: number) => columns.filter((_, index) => index % 2 === from);
  const level = table.own.find(({ isLevel }) => isLevel);
  const onDelete = on.dialect === 'sqlserver' ? 'NO ACTION' : 'CASCADE';
  const key = (some: readonly ColumnMeta[]): ForeignMeta => ({
    name: identAt(
      module,
      naming.foreignKeyName(
        name.name,
        some.map((one) => one.name.name),
      ),
      place,
    ),
    columns: some,
    target: table,
    targetPlace: { module, place },
    referenced: primaryOf(table),
    onDelete,
    onUpdate: undefined,
    deferrable: undefined,
    module,
    place,
  });
  const extra: readonly ColumnMeta[] = level
    ? [
        {
          ...sideColumn(where, identAt(module, 'level', place), level, on),
          type: { word: countWord(on.dialect) },
          primary: false,
        },
      ]
    : [];
  return {
    ...table,
    args: { ...table.args, kind: 'table', members: NO_MEMBERS, options: undefined },
    name,
    bare,
    place,
    own: [...columns, ...extra],
    embedded: [],
    relations: [],
    indexes: [],
    uniques: [],
    members: NO_MEMBERS,
    foreignKeys: [key(half(0)), key(half(1))],
    made: [indexOn(name.name, half(0), where, on), indexOn(name.name, half(1), where, on)],
    unread: [],
  };
}
