import { type Bound, type BoundFunction, type CodeModule, dotted, resolve, type Scope, topLevel } from '../../code';

/** What a module of JavaScript or TypeScript exports under a name: `export function`, `export const`, `exports.x =`, `module.exports = {…}`, `export default {…}`. */
export function exportedValue(module: CodeModule, scope: Scope, name: string): Bound | undefined {
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind !== 'assign' || !stmt.value) continue;
    const target = dotted(stmt.target);
    const value = { expr: stmt.value, scope };
    if (target === `exports.${name}` || target === `module.exports.${name}`) return value;
    if (target !== 'module.exports' && target !== 'default' && target !== 'exports') continue;
    const inside = memberOf(value, name);
    if (inside) return inside;
  }
  return scope.value(name);
}

/** A member of an exported object, which may be given to a function that only types it: `defineMigration({ up() {} })`. */
function memberOf(bound: Bound, name: string): Bound | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'call')
    return expr.args.map(({ value }) => memberOf({ expr: value, scope }, name)).find((found) => found !== undefined);
  if (expr.kind !== 'map') return undefined;
  const entry = expr.entries.find(({ key }) => key.kind === 'string' && key.value === name);
  return entry && { expr: entry.value, scope };
}

/** A function that a module exports under a name. */
export function exportedFunction(module: CodeModule, scope: Scope, name: string): BoundFunction | undefined {
  const value = exportedValue(module, scope, name);
  const found = value && functionOf(value);
  return found ?? scope.function(name);
}

/** The function that a value is, or that its name means. */
export function functionOf(bound: Bound): BoundFunction | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') return { def: expr, scope };
  return expr.kind === 'name' ? scope.function(expr.name) : undefined;
}
