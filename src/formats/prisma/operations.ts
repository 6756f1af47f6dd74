import type { ColumnSpec, ConstraintSpec, Dialect, Opaque, Operation, QualifiedName } from '../../model';
import { parseType } from '../../sql';
import { attribute } from './attributes';
import { defaultOf } from './defaults';
import { indexesOf, primaryKeyOf, spanIn } from './keys';
import { keptName } from './names';
import type { Field, Member } from './psl';
import { foreignKeysOf, joinTablesOf } from './relations';
import { type Enum, type Model, type PrismaSchema, type SchemaFile, storedName } from './schema';
import { columnType, isNumbered, isScalar } from './types';

/** What a model means to the database: its table as Prisma would make it, its indexes, its foreign keys, the join tables it owns. */
export function modelOperations(schema: PrismaSchema, model: Model): readonly Operation[] {
  const unread = unreadOf(model.file, model.block.members);
  const strange = model.fields.flatMap((field) => strangeField(schema, model, field));
  if (model.block.kind === 'view') return [viewOperation(schema, model), ...unread, ...strange];
  const table = tableName(model, schema.dialect);
  const span = spanIn(model, model.block);
  const columns = model.fields.flatMap((field) => columnOf(schema, model, field));
  const foreignKeys = foreignKeysOf(schema, model);
  const inTable = schema.dialect === 'sqlite' ? foreignKeys : [];
  const constraints = tableConstraints(schema, model, columns);
  return [
    {
      kind: 'createTable',
      table,
      columns: withInlineKey(schema, model, columns),
      constraints: [...constraints, ...inTable],
      indexes: [],
      options: [],
      span,
    },
    ...indexesOf(schema, model).map((index): Operation => ({ kind: 'createIndex', table, index, span: index.span })),
    ...(schema.dialect === 'sqlite'
      ? []
      : foreignKeys.map(
          (constraint): Operation => ({ kind: 'addConstraint', table, constraint, span: constraint.span }),
        )),
    ...joinTablesOf(schema, model),
    ...unread,
    ...strange,
  ];
}

function tableName(model: Model, dialect: Dialect): QualifiedName {
  return {
    name: keptName(dialect, model.table.text),
    span: spanIn(model, model.table),
    ...(model.schema === undefined ? {} : { schema: model.schema }),
  };
}

/** Prisma declares a view and never makes it: its query is in a migration. */
function viewOperation(schema: PrismaSchema, model: Model): Operation {
  const columns = model.fields.map((field) => storedName(field.name, field.attributes));
  return {
    kind: 'createView',
    view: tableName(model, schema.dialect),
    columns: columns.map((name) => ({ name: name.text, span: spanIn(model, name) })),
    query: '',
    sources: [],
    span: spanIn(model, model.block),
  };
}

/** SQLite's single-column key stands behind its column, as AUTOINCREMENT must. */
function isInlineKey(schema: PrismaSchema, constraint: ConstraintSpec | undefined): boolean {
  return schema.dialect === 'sqlite' && constraint?.kind === 'primaryKey' && constraint.columns.length === 1;
}

function tableConstraints(
  schema: PrismaSchema,
  model: Model,
  columns: readonly ColumnSpec[],
): readonly ConstraintSpec[] {
  const key = primaryKeyOf(schema, model);
  return key && columns.length > 0 && !isInlineKey(schema, key) ? [key] : [];
}

function withInlineKey(schema: PrismaSchema, model: Model, columns: readonly ColumnSpec[]): readonly ColumnSpec[] {
  const key = primaryKeyOf(schema, model);
  if (!key || !isInlineKey(schema, key)) return columns;
  const name = key.columns[0]?.column?.name;
  return columns.map((column) =>
    column.name.name === name ? { ...column, constraints: [{ ...key, inline: true }] } : column,
  );
}

function columnOf(schema: PrismaSchema, model: Model, field: Field): readonly ColumnSpec[] {
  const text = columnType(schema, field);
  if (text === undefined) return [];
  const name = storedName(field.name, field.attributes);
  const typeSpan = spanIn(model, field.type);
  const value = defaultOf(schema, field, (one) => spanIn(model, one));
  const written = attribute(field.attributes, 'default');
  const numbered = isNumbered(field) && schema.dialect !== 'postgresql';
  return [
    {
      name: { name: name.text, span: spanIn(model, name) },
      type: parseType(text, typeSpan, schema.dialect),
      ...(field.arity === 'required' ? { nullable: false, nullableSpan: typeSpan } : {}),
      ...(value ? { default: value } : {}),
      ...(value && written ? { defaultSpan: spanIn(model, written) } : {}),
      ...(numbered ? { identity: 'auto increment' as const } : {}),
      constraints: [],
      span: spanIn(model, field),
    },
  ];
}

/** A field whose type nobody declares: half typed, or in a file that we do not have. */
function strangeField(schema: PrismaSchema, model: Model, field: Field): readonly Opaque[] {
  const type = field.type.text;
  if (isScalar(type) || field.unsupported !== undefined || schema.models.has(type) || schema.enums.has(type)) return [];
  const reason = schema.composites.has(type)
    ? `${type} is a composite type, which only MongoDB stores.`
    : `The schema declares no model, enum or scalar "${type}".`;
  return [{ kind: 'opaque', text: model.file.text.slice(field.start, field.end), reason, span: spanIn(model, field) }];
}

/** Lines that are not finished or unknown, and unfinished attributes of lines that are read. */
export function unreadOf(file: SchemaFile, members: readonly Member[]): readonly Opaque[] {
  return members.flatMap((member): readonly Opaque[] => {
    const range = member.kind === 'unread' ? member : 'unfinished' in member ? member.unfinished : undefined;
    if (!range) return [];
    const reason = 'This part of the Prisma schema was not understood.';
    const text = file.text.slice(range.start, range.end);
    return [{ kind: 'opaque', text, reason, span: file.lines.span(range.start, range.end) }];
  });
}

/** PostgreSQL has enums of their own; MySQL's are part of the column's type, SQLite's are text. */
export function enumOperations(schema: PrismaSchema, declared: Enum): readonly Operation[] {
  const { file, block, name } = declared;
  const unread = unreadOf(file, block.members);
  if (schema.dialect !== 'postgresql') return unread;
  const type = {
    name: name.text,
    span: file.lines.span(name.start, name.end),
    ...(declared.schema === undefined ? {} : { schema: declared.schema }),
  };
  return [
    {
      kind: 'createEnum',
      type,
      values: declared.values.map(({ stored }) => stored),
      span: file.lines.span(block.start, block.end),
    },
    ...unread,
  ];
}
