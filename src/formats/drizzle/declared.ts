import {
  type Bound,
  type Call,
  type CodeModule,
  chainOf,
  type Expr,
  type Placed,
  resolve,
  textValue,
} from '../../code';
import type { Dialect, Ident } from '../../model';
import { identAt, identOf } from '../code/build';
import { boundArgs, functionNamed, propertiesOf, property, returned } from '../code/values';
import { type Casing, cased } from './casing';

/** What reading one schema needs everywhere. */
export interface Reading {
  readonly dialect: Dialect;
  readonly casing: Casing;
  readonly tables: Map<Expr, TableDecl | undefined>;
}

export interface Step {
  readonly name: string;
  readonly args: readonly Bound[];
  readonly call: Call;
}

/** A chain of builder calls, helpers of the project opened. */
export interface Builder {
  readonly name: string;
  readonly args: readonly Bound[];
  /** What the builder's name stands for in the project: an enum, a custom type. */
  readonly made?: Bound;
  readonly steps: readonly Step[];
}

export interface ColumnDecl {
  readonly key: string;
  readonly name: Ident;
  readonly place: Placed;
  readonly module: CodeModule;
  readonly builder: Builder | undefined;
}

export interface TableDecl {
  readonly name: Ident;
  readonly schema?: string;
  readonly call: Call;
  readonly module: CodeModule;
  readonly columns: readonly ColumnDecl[] | undefined;
  readonly extra: Bound | undefined;
  readonly steps: readonly Step[];
}

const DEEPEST = 12;

/** Reads `text('x').notNull()`, `t.text()`, `pg.text()`, `id()` of the project's own, `base.notNull()`. */
export function builderOf(bound: Bound, depth = 0): Builder | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || depth > DEEPEST) return undefined;
  const { root, links } = chainOf(expr);
  const steps = links.map(({ name, call }): Step => ({ name, call, args: boundArgs(call.args, scope) }));
  const behind = (inner: Bound | undefined, rest: readonly Step[]): Builder | undefined => {
    const found = inner && builderOf(inner, depth + 1);
    return found && { ...found, steps: [...found.steps, ...rest] };
  };
  if (root.kind === 'call' && root.callee.kind === 'name') {
    const args = boundArgs(root.args, scope);
    const called = functionNamed(root.callee.name, scope);
    if (called) return behind(returned(called, args), steps);
    const made = scope.value(root.callee.name);
    return { name: root.callee.name, args, steps, ...(made ? { made } : {}) };
  }
  const [first, ...rest] = steps;
  if (!first) return undefined;
  const value = root.kind === 'name' ? scope.value(root.name) : undefined;
  if (!value) return { name: first.name, args: first.args, steps: rest };
  const member = property(value, first.name);
  const inner = member && resolve(member);
  if (inner?.expr.kind === 'function')
    return behind(returned({ def: inner.expr, scope: inner.scope }, first.args), rest);
  if (inner) return { name: first.name, args: first.args, steps: rest, made: inner };
  return behind(value, steps);
}

export function columnsOf(bound: Bound, on: Reading): readonly ColumnDecl[] | undefined {
  return propertiesOf(bound)?.map(({ key, at, value }) => {
    const { module } = value.scope;
    const builder = builderOf(value);
    const named = builder?.args[0];
    const own = named && resolve(named).expr.kind !== 'map' ? identOf(named) : undefined;
    const name = own ?? identAt(module, cased(key, on.casing), at);
    return { key, name, place: { start: at.start, end: value.expr.end }, module, builder };
  });
}

const TABLES = /^(?:pg|mysql|sqlite|singlestore)Table$/;
const CREATORS = /^(?:pg|mysql|sqlite|singlestore)TableCreator$/;
const SCHEMAS = /^(?:pg|mysql|singlestore)Schema$/;

/** The table that a value is, if it is one. */
export function tableOf(bound: Bound, on: Reading, depth = 0): TableDecl | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || depth > DEEPEST) return undefined;
  if (on.tables.has(expr)) return on.tables.get(expr);
  on.tables.set(expr, undefined);
  const table = tableOfCall({ expr, scope }, on, depth);
  on.tables.set(expr, table);
  return table;
}

function tableOfCall(bound: Bound, on: Reading, depth: number): TableDecl | undefined {
  const { expr, scope } = bound;
  const { root, links } = chainOf(expr);
  const steps = links.map(({ name, call }): Step => ({ name, call, args: boundArgs(call.args, scope) }));
  if (root.kind === 'name') {
    const [first, ...rest] = steps;
    if (!first || !/^(?:table|withRLS)$/.test(first.name)) return undefined;
    if (TABLES.test(root.name)) return declared(first.call, first.args, steps, on);
    const schema = schemaOf({ expr: root, scope });
    return schema === undefined ? undefined : declared(first.call, first.args, rest, on, { schema });
  }
  if (root.kind !== 'call' || root.callee.kind !== 'name') return undefined;
  const args = boundArgs(root.args, scope);
  if (TABLES.test(root.callee.name) && !scope.function(root.callee.name)) return declared(root, args, steps, on);
  const called = functionNamed(root.callee.name, scope);
  if (called) {
    const inner = returned(called, args);
    const table = inner && tableOf(inner, { ...on, tables: new Map() }, depth + 1);
    return table && { ...table, call: root, module: scope.module, steps: [...table.steps, ...steps] };
  }
  const creator = scope.value(root.callee.name);
  const made = creator && resolve(creator);
  if (made?.expr.kind !== 'call' || made.expr.callee.kind !== 'name') return undefined;
  if (!CREATORS.test(made.expr.callee.name)) return undefined;
  const rename = made.expr.args[0] && { expr: made.expr.args[0].value, scope: made.scope };
  return declared(root, args, steps, on, rename ? { rename } : {});
}

/** `pgSchema('auth')`: the schema's name. */
export function schemaOf(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || expr.callee.kind !== 'name' || !SCHEMAS.test(expr.callee.name)) return undefined;
  const [first] = boundArgs(expr.args, scope);
  return first && textValue(first)?.text;
}

function declared(
  call: Call,
  args: readonly Bound[],
  steps: readonly Step[],
  on: Reading,
  how: { readonly schema?: string; readonly rename?: Bound } = {},
): TableDecl | undefined {
  const [first, second, extra] = args;
  const written = first && identOf(first);
  if (!written || !second || !first) return undefined;
  const name = how.rename ? renamed(how.rename, first, written) : written;
  if (!name) return undefined;
  const { module } = first.scope;
  const columns = columnsOf(second, on);
  return { name, call, module, columns, extra, steps, ...(how.schema === undefined ? {} : { schema: how.schema }) };
}

/** `pgTableCreator((name) => \`app_${name}\`)`. */
function renamed(rename: Bound, name: Bound, written: Ident): Ident | undefined {
  const { expr, scope } = resolve(rename);
  const value = expr.kind === 'function' ? returned({ def: expr, scope }, [name]) : undefined;
  const text = value && textValue(value)?.text;
  return text === undefined ? undefined : { name: text, span: written.span };
}
