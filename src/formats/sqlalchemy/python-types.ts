import { type Bound, type Expr, resolve } from '../../code';
import { type Compile, itemsIn, wordOf } from '../code/sqlalchemy/compile';
import type { CompiledType } from '../code/sqlalchemy/compiled-type';
import { typeSql } from '../code/sqlalchemy/types';
import { basesOf, type ClassRef, linearOf, ownValue } from './classes';
import { type Hint, madeCall, typeKey } from './hints';

/** SQLAlchemy 2.0's types for Python's (sqlalchemy.sql.sqltypes, _type_map). */
const TYPES: Readonly<Record<string, string>> = {
  bool: 'Boolean',
  bytes: 'LargeBinary',
  date: 'Date',
  datetime: 'DateTime',
  time: 'Time',
  timedelta: 'Interval',
  Decimal: 'Numeric',
  float: 'Float',
  int: 'Integer',
  str: 'String',
  UUID: 'Uuid',
  // What callers import under these names is a `str` to SQLModel (sqlmodel.main, get_sqlalchemy_type).
  EmailStr: 'String',
  AnyUrl: 'String',
  HttpUrl: 'String',
  Path: 'String',
  UUID4: 'Uuid',
  AwareDatetime: 'DateTime',
};

/** Types of a base's `type_annotation_map`, by what their keys say. */
export type TypeMap = ReadonlyMap<string, Bound>;

/** The map of the classes that a class is derived from, or of the registry that they name. */
export function typeMapOf(bases: readonly ClassRef[]): TypeMap {
  const found = new Map<string, Bound>();
  for (const ref of [...bases].reverse()) for (const [key, value] of mapIn(ref)) found.set(key, value);
  return found;
}

function mapIn(ref: ClassRef): readonly (readonly [string, Bound])[] {
  const own = ownValue(ref, 'type_annotation_map');
  const made = basesOf(ref).flatMap((base) => (base.kind === 'made' && base.call ? [base.call] : []));
  return [
    ...(own ? entriesOf(own) : []),
    ...[ownValue(ref, 'registry'), ...made].flatMap((call) => (call ? inRegistry(call) : [])),
  ];
}

function inRegistry(bound: Bound): readonly (readonly [string, Bound])[] {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call') return [];
  const given = expr.args.find(({ name }) => name === 'type_annotation_map');
  if (given) return entriesOf({ expr: given.value, scope });
  // `mapper_registry.generate_base()`
  return expr.callee.kind === 'member' ? inRegistry({ expr: expr.callee.object, scope }) : [];
}

function entriesOf(bound: Bound): readonly (readonly [string, Bound])[] {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return [];
  return [
    ...expr.spreads.flatMap((spread) => entriesOf({ expr: spread, scope })),
    ...expr.entries.map(({ key, value }) => [typeKey(key), { expr: value, scope }] as const),
  ];
}

/** The type of the column that an annotation makes; undefined where it makes none, or none that can be told. */
export function hintedType(hint: Hint, map: TypeMap, on: Compile): CompiledType | undefined {
  for (const alias of hint.aliases) {
    const mapped = map.get(typeKey(alias.expr));
    if (mapped) return typeSql(mapped, on);
  }
  const { expr, scope } = hint.core;
  const mapped = map.get(typeKey(expr)) ?? (expr.kind === 'index' ? map.get(typeKey(expr.object)) : undefined);
  if (mapped) return typeSql(mapped, on);
  const word = wordOf(expr) ?? '';
  const ref = expr.kind === 'name' ? scope.class(expr.name) : undefined;
  if (ref) return classType(ref, hint, map, on);
  if (expr.kind === 'index') return literalType(expr, hint.core, on);
  return Object.hasOwn(TYPES, word) ? typeSql(named(TYPES[word] ?? word, hint.core), on) : undefined;
}

function named(word: string, { expr, scope }: Bound): Bound {
  return { expr: { kind: 'name', start: expr.start, end: expr.end, name: word }, scope };
}

/** An enumeration is an Enum of its names, or what the map says for its bases: `{enum.Enum: Enum(enum.Enum, native_enum=False)}`. */
function classType(ref: ClassRef, { core }: Hint, map: TypeMap, on: Compile): CompiledType | undefined {
  const words = linearOf(ref).flatMap((one) => [
    one.def.name,
    ...basesOf(one).flatMap((base) => (base.kind === 'library' ? [base.word] : [])),
  ]);
  const isEnum = words.some((word) => /^(?:Enum|IntEnum|StrEnum|Flag|IntFlag)$/.test(word));
  const mapped = words.map((word) => map.get(word)).find((found) => found !== undefined);
  const own: Expr = { kind: 'name', start: core.expr.start, end: core.expr.end, name: ref.def.name };
  if (!isEnum) return mapped ? typeSql(mapped, on) : inheritedType(words, core, on);
  const like = mapped && resolve(mapped);
  const options =
    like?.expr.kind === 'call' ? like.expr.args.filter(({ name }) => name !== undefined && name !== 'name') : [];
  if (like && wordOf(like.expr) !== 'Enum') return typeSql(like, on);
  const scope = like && options.length > 0 ? like.scope.child() : ref.scope;
  if (scope !== ref.scope) scope.define(ref.def);
  return typeSql({ expr: madeCall('Enum', [argument(own), ...options], core.expr), scope }, on);
}

/** A class that is a `str` or an `int` itself. */
function inheritedType(words: readonly string[], core: Bound, on: Compile): CompiledType | undefined {
  const word = words.find((one) => Object.hasOwn(TYPES, one));
  return word === undefined ? undefined : typeSql(named(TYPES[word] ?? word, core), on);
}

const argument = (value: Expr) => ({ start: value.start, end: value.end, value });

/** `Literal['a', 'b']` is an Enum that is no type of the engine's. */
function literalType(
  expr: Extract<Expr, { readonly kind: 'index' }>,
  { scope }: Bound,
  on: Compile,
): CompiledType | undefined {
  if (wordOf(expr.object) !== 'Literal') return undefined;
  const items = expr.index.kind === 'list' ? itemsIn({ expr: expr.index, scope }) : [{ expr: expr.index, scope }];
  const never: Expr = { kind: 'constant', start: expr.start, end: expr.end, value: false };
  const args = [...items.map((item) => argument(item.expr)), { ...argument(never), name: 'native_enum' }];
  return typeSql({ expr: madeCall('Enum', args, expr), scope }, on);
}
