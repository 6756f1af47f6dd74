import type { Operation } from '../../model';
import { spanOf } from '../code/build';
import { foreignKey, tableIdent } from '../code/django/columns';
import type { Field } from '../code/django/field';
import { modelKey } from '../code/django/names';
import { columnName, keyOf, type Model, type Project } from '../code/django/state';
import { isManaged, joinModel } from '../code/django/tables';
import { type Change, changes, given, modelNamed, NOTHING, put, type Step, shownAt, textGiven } from './step';

/** Operations that give models and their tables other names, and all that follows from it. */

/** References to a model by its old name are to its new one from here on. */
function retarget(step: Step, oldKey: string, newName: string): void {
  for (const model of [...step.history.models.values()]) {
    const fields = model.fields.map((field): Field => {
      const { kind } = field;
      if (kind.kind !== 'foreignKey' && kind.kind !== 'manyToMany') return field;
      if (keyOf(kind.relation.to, model, step.history.setting) !== oldKey || kind.relation.to === 'self') return field;
      // Its constraint is made again, and named anew.
      const { foreignKey: _old, joinKeys: _keys, ...made } = field.made ?? {};
      return { ...field, made, kind: { ...kind, relation: { ...kind.relation, to: newName } } };
    });
    if (fields.some((field, at) => field !== model.fields[at])) put(step, { ...model, fields });
  }
}

export function renameModelOperation(step: Step): Change {
  const [oldName, newName] = [textGiven(step, 0, 'old_name'), textGiven(step, 1, 'new_name')];
  const model = modelNamed(step, oldName);
  if (!model || newName === undefined) return NOTHING;
  const renamed: Model = { ...model, name: newName };
  const before: Project = { ...step.history, models: new Map(step.history.models) };
  const oldKey = modelKey(model.app, model.name);
  step.history.models.delete(oldKey);
  put(step, renamed);
  retarget(step, oldKey, `${model.app}.${newName}`);
  const nameAt = given(step, 1, 'new_name');
  return changes(
    step,
    renames(shownAt(model, step, nameAt), shownAt(renamed, step, nameAt), before, step),
    renames(shownAt(renamed, step, nameAt), shownAt(model, step, nameAt), before, step),
  );
}

function renames(model: Model, to: Model, before: Project, step: Step): readonly Operation[] {
  if (!isManaged(model)) return [];
  const span = spanOf(step.scope.module, step.call);
  const table = (from: Model, target: Model): readonly Operation[] => {
    const [old, now] = [tableIdent(from, before), tableIdent(target, step.history)];
    return old.name === now.name ? [] : [{ kind: 'renameTable', span, table: old, to: now }];
  };
  return [...table(model, to), ...joinRenames(model, to, before, step), ...keyRenames(before, step)];
}

/** Foreign keys to a table that is renamed are made again, and named for it (`RenameModel.database_forwards` alters the fields). */
function keyRenames(before: Project, step: Step): readonly Operation[] {
  const span = spanOf(step.scope.module, step.call);
  return [...step.history.models].flatMap(([key, model]): readonly Operation[] => {
    const was = before.models.get(key);
    if (!was || !isManaged(model)) return [];
    const table = tableIdent(shownAt(model, step), step.history);
    return model.fields.flatMap((field, at): readonly Operation[] => {
      const old = was.fields[at];
      const [from, into] = [old && foreignKey(old, was, before), foreignKey(field, model, step.history)];
      if (!from?.name || !into?.name || from.name.name === into.name.name) return [];
      return [
        { kind: 'dropConstraint', span, table, constraintKind: 'foreignKey', name: { name: from.name.name, span } },
        { kind: 'addConstraint', span, table, constraint: { ...into, span } },
      ];
    });
  });
}

/** Tables of many-to-many fields follow the model's name, and so does their column for it. */
function joinRenames(model: Model, to: Model, before: Project, step: Step): readonly Operation[] {
  const span = spanOf(step.scope.module, step.call);
  return model.fields.flatMap((field, at): readonly Operation[] => {
    const target = to.fields[at];
    const [old, now] = [joinModel(field, model, before), target && joinModel(target, to, step.history)];
    if (!old || !now) return [];
    const [from, into] = [tableIdent(old, before), tableIdent(now, step.history)];
    const table: readonly Operation[] =
      from.name === into.name ? [] : [{ kind: 'renameTable', span, table: from, to: into }];
    const columns = old.fields.flatMap((one, index): readonly Operation[] => {
      const other = now.fields[index];
      if (!other || columnName(one) === columnName(other)) return [];
      const name = (text: string) => ({ name: text, span });
      return [{ kind: 'renameColumn', span, table: into, column: name(columnName(one)), to: name(columnName(other)) }];
    });
    return [...table, ...columns];
  });
}

export function alterTableOperation(step: Step): Change {
  const model = modelNamed(step, textGiven(step, 0, 'name'));
  if (!model) return NOTHING;
  const table = textGiven(step, 1, 'table');
  const { table: _old, ...options } = model.options;
  const renamed: Model = { ...model, options: table === undefined ? options : { ...options, table } };
  put(step, renamed);
  const nameAt = given(step, 1, 'table');
  const before: Project = step.history;
  const [from, to] = [shownAt(model, step, nameAt), shownAt(renamed, step, nameAt)];
  return changes(step, renames(from, to, before, step), renames(to, from, before, step));
}
