import type { Bound, Scope } from './scope';
import type { Argument, Binary, Call, Expr, StringPiece } from './syntax';

/** A string that can be told without running anything, and where its letters stand in the file. */
export interface TextValue {
  readonly text: string;
  /** In order, covering the text; a piece whose text is as long as its place stands there letter for letter. */
  readonly pieces: readonly StringPiece[];
}

/** Names in a circle, or a chain that nobody writes. */
const DEEPEST = 24;

/**
 * Follows names, members of literal objects, entries of literal lists and conditions that are constant to the expression that they
 * stand for. What cannot be followed stays as it is.
 */
export function resolve(bound: Bound, depth = 0): Bound {
  if (depth > DEEPEST) return bound;
  const { expr, scope } = bound;
  const next = step(expr, scope, depth);
  return next ? resolve(next, depth + 1) : bound;
}

function step(expr: Expr, scope: Scope, depth: number): Bound | undefined {
  if (expr.kind === 'name') return scope.value(expr.name);
  if (expr.kind === 'member') return memberOf(resolve({ expr: expr.object, scope }, depth + 1), expr.name);
  if (expr.kind === 'index') {
    const object = resolve({ expr: expr.object, scope }, depth + 1);
    const index = resolve({ expr: expr.index, scope }, depth + 1).expr;
    if (object.expr.kind === 'list' && index.kind === 'number') return itemOf(object, Number(index.text));
    if (index.kind === 'string') return memberOf(object, index.value);
    return undefined;
  }
  if (expr.kind === 'binary' && expr.operator === '??') {
    // What is known stands for itself; NULL, or a key that a literal map does not have, for the other side.
    const left = resolve({ expr: expr.left, scope }, depth + 1);
    const isNull = left.expr.kind === 'constant' && left.expr.value === null;
    if (isNull || isMissing(expr.left, scope, depth + 1)) return { expr: expr.right, scope };
    return /^(?:string|number|constant|list|map)$/.test(left.expr.kind) ? left : undefined;
  }
  if (expr.kind === 'conditional') {
    const test = truth({ expr: expr.test, scope }, depth + 1);
    return test === undefined ? undefined : { expr: test ? expr.consequence : expr.otherwise, scope };
  }
  // `Object.freeze({…})`, `[…].freeze`: the value itself.
  if (expr.kind === 'call' && expr.callee.kind === 'member' && expr.callee.name === 'freeze') {
    const inner = expr.args[0]?.value ?? expr.callee.object;
    return { expr: inner, scope };
  }
  return expr.kind === 'call' ? returned(expr, scope, depth) : undefined;
}

/** What a function returns that has no parameters and does nothing else: `isPostgres()`, `db.getDialect()`. */
function returned({ callee, args }: Call, scope: Scope, depth: number): Bound | undefined {
  if (args.length > 0 || (callee.kind !== 'name' && callee.kind !== 'member')) return undefined;
  const known = callee.kind === 'name' ? scope.function(callee.name) : undefined;
  const value = known ? undefined : resolve({ expr: callee, scope }, depth + 1);
  const body = known?.def.body ?? (value?.expr.kind === 'function' ? value.expr.body : []);
  const [only] = body;
  if (body.length !== 1 || only?.kind !== 'return' || !only.value) return undefined;
  return { expr: only.value, scope: known?.scope ?? value?.scope ?? scope };
}

/** An entry of a literal map that is not there. */
function isMissing(expr: Expr, scope: Scope, depth: number): boolean {
  if (expr.kind !== 'index') return false;
  const object = resolve({ expr: expr.object, scope }, depth);
  const key = resolve({ expr: expr.index, scope }, depth).expr;
  if (object.expr.kind !== 'map' || object.expr.spreads.length > 0 || key.kind !== 'string') return false;
  return memberOf(object, key.value) === undefined;
}

function itemOf({ expr, scope }: Bound, at: number): Bound | undefined {
  const item = expr.kind === 'list' ? expr.items.at(at) : undefined;
  return item && { expr: item, scope };
}

/** `TABLES.users` of a literal object, `Status.ACTIVE` of an enum or of a class's constant. */
function memberOf(object: Bound, name: string): Bound | undefined {
  const { expr, scope } = object;
  if (expr.kind === 'map') {
    const entry = expr.entries.find(({ key }) => key.kind === 'string' && key.value === name);
    return entry && { expr: entry.value, scope };
  }
  if (expr.kind !== 'name') return undefined;
  const module = scope.opened(expr.name);
  if (module) return module.value(name) ?? ofModule(module, name, expr);
  const found = scope.class(expr.name);
  for (const member of found?.def.body ?? []) {
    if (
      found &&
      member.kind === 'assign' &&
      member.target.kind === 'name' &&
      member.target.name === name &&
      member.value
    )
      return { expr: member.value, scope: found.scope };
    if (found && member.kind === 'enumMember' && member.name === name && member.value)
      return { expr: member.value, scope: found.scope };
    if (found && member.kind === 'class' && member.name === name) {
      // A class in a class: its name, where it means that.
      const inside = found.scope.child();
      inside.define(member);
      return { expr: { kind: 'name', name, start: expr.start, end: expr.end }, scope: inside };
    }
  }
  return undefined;
}

/** A class, function or module of another module: its name, with the scope in which it means that. */
function ofModule(module: Scope, name: string, { start, end }: Expr): Bound | undefined {
  const isThere = module.class(name) ?? module.function(name) ?? module.opened(name);
  return isThere && { expr: { kind: 'name', name, start, end }, scope: module };
}

/** Whether a condition holds, where that can be told. */
export function truth(bound: Bound, depth = 0): boolean | undefined {
  const { expr, scope } = resolve(bound, depth);
  if (expr.kind === 'constant') return expr.value === true;
  if (expr.kind === 'number') return Number(expr.text) !== 0;
  if (expr.kind === 'string') return expr.value !== '';
  if (expr.kind === 'unary' && /^(?:!|not)$/.test(expr.operator)) {
    const inner = truth({ expr: expr.operand, scope }, depth + 1);
    return inner === undefined ? undefined : !inner;
  }
  return expr.kind === 'binary' ? compared(expr, scope, depth + 1) : undefined;
}

/** `a === 'x'`, `a && b`, `a || b`: where one side decides, the other need not be known. */
function compared({ operator, left, right }: Binary, scope: Scope, depth: number): boolean | undefined {
  if (/^[!=]==?$/.test(operator)) {
    const [one, other] = [textValue({ expr: left, scope }, depth), textValue({ expr: right, scope }, depth)];
    return one && other && (one.text === other.text) === operator.startsWith('=');
  }
  const decides = /^(?:&&|and)$/.test(operator) ? false : /^(?:\|\||or)$/.test(operator) ? true : undefined;
  if (decides === undefined) return undefined;
  const sides = [truth({ expr: left, scope }, depth), truth({ expr: right, scope }, depth)];
  if (sides.includes(decides)) return decides;
  return sides.includes(undefined) ? undefined : !decides;
}

const pieceOf = (text: string, place: Expr): StringPiece => ({ start: place.start, end: place.end, text });

/** A string: literals, constants, joined by `+`, interpolation, `%`, `format`, `join`; undefined when part of it is not known. */
export function textValue(bound: Bound, depth = 0): TextValue | undefined {
  if (depth > DEEPEST) return undefined;
  const { expr, scope } = resolve(bound, depth);
  const inner = (value: Expr) => textValue({ expr: value, scope }, depth + 1);
  switch (expr.kind) {
    case 'string':
      return { text: expr.value, pieces: expr.pieces };
    case 'number':
      return { text: expr.text, pieces: [pieceOf(expr.text, expr)] };
    case 'template':
      return joined(expr.parts.map(inner));
    case 'binary':
      return expr.operator === '+' || expr.operator === '.' || expr.operator === '<<'
        ? joined([inner(expr.left), inner(expr.right)])
        : undefined;
    case 'call':
      return ofCall(expr, scope, depth);
    default:
      return undefined;
  }
}

function joined(parts: readonly (TextValue | undefined)[], between = ''): TextValue | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  const pieces = known.flatMap((part, at) => {
    const [first] = part.pieces;
    return at > 0 && between !== '' && first
      ? [{ start: first.start, end: first.start, text: between }, ...part.pieces]
      : part.pieces;
  });
  return { text: known.map(({ text }) => text).join(between), pieces };
}

/** Calls that give a string back as it is but for white space around its lines: the text stays, so that places stay true. */
const AS_IT_IS = new Set([
  'dedent',
  'trim',
  'strip',
  'squish',
  'strip_heredoc',
  'text',
  'raw',
  'sql',
  'trimIndent',
  'trimMargin',
  'stripIndent',
  'cleandoc',
]);

function ofCall(call: Call, scope: Scope, depth: number): TextValue | undefined {
  const { callee } = call;
  const inner = (value: Expr) => textValue({ expr: value, scope }, depth + 1);
  const name = callee.kind === 'member' ? callee.name : callee.kind === 'name' ? callee.name : '';
  const [first] = call.args;
  if (name === 'join' && callee.kind === 'member') return ofJoin(callee.object, first, scope, depth);
  if (name === 'sprintf' && callee.kind === 'name' && first) return ofSprintf(call, scope, depth);
  if (AS_IT_IS.has(name)) {
    if (first?.value) return inner(first.value);
    return callee.kind === 'member' ? inner(callee.object) : undefined;
  }
  return undefined;
}

/** PHP's `sprintf('%s_to', $name)`: words and numbers as they are; other conversions are not followed. */
function ofSprintf({ args, start, end }: Call, scope: Scope, depth: number): TextValue | undefined {
  const [format, ...values] = args.map(({ value }) => textValue({ expr: value, scope }, depth + 1));
  const parts = format?.text.split(/%[sd]/);
  if (!parts || parts.length !== values.length + 1 || parts.some((part) => part.includes('%'))) return undefined;
  const plain = (text: string): TextValue => ({ text, pieces: text === '' ? [] : [{ start, end, text }] });
  return joined(parts.flatMap((part, at) => (at === 0 ? [plain(part)] : [values[at - 1], plain(part)])));
}

/** `'\n'.join(lines)` in Python, `lines.join('\n')` elsewhere. */
function ofJoin(object: Expr, argument: Argument | undefined, scope: Scope, depth: number): TextValue | undefined {
  const receiver = resolve({ expr: object, scope }, depth);
  const given = argument && resolve({ expr: argument.value, scope }, depth);
  const [items, glue] = receiver.expr.kind === 'list' ? [receiver, given] : [given, receiver];
  if (items?.expr.kind !== 'list') return undefined;
  const between = glue ? textValue(glue, depth + 1)?.text : ',';
  if (between === undefined) return undefined;
  return joined(
    items.expr.items.map((item) => textValue({ expr: item, scope: items.scope }, depth + 1)),
    between,
  );
}

/** An argument by its name, or by its place among those without a name. */
export function argument(
  args: readonly Argument[],
  at: number | undefined,
  ...names: readonly string[]
): Expr | undefined {
  const named = args.find(({ name }) => name !== undefined && names.includes(name));
  if (named) return named.value;
  return at === undefined ? undefined : args.filter(({ name }) => name === undefined)[at]?.value;
}

/** One call of a chain: `.notNullable()` of `t.string('x').notNullable()`. */
export interface Link {
  readonly name: string;
  readonly call: Call;
}

/** A chain of calls from its root: `knex.schema` and `createTable(…)`, `alterTable(…)`. Members that are not called stay in the root. */
export function chainOf(expr: Expr): { readonly root: Expr; readonly links: readonly Link[] } {
  const links: Link[] = [];
  let at = expr;
  while (at.kind === 'call' && at.callee.kind === 'member') {
    links.unshift({ name: at.callee.name, call: at });
    at = at.callee.object;
  }
  return { root: at, links };
}

/** The dotted words of names and members: `models.ForeignKey`; undefined for anything else. */
export function dotted(expr: Expr): string | undefined {
  if (expr.kind === 'name') return expr.name;
  if (expr.kind !== 'member') return undefined;
  const object = dotted(expr.object);
  return object === undefined ? undefined : `${object}.${expr.name}`;
}
