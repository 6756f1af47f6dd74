import { type Bound, type Expr, type FunctionDef, resolve, type Scope, type Stmt, textValue } from '../../code';
import { wordOf } from '../code/sqlalchemy/compile';
import { pythonReplacement, safePattern } from './python-pattern';

/** What a name's computation goes through: words, lists of words, `None`. */
type Value = string | readonly string[] | null;

interface Run {
  readonly names: ReadonlyMap<string, Value>;
  /** The parameter that stands for the class. */
  readonly self: string;
  readonly className: string;
  readonly scope: Scope;
  /** An attribute of the class: a prefix. */
  readonly attribute: (name: string) => string | undefined;
  readonly inherits: boolean;
  readonly depth: number;
}

/** Where a name is computed for: the class, and what its attributes are. */
export interface NamedClass {
  readonly className: string;
  readonly attribute: (name: string) => string | undefined;
  /** Whether a class above it has a table. */
  readonly inherits: boolean;
}

const DEEPEST = 8;

/** What a function makes of a class's name (`cls.__name__.lower() + 's'`): undefined when that cannot be told, `null` for None. */
export function computedName(
  def: Pick<FunctionDef, 'params' | 'body'>,
  scope: Scope,
  named: NamedClass,
): string | null | undefined {
  const self = def.params[0]?.name ?? '';
  const value = ran(def.body, { ...named, names: new Map(), self, scope, depth: 0 });
  return typeof value === 'string' || value === null ? value : undefined;
}

function ran(body: readonly Stmt[], run: Run): Value | undefined {
  const names = new Map(run.names);
  const inner: Run = { ...run, names };
  for (const stmt of body) {
    if (stmt.kind === 'return') return stmt.value ? evaluate(stmt.value, inner) : null;
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value) {
      const value = evaluate(stmt.value, inner);
      if (value === undefined) names.delete(stmt.target.name);
      else names.set(stmt.target.name, value);
    }
    if (stmt.kind !== 'if') continue;
    const test = holds(stmt.test, inner);
    if (test === undefined) return undefined;
    const value = ran(test ? stmt.consequence : stmt.otherwise, inner);
    if (value !== undefined) return value;
  }
  return undefined;
}

function holds(test: Expr, run: Run): boolean | undefined {
  if (test.kind === 'call' && wordOf(test) === 'has_inherited_table') return run.inherits;
  if (test.kind === 'unary' && test.operator === 'not') {
    const inner = holds(test.operand, run);
    return inner === undefined ? undefined : !inner;
  }
  if (test.kind === 'call' && test.callee.kind === 'member' && test.callee.name === 'endswith') {
    const [subject, end] = [evaluate(test.callee.object, run), test.args[0] && evaluate(test.args[0].value, run)];
    return typeof subject === 'string' && typeof end === 'string' ? subject.endsWith(end) : undefined;
  }
  const value = evaluate(test, run);
  return value === undefined ? undefined : value !== null && value.length > 0;
}

function evaluate(expr: Expr, run: Run): Value | undefined {
  if (run.depth > 60) return undefined;
  const on = { ...run, depth: run.depth + 1 };
  switch (expr.kind) {
    case 'string':
      return expr.value;
    case 'constant':
      return expr.value === null ? null : undefined;
    case 'name':
      return on.names.get(expr.name) ?? textValue({ expr, scope: on.scope })?.text;
    case 'member':
      return ofMember(expr.object, expr.name, on) ?? textValue({ expr, scope: on.scope })?.text;
    case 'template': {
      const parts = expr.parts.map((part) => evaluate(part, on));
      return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
    }
    case 'binary': {
      const [left, right] = [evaluate(expr.left, on), evaluate(expr.right, on)];
      if (expr.operator === 'or') return left === null || left === '' ? right : (left ?? right);
      if (typeof left !== 'string' || typeof right !== 'string') return undefined;
      if (expr.operator === '%') return left.replace('%s', () => right);
      return expr.operator === '+' ? left + right : undefined;
    }
    case 'comprehension':
      return comprehended(expr, on);
    case 'call':
      return called(expr, on);
    default:
      return undefined;
  }
}

function ofMember(object: Expr, name: string, run: Run): Value | undefined {
  const isClass = object.kind === 'name' && object.name === run.self;
  // `cls.__class__.__name__` is the metaclass's, which nobody means.
  if (!isClass) return undefined;
  return name === '__name__' || name === '__qualname__' ? run.className : run.attribute(name);
}

function comprehended(expr: Extract<Expr, { readonly kind: 'comprehension' }>, run: Run): Value | undefined {
  const items = evaluate(expr.iterable, run);
  const target = expr.target.kind === 'name' ? expr.target.name : undefined;
  if (items === undefined || items === null || target === undefined) return undefined;
  const made = [...items].map((item): Value | undefined => {
    const inner = { ...run, names: new Map([...run.names, [target, item]]) };
    if (expr.condition && holds(expr.condition, inner) !== true) return null;
    return evaluate(expr.value, inner);
  });
  if (made.some((one) => one === undefined || Array.isArray(one))) return undefined;
  return made.filter((one) => typeof one === 'string');
}

/** Functions of libraries, and those that projects name alike without our seeing them. */
const SNAKE =
  /^(?:underscore|snake_?case|to_snake(?:_case)?|camel(?:case)?_to_(?:snake(?:_case)?|underscores?)|decamelize)$/;

/** Flask-SQLAlchemy's `camel_to_snake_case`. */
export function snakeCase(name: string): string {
  return name
    .replace(/((?<=[a-z0-9])[A-Z]|(?!^)[A-Z](?=[a-z]))/g, '_$1')
    .toLowerCase()
    .replace(/^_+/, '');
}

function called(expr: Extract<Expr, { readonly kind: 'call' }>, run: Run): Value | undefined {
  const word = wordOf(expr) ?? '';
  const args = expr.args.map(
    ({ value }) =>
      () =>
        evaluate(value, run),
  );
  const text = (at: number) => {
    const value = args[at]?.();
    return typeof value === 'string' ? value : undefined;
  };
  const own = expr.callee.kind === 'name' ? run.scope.function(expr.callee.name) : undefined;
  if (own) return entered(own, args, run);
  if (expr.callee.kind !== 'member') return SNAKE.test(word) ? mapText(text(0), snakeCase) : undefined;
  const { object } = expr.callee;
  if (object.kind === 'name' && object.name === 're') return ofPattern(word, text(0), args.slice(1), run);
  const pattern = patternOf({ expr: object, scope: run.scope });
  if (pattern !== undefined) return ofPattern(word, pattern, args, run);
  if (SNAKE.test(word)) return mapText(text(0), snakeCase);
  const subject = evaluate(object, run);
  return subject === undefined || subject === null ? undefined : ofMethod(word, subject, text, args);
}

const mapText = (text: string | undefined, change: (text: string) => string) =>
  text === undefined ? undefined : change(text);

function entered(
  { def, scope }: NonNullable<ReturnType<Scope['function']>>,
  args: readonly (() => Value | undefined)[],
  run: Run,
): Value | undefined {
  if (run.depth > DEEPEST * 6) return undefined;
  const names = new Map<string, Value>();
  def.params.forEach(({ name }, at) => {
    const value = args[at]?.();
    if (value !== undefined) names.set(name, value);
  });
  return ran(def.body, { ...run, names, scope, depth: run.depth + 6 });
}

/** The text of a pattern that was compiled: `PATTERN = re.compile(r'…')`. */
function patternOf(bound: Bound): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'call' || wordOf(expr) !== 'compile') return undefined;
  const [first] = expr.args;
  return first && textValue({ expr: first.value, scope })?.text;
}

function ofPattern(
  word: string,
  pattern: string | undefined,
  args: readonly (() => Value | undefined)[],
  run: Run,
): Value | undefined {
  const found = pattern === undefined ? undefined : safePattern(pattern);
  const [first, second] = [args[0]?.(), args[1]?.()];
  if (!found || run.className.length > 80) return undefined;
  if (word === 'sub')
    return typeof first === 'string' && typeof second === 'string'
      ? second.replace(found, pythonReplacement(first))
      : undefined;
  if (typeof first !== 'string') return undefined;
  if (word === 'split') return first.split(found);
  return word === 'findall' ? [...first.matchAll(found)].map((match) => match[1] ?? match[0]) : undefined;
}

function ofMethod(
  word: string,
  subject: string | readonly string[],
  text: (at: number) => string | undefined,
  args: readonly (() => Value | undefined)[],
): Value | undefined {
  if (typeof subject !== 'string') return undefined;
  switch (word) {
    case 'lower':
    case 'casefold':
      return subject.toLowerCase();
    case 'upper':
      return subject.toUpperCase();
    case 'strip':
    case 'lstrip':
    case 'rstrip': {
      const letters = new Set(text(0) ?? ' \t\n');
      let [from, to] = [0, subject.length];
      if (word !== 'rstrip') while (from < to && letters.has(subject.charAt(from))) from++;
      if (word !== 'lstrip') while (to > from && letters.has(subject.charAt(to - 1))) to--;
      return subject.slice(from, to);
    }
    case 'replace': {
      const [from, to] = [text(0), text(1)];
      return from === undefined || to === undefined ? undefined : subject.replaceAll(from, () => to);
    }
    case 'join': {
      const items = args[0]?.();
      return Array.isArray(items) ? items.join(subject) : undefined;
    }
    case 'format':
      return text(0) === undefined ? undefined : subject.replace('{}', () => text(0) ?? '');
    case 'removesuffix': {
      const end = text(0);
      return end === undefined || !subject.endsWith(end) ? subject : subject.slice(0, subject.length - end.length);
    }
    default:
      return undefined;
  }
}
