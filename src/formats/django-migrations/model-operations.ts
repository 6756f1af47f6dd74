import { type Bound, resolve, textValue } from '../../code';
import type { Operation } from '../../model';
import { spanOf } from '../code/build';
import { tableIdent } from '../code/django/columns';
import { readOptions, texts, together } from '../code/django/declared';
import type { Field } from '../code/django/field';
import { modelKey } from '../code/django/names';
import { readField } from '../code/django/read-field';
import { columnsIn, hasKey, keyOf, type Model } from '../code/django/state';
import {
  createModel,
  indexTogether,
  isManaged,
  joinModel,
  keepsUniqueAsIndex,
  uniqueTogether,
  uniqueTogetherIndex,
} from '../code/django/tables';
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

/** Operations on whole models (django/db/migrations/operations/models.py). */

/** `('title', models.CharField(…))` pairs. */
function readFields(step: Step): readonly Field[] | undefined {
  const list = boundGiven(step, 1, 'fields');
  const value = list && resolve(list);
  if (value?.expr.kind !== 'list') return undefined;
  return value.expr.items.flatMap((item) => {
    const pair = resolve({ expr: item, scope: value.scope });
    const [name, field] = pair.expr.kind === 'list' ? pair.expr.items : [];
    const text = name && textValue({ expr: name, scope: pair.scope });
    if (!name || !field || text === undefined) return [];
    const first = text.pieces[0] ?? name;
    const nameAt = { start: first.start, end: text.pieces.at(-1)?.end ?? name.end };
    return readField({ name: text.text, nameAt }, { expr: field, scope: pair.scope }, step.fields) ?? [];
  });
}

function optionsOf(step: Step, fields: readonly Field[]): Model['options'] {
  const options = boundGiven(step, 2, 'options');
  const value = options && resolve(options);
  const option = (name: string): Bound | undefined => {
    if (value?.expr.kind !== 'map') return undefined;
    const entry = value.expr.entries.find(({ key }) => key.kind === 'string' && key.value === name);
    return entry && { expr: entry.value, scope: value.scope };
  };
  return readOptions(option, step.fields.dialect, columnsIn({ fields }));
}

/** Keys that nobody declared: from bases that are models of their own, or Django's automatic one. */
function withKey(fields: readonly Field[], step: Step): readonly Field[] {
  if (hasKey(fields)) return fields;
  const { call, scope, history } = step;
  // Migrations do not know what the app's own configuration says (django/db/migrations/state.py, `AppConfigStub`).
  const type = history.setting.autoField;
  const key: Field = {
    name: 'id',
    nameAt: call,
    place: call,
    from: scope.module,
    kind: { kind: 'plain', type, options: {} },
    nullable: false,
    primaryKey: true,
    unique: false,
    indexed: false,
  };
  return [key, ...fields];
}

export function createModelOperation(step: Step): Change {
  const nameExpr = given(step, 0, 'name');
  const name = textGiven(step, 0, 'name');
  const fields = readFields(step);
  if (name === undefined || !fields)
    return notUnderstood(step, 'The model’s name or fields are put together at run time.');
  const options = optionsOf(step, fields);
  const complete = options.proxy ? fields : withKey(fields, step);
  const own = { app: step.app, name, nameAt: step.call, place: step.call, from: step.scope.module };
  const proxyOf = options.proxy ? firstBase(step) : undefined;
  const made: Model = { ...own, fields: complete, options, ...(proxyOf === undefined ? {} : { proxyOf }) };
  const model = shownAt(made, step, nameExpr);
  put(step, model);
  rememberUser(step, model);
  return changes(step, createModel(model, step.history), dropTables(model, step));
}

/** The model that a proxy uses: `bases=('library.author',)`. */
function firstBase(step: Step): string | undefined {
  const name = texts(given(step, 3, 'bases'), step.scope).find((base) => base.includes('.'));
  return name === undefined ? undefined : keyOf(name, { app: step.app, name: '' }, step.history.setting);
}

/** The model that has Django's password and last login is the project's user, where the settings do not tell. */
function rememberUser({ history }: Step, model: Model): void {
  const has = (name: string) => model.fields.some((field) => field.name === name);
  if (history.setting.userModel === '' && has('password') && has('last_login'))
    history.setting = { ...history.setting, userModel: `${model.app}.${model.name}` };
}

function dropTables(model: Model, step: Step): readonly Operation[] {
  if (!isManaged(model)) return [];
  const span = spanOf(step.scope.module, step.call);
  const joins = model.fields.flatMap((field) => joinModel(field, model, step.history) ?? []);
  const cascade = step.fields.dialect === 'postgresql' ? { cascade: true } : {};
  return [...joins, model].map((one) => ({
    kind: 'dropTable',
    span,
    table: { ...tableIdent(one, step.history), span: tableIdent(shownAt(one, step), step.history).span },
    ...cascade,
  }));
}

export function deleteModelOperation(step: Step): Change {
  const model = modelNamed(step, textGiven(step, 0, 'name'));
  if (!model) return NOTHING;
  const shown = shownAt(model, step, given(step, 0, 'name'));
  const up = dropTables(shown, step);
  step.history.models.delete(modelKey(model.app, model.name));
  return changes(step, up, createModel(shown, step.history));
}

/** `AlterUniqueTogether` and `AlterIndexTogether`: what is no longer there goes, what is new comes. */
export function alterTogetherOperation(step: Step, which: 'unique' | 'index'): Change {
  const model = modelNamed(step, textGiven(step, 0, 'name'));
  if (!model) return NOTHING;
  const option = which === 'unique' ? 'uniqueTogether' : 'indexTogether';
  const wanted = together(given(step, 1, `${which}_together`), step.scope);
  const had = model.options[option];
  const altered: Model = { ...model, options: { ...model.options, [option]: wanted } };
  put(step, altered);
  if (!isManaged(model)) return NOTHING;
  const has = (groups: typeof wanted, group: readonly string[]) => groups.some((one) => one.join() === group.join());
  const gone = had.filter((group) => !has(wanted, group));
  const come = wanted.filter((group) => !has(had, group));
  const shown = shownAt(model, step);
  const make = (groups: typeof wanted) => groups.map((group) => makeTogether(shown, step, which, group));
  const drop = (groups: typeof wanted) => groups.map((group) => dropTogether(shown, step, which, group));
  return changes(step, [...drop(gone), ...make(come)], [...drop(come), ...make(gone)]);
}

function makeTogether(model: Model, step: Step, which: 'unique' | 'index', group: readonly string[]): Operation {
  if (which === 'index') return indexTogether(model, step.history, group);
  if (keepsUniqueAsIndex(step.history)) return uniqueTogetherIndex(model, step.history, group);
  const span = spanOf(step.scope.module, step.call);
  return {
    kind: 'addConstraint',
    span,
    table: tableIdent(model, step.history),
    constraint: uniqueTogether(model, step.history, group),
  };
}

function dropTogether(model: Model, step: Step, which: 'unique' | 'index', group: readonly string[]): Operation {
  const span = spanOf(step.scope.module, step.call);
  const table = tableIdent(model, step.history);
  if (which === 'unique' && !keepsUniqueAsIndex(step.history)) {
    const { name } = uniqueTogether(model, step.history, group);
    return {
      kind: 'dropConstraint',
      span,
      table,
      constraintKind: 'unique',
      ...(name ? { name: { ...name, span } } : {}),
    };
  }
  const made = (which === 'index' ? indexTogether : uniqueTogetherIndex)(model, step.history, group);
  const name = made.kind === 'createIndex' ? made.index.name?.name : undefined;
  return { kind: 'dropIndex', span, table, index: { name: name ?? '', span } };
}

/** `order_with_respect_to` gives a table the column `_order`. */
export function alterOrderOperation(step: Step): Change {
  const model = modelNamed(step, textGiven(step, 0, 'name'));
  const to = textGiven(step, 1, 'order_with_respect_to');
  if (!model || to === undefined || model.fields.some(({ name }) => name === '_order')) return NOTHING;
  const order: Field = {
    name: '_order',
    nameAt: step.call,
    place: step.call,
    from: step.scope.module,
    kind: { kind: 'plain', type: 'IntegerField', options: {} },
    nullable: false,
    primaryKey: false,
    unique: false,
    indexed: false,
  };
  return addOrder(step, model, order);
}

function addOrder(step: Step, model: Model, order: Field): Change {
  put(step, { ...model, fields: [...model.fields, order] });
  const span = spanOf(step.scope.module, step.call);
  const name = { name: '_order', span };
  const table = tableIdent(shownAt(model, step), step.history);
  const type = { text: 'integer', canonical: 'integer', family: 'integer', span } as const;
  return changes(
    step,
    [{ kind: 'addColumn', span, table, column: { name, type, nullable: false, constraints: [], span } }],
    [{ kind: 'dropColumn', span, table, column: name }],
  );
}

export function alterCommentOperation(step: Step): Change {
  const model = modelNamed(step, textGiven(step, 0, 'name'));
  const comment = textGiven(step, 1, 'table_comment');
  if (!model || !isManaged(model)) return NOTHING;
  const span = spanOf(step.scope.module, step.call);
  const { comment: old, ...rest } = model.options;
  put(step, { ...model, options: comment === undefined ? rest : { ...rest, comment } });
  const name = tableIdent(shownAt(model, step, given(step, 0, 'name')), step.history);
  const say = (text: string | undefined): Operation => ({
    kind: 'commentOn',
    span,
    objectType: 'table',
    name,
    comment: text,
  });
  return changes(step, [say(comment)], [say(old)]);
}
