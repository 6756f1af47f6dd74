import { argument, type Bound, type Call, dotted, type Expr, resolve, textValue, truth } from '../../code';
import type { Operation, Statement } from '../../model';
import { opaque, spanOf, statement } from '../code/build';
import { asMade } from '../code/django/columns';
import type { FieldContext } from '../code/django/field-kind';
import { modelKey } from '../code/django/names';
import type { Model, Setting } from '../code/django/state';
import { uniqueTogether, withJoinKeys } from '../code/django/tables';

/** The models as the migrations so far have made them. */
export interface History {
  /** Changes when a migration makes the user model that the settings do not name. */
  setting: Setting;
  readonly models: Map<string, Model>;
}

/** One operation of a migration with what it is applied to. */
export interface Step {
  readonly call: Call;
  readonly scope: Bound['scope'];
  /** Label of the migration's app. */
  readonly app: string;
  readonly history: History;
  readonly fields: FieldContext;
  /** Applies other operations: those inside this one. */
  apply(operation: Bound): Change;
}

/** What an operation does forth, and back. */
export interface Change {
  readonly up: readonly Statement[];
  readonly down: readonly Statement[];
  readonly irreversible?: string;
}

export const NOTHING: Change = { up: [], down: [] };

/** Operations forth and back, at the call that makes them. */
export function changes(
  { call, scope }: Pick<Step, 'call' | 'scope'>,
  up: readonly Operation[],
  down: readonly Operation[],
): Change {
  const span = spanOf(scope.module, call);
  const one = (operations: readonly Operation[]) => (operations.length === 0 ? [] : [statement(span, operations)]);
  return { up: one(up), down: one(down) };
}

/** Says of an operation that it is not understood. */
export function notUnderstood({ call, scope }: Pick<Step, 'call' | 'scope'>, reason: string): Change {
  return changes({ call, scope }, [opaque(scope.module, call, reason)], []);
}

export function given({ call }: Step, at: number | undefined, ...names: readonly string[]): Expr | undefined {
  return argument(call.args, at, ...names);
}

export function textGiven(step: Step, at: number | undefined, ...names: readonly string[]): string | undefined {
  const expr = given(step, at, ...names);
  return expr && textValue({ expr, scope: step.scope })?.text;
}

export function isGiven(step: Step, name: string): boolean {
  const expr = given(step, undefined, name);
  return expr !== undefined && truth({ expr, scope: step.scope }) === true;
}

export function boundGiven(step: Step, at: number | undefined, ...names: readonly string[]): Bound | undefined {
  const expr = given(step, at, ...names);
  return expr && { expr, scope: step.scope };
}

/** The model of the migration's app that an operation names. */
export function modelNamed(
  { history, app }: Pick<Step, 'history' | 'app'>,
  name: string | undefined,
): Model | undefined {
  return name === undefined ? undefined : history.models.get(modelKey(app, name));
}

export function put({ history }: Step, model: Model): void {
  const groups = model.options.uniqueTogether.map(
    (group) => [group.join(), uniqueTogether(model, history, group).name?.name ?? ''] as const,
  );
  const named = {
    ...model,
    groupNames: new Map(groups),
    fields: model.fields.map((field) => withJoinKeys(asMade(field, model, history), model, history)),
  };
  history.models.set(modelKey(model.app, model.name), named);
}

/** The model as the operation's own place shows it: what is made here is shown here. */
export function shownAt(model: Model, { call, scope }: Pick<Step, 'call' | 'scope'>, nameAt?: Expr): Model {
  const inside =
    nameAt?.kind === 'string' ? { start: nameAt.start + 1, end: Math.max(nameAt.start + 1, nameAt.end - 1) } : call;
  return { ...model, from: scope.module, nameAt: inside, place: call };
}

/** The last word of the class that an operation is a call of. */
export function nameOfCall(bound: Bound): string | undefined {
  const { expr } = resolve(bound);
  return expr.kind === 'call' ? dotted(expr.callee)?.split('.').at(-1) : undefined;
}
