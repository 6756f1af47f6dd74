import type { AlterColumn, CreateIndex, CreateTable, DropIndex, Operation, UniqueSpec } from '../../model';
import { fieldText, pythonString, withArgument } from '../code/django/field-text';
import { columnName, type Model, type Project, tableOf } from '../code/django/state';
import { indexNameOf } from '../code/django/tables';

/** Operations in Django's own words, as far as it has them. */

export interface Words {
  readonly project: Project;
  /** The model of the table that an operation is on. */
  readonly model: Model | undefined;
  /** `db_default` is known from Django 5.0 on. */
  readonly defaults: 'database' | 'client';
}

/** The operation as a call; undefined where Django has no words for it, or the model is not known. */
export function nativeText(operation: Operation, words: Words): string | undefined {
  switch (operation.kind) {
    case 'createTable':
      return createModel(operation, words);
    case 'dropTable':
      return words.model && `migrations.DeleteModel(name=${pythonString(words.model.name)})`;
    case 'renameTable':
      return (
        words.model &&
        `migrations.AlterModelTable(name=${pythonString(words.model.name.toLowerCase())}, table=${pythonString(operation.to.name)})`
      );
    case 'addColumn': {
      const field = fieldText(operation.column, words.defaults);
      return field && call('AddField', words, { name: pythonString(operation.column.name.name), field });
    }
    case 'dropColumn':
      return onField('RemoveField', words, operation.column.name, (name) => ({ name }));
    case 'renameColumn':
      return onField('RenameField', words, operation.column.name, (name) => ({
        old_name: name,
        new_name: pythonString(operation.to.name),
      }));
    case 'alterColumn':
      return alterField(operation, words);
    case 'createIndex':
      return addIndex(operation, words);
    case 'dropIndex':
      return removeIndex(operation, words);
    case 'addConstraint':
      return operation.constraint.kind === 'unique' ? addUnique(operation.constraint, words) : undefined;
    default:
      return undefined;
  }
}

type Named = Readonly<Record<string, string>>;

function call(name: string, { model }: Words, args: Named): string | undefined {
  if (!model) return undefined;
  const all = { model_name: pythonString(model.name.toLowerCase()), ...args };
  return `migrations.${name}(${Object.entries(all)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')})`;
}

function fieldOf({ model }: Words, column: string) {
  return model?.fields.find((field) => columnName(field) === column);
}

function onField(name: string, words: Words, column: string, args: (field: string) => Named): string | undefined {
  const field = fieldOf(words, column);
  return field && call(name, words, args(pythonString(field.name)));
}

/** `add_orders` as the name of a class. */
function className(table: string): string {
  const words = table.split('_').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const name = words.join('');
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}

function createModel(operation: CreateTable, { defaults }: Words): string | undefined {
  if (operation.constraints.length > 0 || operation.partitionBy || operation.options.length > 0) return undefined;
  const fields = operation.columns.map((column) => {
    const text = fieldText(column, defaults);
    return text && `(${pythonString(column.name.name)}, ${text})`;
  });
  if (fields.some((field) => field === undefined)) return undefined;
  const list = fields.map((field) => `        ${field},`).join('\n');
  return [
    'migrations.CreateModel(',
    `    name=${pythonString(className(operation.table.name))},`,
    `    fields=[\n${list}\n    ],`,
    `    options={"db_table": ${pythonString(operation.table.name)}},`,
    ')',
  ].join('\n');
}

/** A field is restated whole: as it is written, with what changes. */
function alterField({ column, change }: AlterColumn, words: Words): string | undefined {
  const field = fieldOf(words, column.name);
  if (!field) return undefined;
  const written = field.from.text.slice(field.place.start, field.place.end);
  const altered = alteredText(written, change);
  return altered && call('AlterField', words, { name: pythonString(field.name), field: altered });
}

function alteredText(written: string, change: AlterColumn['change']): string | undefined {
  if (change.kind === 'setNotNull') return withArgument(written, 'null', undefined);
  if (change.kind === 'dropNotNull') return withArgument(written, 'null', 'True');
  if (
    change.kind === 'setType' &&
    change.type.family === 'varchar' &&
    change.type.length !== undefined &&
    written.includes('CharField')
  )
    return withArgument(written, 'max_length', String(change.type.length));
  return undefined;
}

function addIndex({ index, concurrently }: CreateIndex, words: Words): string | undefined {
  const fields = index.columns.map(({ column, order }) => {
    const field = column && fieldOf(words, column.name);
    return field && pythonString(`${order === 'desc' ? '-' : ''}${field.name}`);
  });
  const isPlain =
    !index.unique && !index.where && !index.include && (index.method === undefined || index.method === 'btree');
  if (!index.name || !isPlain || fields.some((field) => field === undefined)) return undefined;
  const made = `models.Index(fields=[${fields.join(', ')}], name=${pythonString(index.name.name)})`;
  return call(concurrently ? 'AddIndexConcurrently' : 'AddIndex', words, { index: made });
}

function removeIndex({ index, concurrently }: DropIndex, words: Words): string | undefined {
  const { model, project } = words;
  const known = model?.options.indexes.some((one) => indexNameOf(one, model, project) === index.name);
  if (!known) return undefined;
  return call(concurrently ? 'RemoveIndexConcurrently' : 'RemoveIndex', words, { name: pythonString(index.name) });
}

function addUnique(constraint: UniqueSpec, words: Words): string | undefined {
  const fields = constraint.columns.map(({ column }) => {
    const field = column && fieldOf(words, column.name);
    return field && pythonString(field.name);
  });
  if (!constraint.name || fields.some((field) => field === undefined)) return undefined;
  const made = `models.UniqueConstraint(fields=[${fields.join(', ')}], name=${pythonString(constraint.name.name)})`;
  return call('AddConstraint', words, { constraint: made });
}

/** The model of a table. */
export function modelOfTable(project: Project, table: string | undefined): Model | undefined {
  return table === undefined
    ? undefined
    : [...project.models.values()].find((model) => tableOf(model, project.setting) === table && !model.options.proxy);
}
