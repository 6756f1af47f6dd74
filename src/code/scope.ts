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

function scopeOf(
  module: CodeModule,
  parent: Scope | undefined,
  names: Names,
  imported?: (name: string) => Scope | undefined,
): Scope {
  const scope: Scope = {
    module,
    value: (name) =>
      names.values.has(name) ? names.values.get(name) : (parent?.value(name) ?? imported?.(name)?.value(name)),
    function: (name) => names.functions.get(name) ?? parent?.function(name) ?? imported?.(name)?.function(name),
    class: (name) => names.classes.get(name) ?? parent?.class(name) ?? imported?.(name)?.class(name),
    set: (name, value) => void names.values.set(name, value),
    child: () => scopeOf(module, scope, { values: new Map(), functions: new Map(), classes: new Map() }),
    define: (def) => {
      if (def.kind === 'function') names.functions.set(def.name, { def, scope });
      else names.classes.set(def.name, { def, scope });
    },
  };
  return scope;
}

/** Statements of the file's own level, namespaces opened. */
export function topLevel(body: readonly Stmt[]): readonly Stmt[] {
  return body.flatMap((stmt) => (stmt.kind === 'block' && stmt.form === 'namespace' ? topLevel(stmt.body) : [stmt]));
}

/**
 * The scope of a module's own level: its constants, functions and classes, and what it imports from modules that `resolve` finds.
 * Values assigned more than once mean the last.
 */
export function moduleScope(module: CodeModule, resolve: ImportResolver = () => undefined): Scope {
  const opened = new Map<string, Scope | undefined>();
  const imports = new Map<string, { readonly from: string; readonly name: string }>();
  const imported = (name: string): Scope | undefined => {
    const found = imports.get(name);
    if (!found) return undefined;
    if (!opened.has(found.from)) {
      // Set first: modules may import each other.
      opened.set(found.from, undefined);
      const other = resolve(found.from, module);
      opened.set(found.from, other && moduleScope(other, resolve));
    }
    const other = opened.get(found.from);
    return other && (found.name === name ? other : renamed(other, found.name));
  };
  const names: Names = { values: new Map(), functions: new Map(), classes: new Map() };
  const scope = scopeOf(module, undefined, names, imported);
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    else if (stmt.kind === 'import')
      for (const { name, as } of stmt.names) imports.set(as, { from: stmt.module, name });
    else if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value && stmt.operator === undefined)
      scope.set(stmt.target.name, { expr: stmt.value, scope });
  }
  return scope;
}

/** A scope asked by another name than its own: `import { a as b }`. */
function renamed(scope: Scope, name: string): Scope {
  return {
    ...scope,
    value: () => scope.value(name),
    function: () => scope.function(name),
    class: () => scope.class(name),
  };
}
