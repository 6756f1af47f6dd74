import type { Assign } from '../../../code';
import type { AddColumn, AlterColumn, ColumnSpec, ForeignKeySpec } from '../../../model';
import type { Field } from '../../code/django/field';
import { fieldText, pythonString, pythonValue, withArgument } from '../../code/django/field-text';
import { columnName, type Project, tableOf } from '../../code/django/state';
import { removeMentions, renameMentions } from './meta';
import { type Edit, type EditedModel, indentAt, linesAfter, removeLines } from './text';

/** Edits of a model's fields. */

/** How defaults are given: `db_default` is known from Django 5.0 on. */
export type Defaults = 'database' | 'client';

export interface Surroundings {
  readonly project: Project;
  readonly defaults: Defaults;
}

/** The field of a column, where the model's own body has it. */
export function fieldOf({ model }: EditedModel, column: string): Field | undefined {
  return model.fields.find((field) => columnName(field) === column);
}

function assignOf({ declared, model }: EditedModel, field: Field): Assign | undefined {
  return declared.found.def.body.find(
    (stmt): stmt is Assign =>
      stmt.kind === 'assign' && stmt.target.start === field.nameAt.start && field.from === model.from,
  );
}

const ON_DELETE: Readonly<Record<string, string>> = {
  cascade: 'CASCADE',
  'set null': 'SET_NULL',
  'set default': 'SET_DEFAULT',
};

/** A reference to the model of a table; undefined where no model has it. */
function referenceText(
  column: ColumnSpec,
  key: ForeignKeySpec,
  edited: EditedModel,
  { project }: Surroundings,
): string | undefined {
  const to = [...project.models.values()].find(
    (model) => !model.options.proxy && tableOf(model, project.setting) === key.refTable.name,
  );
  if (!to) return undefined;
  const name = to === edited.model ? 'self' : to.app === edited.model.app ? to.name : `${to.app}.${to.name}`;
  const isUnique = column.constraints.some(({ kind }) => kind === 'unique');
  const args = [
    pythonString(name),
    `on_delete=models.${ON_DELETE[key.onDelete ?? ''] ?? 'PROTECT'}`,
    ...(column.nullable === false ? [] : ['null=True']),
    ...(column.name.name.endsWith('_id') ? [] : [`db_column=${pythonString(column.name.name)}`]),
  ];
  return `models.${isUnique ? 'OneToOneField' : 'ForeignKey'}(${args.join(', ')})`;
}

/** Python's own words are no names (docs.python.org, "Keywords"). */
const KEYWORDS =
  /^(?:False|None|True|and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|yield)$/;

/** `name = models.Field(…)`; undefined where Django has no words for the column. */
export function fieldLine(column: ColumnSpec, edited: EditedModel, on: Surroundings): string | undefined {
  const key = column.constraints.find((one): one is ForeignKeySpec => one.kind === 'foreignKey');
  const written = column.name.name;
  const name = key ? written.replace(/_id$/, '') : written;
  const text = key ? referenceText(column, key, edited, on) : fieldText(column, on.defaults);
  if (text === undefined) return undefined;
  const isPlain = /^[A-Za-z]\w*$/.test(name) && !name.includes('__') && !name.endsWith('_');
  if (isPlain && !KEYWORDS.test(name)) return `${name} = ${text}`;
  // As inspectdb names them.
  const bare = name.replace(/\W+|_{2,}/g, '_').replace(/^[_\d]+|_+$/g, '') || 'field';
  const plain = KEYWORDS.test(bare) ? `${bare}_field` : bare;
  return `${plain} = ${withArgument(text, 'db_column', pythonString(written))}`;
}

export function addColumn({ column }: AddColumn, edited: EditedModel, on: Surroundings): readonly Edit[] {
  const line = fieldLine(column, edited, on);
  const { def } = edited.declared.found;
  const own = edited.model.fields.flatMap((field) => assignOf(edited, field) ?? []);
  const last = [...own].sort((a, b) => a.start - b.start).at(-1) ?? def.body[0];
  if (line === undefined || !last) return [];
  const indent = indentAt(edited.text, last);
  // A body that says nothing (`pass`) is what the field stands in the place of.
  if (own.length === 0 && def.body.length === 1 && edited.text.slice(last.start, last.end) === 'pass')
    return [{ start: last.start, end: last.end, newText: line }];
  return [linesAfter(edited.text, last, [indent + line])];
}

export function dropColumn(column: string, edited: EditedModel): readonly Edit[] {
  const field = fieldOf(edited, column);
  const assign = field && assignOf(edited, field);
  if (!field || !assign) return [];
  const { body } = edited.declared.found.def;
  const removed = removeLines(edited.text, assign);
  const isAlone = body.length === 1;
  const gone = isAlone ? { ...removed, newText: `${indentAt(edited.text, assign)}pass\n` } : removed;
  return [gone, ...removeMentions(edited, field.name)];
}

export function renameColumn(from: string, to: string, edited: EditedModel): readonly Edit[] {
  const field = fieldOf(edited, from);
  const assign = field && assignOf(edited, field);
  if (!field || !assign?.value) return [];
  const { value } = assign;
  const isReference = field.kind.kind === 'foreignKey';
  if (field.column !== undefined || (isReference && !to.endsWith('_id'))) {
    const written = edited.text.slice(value.start, value.end);
    return [{ start: value.start, end: value.end, newText: withArgument(written, 'db_column', pythonString(to)) }];
  }
  const name = isReference ? to.replace(/_id$/, '') : to;
  return [
    { start: assign.target.start, end: assign.target.end, newText: name },
    ...renameMentions(edited, field.name, name),
  ];
}

/** A field's call with what an alteration changes of it; undefined where that has no words. */
function alteredText(written: string, field: Field, { change }: AlterColumn, defaults: Defaults): string | undefined {
  const option = defaults === 'database' ? 'db_default' : 'default';
  switch (change.kind) {
    case 'setNotNull':
      return withArgument(written, 'null', undefined);
    case 'dropNotNull':
      return withArgument(written, 'null', 'True');
    case 'setDefault': {
      const value = pythonValue(change.value);
      return value && withArgument(written, option, value);
    }
    case 'dropDefault':
      return withArgument(written, 'db_default', undefined);
    case 'setComment':
      return withArgument(
        written,
        'db_comment',
        change.comment === undefined ? undefined : pythonString(change.comment),
      );
    case 'setType':
      return retyped(written, field, change.type);
    default:
      return undefined;
  }
}

const SIZES = ['max_length', 'max_digits', 'decimal_places'];

/** The class of a type and its size, in the call that is there: what else it says stays. */
function retyped(written: string, field: Field, type: NonNullable<ColumnSpec['type']>): string | undefined {
  const wanted = fieldText(
    { name: { name: 'x', span: type.span }, type, nullable: false, constraints: [], span: type.span },
    'client',
  );
  const made = wanted && /^models\.(\w+)\((.*)\)$/.exec(wanted);
  if (!made || field.kind.kind !== 'plain') return undefined;
  const [, name = '', args = ''] = made;
  const isText = name === 'CharField' && /^(?:Char|Slug|Email|URL|File|Image)Field$/.test(field.kind.type);
  const named = isText || name === field.kind.type ? written : written.replace(/^[\w.]+(?=\()/, `models.${name}`);
  const sizes = new Map(args.split(', ').flatMap((one) => (one === '' ? [] : [one.split('=') as [string, string]])));
  return SIZES.reduce((text, size) => withArgument(text, size, sizes.get(size)), named);
}

export function alterColumn(operation: AlterColumn, edited: EditedModel, { defaults }: Surroundings): readonly Edit[] {
  const field = fieldOf(edited, operation.column.name);
  const value = field && assignOf(edited, field)?.value;
  if (!field || !value) return [];
  const written = edited.text.slice(value.start, value.end);
  const altered = alteredText(written, field, operation, defaults);
  return altered === undefined || altered === written ? [] : [{ start: value.start, end: value.end, newText: altered }];
}

/** Sets or takes an argument of the field of a column. */
export function setArgument(
  column: string,
  name: string,
  value: string | undefined,
  edited: EditedModel,
): readonly Edit[] {
  const field = fieldOf(edited, column);
  const call = field && assignOf(edited, field)?.value;
  if (!call) return [];
  const written = edited.text.slice(call.start, call.end);
  const altered = withArgument(written, name, value);
  return altered === written ? [] : [{ start: call.start, end: call.end, newText: altered }];
}

/** A column that refers to another table from here on: its field becomes a reference. */
export function addForeignKey(key: ForeignKeySpec, edited: EditedModel, on: Surroundings): readonly Edit[] {
  const [column, ...others] = key.columns;
  const field = column && others.length === 0 ? fieldOf(edited, column.name) : undefined;
  const assign = field && assignOf(edited, field);
  if (!column || !field || !assign || field.kind.kind === 'foreignKey') return [];
  const spec: ColumnSpec = {
    name: column,
    nullable: field.nullable,
    constraints: [key, ...(field.unique ? [{ kind: 'unique', columns: [], span: key.span } as const] : [])],
    span: key.span,
  };
  const line = fieldLine(spec, edited, on);
  return line === undefined ? [] : [{ start: assign.start, end: assign.end, newText: line }];
}
