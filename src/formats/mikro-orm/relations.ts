import { type Bound, resolve, textValue } from '../../code';
import { type Ident, isMysqlFamily, type ReferentialAction } from '../../model';
import { identAt, identOf } from '../code/build';
import { itemsOf } from '../code/compose';
import type { Said } from '../code/said';
import type { PropertyArgs } from './args';
import { isOptional, pathIn, type Within } from './columns';
import { relationTarget } from './entities';
import { type ColumnMeta, primaryOf, type TableMeta, type Tables } from './meta';
import { keyName } from './naming';
import { isOff, isOn, textIn, textsIn } from './options';
import type { Reading } from './reading';

/** Gives a table the columns and the key of a relation that it owns (MetadataDiscovery.initManyToOneFields; DatabaseTable.addColumnFromProperty). */
export function addRelation(
  args: PropertyArgs,
  within: Within,
  order: number,
  table: TableMeta,
  tables: Tables,
  on: Reading,
): void {
  const { module, shown, key, options } = args;
  if (args.kind === '1:1' && !ownsOneToOne(options)) return;
  const other = tables.of(tables.entities.find(relationTarget(args)));
  if (!other) {
    table.unread.push({ module, place: shown, reason: `the entity that ${key} refers to was not found` });
    return;
  }
  if (other !== table) tables.fill(other);
  const columns = joinColumns(args, within, order, other, on);
  if (columns.length === 0) {
    table.unread.push({ module, place: shown, reason: `the key of the entity that ${key} refers to was not found` });
    return;
  }
  // Another property may stand for the same column.
  const fresh = columns.filter((one) => table.columns.every(({ name }) => name.name !== one.name.name));
  table.columns.push(...fresh);
  addForeignKey(args, columns, table, other, tables, on);
  addKeys(args, columns, table, on);
}

/** The side with the column: that says so, or that names no property of the other side. */
export function ownsOneToOne(options: Said): boolean {
  if (options.has('owner')) return isOn(options, 'owner');
  return options.has('inversedBy') || !options.has('mappedBy');
}

function joinColumns(args: PropertyArgs, within: Within, order: number, other: TableMeta, on: Reading) {
  const { options, module, at, key } = args;
  const keys = primaryOf(other);
  const given =
    textsIn(options, 'joinColumn', 'joinColumns') ??
    textsIn(options, 'fieldName', 'fieldNames') ??
    textsIn(options, 'name', 'names');
  const kind = keys.length > 1 ? 'composite' : 'simple';
  return keys.map((one, index): ColumnMeta => {
    const named = given?.[index];
    const [piece] = named?.pieces ?? [];
    const name = named
      ? identAt(module, within.prefix + named.text, piece ?? at)
      : identAt(module, on.settings.naming.joinColumn(within.prefix + key, one.name.name, kind), at);
    return {
      path: pathIn(within, key),
      args,
      name,
      module,
      place: at,
      type: one.type,
      primary: args.primary,
      nullable: !args.primary && (within.optional || isNullable(args, on)),
      counts: false,
      unsigned: one.unsigned,
      default: undefined,
      generated: undefined,
      comment: textIn(options, 'comment')?.text,
      order: order + index / 100_000,
    };
  });
}

/** `Cascade.ALL`, `'all'`. */
function cascades({ options }: PropertyArgs): ReadonlySet<string> {
  const given = options.get('cascade');
  const words = (given ? itemsOf(given) : []).map((item: Bound) => {
    const { expr } = resolve(item);
    return (textValue(item)?.text ?? (expr.kind === 'member' ? expr.name : '')).toLowerCase();
  });
  return new Set(given ? words : ['persist']);
}

function isNullable(args: PropertyArgs, on: Reading): boolean {
  if (args.options.has('nullable')) return isOptional(args, on);
  const all = cascades(args);
  return all.has('remove') || all.has('all') || isOptional(args, on);
}

const ACTIONS: readonly ReferentialAction[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

export function actionIn(options: Said, ...names: readonly string[]): ReferentialAction | undefined {
  const word = textIn(options, ...names)?.text.toLowerCase();
  return ACTIONS.find((one) => one === word);
}

function actionsOf(args: PropertyArgs, columns: readonly ColumnMeta[], table: TableMeta, tables: Tables, on: Reading) {
  const { options, primary } = args;
  const onDelete = actionIn(options, 'deleteRule', 'onDelete');
  const onUpdate = actionIn(options, 'updateRule', 'onUpdateIntegrity');
  const all = cascades(args);
  const nullable = columns.some((one) => one.nullable);
  const keys = [table.args, ...tables.entities.basesOf(table.args)].flatMap((one) =>
    one.properties.filter((each) => each.primary),
  );
  if (on.settings.major >= 7) {
    const isKey = primary && keys.every(({ kind }) => kind !== 'scalar');
    return {
      onDelete: onDelete ?? (isKey ? 'cascade' : nullable ? 'set null' : undefined),
      onUpdate: onUpdate ?? (isKey || columns.length > 1 ? 'cascade' : undefined),
    } as const;
  }
  const isKey = primary && keys.length === 1;
  const removes = all.has('remove') || all.has('all');
  return {
    onDelete: onDelete ?? (removes || isKey ? 'cascade' : nullable ? 'set null' : undefined),
    onUpdate: onUpdate ?? (all.has('persist') || all.has('all') ? 'cascade' : undefined),
  } as const;
}

function addForeignKey(
  args: PropertyArgs,
  columns: readonly ColumnMeta[],
  table: TableMeta,
  other: TableMeta,
  tables: Tables,
  on: Reading,
): void {
  const { options, module, at, shown } = args;
  if (isOff(options, 'createForeignKeyConstraint')) return;
  const given = options.get('foreignKeyName');
  const names = columns.map(({ name }) => name.name);
  const chosen = identAt(module, keyName(table.name.name, names, 'foreign', on.dialect), at);
  const said = textsIn(options, 'referenceColumnName', 'referencedColumnNames');
  table.foreignKeys.push({
    name: (given && identOf(given)) ?? chosen,
    columns,
    target: other,
    referenced: primaryOf(other).map((one, index) => ({ ...one.name, name: said?.[index]?.text ?? one.name.name })),
    ...actionsOf(args, columns, table, tables, on),
    deferrable: textIn(options, 'deferMode')?.text,
    module,
    place: shown,
  });
}

/** `unique`, `index`: true, or a name of its own. A one-to-one relation is unique; most engines have an index for each reference. */
function addKeys(args: PropertyArgs, columns: readonly ColumnMeta[], table: TableMeta, on: Reading): void {
  const { options, kind, primary } = args;
  const keys = primaryOf(table).length;
  const isUnique = options.has('unique') ? !isOff(options, 'unique') : kind === '1:1';
  if (isUnique && !(primary && keys === 1)) addKey(args, 'unique', columns, table, on);
  const indexed = [...table.below, table.args].some(({ keys: all }) =>
    all.some((one) => one.kind === 'index' && one.properties.length === 1 && one.properties[0]?.path === args.key),
  );
  const byItself = kind === 'm:1' && (isMysqlFamily(on.dialect) || on.dialect === 'sqlite') && !indexed;
  if (options.has('index') ? !isOff(options, 'index') : byItself) addKey(args, 'index', columns, table, on);
}

export function addKey(
  { options, module, at, shown }: PropertyArgs,
  kind: 'index' | 'unique',
  columns: readonly ColumnMeta[],
  table: TableMeta,
  on: Reading,
): void {
  const given = options.get(kind);
  const named = given && resolve(given).expr.kind !== 'constant' ? identOf(given) : undefined;
  const names = columns.map(({ name }): Ident => name);
  const chosen = keyName(
    table.name.name,
    names.map(({ name }) => name),
    kind,
    on.dialect,
  );
  table.keys.push({
    kind,
    name: named ?? identAt(module, chosen, at),
    columns: names,
    method: undefined,
    deferrable: kind === 'unique' ? textIn(options, 'deferMode')?.text : undefined,
    module,
    place: shown,
  });
}
