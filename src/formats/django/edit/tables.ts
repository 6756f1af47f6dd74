import type { CreateIndex, CreateTable, DropConstraint, UniqueSpec } from '../../../model';
import { fieldIndexes } from '../../code/django/columns';
import { pythonString } from '../../code/django/field-text';
import { columnName, type Project, tableOf } from '../../code/django/state';
import { fieldLine, fieldOf, type Surroundings, setArgument } from './fields';
import { addToOption, fieldList, removeNamed, setOption } from './meta';
import { type Edit, type EditedModel, removeLines } from './text';

/** Edits of a model's indexes and constraints, and of whole models. */

export function createIndex({ index }: CreateIndex, edited: EditedModel): readonly Edit[] {
  const names = index.columns.map(({ column, order }) => {
    const field = column && fieldOf(edited, column.name);
    return field && `${order === 'desc' && !index.unique ? '-' : ''}${field.name}`;
  });
  const known = names.filter((name) => name !== undefined);
  const isPlain = !index.where && !index.include && (index.method === undefined || index.method === 'btree');
  if (!index.name || !isPlain || known.length < names.length) return [];
  const name = pythonString(index.name.name);
  return index.unique
    ? addToOption(edited, 'constraints', `models.UniqueConstraint(fields=${fieldList(known)}, name=${name})`)
    : addToOption(edited, 'indexes', `models.Index(fields=${fieldList(known)}, name=${name})`);
}

/** An index of `Meta`, or the one that a field asks for. */
export function dropIndex(name: string, edited: EditedModel, project: Project): readonly Edit[] {
  const named = removeNamed(edited, name);
  if (named.length > 0) return named;
  const field = edited.model.fields.find((one) =>
    fieldIndexes(one, edited.model, project).some(
      (made) => made.kind === 'createIndex' && made.index.name?.name === name,
    ),
  );
  if (!field) return [];
  const isAsked = field.kind.kind !== 'foreignKey';
  return setArgument(columnName(field), 'db_index', isAsked ? undefined : 'False', edited);
}

export function addUnique(constraint: UniqueSpec, edited: EditedModel): readonly Edit[] {
  const names = constraint.columns.map(({ column }) => column && fieldOf(edited, column.name)?.name);
  const known = names.filter((name) => name !== undefined);
  if (known.length < names.length || known.length === 0) return [];
  const [only] = constraint.columns;
  if (!constraint.name)
    return names.length === 1 && only?.column ? setArgument(only.column.name, 'unique', 'True', edited) : [];
  const name = pythonString(constraint.name.name);
  return addToOption(edited, 'constraints', `models.UniqueConstraint(fields=${fieldList(known)}, name=${name})`);
}

export function dropConstraint({ name }: DropConstraint, edited: EditedModel, project: Project): readonly Edit[] {
  if (!name) return [];
  const named = removeNamed(edited, name.name);
  if (named.length > 0) return named;
  const table = tableOf(edited.model, project.setting);
  const field = edited.model.fields.find((one) => one.unique && name.name === `${table}_${columnName(one)}_key`);
  return field ? setArgument(columnName(field), 'unique', undefined, edited) : [];
}

export function dropTable({ declared, text }: EditedModel): readonly Edit[] {
  const { def } = declared.found;
  const [decorator] = def.decorators;
  const whole = removeLines(text, { start: decorator?.start ?? def.start, end: def.end });
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(whole.end))?.[0].length ?? 0;
  return [{ ...whole, end: whole.end + blank }];
}

export function renameTable(to: string, edited: EditedModel): readonly Edit[] {
  return setOption(edited, 'db_table', pythonString(to));
}

/** `shop_order_lines` of the app `shop` as the name of a class: `OrderLine`. */
function className(table: string, app: string): string {
  const own = table.startsWith(`${app}_`) ? table.slice(app.length + 1) : table;
  const words = own.split(/\W|_/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return /[^s]s$/.test(name) ? name.slice(0, -1) : name;
}

/** A new model as text, behind a model of the file that it goes to; undefined where Django has no words for one of its columns. */
export function modelText(operation: CreateTable, beside: EditedModel, on: Surroundings): string | undefined {
  const { table, constraints } = operation;
  const keys = constraints.filter((one) => one.kind === 'foreignKey');
  const primary = constraints.find((one) => one.kind === 'primaryKey');
  const isAlone = (columns: readonly { readonly column?: { readonly name: string } }[], name: string) =>
    columns.length === 1 && columns[0]?.column?.name === name;
  const lines = operation.columns.map((column) => {
    const name = column.name.name;
    const added = [
      ...keys.filter((key) => key.columns.length === 1 && key.columns[0]?.name === name),
      ...(primary && isAlone(primary.columns, name) ? [primary] : []),
    ];
    return fieldLine({ ...column, constraints: [...column.constraints, ...added] }, beside, on);
  });
  if (lines.some((line) => line === undefined)) return undefined;
  const several =
    primary && primary.columns.length > 1 ? primary.columns.flatMap(({ column }) => column?.name ?? []) : [];
  const composite =
    several.length > 0 ? [`pk = models.CompositePrimaryKey(${several.map(pythonString).join(', ')})`] : [];
  const uniques = constraints.flatMap((one) => {
    if (one.kind !== 'unique') return [];
    const names = one.columns.flatMap(({ column }) => column?.name.replace(/_id$/, '') ?? []);
    const name = one.name?.name ?? `${table.name}_${names.join('_')}_key`;
    return [`            models.UniqueConstraint(fields=${fieldList(names)}, name=${pythonString(name)}),`];
  });
  const meta = [
    `        db_table = ${pythonString(table.name)}`,
    ...(uniques.length > 0 ? ['        constraints = [', ...uniques, '        ]'] : []),
  ];
  const body = [...composite, ...lines].map((line) => `    ${line}`);
  const name = className(table.name, beside.model.app);
  return [`class ${name}(models.Model):`, ...body, '', '    class Meta:', ...meta].join('\n');
}
