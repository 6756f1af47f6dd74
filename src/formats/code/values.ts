import { type Bound, type BoundFunction, type Placed, resolve, type Scope, textValue } from '../../code';

/** What calls of the project's own small functions give, and objects with their spreads opened. */

const DEEPEST = 16;

/** The value that a function returns for arguments: its last `return`, with its constants known. */
export function returned(called: BoundFunction, args: readonly Bound[] = []): Bound | undefined {
  const scope = called.scope.child();
  called.def.params.forEach((param, at) => {
    scope.set(param.name, args[at] ?? (param.default && { expr: param.default, scope: called.scope }));
  });
  for (const stmt of called.def.body) {
    if (stmt.kind === 'assign' && stmt.target.kind === 'name' && stmt.value)
      scope.set(stmt.target.name, { expr: stmt.value, scope: scope.child() });
    if (stmt.kind === 'function' || stmt.kind === 'class') scope.define(stmt);
    if (stmt.kind === 'return' && stmt.value) return { expr: stmt.value, scope };
  }
  return undefined;
}

/** The project's function of a name. */
export function functionNamed(name: string, scope: Scope): BoundFunction | undefined {
  const known = scope.function(name);
  if (known) return known;
  const value = scope.value(name);
  const found = value && resolve(value);
  return found?.expr.kind === 'function' ? { def: found.expr, scope: found.scope } : undefined;
}

/** A value with calls of the project's functions replaced by what they return. */
export function evaluated(bound: Bound, depth = 0): Bound {
  const { expr, scope } = resolve(bound);
  if (depth > DEEPEST || expr.kind !== 'call' || expr.callee.kind !== 'name') return { expr, scope };
  const called = functionNamed(expr.callee.name, scope);
  const value = called && returned(called, boundArgs(expr.args, scope));
  return value ? evaluated(value, depth + 1) : { expr, scope };
}

export function boundArgs(args: readonly { readonly value: Bound['expr'] }[], scope: Scope): readonly Bound[] {
  return args.map(({ value }) => ({ expr: value, scope }));
}

export interface Property {
  readonly key: string;
  readonly at: Placed;
  readonly value: Bound;
}

/** The properties of an object, those of what is spread in it among them, later ones in the place of earlier ones of the same name. */
export function propertiesOf(bound: Bound, depth = 0): readonly Property[] | undefined {
  const { expr, scope } = evaluated(bound);
  if (depth > DEEPEST) return undefined;
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    return value && propertiesOf(value, depth + 1);
  }
  if (expr.kind !== 'map') return undefined;
  const parts = [...expr.entries, ...expr.spreads].sort((a, b) => a.start - b.start);
  const found = new Map<string, Property>();
  for (const part of parts) {
    if (!('key' in part)) {
      for (const one of propertiesOf({ expr: part, scope }, depth + 1) ?? []) found.set(one.key, one);
      continue;
    }
    const key = textValue({ expr: part.key, scope });
    if (key) found.set(key.text, { key: key.text, at: key.pieces[0] ?? part.key, value: { expr: part.value, scope } });
  }
  return [...found.values()];
}

/** A property by its name. */
export function property(bound: Bound | undefined, name: string): Bound | undefined {
  return bound && propertiesOf(bound)?.find(({ key }) => key === name)?.value;
}
