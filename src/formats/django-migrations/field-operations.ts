import type { Operation } from '../../model';
import { spanOf } from '../code/build';
import { columnIdent, tableIdent } from '../code/django/columns';
import type { Field } from '../code/django/field';
import { addField, alterField, checkNameOf, removeField, uniqueNameOf } from '../code/django/field-change';
import { readField } from '../code/django/read-field';
import { referenceChanges } from '../code/django/reference-change';
import { columnName, hasColumn, type Model, type Project } from '../code/django/state';
import { createModel, isManaged, joinModel } from '../code/django/tables';
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

/** Operations on fields (django/db/migrations/operations/fields.py). */

/** Where the field's name is written, inside its quotes. */
function nameAt(step: Step, at: number, argumentName: string) {
  const name = given(step, at, argumentName);
  return name?.kind === 'string' ? { start: name.start + 1, end: Math.max(name.start + 1, name.end - 1) } : step.call;
}

function fieldGiven(step: Step): Field | undefined {
  const name = textGiven(step, 1, 'name');
  const value = boundGiven(step, 2, 'field');
  return name === undefined || !value
    ? undefined
    : readField({ name, nameAt: nameAt(step, 1, 'name') }, value, step.fields);
}

function target(step: Step): Model | undefined {
  const model = modelNamed(step, textGiven(step, 0, 'model_name'));
  return model && shownAt(model, step, given(step, 0, 'model_name'));
}

/** A field shown where an operation speaks of it. */
function moved(field: Field, step: Step, argumentName = 'name', at = 1): Field {
  return { ...field, from: step.scope.module, nameAt: nameAt(step, at, argumentName), place: step.call };
}

export function addFieldOperation(step: Step): Change {
  const model = target(step);
  const field = fieldGiven(step);
  if (!field) return notUnderstood(step, 'The field is put together at run time.');
  if (!model) return NOTHING;
  put(step, { ...model, fields: [...model.fields, field] });
  return changes(step, addField(field, model, step.history), removeField(field, model, step.history));
}

export function removeFieldOperation(step: Step): Change {
  const model = target(step);
  const field = model?.fields.find(({ name }) => name === textGiven(step, 1, 'name'));
  if (!model || !field) return NOTHING;
  put(step, { ...model, fields: model.fields.filter((one) => one !== field) });
  const shown = moved(field, step);
  return changes(step, removeField(shown, model, step.history), addField(shown, model, step.history));
}

export function alterFieldOperation(step: Step): Change {
  const model = target(step);
  const after = fieldGiven(step);
  if (!after) return notUnderstood(step, 'The field is put together at run time.');
  const before = model?.fields.find(({ name }) => name === after.name);
  if (!model || !before) return NOTHING;
  const { history } = step;
  // Constraints that stay keep their names; one that an alteration makes is named by Django and not by the engine.
  const unique = before.unique ? before.made?.unique : uniqueNameOf(after, model, history);
  const key = sameTarget(before, after) ? before.made?.foreignKey : undefined;
  const check = hasCheck(before) ? before.made?.check : checkNameOf(after, model, history);
  const named = {
    ...(key === undefined ? {} : { foreignKey: key }),
    ...(unique === undefined ? {} : { unique }),
    ...(check === undefined ? {} : { check }),
    ...joinKeysOf(before, after),
  };
  const project: Project = { setting: history.setting, models: new Map(history.models) };
  const altered: Field = { ...after, made: named };
  put(step, { ...model, fields: model.fields.map((one) => (one === before ? altered : one)) });
  const old = { ...before, from: after.from, nameAt: after.nameAt, place: after.place };
  const place = { from: after.from, place: after.place };
  return changes(
    step,
    [...alterField(old, altered, model, history), ...referenceChanges(project, history, old, altered, model, place)],
    [...alterField(altered, old, model, history), ...referenceChanges(history, project, altered, old, model, place)],
  );
}

function hasCheck({ kind }: Field): boolean {
  return kind.kind === 'plain' && kind.type.startsWith('Positive');
}

function sameTarget(before: Field, after: Field): boolean {
  const to = ({ kind }: Field) =>
    kind.kind === 'foreignKey' || kind.kind === 'manyToMany' ? kind.relation.to.toLowerCase() : undefined;
  return to(before) === to(after);
}

/** The key to the other model is made again where it is another. */
function joinKeysOf(before: Field, after: Field): Field['made'] {
  const [own, other] = before.made?.joinKeys ?? [];
  return before.made?.joinKeys ? { joinKeys: [own, sameTarget(before, after) ? other : undefined] } : {};
}

/** Options that name a field name it by its new name. */
function renamedIn(model: Model, from: string, to: string): Model['options'] {
  const names = (groups: Model['options']['uniqueTogether']) =>
    groups.map((group) => group.map((name) => (name === from ? to : name)));
  const { options } = model;
  return {
    ...options,
    uniqueTogether: names(options.uniqueTogether),
    indexTogether: names(options.indexTogether),
    indexes: options.indexes.map((index) => ({
      ...index,
      fields: index.fields.map((field) => (field.name === from ? { ...field, name: to } : field)),
    })),
    constraints: options.constraints.map((one) => ({
      ...one,
      fields: one.fields.map((name) => (name === from ? to : name)),
    })),
  };
}

function renamedGroups({ groupNames }: Model, from: string, to: string): ReadonlyMap<string, string> {
  const renamed = (group: string) =>
    group
      .split(',')
      .map((name) => (name === from ? to : name))
      .join();
  return new Map([...(groupNames ?? [])].map(([group, name]) => [renamed(group), name]));
}

export function renameFieldOperation(step: Step): Change {
  const model = target(step);
  const [from, to] = [textGiven(step, 1, 'old_name'), textGiven(step, 2, 'new_name')];
  const field = model?.fields.find(({ name }) => name === from);
  if (!model || !field || from === undefined || to === undefined) return NOTHING;
  const old = moved(field, step, 'old_name', 1);
  const now: Field = { ...moved(field, step, 'new_name', 2), name: to };
  put(step, {
    ...model,
    fields: model.fields.map((one) => (one === field ? now : one)),
    options: renamedIn(model, from, to),
    groupNames: renamedGroups(model, from, to),
  });
  if (!isManaged(model)) return NOTHING;
  return changes(step, rename(old, now, model, step), rename(now, old, model, step));
}

function rename(from: Field, to: Field, model: Model, step: Step): readonly Operation[] {
  const span = spanOf(step.scope.module, step.call);
  const [old, now] = [joinModel(from, model, step.history), joinModel(to, model, step.history)];
  // SQLite's schema editor makes the new table and copies the rows (sqlite3/schema.py `_alter_many_to_many`).
  if (old && now && step.fields.dialect === 'sqlite')
    return [...createModel(now, step.history), { kind: 'dropTable', span, table: tableIdent(old, step.history) }];
  if (old && now)
    return [{ kind: 'renameTable', span, table: tableIdent(old, step.history), to: tableIdent(now, step.history) }];
  if (!hasColumn(from) || columnName(from) === columnName(to)) return [];
  return [
    {
      kind: 'renameColumn',
      span,
      table: tableIdent(model, step.history),
      column: columnIdent(from),
      to: columnIdent(to),
    },
  ];
}
