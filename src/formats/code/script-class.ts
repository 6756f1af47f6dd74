import type { ClassDef } from '../../code';
import { type BoundFunction, type CodeModule, type Scope, topLevel, truth } from '../../code';

/** The first class of a module that has a method of this name. */
export function classWith(module: CodeModule, name: string): ClassDef | undefined {
  return topLevel(module.body).find(
    (stmt): stmt is ClassDef =>
      stmt.kind === 'class' && stmt.body.some((one) => one.kind === 'function' && one.name === name),
  );
}

/** A method of a module's migration class, which may call its other methods by `this`. */
export function methodOf(module: CodeModule, scope: Scope, name: string): BoundFunction | undefined {
  const own = classWith(module, 'up');
  const method = own?.body.find((one) => one.kind === 'function' && one.name === name);
  if (method?.kind !== 'function') return undefined;
  const inside = scope.child();
  for (const one of own?.body ?? []) if (one.kind === 'function') inside.define(one);
  return { def: method, scope: inside };
}

/** True when a field of the class is `false`, or a method of it returns that. */
export function saysFalse(module: CodeModule, scope: Scope, name: string): boolean {
  return (classWith(module, 'up')?.body ?? []).some((one) => {
    if (one.kind === 'assign' && one.target.kind === 'name' && one.target.name === name)
      return one.value !== undefined && truth({ expr: one.value, scope }) === false;
    const [only] = one.kind === 'function' && one.name === name ? one.body : [];
    return only?.kind === 'return' && only.value !== undefined && truth({ expr: only.value, scope }) === false;
  });
}
