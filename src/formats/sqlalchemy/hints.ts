import {
  type Bound,
  type Call,
  type CodeType,
  type Expr,
  memoByText,
  parseCode,
  resolve,
  type Scope,
} from '../../code';
import { callOf, wordOf } from '../code/sqlalchemy/compile';

/** What an annotation says: the Python type in the middle, whether None may be, and what `Annotated` adds. */
export interface Hint {
  readonly core: Bound;
  readonly nullable: boolean;
  /** Names met on the way that stand for types: `str50` of `str50 = Annotated[str, 50]`, the outermost first. */
  readonly aliases: readonly Bound[];
  /** `mapped_column(…)` and `Field(…)` in `Annotated[int, mapped_column(primary_key=True)]`. */
  readonly adds: readonly Bound[];
}

const DEEPEST = 12;

/** The annotation of an attribute as an expression: the same whether it was written there or assigned to a name. */
export function annotationOf(type: CodeType): Expr {
  const { start, end, name, args, nullable, text } = type;
  const place = { start, end };
  const quoted = /^[rRuU]?(['"])/.test(text);
  if (quoted || (args.length === 0 && !/^[\w.]+$/.test(name))) return parsedType(quoted ? name : text, place);
  const plain = dottedExpr(name, place);
  const full: Expr =
    args.length === 0
      ? plain
      : {
          kind: 'index',
          ...place,
          object: plain,
          index: { kind: 'list', ...place, items: args.map(argumentExpr(name)) },
        };
  if (!nullable) return full;
  return { kind: 'binary', ...place, operator: '|', left: full, right: { kind: 'constant', ...place, value: null } };
}

/** Strings are names of types but in `Literal['a', 'b']`. */
function argumentExpr(within: string): (type: CodeType) => Expr {
  return (type) => {
    const { start, end, name, text } = type;
    if (!/(?:^|\.)Literal$/.test(within)) return annotationOf(type);
    return /^['"]/.test(text)
      ? { kind: 'string', start, end, value: name, pieces: [{ start, end, text: name }] }
      : annotationOf(type);
  };
}

function dottedExpr(name: string, place: { readonly start: number; readonly end: number }): Expr {
  const [first = '', ...rest] = name.split('.');
  const root: Expr = { kind: 'name', ...place, name: first };
  return rest.reduce<Expr>((object, word) => ({ kind: 'member', ...place, object, name: word, nameAt: place }), root);
}

const parsed = memoByText((uri, text) => parseCode('python', uri, text).body[0]);

/** A type that stands in a string, or that has calls in it. Its parts have the place of the whole, for what is made of them. */
function parsedType(text: string, within: { readonly start: number; readonly end: number }): Expr {
  const place = { start: within.start, end: within.end };
  const stmt = text.length > 500 ? undefined : parsed(`annotation:${text}`, `_ = ${text}`);
  const value = stmt?.kind === 'assign' ? stmt.value : undefined;
  return value ? moved(value, place) : { kind: 'unknown', ...place };
}

function moved<T>(value: T, place: { readonly start: number; readonly end: number }): T {
  if (Array.isArray(value)) return value.map((one) => moved(one, place)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, moved(inner, place)]);
  return { ...Object.fromEntries(entries), ...('start' in value ? place : {}) } as T;
}

/** Words around a type that say how it is loaded, not what it is. */
const AROUND = /^(?:Mapped|Final|ClassVar|Required|NotRequired|InitVar)$/;

/** What an annotation means. */
export function hintOf(bound: Bound): Hint {
  return walked(bound, { aliases: [], adds: [], nullable: false, depth: 0 });
}

interface Walk {
  readonly aliases: readonly Bound[];
  readonly adds: readonly Bound[];
  readonly nullable: boolean;
  readonly depth: number;
}

function walked({ expr, scope }: Bound, walk: Walk): Hint {
  const { aliases, adds, nullable } = walk;
  const ended: Hint = { core: { expr, scope }, nullable, aliases, adds };
  if (walk.depth > DEEPEST) return ended;
  const next = { ...walk, depth: walk.depth + 1 };
  const inside = (inner: Expr | undefined, change: Partial<Walk> = {}): Hint =>
    inner ? walked({ expr: inner, scope }, { ...next, ...change }) : ended;
  if (expr.kind === 'string') return inside(parsedType(expr.value, expr));
  if (expr.kind === 'binary' && expr.operator === '|') {
    const sides = sidesOf(expr);
    const real = sides.filter((side) => !isNothing(side));
    return real.length === 1 ? inside(real[0], { nullable: nullable || real.length < sides.length }) : ended;
  }
  if (expr.kind === 'index') return subscripted(expr, { expr, scope }, next, inside) ?? ended;
  if (expr.kind !== 'name' && expr.kind !== 'member') return ended;
  const found = resolve({ expr, scope });
  if (found.expr === expr) return ended;
  const isType = found.expr.kind === 'index' || found.expr.kind === 'name' || found.expr.kind === 'member';
  if (isType || isUnion(found.expr)) return walked(found, { ...next, aliases: [...aliases, { expr, scope }] });
  // `UserId = NewType('UserId', int)`, `type_ = TypeAliasType('t', str)`
  const call = callOf(found);
  const base =
    call && /^(?:NewType|TypeAliasType)$/.test(wordOf(call.expr) ?? '') ? call.expr.args[1]?.value : undefined;
  if (!base || !call) return ended;
  return walked({ expr: base, scope: call.scope }, { ...next, aliases: [...aliases, { expr, scope }] });
}

const isUnion = (expr: Expr) => expr.kind === 'binary' && expr.operator === '|';

function subscripted(
  expr: Extract<Expr, { readonly kind: 'index' }>,
  { scope }: Bound,
  walk: Walk,
  inside: (inner: Expr | undefined, change?: Partial<Walk>) => Hint,
): Hint | undefined {
  const word = wordOf(expr.object) ?? '';
  const items = expr.index.kind === 'list' ? expr.index.items : [expr.index];
  const [first, ...rest] = items;
  if (AROUND.test(word)) return inside(first);
  if (word === 'Optional') return inside(first, { nullable: true });
  if (word === 'Union') {
    const real = items.filter((item) => !isNothing(item));
    return real.length === 1 ? inside(real[0], { nullable: walk.nullable || real.length < items.length }) : undefined;
  }
  if (word !== 'Annotated') return undefined;
  const adds = rest.flatMap((item) => addition({ expr: item, scope }) ?? []);
  return inside(first, { adds: [...walk.adds, ...adds] });
}

function addition(bound: Bound): Bound | undefined {
  const call = callOf(bound);
  return call && /^(?:mapped_column|Field)$/.test(wordOf(call.expr) ?? '') ? call : undefined;
}

function sidesOf(expr: Expr): readonly Expr[] {
  return expr.kind === 'binary' && expr.operator === '|' ? [...sidesOf(expr.left), ...sidesOf(expr.right)] : [expr];
}

function isNothing(expr: Expr): boolean {
  return (expr.kind === 'constant' && expr.value === null) || (expr.kind === 'name' && expr.name === 'None');
}

/** A type by what it says, however its names were imported: `Dict[str, Any]`, `datetime.datetime`. */
export function typeKey(expr: Expr): string {
  switch (expr.kind) {
    case 'name':
      return builtin(expr.name);
    case 'member':
      return builtin(expr.name);
    case 'index':
      return `${typeKey(expr.object)}[${typeKey(expr.index)}]`;
    case 'list':
      return expr.items.map(typeKey).join(',');
    case 'binary':
      return `${typeKey(expr.left)}|${typeKey(expr.right)}`;
    case 'constant':
      return String(expr.value);
    case 'string':
      return `'${expr.value}'`;
    default:
      return '';
  }
}

const GENERICS: Readonly<Record<string, string>> = {
  Dict: 'dict',
  List: 'list',
  Tuple: 'tuple',
  Set: 'set',
  Type: 'type',
};

function builtin(name: string): string {
  return Object.hasOwn(GENERICS, name) ? (GENERICS[name] ?? name) : name;
}

/** A call made for something that is not written as one: `mapped_column()` for an attribute that has only its annotation. */
export function madeCall(
  word: string,
  args: Call['args'],
  place: { readonly start: number; readonly end: number },
): Call {
  const { start, end } = place;
  return { kind: 'call', start, end, callee: { kind: 'name', start, end, name: word }, args };
}

/** A scope in which a name stands for something of another scope; the name. */
export function standIn(scope: Scope, name: string, value: Bound): Expr {
  scope.set(name, value);
  return { kind: 'name', name, start: value.expr.start, end: value.expr.end };
}
