import type { Placed } from '../../code';
import { identOf } from '../code/build';
import { enumValues } from '../code/enum-values';
import { propertiesOf } from '../code/values';
import type { EntityArgs, PropertyArgs } from './args';
import { isOptional, namedIn, OWN, pathIn, scalarColumn, type Within } from './columns';
import { type Entities, propertiesWith, relationTarget } from './entities';
import type { ColumnMeta, TableMeta, Tables } from './meta';
import { isOff, isOn, textIn } from './options';
import type { Reading } from './reading';
import { addRelation } from './relations';
import { declared } from './types';

export function tablesOf(entities: Entities, on: Reading): Tables {
  const rootOf = (entity: EntityArgs) =>
    entities.basesOf(entity).findLast(({ options }) => options.has('discriminatorColumn'));
  const tables = new Map<EntityArgs, TableMeta>();
  const byName = new Map<string, TableMeta>();
  for (const args of entities.all) {
    if (args.kind !== 'entity' || rootOf(args)) continue;
    const { options } = args;
    const isShared = options.has('discriminatorColumn');
    if ((isOn(options, 'abstract') && !isShared) || (options.has('expression') && !options.has('view'))) continue;
    const below = isShared
      ? entities.all.filter((one) => rootOf(one)?.className === args.className && one.kind === 'entity')
      : [];
    const table = tableOf(args, [args, ...below], on);
    for (const one of table.below) {
      tables.set(one, table);
      if (!byName.has(one.className)) byName.set(one.className, table);
    }
  }
  const all = [...new Set(tables.values())];
  const made: Tables = {
    all,
    of: (entity) => entity && (tables.get(entity) ?? byName.get(entity.className)),
    entities,
    fill: (table) => fill(table, made, on),
  };
  for (const table of all) fill(table, made, on);
  return made;
}

function tableOf(args: EntityArgs, below: readonly EntityArgs[], on: Reading): TableMeta {
  const { options, className, nameAt, module } = args;
  const given = options.get('tableName') ?? options.get('collection');
  const ident = given && identOf(given);
  const whole = ident?.name ?? on.settings.naming.tableName(className);
  const dot = whole.indexOf('.');
  const said = textIn(options, 'schema')?.text ?? (dot > 0 ? whole.slice(0, dot) : on.settings.schema);
  const schema = on.dialect === 'sqlite' || said === 'public' || said === '*' ? undefined : said;
  const span = ident?.span ?? module.lines.span(nameAt.start, nameAt.end);
  return {
    args,
    below,
    name: { name: dot > 0 ? whole.slice(dot + 1) : whole, span },
    schema,
    module,
    place: args.place,
    columns: [],
    foreignKeys: [],
    keys: [],
    filled: 'not yet',
    unread: [],
  };
}

interface Placing {
  readonly table: TableMeta;
  readonly tables: Tables;
  readonly keys: number;
  readonly on: Reading;
}

/** Gives a table its columns: the key first, to which other tables may refer already. */
function fill(table: TableMeta, tables: Tables, on: Reading): void {
  if (table.filled !== 'not yet') return;
  table.filled = 'under way';
  const { entities } = tables;
  const own = propertiesWith(table.args, entities.basesOf(table.args));
  const known = new Set(own.map(({ key }) => key));
  const added = table.below.slice(1).flatMap((one) => {
    const line = [one, ...entities.basesOf(one)].filter((each) => table.below.includes(each) && each !== table.args);
    return propertiesWith(line[0] ?? one, line.slice(1)).filter(({ key }) => !known.has(key) && known.add(key));
  });
  const all = [
    ...own.map((args, at) => ({ args, order: at + 1, within: OWN })),
    ...added.map((args, at) => ({ args, order: own.length + 1 + at, within: { ...OWN, optional: true } })),
  ];
  const placing = { table, tables, keys: own.filter(({ primary }) => primary).length, on };
  for (const one of all) if (one.args.primary) place(one.args, one.within, one.order, placing);
  addDiscriminator(table, own, on);
  for (const one of all) if (!one.args.primary) place(one.args, one.within, one.order, placing);
  table.filled = 'done';
}

function place(args: PropertyArgs, within: Within, order: number, placing: Placing, depth = 0): void {
  const { table, tables, on } = placing;
  const { options, kind, module, shown } = args;
  if (isOff(options, 'persist') || options.has('formula')) return;
  if (kind === 'embedded') placeEmbedded(args, within, order, placing, depth);
  if (kind === 'm:1' || kind === '1:1') addRelation(args, within, order, table, tables, on);
  if (kind !== 'scalar') return;
  const { column, unread } = scalarColumn(args, within, placing.keys, order, on);
  table.columns.push(column);
  if (unread) table.unread.push({ module, place: shown, reason: `the default of ${args.key} cannot be told` });
}

/** What is embedded has columns of its own, or is kept as one document (MetadataDiscovery.initEmbeddables). */
function placeEmbedded(args: PropertyArgs, within: Within, order: number, placing: Placing, depth: number): void {
  const { table, tables, on } = placing;
  const { options, key, module, at, shown } = args;
  const { naming, prefixes } = on.settings;
  const name = namedIn(args, within) ?? {
    name: naming.columnName(within.prefix + key),
    span: module.lines.span(at.start, at.end),
  };
  const optional = within.optional || isOptional(args, on);
  if (isOn(options, 'object') || isOn(options, 'array') || args.type?.list) {
    const { column } = scalarColumn({ ...args, kind: 'scalar' }, within, 0, order, on);
    const type = { sql: declared('json', {}, on), mapped: 'json' } as const;
    table.columns.push({ ...column, name, type, nullable: optional });
    return;
  }
  const target = tables.entities.find(relationTarget(args));
  if (!target || depth > 8) {
    table.unread.push({ module, place: shown, reason: `what ${key} embeds was not found` });
    return;
  }
  const given = options.get('prefix');
  const text = textIn(options, 'prefix')?.text;
  const isPlain = isOff(options, 'prefix');
  const mode = textIn(options, 'prefixMode')?.text ?? prefixes;
  const behind = mode === 'relative' ? within.prefix : '';
  const prefix = isPlain
    ? within.prefix
    : given && text !== undefined && text !== 'true'
      ? behind + text
      : `${name.name}_`;
  const inner = { path: pathIn(within, key), prefix, optional };
  const parts = propertiesWith(target, tables.entities.basesOf(target));
  for (const [index, one] of parts.entries())
    place({ ...one, primary: false }, inner, order + (index + 1) / 1000, placing, depth + 1);
}

/** The column that tells the classes of a shared table apart, where no property stands for it. */
function addDiscriminator(table: TableMeta, own: readonly PropertyArgs[], on: Reading): void {
  const { options, module, className } = table.args;
  const given = textIn(options, 'discriminatorColumn');
  if (!given || own.some(({ key }) => key === given.text)) return;
  const at: Placed = given.pieces[0] ?? table.args.nameAt;
  const listed = options.get('discriminatorMap');
  const named = (listed && propertiesOf(listed)?.map(({ key }) => key)) ?? (listed && enumValues(listed));
  const values =
    named ??
    table.below
      .filter((one) => !isOn(one.options, 'abstract'))
      .map((one) => textIn(one.options, 'discriminatorValue')?.text ?? on.settings.naming.tableName(one.className));
  const name = { name: on.settings.naming.columnName(given.text), span: module.lines.span(at.start, at.end) };
  const [first] = own;
  if (!first) {
    table.unread.push({ module, place: at, reason: `the properties of ${className} were not found` });
    return;
  }
  const column: ColumnMeta = {
    path: given.text,
    args: { ...first, key: given.text, at, options: new Map(), kind: 'scalar', primary: false, shown: at },
    name,
    module,
    place: at,
    type: discriminatorType(values, on),
    primary: false,
    nullable: false,
    counts: false,
    unsigned: false,
    default: undefined,
    generated: undefined,
    comment: undefined,
    order: own.length + 0.5,
  };
  table.columns.push(column);
}

function discriminatorType(values: readonly string[], { dialect }: Reading): ColumnMeta['type'] {
  if (dialect === 'mysql' || dialect === 'mariadb')
    return { sql: `enum(${values.map((one) => `'${one}'`).join(', ')})`, mapped: 'enum' };
  return { sql: dialect === 'sqlserver' ? 'nvarchar(100)' : 'text', mapped: 'enum', values };
}
