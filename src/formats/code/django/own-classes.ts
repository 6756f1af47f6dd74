import {
  type Argument,
  type CodeModule,
  dotted,
  type Expr,
  type FunctionDef,
  type ImportResolver,
  type Scope,
  textValue,
} from '../../../code';
import { classOf } from './field-classes';

/** What a field class of the project's own makes of the call that uses it. */
export interface OwnClass {
  /** Names of its bases, nearest first. */
  readonly bases: readonly string[];
  /** What its `db_type` returns. */
  readonly databaseType?: string;
  /** What its `get_internal_type` returns. */
  readonly internalType?: string;
  /** Arguments that its `__init__` gives on, where the call has none of that name. */
  readonly implied: readonly Argument[];
  /** Arguments that its `__init__` sets, whatever the call says. */
  readonly forced: readonly Argument[];
}

const DEEPEST = 8;

/** Finds the field classes that a project defines, each once. */
export function ownClasses(resolve: ImportResolver): (className: string, scope: Scope) => OwnClass | undefined {
  const scopes = new Map<CodeModule, Scope>();
  const known = new Map<CodeModule, Map<string, OwnClass | undefined>>();
  const find = (className: string, scope: Scope, depth = 0): OwnClass | undefined => {
    const ofModule = known.get(scope.module) ?? new Map<string, OwnClass | undefined>();
    known.set(scope.module, ofModule);
    if (ofModule.has(className) || depth > DEEPEST) return ofModule.get(className);
    const found = classOf(className, scope, resolve, scopes);
    const own = found && described(className, found, (name) => find(name, found.scope, depth + 1));
    ofModule.set(className, own);
    return own;
  };
  return find;
}

/** What a class says, with what it has from classes of the project above it. */
function described(
  className: string,
  { def, scope }: NonNullable<ReturnType<Scope['class']>>,
  find: (name: string) => OwnClass | undefined,
): OwnClass {
  const methods = def.body.filter((stmt): stmt is FunctionDef => stmt.kind === 'function');
  const method = (name: string) => methods.find((one) => one.name === name);
  const init = method('__init__');
  const simple = className.split('.').at(-1) ?? className;
  const names = def.bases.flatMap((base) => dotted(base) ?? []);
  const above = names.filter((name) => name.split('.').at(-1) !== simple).flatMap((name) => find(name) ?? []);
  const databaseType = returnedText(method('db_type'), scope) ?? first(above, 'databaseType');
  const internalType = returnedText(method('get_internal_type'), scope) ?? first(above, 'internalType');
  const own = init ? argumentsOf(init, scope) : { implied: [], forced: [] };
  return {
    bases: [...names, ...above.flatMap(({ bases }) => bases)],
    ...(databaseType === undefined ? {} : { databaseType }),
    ...(internalType === undefined ? {} : { internalType }),
    implied: [...own.implied, ...above.flatMap(({ implied }) => implied)],
    forced: [...own.forced, ...above.flatMap(({ forced }) => forced)],
  };
}

function first(above: readonly OwnClass[], what: 'databaseType' | 'internalType'): string | undefined {
  return above.find((one) => one[what] !== undefined)?.[what];
}

/** The text that a method returns, where it returns one and no other. */
function returnedText(method: FunctionDef | undefined, scope: Scope): string | undefined {
  const [only, ...others] = (method?.body ?? []).filter((stmt) => stmt.kind === 'return');
  if (others.length > 0 || only?.kind !== 'return' || !only.value) return undefined;
  return textValue({ expr: only.value, scope })?.text;
}

/** What `__init__` does to the arguments: `kwargs['max_length'] = 13`, `kwargs.setdefault(…)`, `super().__init__(max_length=13)`. */
function argumentsOf(init: FunctionDef, scope: Scope): Pick<OwnClass, 'implied' | 'forced'> {
  const implied: Argument[] = [];
  const forced: Argument[] = [];
  const parameters = new Map(init.params.map((param) => [param.name, param]));
  for (const { name, default: value } of parameters.values())
    if (value && isPlain(value)) implied.push({ name, value, start: value.start, end: value.end });
  const give = (list: Argument[], name: string, value: Expr) => {
    const known = value.kind === 'name' && !parameters.has(value.name) ? scope.value(value.name)?.expr : value;
    if (known && isPlain(known)) list.push({ name, value: known, start: known.start, end: known.end });
  };
  for (const stmt of init.body) {
    if (stmt.kind === 'assign' && stmt.value && stmt.target.kind === 'index' && stmt.target.index.kind === 'string')
      give(forced, stmt.target.index.value, stmt.value);
    if (stmt.kind !== 'expression' || stmt.value.kind !== 'call' || stmt.value.callee.kind !== 'member') continue;
    const { callee, args } = stmt.value;
    const [key, value] = args;
    if (callee.name === 'setdefault' && key?.value.kind === 'string' && value)
      give(implied, key.value.value, value.value);
    if (callee.name === '__init__')
      for (const one of args) if (one.name !== undefined) give(forced, one.name, one.value);
  }
  return { implied, forced };
}

/** Values that mean the same wherever they stand: literals, and Django's own fields of such. */
function isPlain(expr: Expr): boolean {
  if (expr.kind === 'call')
    return /^models\.\w+$/.test(dotted(expr.callee) ?? '') && expr.args.every(({ value }) => isPlain(value));
  return expr.kind === 'string' || expr.kind === 'number' || expr.kind === 'constant';
}
