import { type Bound, truth } from '../../code';
import { type Ident, isMysqlFamily } from '../../model';
import { identAt, identOf } from '../code/build';
import { entry, isSet, textIn } from '../code/compose';
import type { JoinArgs } from './args';
import { pathIn } from './columns';
import { type ColumnMeta, columnsOf, primaryOf, type Reading, type RelationMeta, type TableMeta } from './meta';
import type { Tables } from './tables';
import { type ColumnType, hasUuid } from './types';

/** Gives every table the columns and keys of its relations (metadata-builder/RelationJoinColumnBuilder). */
export function joinTables(tables: Tables, on: Reading): void {
  for (const table of tables.all) joinTable(table, tables, on);
}

function joinTable(table: TableMeta, tables: Tables, on: Reading): void {
  if (table.joined !== 'not yet') return;
  table.joined = 'under way';
  for (const relation of table.relations) {
    const { kind, target, shown, module } = relation.args;
    if (kind !== 'many-to-one' && kind !== 'one-to-one') continue;
    const other = tables.find(target);
    const owns = kind === 'many-to-one' || relation.args.joins.length > 0;
    if (!owns) continue;
    if (!other) {
      table.unread.push({
        module,
        place: shown,
        reason: `the entity that ${relation.args.key} refers to was not found`,
      });
      continue;
    }
    // Keys of other tables may be relations themselves.
    if (other !== table) joinTable(other, tables, on);
    joinRelation(table, relation, other, on);
  }
  table.joined = 'done';
}

/** The columns of the other side: those that are named, else its key. */
function referencedOf(joins: readonly JoinArgs[], other: TableMeta): readonly ColumnMeta[] {
  const named = joins.filter(({ referenced }) => referenced !== undefined);
  if (named.length === 0) return primaryOf(other);
  const found = joins.flatMap(({ referenced }) => {
    const column = columnsOf(other).find(({ key, path }) => key === referenced || path === referenced);
    return column ? [column] : [];
  });
  const keys = primaryOf(other);
  const place = (column: ColumnMeta) => (keys.includes(column) ? keys.indexOf(column) : keys.length);
  return [...found].sort((a, b) => place(a) - place(b));
}

/** The type of a column that refers to another: what the other's rows can be known by. */
export function referringType(column: ColumnMeta, on: Reading): ColumnType | undefined {
  const { type } = column;
  if (!type) return undefined;
  const { word, length, precision, scale, unsigned, values, enumName } = type;
  const isText = isMysqlFamily(on.dialect) && word === 'uuid' && !hasUuid(on.dialect, on.version);
  return {
    word,
    ...(length === undefined ? (isText ? { length: '36' } : {}) : { length }),
    ...(precision === undefined ? {} : { precision }),
    ...(scale === undefined ? {} : { scale }),
    ...(unsigned ? { unsigned } : {}),
    ...(values ? { values } : {}),
    ...(enumName === undefined ? {} : { enumName }),
  };
}

/** True where an option is `false`. */
export function isOff(options: Bound | undefined, name: string): boolean {
  const value = entry(options, name);
  return value !== undefined && truth(value) === false;
}

function joinRelation(table: TableMeta, relation: RelationMeta, other: TableMeta, on: Reading): void {
  const { args } = relation;
  const { options, joins, module, at } = args;
  const referenced = referencedOf(joins, other);
  const columns = referenced.map((one) => joinColumn(table, relation, one, on));
  relation.joins = columns;
  const [first] = columns;
  if (!first) {
    const reason = `the key of the entity that ${args.key} refers to was not found`;
    table.unread.push({ module, place: args.shown, reason });
  }
  if (!first || isOff(options, 'createForeignKeyConstraints')) return;
  const names = columns.map(({ name }) => name.name);
  const { naming } = on.settings;
  const given = joins[0]?.constraintName;
  const named = (given && identOf(given)) ?? identAt(module, naming.foreignKeyName(table.name.name, names), at);
  table.foreignKeys.push({
    name: named,
    columns,
    target: other,
    targetPlace: { module, place: args.target?.place ?? at },
    referenced,
    ...actionsOf(options),
    module,
    place: args.shown,
  });
  if (args.kind !== 'one-to-one' || columns.every(({ primary }) => primary)) return;
  table.made.push({
    kind: isMysqlFamily(on.dialect) || on.dialect === 'sqlserver' ? 'unique index' : 'unique',
    name: identAt(module, naming.relationName(table.name.name, names), at),
    columns,
    ...(on.dialect === 'sqlserver' ? { where: names.map((one) => `"${one}" IS NOT NULL`).join(' AND ') } : {}),
    module,
    place: args.shown,
  });
}

export function actionsOf(options: Bound | undefined) {
  return {
    onDelete: textIn(options, 'onDelete')?.text,
    onUpdate: textIn(options, 'onUpdate')?.text,
    deferrable: textIn(options, 'deferrable')?.text,
  };
}

/** A relation's column: one of the table's own by that name, or a new one. */
function joinColumn(table: TableMeta, relation: RelationMeta, referenced: ColumnMeta, on: Reading): ColumnMeta {
  const { args, within } = relation;
  const { naming } = on.settings;
  const given = args.joins.find(
    (one) => one.name !== undefined && (one.referenced === undefined || one.referenced === referenced.key),
  )?.name;
  const ident = given && identOf(given);
  const bare = ident?.name ?? naming.joinColumnName(args.key, referenced.key);
  const present = (within.path === '' ? table.own : table.embedded).find(
    (one) => one.within === within.path && one.bare === bare,
  );
  const type = referringType(referenced, on);
  if (present) {
    const fresh = { ...present, ...(type ? { type: { ...(present.type ?? type), word: type.word } } : {}) };
    table.own = table.own.map((one) => (one === present ? fresh : one));
    table.embedded = table.embedded.map((one) => (one === present ? fresh : one));
    return fresh;
  }
  const isPrimary = isSet(args.options, 'primary');
  const name: Ident = {
    name: naming.columnName(args.key, bare, within.prefixes),
    span: ident?.span ?? args.module.lines.span(args.at.start, args.at.end),
  };
  const column: ColumnMeta = {
    key: args.key,
    path: pathIn(within, referenced.key === args.key ? args.key : `${args.key}.${referenced.key}`),
    name,
    bare,
    module: args.module,
    place: args.at,
    type,
    primary: isPrimary,
    nullable: !isPrimary && !isOff(args.options, 'nullable'),
    within: within.path,
    ...(referenced.comment === undefined ? {} : { comment: referenced.comment }),
    ...(referenced.charset === undefined ? {} : { charset: referenced.charset }),
    ...(referenced.collation === undefined ? {} : { collation: referenced.collation }),
  };
  table.own = [...table.own, column];
  return column;
}
