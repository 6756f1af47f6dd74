import type { Ident } from '../../model';
import { isMysqlFamily } from '../../model';
import { identAt, identOf } from '../code/build';
import type { PropertyArgs } from './args';
import { propertiesWith, relationTarget } from './entities';
import { type ColumnMeta, type ForeignMeta, type MadeKey, primaryOf, type TableMeta, type Tables } from './meta';
import { keyName } from './naming';
import { isOff, isOn, textIn, textsIn } from './options';
import type { Reading } from './reading';
import { actionIn } from './relations';

/** The tables between the two sides of a many-to-many relation (MetadataDiscovery.definePivotTableEntity). */
export function pivotsOf(table: TableMeta, tables: Tables, on: Reading): readonly TableMeta[] {
  const properties = table.below.flatMap((one) => propertiesWith(one, tables.entities.basesOf(one)));
  return [...new Set(properties)].flatMap((args) => {
    const { options, kind, key, module, shown } = args;
    if (kind !== 'm:n' || isOff(options, 'persist') || options.has('pivotEntity')) return [];
    if (options.has('mappedBy') && !isOn(options, 'owner')) return [];
    const other = tables.of(tables.entities.find(relationTarget(args)));
    if (other) return [pivotOf(args, table, other, on)];
    table.unread.push({ module, place: shown, reason: `the entity that ${key} refers to was not found` });
    return [];
  });
}

function pivotOf(args: PropertyArgs, table: TableMeta, other: TableMeta, on: Reading): TableMeta {
  const { options, module, at, shown, key } = args;
  const given = options.get('pivotTable');
  const ident = given && identOf(given);
  const whole = ident?.name ?? on.settings.naming.pivotTable(table.name.name, key);
  const dot = whole.indexOf('.');
  const name: Ident = {
    name: dot > 0 ? whole.slice(dot + 1) : whole,
    span: ident?.span ?? module.lines.span(at.start, at.end),
  };
  const isOrdered = isOn(options, 'fixedOrder') || options.has('fixedOrderColumn');
  const isSelf = other === table;
  const sides = [sideOf(args, table, 'own', isSelf, on), sideOf(args, other, 'other', isSelf, on)];
  const columns = sides.map(({ columns: own }) => (isOrdered ? own.map((one) => ({ ...one, primary: false })) : own));
  const actions = {
    onDelete: actionIn(options, 'deleteRule', 'onDelete') ?? 'cascade',
    onUpdate: actionIn(options, 'updateRule', 'onUpdateIntegrity') ?? 'cascade',
  } as const;
  const foreignKeys = sides.map((side, index): ForeignMeta => {
    const own = columns[index] ?? [];
    const names = own.map((one) => one.name.name);
    return {
      name: identAt(module, keyName(name.name, names, 'foreign', on.dialect), at),
      columns: own,
      target: side.table,
      referenced: primaryOf(side.table).map((one) => one.name),
      ...actions,
      deferrable: undefined,
      module,
      place: shown,
    };
  });
  const indexed = isMysqlFamily(on.dialect) || on.dialect === 'sqlite';
  const keys = columns.map((own): MadeKey => {
    const names = own.map((one) => one.name);
    const chosen = keyName(
      name.name,
      names.map((one) => one.name),
      'index',
      on.dialect,
    );
    return {
      kind: 'index',
      name: identAt(module, chosen, at),
      columns: names,
      method: undefined,
      deferrable: undefined,
      module,
      place: shown,
    };
  });
  return {
    args: { ...table.args, options: new Map(), properties: [], keys: [], checks: [] },
    below: [],
    name,
    schema: dot > 0 && on.dialect !== 'sqlite' ? whole.slice(0, dot) : table.schema,
    module,
    place: shown,
    columns: [...(isOrdered ? [orderColumn(args, on)] : []), ...columns.flat()],
    foreignKeys: isOff(options, 'createForeignKeyConstraint') ? [] : foreignKeys,
    keys: indexed ? keys : [],
    filled: 'done',
    unread: [],
  };
}

/** The columns that refer to one side; of a relation of an entity with itself they are numbered. */
function sideOf(args: PropertyArgs, table: TableMeta, side: 'own' | 'other', isSelf: boolean, on: Reading) {
  const { options, module, at } = args;
  const keys = primaryOf(table);
  const given =
    side === 'own'
      ? textsIn(options, 'joinColumn', 'joinColumns')
      : textsIn(options, 'inverseJoinColumn', 'inverseJoinColumns');
  const kind = keys.length > 1 ? 'composite' : 'simple';
  const isNumbered =
    isSelf &&
    !options.has('joinColumn') &&
    !options.has('inverseJoinColumn') &&
    !options.has('joinColumns') &&
    !options.has('inverseJoinColumns');
  const entity = isNumbered ? `${table.args.className}_${side === 'own' ? 1 : 2}` : table.args.className;
  const columns = keys.map((one, index): ColumnMeta => {
    const named = given?.[index];
    const name = named?.text ?? on.settings.naming.joinColumn(entity, one.name.name, kind);
    return {
      ...one,
      path: name,
      args,
      name: identAt(module, name, named?.pieces[0] ?? at),
      module,
      place: at,
      primary: true,
      nullable: false,
      counts: false,
      default: undefined,
      generated: undefined,
      comment: undefined,
      order: (side === 'own' ? 1 : 2) + index / 1000,
    };
  });
  return { table, columns };
}

/** The number that keeps the order of a collection. */
function orderColumn(args: PropertyArgs, on: Reading): ColumnMeta {
  const { module, at, options } = args;
  const given = textIn(options, 'fixedOrderColumn');
  const name = on.settings.naming.columnName(given?.text ?? 'id');
  return {
    path: name,
    args,
    name: identAt(module, name, given?.pieces[0] ?? at),
    module,
    place: at,
    type: { sql: on.dialect === 'sqlite' ? 'integer' : 'int', mapped: 'integer' },
    primary: true,
    nullable: false,
    counts: true,
    unsigned: isMysqlFamily(on.dialect),
    default: undefined,
    generated: undefined,
    comment: undefined,
    order: 0,
  };
}
