import { type Bound, resolve, textValue, truth } from '../../../code';
import {
  type ColumnSpec,
  type ForeignKeySpec,
  type Ident,
  type Identity,
  isMysqlFamily,
  type Operation,
} from '../../../model';
import { column, expressionAt, spanOf, typeAt } from '../build';
import { type BoundCall, type Compile, callOf, flag, given, isNone, nameOf, positional, wordOf } from './compile';
import type { CompiledType } from './compiled-type';
import { defaultSql, expressionSql } from './expressions';
import { columnReference, type Owner } from './references';
import { typeSql } from './types';

/** A column as `Column(…)` says it, with what the table around it must decide. */
export interface ColumnParts {
  readonly spec: ColumnSpec;
  readonly type?: CompiledType;
  readonly call: BoundCall;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  readonly isIndexed: boolean;
  readonly references: readonly ForeignKeySpec[];
  /** CheckConstraint behind the column. */
  readonly checks: readonly BoundCall[];
  /** `autoincrement=`, `auto` when nothing is said. */
  readonly numbering: 'auto' | 'always' | 'never' | 'ignore references';
}

/** What a column is called and typed where not by its call: a class's attribute, an annotation. */
export interface Told {
  readonly name?: Ident;
  readonly type?: CompiledType;
  /** The annotation's type, which stands where neither a type nor a reference says one. */
  readonly hinted?: CompiledType;
  readonly nullable?: boolean;
}

/** Reads `Column('name', Type, ForeignKey(…), nullable=False, …)`; undefined where its name cannot be told. */
export function columnParts(call: BoundCall, owner: Owner, on: Compile, told: Told = {}): ColumnParts | undefined {
  const items = positional(call);
  const [first] = items;
  const own = given(call, undefined, 'name') ?? (first && isNaming(first) ? first : undefined);
  const name = nameOf(own) ?? told.name;
  if (!name) return undefined;
  const rest = own && own === first ? items.slice(1) : items;
  const references = rest.flatMap((item) => {
    const inner = callOf(item);
    if (!inner || wordOf(inner.expr) !== 'ForeignKey') return [];
    const reference = columnReference(inner, name, owner, on);
    if (!reference) on.untold(item, 'what this foreign key references cannot be told without running it');
    return reference ? [reference] : [];
  });
  const checks = rest.flatMap((item) => {
    const inner = callOf(item);
    return inner && wordOf(inner.expr) === 'CheckConstraint' ? [inner] : [];
  });
  const isKey = flag(call, 'primary_key') === true;
  const type = columnType(call, rest, told, references, on);
  const spec = columnSpec(call, name, type, { rest, isKey, told }, on);
  return {
    spec,
    ...(type ? { type } : {}),
    call,
    isKey,
    isUnique: flag(call, 'unique') === true,
    isIndexed: flag(call, 'index') === true,
    references,
    checks,
    numbering: numberingOf(call),
  };
}

function isNaming(bound: Bound): boolean {
  const { expr } = resolve(bound);
  if (expr.kind === 'string' || expr.kind === 'template') return true;
  return expr.kind === 'call' && /^(?:quoted_name|f)$/.test(wordOf(expr) ?? '');
}

/** Constructs behind a column that are no type. */
const NO_TYPE: ReadonlySet<string> = new Set([
  'ForeignKey',
  'Identity',
  'Computed',
  'Sequence',
  'CheckConstraint',
  'FetchedValue',
  'DefaultClause',
  'ColumnDefault',
]);

function columnType(
  call: BoundCall,
  rest: readonly Bound[],
  told: Told,
  references: readonly ForeignKeySpec[],
  on: Compile,
): CompiledType | undefined {
  const said = given(call, undefined, 'type_') ?? rest.find((item) => !NO_TYPE.has(wordOf(resolve(item).expr) ?? ''));
  const type = said && !isNone(said) ? typeSql(said, on) : told.type;
  if (said && !isNone(said) && (!type || type.untold !== undefined))
    on.untold(said, type?.untold ?? 'this type cannot be told without running it');
  if (type) return type;
  const [reference] = references;
  return (reference && on.typeOfReference?.(reference)) ?? told.hinted;
}

interface Said {
  readonly rest: readonly Bound[];
  readonly isKey: boolean;
  readonly told: Told;
}

function columnSpec(call: BoundCall, name: Ident, type: CompiledType | undefined, said: Said, on: Compile): ColumnSpec {
  const { module } = call.scope;
  const span = spanOf(module, {
    start: name.span.uri === module.uri ? name.span.start.offset : call.expr.start,
    end: call.expr.end,
  });
  const explicit = given(call, undefined, 'nullable');
  const nullable = explicit ? truth(explicit) : (said.told.nullable ?? (said.isKey ? false : undefined));
  const constructs = said.rest.flatMap((item) => callOf(item) ?? []);
  const identity = constructs.find((one) => wordOf(one.expr) === 'Identity');
  const computed = constructs.find((one) => wordOf(one.expr) === 'Computed');
  const comment = given(call, undefined, 'comment');
  const collation = type?.collation;
  return column(name, span, {
    ...(type ? { type: typeAt(module, type.sql, call.expr, on.dialect) } : {}),
    ...(nullable === false || identity ? { nullable: false } : {}),
    ...(explicit && nullable === false ? { nullableSpan: spanOf(module, explicit.expr) } : {}),
    ...defaultOf(call, on),
    ...(identity ? identityOf(identity, on) : {}),
    ...(computed ? generatedOf(computed, on) : {}),
    ...(collation === undefined ? {} : { collation }),
    ...(comment && on.dialect !== 'sqlite' ? commentText(comment) : {}),
  });
}

function commentText(bound: Bound): { readonly comment?: string } {
  const text = textValue(bound)?.text;
  return text === undefined ? {} : { comment: text };
}

function defaultOf(call: BoundCall, on: Compile): Partial<ColumnSpec> {
  const value = given(call, undefined, 'server_default');
  if (!value || isNone(value)) return {};
  const inner = callOf(value);
  if (inner && wordOf(inner.expr) === 'FetchedValue') return {};
  const sql = defaultSql(value, on);
  const { module } = value.scope;
  if (sql === undefined) {
    on.untold(value, 'this default cannot be told without running it, so it is left out');
    return {};
  }
  return {
    default: expressionAt(module, sql, value.expr, on.dialect),
    defaultSpan: spanOf(module, value.expr),
  };
}

/** `Identity(always=True)`; engines without identity columns number by themselves, or do not. */
function identityOf(call: BoundCall, on: Compile): { readonly identity?: Identity } {
  if (isMysqlFamily(on.dialect)) return { identity: 'auto increment' };
  if (on.dialect === 'sqlite') return {};
  return { identity: flag(call, 'always') === true ? 'always' : 'by default' };
}

function generatedOf(call: BoundCall, on: Compile): Partial<ColumnSpec> {
  const sqltext = given(call, 0, 'sqltext');
  const sql = sqltext && expressionSql(sqltext, on, 'sql');
  if (!sqltext || sql === undefined) return {};
  const expression = expressionAt(sqltext.scope.module, sql, sqltext.expr, on.dialect);
  return { generated: { expression, stored: on.dialect === 'postgresql' || flag(call, 'persisted') === true } };
}

function numberingOf(call: BoundCall): ColumnParts['numbering'] {
  const value = given(call, undefined, 'autoincrement');
  if (!value) return 'auto';
  const text = textValue(value)?.text;
  if (text !== undefined) return text === 'ignore_fk' ? 'ignore references' : 'auto';
  return truth(value) === true ? 'always' : 'never';
}

const WHOLE = new Set(['tinyint', 'smallint', 'mediumint', 'integer', 'bigint']);

/** The column that numbers itself, as the table decides it (Table, `_autoincrement_column`). */
export function numbered(
  parts: readonly ColumnParts[],
  keys: readonly string[],
  references: readonly string[],
): ColumnParts | undefined {
  const isWhole = ({ spec }: ColumnParts) => WHOLE.has(spec.type?.family ?? '') && spec.type?.dimensions === undefined;
  const ofKey = parts.filter(({ spec }) => keys.includes(spec.name.name));
  const asked = ofKey.find(({ numbering }) => numbering === 'always');
  if (asked) return asked;
  const [only] = ofKey;
  if (!only || ofKey.length !== 1 || only.numbering === 'never' || !isWhole(only)) return undefined;
  if (only.spec.default || only.spec.generated) return undefined;
  const given = only.call.expr.args.find(({ name }) => name === 'default');
  const makes = given && resolve({ expr: given.value, scope: only.call.scope }).expr;
  if (makes && !(makes.kind === 'constant' && makes.value === null) && wordOf(makes) !== 'Sequence') return undefined;
  const refers = only.references.length > 0 || references.includes(only.spec.name.name);
  return !refers || only.numbering === 'ignore references' ? only : undefined;
}

const SERIALS: Readonly<Record<string, string>> = { smallint: 'SMALLSERIAL', integer: 'SERIAL', bigint: 'BIGSERIAL' };

/** The column as it is when it numbers itself: SERIAL, AUTO_INCREMENT, IDENTITY; SQLite's is its row's own number. */
export function numberedSpec({ spec, call }: ColumnParts, on: Compile, auto: 'AUTOINCREMENT' | 'rowid'): ColumnSpec {
  if (spec.identity || !spec.type) return spec;
  if (on.dialect === 'postgresql') {
    const word = SERIALS[spec.type.family];
    return word === undefined ? spec : { ...spec, type: typeAt(call.scope.module, word, call.expr, on.dialect) };
  }
  if (isMysqlFamily(on.dialect)) return { ...spec, identity: 'auto increment' };
  if (on.dialect === 'sqlserver') return { ...spec, identity: 'by default' };
  return on.dialect === 'sqlite' && auto === 'AUTOINCREMENT' ? { ...spec, identity: 'auto increment' } : spec;
}

/** The type that a column needs made first: an enumeration of PostgreSQL. */
export function enumOf({ type, call }: Pick<ColumnParts, 'type' | 'call'>): readonly Operation[] {
  const own = type?.enum;
  if (!own?.creates) return [];
  const span = spanOf(call.scope.module, call.expr);
  const name = typeof own.name === 'string' ? { name: own.name, span } : nameOf(own.name);
  if (!name) return [];
  const made = { ...name, ...(own.schema === undefined ? {} : { schema: own.schema }) };
  return [{ kind: 'createEnum', type: made, values: own.values, span }];
}
