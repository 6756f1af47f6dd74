import type { Bound, Scope } from './scope';
import type { Call, Expr } from './syntax';

/** What a function is given: by place, and by name. */
export interface Given {
  readonly inOrder: readonly Bound[];
  readonly byName?: ReadonlyMap<string, Bound>;
}

/** The scope as it is now for one name, whatever is assigned to that name later. */
export function rebinding(scope: Scope, name: string): Scope {
  const child = scope.child();
  child.set(name, scope.value(name));
  return child;
}

/** The arguments of a call, each with the meaning that its name has now. */
export function givenBy({ args }: Call, scope: Scope): Given {
  const bound = (value: Expr): Bound => ({
    expr: value,
    scope: value.kind === 'name' ? rebinding(scope, value.name) : scope,
  });
  return {
    inOrder: args.filter(({ name }) => name === undefined).map(({ value }) => bound(value)),
    byName: new Map(args.flatMap(({ name, value }) => (name === undefined ? [] : [[name, bound(value)] as const]))),
  };
}
