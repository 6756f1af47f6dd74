import { type Argument, type Bound, type Call, type Expr, resolve, type Scope, textValue, truth } from '../../code';
import { identAt } from '../code/build';
import { type ColumnParts, columnParts, type Told } from '../code/sqlalchemy/columns';
import { type BoundCall, type Compile, callOf, given, itemsIn, wordOf } from '../code/sqlalchemy/compile';
import type { Owner } from '../code/sqlalchemy/references';
import { type Attribute, columnCalls } from './attributes';
import { annotationOf, type Hint, hintOf, madeCall, standIn } from './hints';
import { hintedType, type TypeMap } from './python-types';
import { fieldCall, isField, nullableField } from './sqlmodel';

/** What reading one class's columns needs. */
export interface ClassReading {
  readonly on: Compile;
  readonly owner: Owner;
  readonly map: TypeMap;
  readonly flavour: 'sqlalchemy' | 'flask' | 'sqlmodel';
  /** True for a class with a table: an attribute of its type is a relationship. */
  readonly isModel: (bound: Bound) => boolean;
}

/** The columns that an attribute makes: one, several for a composite, mostly none. */
export function attributeColumns(attribute: Attribute, reading: ClassReading): readonly ColumnParts[] {
  const hint = attribute.type && hintOf({ expr: annotationOf(attribute.type), scope: attribute.scope });
  if (reading.flavour === 'sqlmodel') return fieldColumns(attribute, hint, reading);
  const isMapped = /(?:^|\.)Mapped$/.test(attribute.type?.name ?? '');
  if (!attribute.value) {
    const makes = isMapped && hint && !reading.isModel(hint.core) && !isCollection(hint.core);
    return makes ? one(attribute, emptyCall(attribute), hint, reading) : [];
  }
  const calls = columnCalls(attribute.value);
  const [only] = calls;
  if (only && calls.length === 1) {
    const call = callOf(only);
    return call
      ? one(attribute, call, isMapped || wordOf(call.expr) === 'mapped_column' ? hint : undefined, reading)
      : [];
  }
  if (calls.length > 1) return calls.flatMap((part) => composed(attribute, part, reading));
  if (isMapped && hint && isPlainDefault(attribute.value)) return one(attribute, emptyCall(attribute), hint, reading);
  return seemsColumn(attribute, reading);
}

/** `name: Mapped[str] = None` of a mapped dataclass. */
function isPlainDefault(value: Bound): boolean {
  return /^(?:constant|number|string)$/.test(resolve(value).expr.kind);
}

function isCollection({ expr, scope }: Bound): boolean {
  const named = expr.kind === 'index' ? expr.object : expr;
  const item = expr.kind === 'index' ? expr.index : undefined;
  // `list["Book"]` is a relationship; `list[str]` is a type that a map may know.
  return (
    /^(?:List|list|Set|set|Sequence)$/.test(wordOf(named) ?? '') &&
    item?.kind === 'name' &&
    scope.class(item.name) !== undefined
  );
}

/** A helper whose name says that it makes a column, and which nobody can look into. */
function seemsColumn({ value, name }: Attribute, { on }: ClassReading): readonly ColumnParts[] {
  const call = value && callOf(value);
  if (call && /column$/i.test(wordOf(call.expr) ?? '') && !/^association|^__/.test(name))
    on.untold(call, 'whether this makes a column cannot be told without running it');
  return [];
}

function emptyCall({ place, scope }: Attribute): BoundCall {
  return { expr: madeCall('mapped_column', [], place), scope };
}

/** Parts of a composite: `composite(Point, mapped_column('x'), mapped_column('y'))`. */
function composed(attribute: Attribute, part: Bound, { on, owner }: ClassReading): readonly ColumnParts[] {
  const call = callOf(part);
  const parts = call && columnParts(call, owner, on);
  if (!parts) on.untold(part, `a column of "${attribute.name}" has no name that can be told`);
  return parts ? [parts] : [];
}

/** A column, with what its annotation says and what `Annotated` adds. */
function one(
  attribute: Attribute,
  call: BoundCall,
  hint: Hint | undefined,
  reading: ClassReading,
): readonly ColumnParts[] {
  const { on, owner, map } = reading;
  const whole = hint ? withAdded(call, hint) : call;
  const type = hint && hintedType(hint, map, on);
  const nullable = hint && !saysKey(whole) ? hint.nullable : undefined;
  const told: Told = {
    name: identAt(attribute.scope.module, attribute.name, attribute.at),
    ...(type ? { hinted: type } : {}),
    ...(nullable === undefined ? {} : { nullable }),
  };
  const parts = columnParts(whole, owner, on, told);
  return parts ? [parts] : [];
}

function saysKey(call: BoundCall): boolean {
  const value = given(call, undefined, 'primary_key');
  return value !== undefined && truth(value) === true;
}

/** The column's own words before those that `Annotated[…, mapped_column(…)]` adds (MappedColumn.init_column_for_annotation). */
function withAdded(call: BoundCall, { adds }: Hint): BoundCall {
  if (adds.length === 0) return call;
  const scope = call.scope.child();
  const args: Argument[] = [...call.expr.args];
  adds.forEach((bound, at) => {
    const added = callOf(bound);
    added?.expr.args.forEach((arg, place) => {
      if (arg.name !== undefined && args.some(({ name }) => name === arg.name)) return;
      const value = standIn(scope, `${at}:${place}`, { expr: arg.value, scope: added.scope });
      args.push({ ...arg, value });
    });
  });
  return { expr: { ...call.expr, args }, scope };
}

/** A field of SQLModel: what its annotation and `Field(…)` make of it. */
function fieldColumns(attribute: Attribute, hint: Hint | undefined, reading: ClassReading): readonly ColumnParts[] {
  if (!hint || attribute.name.startsWith('__') || /(?:^|\.)ClassVar$/.test(attribute.type?.name ?? '')) return [];
  const value = attribute.value && callOf(attribute.value);
  if (value && /^(?:Relationship|PrivateAttr|relationship)$/.test(wordOf(value.expr) ?? '')) return [];
  if (reading.isModel(hint.core) || isCollection(hint.core)) return [];
  const fields = [...(value && isField(value) ? [value] : []), ...hint.adds.flatMap((add) => callOf(add) ?? [])];
  const field = fields[0];
  const own = field && given(field, undefined, 'sa_column');
  const column = own && callOf(own);
  if (column) return one(attribute, column, undefined, reading);
  const { on, owner, map } = reading;
  const call = fieldCall(field, attribute);
  const type = hintedType(hint, map, on);
  const parts = columnParts(call, owner, on, {
    name: identAt(attribute.scope.module, attribute.name, attribute.at),
    ...(type ? { type: sizedType(type, field, on) } : {}),
    nullable: nullableField(field, hint, attribute),
  });
  return parts ? [parts] : [];
}

/** `max_length`, `max_digits` and `decimal_places` are the type's. */
function sizedType(type: NonNullable<Told['type']>, field: BoundCall | undefined, { dialect }: Compile) {
  const number = (name: string) => {
    const value = field && given(field, undefined, name);
    return value && textValue(value)?.text;
  };
  const length = number('max_length');
  const [digits, places] = [number('max_digits'), number('decimal_places')];
  if (type.sql === 'VARCHAR') {
    const size = length ?? (dialect === 'mysql' || dialect === 'mariadb' ? '255' : undefined);
    return size === undefined ? type : { ...type, sql: `VARCHAR(${size})` };
  }
  if (type.sql !== 'NUMERIC' || digits === undefined) return type;
  return { ...type, sql: `NUMERIC(${[digits, places].filter((one) => one !== undefined).join(', ')})` };
}

/** What a constraint's items name: an attribute's own name, its column's name. */
export function classScope(
  scope: Scope,
  columns: readonly { readonly attribute: Attribute; readonly parts: ColumnParts }[],
): Scope {
  const inner = scope.child();
  for (const { attribute, parts } of columns) inner.set(attribute.name, { expr: columnExpr(parts, attribute), scope });
  return inner;
}

function columnExpr({ spec }: ColumnParts, { at }: Attribute): Call {
  const { name } = spec.name;
  const { start, end } = at;
  const value: Expr = { kind: 'string', start, end, value: name, pieces: [{ start, end, text: name }] };
  return madeCall('column', [{ start, end, value }], { start, end });
}

/** What `__table_args__` says: what makes constraints, and the words of its dictionary with the scope that they mean something in. */
export interface TableWords {
  readonly items: readonly Bound[];
  readonly words: readonly Argument[];
  readonly scope: Scope;
}

export function tableArguments(bound: Bound): TableWords {
  const { expr, scope } = resolve(bound);
  const all = expr.kind === 'map' ? [bound] : itemsIn(bound);
  const isMap = (item: Bound) => resolve(item).expr.kind === 'map';
  const words = all.filter(isMap).flatMap((item) => wordsIn(item));
  const inner = scope.child();
  return {
    items: all.filter((item) => !isMap(item)),
    words: words.map(({ name, value }, at) => ({
      start: value.expr.start,
      end: value.expr.end,
      name,
      value: standIn(inner, `word:${at}`, value),
    })),
    scope: inner,
  };
}

function wordsIn(bound: Bound): readonly { readonly name: string; readonly value: Bound }[] {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return [];
  return [
    ...expr.spreads.flatMap((spread) => wordsIn({ expr: spread, scope })),
    ...expr.entries.flatMap(({ key, value }) => {
      const name = textValue({ expr: key, scope })?.text;
      return name === undefined ? [] : [{ name, value: { expr: value, scope } }];
    }),
  ];
}
