import type { Operation } from '../../model';
import { spanOf } from '../code/build';
import { tableIdent } from '../code/django/columns';
import { readConstraint, readIndex, texts } from '../code/django/declared';
import { indexName } from '../code/django/names';
import {
  columnsIn,
  columnsOf,
  type DeclaredConstraint,
  type DeclaredIndex,
  type Model,
  tableOf,
} from '../code/django/state';
import { createIndex, indexNameOf, isManaged, tableConstraint, uniqueIndex } from '../code/django/tables';
import {
  boundGiven,
  type Change,
  changes,
  given,
  modelNamed,
  NOTHING,
  notUnderstood,
  put,
  type Step,
  shownAt,
  textGiven,
} from './step';

/** Operations on indexes and constraints, contrib.postgres' among them. */

function target(step: Step): Model | undefined {
  const model = modelNamed(step, textGiven(step, 0, 'model_name'));
  return model && shownAt(model, step, given(step, 0, 'model_name'));
}

interface How {
  readonly concurrently?: boolean;
}

function dropIndex(name: string, model: Model, step: Step, how: How): Operation {
  const span = spanOf(step.scope.module, step.call);
  return {
    kind: 'dropIndex',
    span,
    table: tableIdent(model, step.history),
    index: { name, span },
    ...(how.concurrently ? { concurrently: true } : {}),
  };
}

function make(index: DeclaredIndex, model: Model, step: Step, how: How): readonly Operation[] {
  const made = createIndex(index, model, step.history);
  if (!made) return [];
  return [how.concurrently && made.kind === 'createIndex' ? { ...made, concurrently: true } : made];
}

export function addIndexOperation(step: Step, how: How = {}): Change {
  const model = target(step);
  const value = boundGiven(step, 1, 'index');
  if (!model || !value) return NOTHING;
  const index = readIndex(value, step.fields.dialect, columnsIn(model));
  if (!index) return notUnderstood(step, 'The index is put together at run time.');
  put(step, { ...model, options: { ...model.options, indexes: [...model.options.indexes, index] } });
  if (!isManaged(model)) return NOTHING;
  const name = indexNameOf(index, model, step.history);
  return withIndex(step, make(index, model, step, how), dropIndex(name, model, step, how));
}

/** An index that the engine cannot have is neither made nor dropped. */
function withIndex(step: Step, made: readonly Operation[], dropped: Operation): Change {
  return made.length === 0 ? NOTHING : changes(step, made, [dropped]);
}

export function removeIndexOperation(step: Step, how: How = {}): Change {
  const model = target(step);
  const name = textGiven(step, 1, 'name');
  if (!model || name === undefined) return NOTHING;
  const index = model.options.indexes.find((one) => indexNameOf(one, model, step.history) === name);
  put(step, { ...model, options: { ...model.options, indexes: model.options.indexes.filter((one) => one !== index) } });
  if (!isManaged(model)) return NOTHING;
  const back = index
    ? make({ ...index, from: step.scope.module, place: step.call, nameAt: step.call }, model, step, how)
    : [];
  return changes(step, [dropIndex(name, model, step, how)], back);
}

export function renameIndexOperation(step: Step): Change {
  const model = target(step);
  const to = textGiven(step, 1, 'new_name');
  if (!model || to === undefined) return NOTHING;
  const fields = texts(given(step, undefined, 'old_fields'), step.scope);
  const { setting } = step.history;
  const from =
    textGiven(step, 2, 'old_name') ??
    indexName(tableOf(model, setting), columnsOf(model, fields), '_idx', setting.dialect);
  const indexes = model.options.indexes.map((one) =>
    indexNameOf(one, model, step.history) === from ? { ...one, name: to } : one,
  );
  const indexTogether = model.options.indexTogether.filter((group) => group.join() !== fields.join());
  put(step, { ...model, options: { ...model.options, indexes, indexTogether } });
  if (!isManaged(model)) return NOTHING;
  const span = spanOf(step.scope.module, step.call);
  const rename = (old: string, now: string): Operation => ({
    kind: 'renameIndex',
    span,
    table: tableIdent(model, step.history),
    index: { name: old, span },
    to: { name: now, span },
  });
  return changes(step, [rename(from, to)], [rename(to, from)]);
}

function add(one: DeclaredConstraint, model: Model, step: Step, notValid: boolean): readonly Operation[] {
  const index = uniqueIndex(one, model, step.history);
  if (index) return [index];
  const constraint = tableConstraint(one, model, step.history);
  const span = spanOf(step.scope.module, step.call);
  return constraint
    ? [
        {
          kind: 'addConstraint',
          span,
          table: tableIdent(model, step.history),
          constraint: notValid ? { ...constraint, notValid } : constraint,
        },
      ]
    : [];
}

function drop(one: DeclaredConstraint, model: Model, step: Step): readonly Operation[] {
  if (uniqueIndex(one, model, step.history)) return [dropIndex(one.name, model, step, {})];
  const span = spanOf(step.scope.module, step.call);
  return [
    {
      kind: 'dropConstraint',
      span,
      table: tableIdent(model, step.history),
      constraintKind: one.kind,
      name: { name: one.name, span },
    },
  ];
}

export function addConstraintOperation(step: Step, how: { readonly notValid?: boolean } = {}): Change {
  const model = target(step);
  const value = boundGiven(step, 1, 'constraint');
  if (!model || !value) return NOTHING;
  const constraint = readConstraint(value, step.fields.dialect, columnsIn(model));
  if (!constraint) return notUnderstood(step, 'The constraint is put together at run time.');
  put(step, { ...model, options: { ...model.options, constraints: [...model.options.constraints, constraint] } });
  if (!isManaged(model)) return NOTHING;
  return changes(step, add(constraint, model, step, how.notValid === true), drop(constraint, model, step));
}

export function removeConstraintOperation(step: Step): Change {
  const model = target(step);
  const name = textGiven(step, 1, 'name');
  const constraint = model?.options.constraints.find((one) => one.name === name);
  if (!model || !constraint) return NOTHING;
  put(step, {
    ...model,
    options: { ...model.options, constraints: model.options.constraints.filter((one) => one !== constraint) },
  });
  if (!isManaged(model)) return NOTHING;
  const here = { ...constraint, from: step.scope.module, place: step.call, nameAt: step.call };
  return changes(step, drop(here, model, step), add(here, model, step, false));
}

export function validateConstraintOperation(step: Step): Change {
  const model = target(step);
  const name = textGiven(step, 1, 'name');
  if (!model || name === undefined || !isManaged(model)) return NOTHING;
  const span = spanOf(step.scope.module, step.call);
  return changes(
    step,
    [{ kind: 'validateConstraint', span, table: tableIdent(model, step.history), name: { name, span } }],
    [],
  );
}
