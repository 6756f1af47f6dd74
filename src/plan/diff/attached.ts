import type { CreateRoutine, Operation, Policy, StoredRoutine, Table, Trigger } from '../../model';
import { normalExpression, sameText } from '../../sql';
import type { Buckets } from './buckets';
import { type DiffContext, ident, keyOf, qualified, same, speaksOf } from './context';
import type { TableChanges } from './table-changes';

/** Functions, procedures and events: what changed is stated again, for their texts are all that is known of them. */
export function changeRoutines(context: DiffContext, buckets: Buckets): void {
  if (!speaksOf(context, 'routines')) return;
  const { before, after, dialect } = context;
  for (const [key, wanted] of after.routines) {
    const old = before.routines.get(key);
    if (old && sameText(old.definition ?? old.body, wanted.definition ?? wanted.body, dialect)) continue;
    const replaces = /^\s*create\s+or\s+(?:replace|alter)\b/i.test(wanted.definition ?? '');
    if (old && !replaces) buckets.add('routines', dropRoutine(old));
    buckets.add('routines', createRoutine(wanted));
  }
  for (const [key, old] of before.routines) if (!after.routines.has(key)) buckets.add('drop types', dropRoutine(old));
}

function createRoutine({ form, body, definition, ...routine }: StoredRoutine): Operation {
  return {
    kind: 'createRoutine',
    routine: qualified(routine),
    form,
    body,
    ...(definition === undefined ? {} : { definition }),
    span: routine.at,
  };
}

const OBJECT_TYPES = {
  function: 'function',
  procedure: 'procedure',
  aggregate: 'aggregate',
  event: 'event',
  package: 'other',
} as const satisfies Record<CreateRoutine['form'], string>;

function dropRoutine(routine: StoredRoutine): Operation {
  return { kind: 'dropObject', objectType: OBJECT_TYPES[routine.form], name: qualified(routine), span: routine.at };
}

/** Triggers, policies and row security of all tables. What hangs on a table goes with it. */
export function changeAttached(
  context: DiffContext,
  buckets: Buckets,
  changes: ReadonlyMap<string, TableChanges>,
): void {
  for (const [key, after] of context.after.tables) {
    const before = context.before.tables.get(key);
    if (before === after) continue;
    if (speaksOf(context, 'triggers')) changeTriggers(context, buckets, before, after);
    if (speaksOf(context, 'policies'))
      changePolicies(context, buckets, before, after, changes.get(keyOf(context, after)));
  }
}

function changeTriggers(context: DiffContext, buckets: Buckets, before: Table | undefined, after: Table): void {
  const isSame = (a: Trigger, b: Trigger) =>
    sameText(a.definition ?? a.body ?? '', b.definition ?? b.body ?? '', context.dialect);
  const twin = (all: readonly Trigger[] | undefined, trigger: Trigger) =>
    all?.find(({ name }) => same(context, name, trigger.name));
  for (const old of before?.triggers ?? []) {
    const wanted = twin(after.triggers, old);
    if (!wanted || !isSame(old, wanted)) buckets.add('drop policies and triggers', dropTrigger(after, old));
  }
  for (const wanted of after.triggers) {
    const old = twin(before?.triggers, wanted);
    if (old && isSame(old, wanted)) continue;
    const { timing, events, body, definition } = wanted;
    buckets.add('policies and triggers', {
      kind: 'createTrigger',
      trigger: ident(wanted),
      table: qualified(after),
      timing: timing === 'before' || timing === 'after' || timing === 'instead of' ? timing : 'unknown',
      events,
      body: body ?? '',
      ...(definition === undefined ? {} : { definition }),
      span: wanted.at,
    });
  }
}

function dropTrigger(table: Table, trigger: Trigger): Operation {
  return { kind: 'dropObject', objectType: 'trigger', name: ident(trigger), table: qualified(table), span: trigger.at };
}

function changePolicies(
  context: DiffContext,
  buckets: Buckets,
  before: Table | undefined,
  after: Table,
  changes: TableChanges | undefined,
): void {
  const table = qualified(after);
  if ((before?.rowSecurity ?? false) !== (after.rowSecurity ?? false))
    buckets.add('policies and triggers', {
      kind: 'alterTable',
      table,
      change: { kind: 'rowSecurity', mode: after.rowSecurity ? 'enable' : 'disable' },
      span: after.at,
    });
  const isTouched = (changes?.changed.length ?? 0) + (changes?.dropped.length ?? 0) > 0;
  const stays = (policy: Policy, other: Policy | undefined) =>
    other !== undefined && !isTouched && policySign(context, policy) === policySign(context, other);
  const twin = (all: readonly Policy[] | undefined, { name }: Policy) => all?.find((policy) => policy.name === name);
  for (const old of before?.policies ?? [])
    if (!stays(old, twin(after.policies, old)))
      buckets.add('drop policies and triggers', {
        kind: 'dropObject',
        objectType: 'policy',
        name: ident(old),
        table,
        span: old.at,
      });
  for (const { name, at, roles, ...said } of after.policies)
    if (!stays({ name, at, ...(roles ? { roles } : {}), ...said }, twin(before?.policies, { name, at })))
      buckets.add('policies and triggers', {
        kind: 'createPolicy',
        policy: { name, span: at },
        table,
        roles: roles ?? [],
        ...said,
        span: at,
      });
}

function policySign({ dialect }: DiffContext, { command, restrictive, roles, using, withCheck }: Policy): string {
  const text = (expression: Policy['using']) => (expression ? normalExpression(expression.text, dialect) : '');
  return [
    command?.toLowerCase() ?? 'all',
    restrictive ?? false,
    [...(roles ?? ['public'])].sort(),
    text(using),
    text(withCheck),
  ].join(' | ');
}
