import { argument, type Bound, type Call, dotted, resolve, type TextValue, textValue, truth } from '../../../code';
import type { Dialect, ForeignKeySpec, Ident } from '../../../model';
import { identAt } from '../build';
import type { CompiledType } from './compiled-type';

/** What constructs of SQLAlchemy are compiled for. */
export interface Compile {
  readonly dialect: Dialect;
  /** `MetaData(naming_convention={…})`, by kind: `ix`, `uq`, `ck`, `fk`, `pk`. */
  readonly convention?: Readonly<Partial<Record<string, string>>>;
  /** What a column object that a foreign key names is, as `table.column`: `User.id`, `users.c.id`. */
  readonly referenced?: (target: Bound) => Ident | undefined;
  /** The name of a column that stands as an object in a key or index: `id` in a class, `users.c.id`. */
  readonly columnName?: (item: Bound) => Bound | undefined;
  /** The type of the column that a foreign key references, where a column leaves its own out. */
  readonly typeOfReference?: (reference: ForeignKeySpec) => CompiledType | undefined;
  /** Told of what cannot be told without running the program. */
  readonly untold: (bound: Bound, reason: string) => void;
}

/** A call as it was met: its words mean something in a scope. */
export interface BoundCall {
  readonly expr: Call;
  readonly scope: Bound['scope'];
}

/** The last word of what is called or named: `Column` of `sa.Column(…)`, `JSONB` of `postgresql.JSONB`. */
export function wordOf(expr: Bound['expr']): string | undefined {
  const named = expr.kind === 'call' ? expr.callee : expr;
  if (named.kind === 'member') return named.name;
  return named.kind === 'name' ? named.name : undefined;
}

/** What a construct is called where it was imported under another name. */
export function constructOf(bound: Bound): string | undefined {
  return wordOf(bound.expr);
}

/** A value that is a call, through names and constants. */
export function callOf(bound: Bound | undefined): BoundCall | undefined {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  return expr.kind === 'call' ? { expr, scope } : undefined;
}

/** An argument by name, or by place. */
export function given(call: BoundCall, at: number | undefined, ...names: readonly string[]): Bound | undefined {
  const expr = argument(call.expr.args, at, ...names);
  return expr && { expr, scope: call.scope };
}

/** Arguments without a name, lists that are spread opened. */
export function positional(call: BoundCall): readonly Bound[] {
  return call.expr.args.flatMap(({ name, value }) =>
    name === undefined ? spread({ expr: value, scope: call.scope }) : [],
  );
}

function spread(bound: Bound): readonly Bound[] {
  if (bound.expr.kind !== 'spread') return [bound];
  return itemsIn({ expr: bound.expr.value, scope: bound.scope });
}

/** The items of a literal list or tuple, through names and `+`. */
export function itemsIn(bound: Bound | undefined): readonly Bound[] {
  if (!bound) return [];
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list') return expr.items.flatMap((item) => spread({ expr: item, scope }));
  if (expr.kind === 'binary' && expr.operator === '+')
    return [...itemsIn({ expr: expr.left, scope }), ...itemsIn({ expr: expr.right, scope })];
  return [];
}

/** An argument that is `True` or `False`; undefined when it is not given, or not told. */
export function flag(call: BoundCall, ...names: readonly string[]): boolean | undefined {
  const value = given(call, undefined, ...names);
  return value && truth(value);
}

/** Calls around a name that leave it as it is: `op.f('ix_a')`, `quoted_name('a', True)`. */
const AROUND: ReadonlySet<string> = new Set(['f', 'conv', 'quoted_name', '_f']);

/** A string, or one that `op.f` says is a name in its final form. */
export function nameText(bound: Bound | undefined): TextValue | undefined {
  if (!bound) return undefined;
  const call = callOf(bound);
  const first = call && AROUND.has(wordOf(call.expr) ?? '') ? call.expr.args[0]?.value : undefined;
  return first && call ? nameText({ expr: first, scope: call.scope }) : textValue(bound);
}

/** A name with its place inside the quotes. */
export function nameOf(bound: Bound | undefined): Ident | undefined {
  const value = nameText(bound);
  if (!value || !bound || value.text === '') return undefined;
  const { module } = bound.scope;
  const [first] = value.pieces;
  const last = value.pieces.at(-1);
  const place = first && last && first.start <= last.end ? { start: first.start, end: last.end } : bound.expr;
  return identAt(module, value.text, place);
}

/** Every item a name; undefined when one cannot be told. */
export function namesOf(items: readonly Bound[]): readonly Ident[] | undefined {
  const names = items.map(nameOf);
  const known = names.filter((name) => name !== undefined);
  return known.length === names.length ? known : undefined;
}

/** True for `None`. */
export function isNone(bound: Bound | undefined): boolean {
  if (!bound) return false;
  const { expr } = resolve(bound);
  return expr.kind === 'constant' && expr.value === null;
}

/** The word behind the last dot of a dotted name that stays as it is: `func` of `sa.func`. */
export function lastWord(expr: Bound['expr']): string | undefined {
  return dotted(expr)?.replace(/^.*\./, '');
}
