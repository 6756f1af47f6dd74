import { type Bound, type Call, type CodeType, resolve, type Scope, textValue, truth } from '../../code';
import type { Ident } from '../../model';
import { identOf } from '../code/build';
import { itemsOf } from '../code/compose';
import { lastReturn } from '../code/lambdas';
import type { At, Entity, Index, Key, Model, Property, Relation } from './model';

/** What a chain of the model builder speaks of. */
export type Subject =
  | { readonly kind: 'model' }
  | { readonly kind: 'entity'; readonly entity: Entity }
  | { readonly kind: 'property'; readonly entity: Entity; readonly property: Property }
  | { readonly kind: 'key'; readonly entity: Entity; readonly key: Key }
  | { readonly kind: 'index'; readonly entity: Entity; readonly index: Index }
  | { readonly kind: 'relation'; readonly entity: Entity; readonly relation: Relation }
  | { readonly kind: 'other' };

export const OTHER: Subject = { kind: 'other' };

/** A model being built, with what the names of builders stand for. */
export interface Building {
  readonly model: Model;
  readonly subjects: ReadonlyMap<string, Subject>;
  /** The entity of a class, by a type that the code names. */
  entityOf(type: CodeType | string, at: At): Entity;
  /** The type of a property of the entity's class. */
  navigations?(entity: Entity, property: string): CodeType | undefined;
  /** The owned type that a navigation leads to: one for each owner. */
  owned(owner: Entity, navigation: string, type: CodeType | string, at: At): Entity;
  /** Reads the configuration class of `ApplyConfiguration(new X())`. */
  configure?(name: string, on: Building): void;
}

/** A call of a chain. */
export interface Step {
  readonly name: string;
  readonly call: Call;
  readonly scope: Scope;
  readonly on: Building;
  inside(bound: Bound | undefined, subject: Subject, on: Building): void;
}

export function at({ call, scope }: Pick<Step, 'call' | 'scope'>): At {
  return { module: scope.module, place: { start: call.start, end: call.end } };
}

export function given(
  { call, scope }: Pick<Step, 'call' | 'scope'>,
  position: number,
  name?: string,
): Bound | undefined {
  const named = name === undefined ? undefined : call.args.find((one) => one.name === name);
  const value = named ?? call.args.filter((one) => one.name === undefined)[position];
  return value && { expr: value.value, scope };
}

export function textAt(step: Pick<Step, 'call' | 'scope'>, position: number, name?: string): string | undefined {
  const bound = given(step, position, name);
  return bound && textValue(bound)?.text;
}

export function identGivenAt(step: Pick<Step, 'call' | 'scope'>, position: number): Ident | undefined {
  const bound = given(step, position);
  return bound && identOf(bound);
}

export function numberAt(step: Pick<Step, 'call' | 'scope'>, position: number): number | undefined {
  const bound = given(step, position);
  const value = bound && resolve(bound).expr;
  return value?.kind === 'number' ? Number(value.text) : undefined;
}

/** A flag that is set where nothing is said: `.IsRequired()`, `.IsRequired(false)`. */
export function flagAt(step: Pick<Step, 'call' | 'scope'>, position = 0): boolean {
  const bound = given(step, position);
  return bound === undefined || truth(bound) !== false;
}

export function isLambda(bound: Bound | undefined): boolean {
  return bound !== undefined && resolve(bound).expr.kind === 'function';
}

/** A property with its place in the file. */
export interface Named extends At {
  readonly name: string;
}

/** Properties as a lambda or strings name them: `x => x.Id`, `x => new { x.A, x.B }`, `"A", "B"`, `new[] { "A" }`. */
export function propertiesAt(step: Pick<Step, 'call' | 'scope'>, from = 0): readonly Named[] {
  return step.call.args
    .filter(({ name }) => name === undefined || name === 'propertyNames')
    .slice(from)
    .flatMap(({ value }) => namesIn({ expr: value, scope: step.scope }));
}

function namesIn(bound: Bound): readonly Named[] {
  const { expr, scope } = resolve(bound);
  const { module } = scope;
  if (expr.kind === 'function') {
    const value = lastReturn(expr, scope)?.expr;
    const parts = value?.kind === 'map' ? value.entries.map((entry) => entry.value) : value ? [value] : [];
    return parts.flatMap((part) => (part.kind === 'member' ? [{ name: part.name, module, place: part.nameAt }] : []));
  }
  return itemsOf({ expr, scope }).flatMap((item) => {
    const ident = identOf(item);
    return ident
      ? [{ name: ident.name, module, place: { start: ident.span.start.offset, end: ident.span.end.offset } }]
      : [];
  });
}

/** Words of an array of strings or enum members. */
export function wordsAt(step: Pick<Step, 'call' | 'scope'>, from = 0): readonly string[] {
  return step.call.args.slice(from).flatMap(({ value }) =>
    itemsOf({ expr: value, scope: step.scope }).flatMap((item) => {
      const { expr, scope } = resolve(item);
      if (expr.kind === 'member') return [expr.name];
      if (expr.kind === 'constant') return [String(expr.value)];
      return textValue({ expr, scope })?.text ?? [];
    }),
  );
}
