import { type Bound, type CodeModule, type Placed, resolve, textValue } from '../../code';
import { entry, isSet, itemsOf, textIn, textsOf } from '../code/compose';
import { targetOf } from '../code/decorated';
import { type Property as Given, propertiesOf } from '../code/values';
import {
  type ColumnArgs,
  type ConditionArgs,
  type EmbeddedArgs,
  type EntityArgs,
  type ForeignArgs,
  joined,
  type KeyArgs,
  type Members,
  type Mode,
  namedClass,
  type RelationArgs,
} from './args';
import { joinOf, joinTableOf } from './joins';
import type { Strategy } from './types';

/** The options of `new EntitySchema({…})`; undefined when the value is none. */
function optionsOf(bound: Bound): Bound | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || !expr.construct) return undefined;
  const name = expr.callee.kind === 'name' ? expr.callee.name : expr.callee.kind === 'member' ? expr.callee.name : '';
  const [first] = expr.args;
  return name === 'EntitySchema' && first ? { expr: first.value, scope } : undefined;
}

/** The table of an entity schema (entity-schema/EntitySchemaTransformer). */
export function schemaEntity(bound: Bound, place: Placed): EntityArgs | undefined {
  const options = optionsOf(bound);
  if (!options) return undefined;
  const { module } = options.scope;
  const target = targetOf(entry(options, 'target'));
  const named = textIn(options, 'name');
  const className = target?.name ?? named?.text;
  if (className === undefined) return undefined;
  const at = named?.pieces[0] ?? target?.place ?? place;
  return {
    kind: textIn(options, 'type')?.text === 'view' ? 'view' : 'table',
    className,
    ref: target?.ref,
    module,
    nameAt: at,
    place,
    name: entry(options, 'tableName'),
    options,
    members: membersOf(options),
    discriminated: false,
  };
}

const MODES: readonly (readonly [string, Mode])[] = [
  ['createDate', 'createDate'],
  ['updateDate', 'updateDate'],
  ['deleteDate', 'deleteDate'],
  ['version', 'version'],
  ['treeLevel', 'treeLevel'],
];

function wordOf(bound: Bound | undefined): string | undefined {
  if (!bound) return undefined;
  const { expr } = resolve(bound);
  return expr.kind === 'name' ? namedClass(expr.name) : textValue(bound)?.text;
}

function columnOf({ key, at, value }: Given): readonly ColumnArgs[] {
  if (isSet(value, 'virtualProperty')) return [];
  const mode = MODES.find(([option]) => isSet(value, option))?.[1] ?? 'regular';
  const generated = textIn(value, 'generated')?.text;
  const strategy: Strategy | undefined = (['increment', 'uuid', 'identity', 'rowid'] as const).find(
    (one) => one === generated,
  );
  const numbers = strategy ?? (isSet(value, 'generated') ? 'increment' : undefined);
  return [
    {
      key,
      at,
      module: value.scope.module,
      mode,
      word: numbers === 'uuid' ? 'uuid' : wordOf(entry(value, 'type')),
      options: value,
      primary: isSet(value, 'primary'),
      ...(numbers ? { strategy: numbers } : {}),
    },
  ];
}

const KINDS: readonly RelationArgs['kind'][] = ['many-to-one', 'one-to-one', 'many-to-many', 'one-to-many'];

function relationOf({ key, at, value }: Given): readonly RelationArgs[] {
  const kind = KINDS.find((one) => one === textIn(value, 'type')?.text);
  if (!kind) return [];
  const join = entry(value, 'joinColumn');
  const table = entry(value, 'joinTable');
  const isObject = (bound: Bound) => /^(?:map|list)$/.test(resolve(bound).expr.kind);
  return [
    {
      key,
      at,
      module: value.scope.module,
      kind,
      target: targetOf(entry(value, 'target')),
      inverse: textIn(value, 'inverseSide')?.text,
      options: value,
      joins: join
        ? isObject(join)
          ? itemsOf(join).map(joinOf)
          : isSet(value, 'joinColumn')
            ? [joinOf(undefined)]
            : []
        : [],
      joinTable:
        table && (isObject(table) || isSet(value, 'joinTable'))
          ? joinTableOf(isObject(table) ? table : undefined)
          : undefined,
      shown: at,
    },
  ];
}

function keyOf(options: Bound): KeyArgs {
  const columns = textsOf(entry(options, 'columns'))?.map(({ text, pieces }) => ({
    path: text,
    at: pieces[0] ?? options.expr,
  }));
  return { columns, name: entry(options, 'name'), options, at: options.expr, module: options.scope.module };
}

function membersOf(options: Bound): Members {
  const inside = (name: string): readonly Given[] => {
    const found = entry(options, name);
    return (found && propertiesOf(found)) ?? [];
  };
  const listed = (name: string): readonly Bound[] => {
    const found = entry(options, name);
    return found ? itemsOf(found) : [];
  };
  const conditions = (kind: ConditionArgs['kind'], name: string) =>
    listed(name).map((one): ConditionArgs => {
      const [expression, named] = [entry(one, 'expression'), entry(one, 'name')];
      return { kind, name: named, expression, at: one.expr, module: one.scope.module };
    });
  const columns = inside('columns');
  return joined([
    {
      columns: columns.flatMap(columnOf),
      embeddeds: inside('embeddeds').flatMap(embeddedOf),
      relations: inside('relations').flatMap(relationOf),
      indexes: listed('indices').map(keyOf),
      uniques: [...listed('uniques').map(keyOf), ...columns.flatMap(uniqueOf)],
      conditions: [...conditions('check', 'checks'), ...conditions('exclusion', 'exclusions')],
      foreigns: listed('foreignKeys').map(foreignOf),
    },
  ]);
}

function uniqueOf({ key, at, value }: Given): readonly KeyArgs[] {
  if (!isSet(value, 'unique')) return [];
  const { module } = value.scope;
  return [{ columns: [{ path: key, at }], name: undefined, options: undefined, at, module }];
}

function embeddedOf({ key, at, value }: Given): readonly EmbeddedArgs[] {
  const schema = entry(value, 'schema');
  const inner = schema && optionsOf(schema);
  const prefix = entry(value, 'prefix');
  const isOff = prefix !== undefined && resolve(prefix).expr.kind === 'constant' && !isSet(value, 'prefix');
  const text = prefix && resolve(prefix).expr.kind !== 'constant' ? textValue(prefix)?.text : undefined;
  const { module } = value.scope;
  return [{ key, at, module, body: inner && membersOf(inner), prefix: isOff ? '' : text, shown: at }];
}

function foreignOf(options: Bound): ForeignArgs {
  const named = (key: string): readonly { readonly path: string; readonly at: Placed }[] =>
    (textsOf(entry(options, key)) ?? []).map(({ text, pieces }) => ({ path: text, at: pieces[0] ?? options.expr }));
  return {
    target: targetOf(entry(options, 'target')),
    columns: named('columnNames'),
    referenced: named('referencedColumnNames').map(({ path }) => path),
    options,
    at: options.expr,
    module: moduleOf(options),
  };
}

function moduleOf({ scope }: Bound): CodeModule {
  return scope.module;
}
