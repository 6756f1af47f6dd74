import type { ClassDef, CodeModule, Expr, FunctionDef, Stmt } from './syntax';

/** An expression, and the scope in which its names mean something. */
export interface Bound {
  readonly expr: Expr;
  readonly scope: Scope;
}

/** A function that can be followed, with the scope it was defined in. */
export interface BoundFunction {
  readonly def: Pick<FunctionDef, 'params' | 'body' | 'start' | 'end'>;
  readonly scope: Scope;
}

/** Names and what they stand for. Assigning makes a name mean the new value from there on. */
export interface Scope {
  readonly module: CodeModule;
  value(name: string): Bound | undefined;
  function(name: string): BoundFunction | undefined;
  class(name: string): { readonly def: ClassDef; readonly scope: Scope } | undefined;
  /** The module of this project that a name stands for: `import models`, `from app import models`. */
  opened(name: string): Scope | undefined;
  set(name: string, value: Bound | undefined): void;
  child(): Scope;
  define(def: FunctionDef | ClassDef): void;
}

/** Finds the module that an import names, from the importing module; undefined when it is not of this project. */
export type ImportResolver = (module: string, from: CodeModule) => CodeModule | undefined;

interface Names {
  readonly values: Map<string, Bound | undefined>;
  readonly functions: Map<string, BoundFunction>;
  readonly classes: Map<string, { readonly def: ClassDef; readonly scope: Scope }>;
}

/** Asks the module that a name is imported from. */
type Imports = <T>(name: string, ask: (other: Scope) => T | undefined) => T | undefined;

function scopeOf(
  module: CodeModule,
  parent: Scope | undefined,
  names: Names,
  imported?: Imports,
  opened?: Imports,
): Scope {
  const scope: Scope = {
    module,
    value: (name) =>
      names.values.has(name)
        ? names.values.get(name)
        : (parent?.value(name) ?? imported?.(name, (other) => other.value(name))),
    function: (name) =>
      names.functions.get(name) ?? parent?.function(name) ?? imported?.(name, (other) => other.function(name)),
    class: (name) => names.classes.get(name) ?? parent?.class(name) ?? imported?.(name, (other) => other.class(name)),
    opened: (name) => (names.values.has(name) ? undefined : (parent?.opened(name) ?? opened?.(name, (other) => other))),
    set: (name, value) => void names.values.set(name, value),
    child: () => scopeOf(module, scope, { values: new Map(), functions: new Map(), classes: new Map() }),
    define: (def) => {
      if (def.kind === 'function') names.functions.set(def.name, { def, scope });
      else names.classes.set(def.name, { def, scope });
    },
  };
  return scope;
}

/** Statements of the file's own level: namespaces and `try` opened, and of `if TYPE_CHECKING` what runs. */
export function topLevel(body: readonly Stmt[]): readonly Stmt[] {
  return body.flatMap((stmt) => {
    if (stmt.kind === 'block' && (stmt.form === 'namespace' || stmt.form === 'try')) return topLevel(stmt.body);
    if (stmt.kind === 'if' && isTypeChecking(stmt.test)) return topLevel(stmt.otherwise);
    return [stmt];
  });
}

/** Python's `TYPE_CHECKING` is never true when a program runs (typing, "Constant"). */
function isTypeChecking(test: Expr): boolean {
  const name = test.kind === 'member' ? test.name : test.kind === 'name' ? test.name : '';
  return name === 'TYPE_CHECKING';
}

/**
 * The scope of a module's own level: its constants, functions and classes, and what it imports from modules that `resolve` finds.
 * Values assigned more than once mean the last.
 */
export function moduleScope(
  module: CodeModule,
  resolve: ImportResolver = () => undefined,
  known: Map<CodeModule, Scope> = new Map(),
): Scope {
  const before = known.get(module);
  if (before) return before;
  const imports = new Map<string, { readonly from: string; readonly name: string }>();
  const stars: string[] = [];
  const open = (from: string): Scope | undefined => {
    const other = resolve(from, module);
    return other && moduleScope(other, resolve, known);
  };
  const imported = guarded((name) => {
    const found = imports.get(name);
    if (!found)
      return stars.map(open).find((other) => other?.value(name) ?? other?.class(name) ?? other?.function(name));
    const other = open(found.from);
    // What CommonJS imports as a whole is what the other module's `module.exports` is.
    return other && (found.name === name ? other : renamed(other, found.name === '*' ? 'default' : found.name));
  });
  const asModule = guarded((name) => {
    const found = imports.get(name);
    if (!found || found.name === '*') return found && open(found.from);
    const inside = found.from.endsWith('.') ? found.from + found.name : `${found.from}.${found.name}`;
    return open(found.from)?.opened(found.name) ?? open(inside);
  });
  const names: Names = { values: new Map(), functions: new Map(), classes: new Map() };
  const scope = scopeOf(module, undefined, names, imported, asModule);
  known.set(module, scope);
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    else if (stmt.kind === 'import')
      for (const { name, as } of stmt.names)
        if (as === '*') stars.push(stmt.module);
        else imports.set(as, { from: stmt.module, name });
    else if (stmt.kind === 'assign' && stmt.value && stmt.operator === undefined) {
      if (stmt.target.kind === 'name') scope.set(stmt.target.name, { expr: stmt.value, scope });
      else exportInto(scope, stmt.target, stmt.value);
    }
  }
  return scope;
}

/** CommonJS: `module.exports = …` is the default export, and its entries and `exports.x = …` are names of their own. */
function exportInto(scope: Scope, target: Expr, value: Expr): void {
  if (target.kind !== 'member') return;
  const { object, name } = target;
  const isExports = (expr: Expr): boolean =>
    expr.kind === 'name' ? expr.name === 'exports' : expr.kind === 'member' && isModuleExports(expr.object, expr.name);
  const named = (key: string, inner: Expr) => {
    const isItself = inner.kind === 'name' && inner.name === key;
    if (!isItself && scope.value(key) === undefined) scope.set(key, { expr: inner, scope });
  };
  if (isModuleExports(object, name)) {
    named('default', value);
    if (value.kind !== 'map') return;
    for (const entry of value.entries) if (entry.key.kind === 'string') named(entry.key.value, entry.value);
  } else if (isExports(object)) named(name, value);
}

function isModuleExports(object: Expr, name: string): boolean {
  return name === 'exports' && object.kind === 'name' && object.name === 'module';
}

/** Modules may import each other: a name that leads back to itself, while it is asked for, is not found. */
function guarded(find: (name: string) => Scope | undefined): Imports {
  const asking = new Set<string>();
  return (name, ask) => {
    if (asking.has(name)) return undefined;
    asking.add(name);
    const found = find(name);
    const answer = found && ask(found);
    asking.delete(name);
    return answer;
  };
}

/** A scope asked by another name than its own: `import { a as b }`. */
function renamed(scope: Scope, name: string): Scope {
  return {
    ...scope,
    value: () => scope.value(name),
    function: () => scope.function(name),
    class: () => scope.class(name),
    opened: () => scope.opened(name),
  };
}
