import { type Bound, type ClassDef, type Placed, textValue } from '../../code';
import type { Ident } from '../../model';
import { identOf } from '../code/build';
import { textIn } from '../code/compose';
import { lineOf, type Target } from '../code/decorated';
import { type EmbeddedArgs, type EntityArgs, joined, type KeyArgs, type Members, NO_MEMBERS } from './args';
import { ownMembers } from './classes';
import { columnOf, OWN, pathIn } from './columns';
import type { ColumnMeta, KeyMeta, Reading, RelationMeta, TableMeta, Within } from './meta';

/** The tables of a set of entities, and how they are found by those that refer to them. */
export interface Tables {
  readonly all: readonly TableMeta[];
  find(target: Target | undefined): TableMeta | undefined;
}

export function tablesOf(entities: readonly EntityArgs[], on: Reading): Tables {
  const children = entities.filter(({ kind }) => kind === 'child');
  const roots = new Map<EntityArgs, EntityArgs[]>();
  for (const child of children) {
    const root = rootOf(child, entities);
    if (root) roots.set(root, [...(roots.get(root) ?? []), child]);
  }
  const byClass = new Map<ClassDef, TableMeta>();
  const byName = new Map<string, TableMeta>();
  const all = entities
    .filter(({ kind }) => kind !== 'child')
    .map((args) => {
      const below = roots.get(args) ?? [];
      const table = tableOf(args, below, on);
      for (const one of [args, ...below]) {
        if (one.ref) byClass.set(one.ref.def, table);
        if (!byName.has(one.className)) byName.set(one.className, table);
      }
      return table;
    });
  for (const table of all) if (!byName.has(table.bare)) byName.set(table.bare, table);
  return {
    all,
    find: (target) => target && ((target.ref && byClass.get(target.ref.def)) ?? byName.get(target.name)),
  };
}

/** The entity whose table a child shares: the one it extends that has `@TableInheritance`. */
function rootOf({ ref }: EntityArgs, entities: readonly EntityArgs[]): EntityArgs | undefined {
  const line = ref ? lineOf(ref).slice(1) : [];
  const found = line.map(({ def }) => entities.find((one) => one.ref?.def === def));
  return found.find((one) => one?.discriminated) ?? found.find((one) => one !== undefined);
}

function schemaOf({ options }: EntityArgs, on: Reading): string | undefined {
  const schema = textIn(options, 'schema')?.text ?? on.settings.schema;
  return on.dialect === 'sqlite' || schema === 'public' || schema === '' ? undefined : schema;
}

function nameOf(args: EntityArgs, on: Reading): { readonly name: Ident; readonly bare: string } {
  const { naming, prefix } = on.settings;
  const given = args.name && identOf(args.name);
  const bare = naming.tableName(args.className, given?.name || undefined);
  const span = given?.name ? given.span : args.module.lines.span(args.nameAt.start, args.nameAt.end);
  return { name: { name: `${prefix}${bare}`, span }, bare };
}

function tableOf(args: EntityArgs, below: readonly EntityArgs[], on: Reading): TableMeta {
  const inherited = below.map(({ ref }): Members => (ref ? ownMembers(ref) : NO_MEMBERS));
  const ofChildren = new Set(inherited.flatMap(({ columns }) => columns));
  const members = joined([args.members, ...inherited]);
  const unread: TableMeta['unread'] = [];
  const own = members.columns.map((one) => {
    const column = columnOf(one, OWN, on);
    return ofChildren.has(one) ? { ...column, nullable: true } : column;
  });
  const inside = members.embeddeds.map((one) => embeddedOf(one, OWN, unread, on));
  const embedded = inside.flatMap(({ columns }) => columns);
  return {
    args,
    ...nameOf(args, on),
    schema: schemaOf(args, on),
    module: args.module,
    place: args.place,
    own: [...own, ...discriminatorOf(args, own, on), ...treeColumns(args, on)],
    embedded: args.discriminated ? embedded.map((one) => ({ ...one, nullable: true })) : embedded,
    relations: [...relationsOf(members, OWN), ...inside.flatMap(({ relations }) => relations)],
    indexes: [...keysOf(members.indexes, OWN), ...inside.flatMap(({ indexes }) => indexes)],
    uniques: [...keysOf(members.uniques, OWN), ...inside.flatMap(({ uniques }) => uniques)],
    members,
    foreignKeys: [],
    made: [],
    joined: 'not yet',
    unread,
  };
}

function relationsOf(members: Members, within: Within): readonly RelationMeta[] {
  return members.relations.map((args) => ({ args, path: pathIn(within, args.key), within, joins: [] }));
}

function keysOf(keys: readonly KeyArgs[], within: Within): readonly KeyMeta[] {
  return keys.map((args) => ({ args, within: within.path }));
}

type Embedded = Pick<TableMeta, 'relations' | 'indexes' | 'uniques'> & { readonly columns: readonly ColumnMeta[] };

/** Columns of an embedded class have its prefix, and those it embeds have both (metadata/EmbeddedMetadata). */
function embeddedOf(args: EmbeddedArgs, outer: Within, unread: TableMeta['unread'], on: Reading, depth = 0): Embedded {
  const { body, module, shown } = args;
  if (!body || depth > 16) {
    unread.push({ module, place: shown, reason: `the class that ${args.key} embeds was not found` });
    return { columns: [], relations: [], indexes: [], uniques: [] };
  }
  const prefixes = args.prefix === '' ? [] : [args.prefix ?? args.key];
  const within = { path: pathIn(outer, args.key), prefixes: [...outer.prefixes, ...prefixes] };
  const inside = body.embeddeds.map((one) => embeddedOf(one, within, unread, on, depth + 1));
  return {
    columns: [...body.columns.map((one) => columnOf(one, within, on)), ...inside.flatMap(({ columns }) => columns)],
    relations: [...relationsOf(body, within), ...inside.flatMap(({ relations }) => relations)],
    indexes: [...keysOf(body.indexes, within), ...inside.flatMap(({ indexes }) => indexes)],
    uniques: [...keysOf(body.uniques, within), ...inside.flatMap(({ uniques }) => uniques)],
  };
}

/** A column that no property stands for. */
function virtual(args: EntityArgs, place: Placed, key: string, word: string, options: Bound | undefined, on: Reading) {
  const { module } = args;
  return columnOf({ key, at: place, module, mode: 'regular', word, options, primary: false }, OWN, on);
}

/** The column that tells the classes of a shared table apart. */
function discriminatorOf(args: EntityArgs, own: readonly ColumnMeta[], on: Reading): readonly ColumnMeta[] {
  const { discriminator } = args;
  if (!discriminator) return [];
  const key = discriminatorKey(discriminator.options);
  if (own.some((one) => one.key === key)) return [];
  const word = textIn(discriminator.options, 'type')?.text ?? 'varchar';
  const options = textValue(discriminator.options) ? undefined : discriminator.options;
  const column = virtual(args, discriminator.at, key, word, options, on);
  return [{ ...column, isDiscriminator: true }];
}

export function discriminatorKey(column: Bound): string {
  return textValue(column)?.text ?? textIn(column, 'name')?.text ?? 'type';
}

function treeColumns(args: EntityArgs, on: Reading): readonly ColumnMeta[] {
  const { tree } = args;
  if (tree?.kind === 'materialized-path')
    return [{ ...virtual(args, tree.at, 'mpath', 'String', undefined, on), nullable: true, default: "''" }];
  if (tree?.kind !== 'nested-set') return [];
  const side = (key: string, value: string) => ({
    ...virtual(args, tree.at, key, 'Number', undefined, on),
    default: on.dialect === 'sqlite' || on.dialect === 'sqlserver' || on.dialect === 'oracle' ? value : `'${value}'`,
  });
  return [side('nsleft', '1'), side('nsright', '2')];
}
