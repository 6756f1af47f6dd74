import type { ColumnSpec, ConstraintSpec, CreateTable, ForeignKeySpec, OperationOf } from '../../../model';
import { attribute, mappedName } from '../attributes';
import type { Field } from '../psl';
import { type Model, type PrismaSchema, storedName } from '../schema';
import { columnType } from '../types';
import { blockAttribute, type Edit, lineAfter, lineEnd, modelOfTable, removeLines, replace } from './edits';
import { type FieldText, fieldLine, fieldOfColumn } from './field-text';
import { pinNames } from './pin';
import { mapsModels, pascal, unused } from './words';

export function fieldOf(model: Model, column: string): Field | undefined {
  return model.fields.find((field) => storedName(field.name, field.attributes).text === column);
}

/** The last field that is a column: a new one goes behind it, before the relations. */
export function lastColumn(schema: PrismaSchema, model: Model): Field | undefined {
  return model.fields.filter((field) => columnType(schema, field) !== undefined).at(-1);
}

/** A new field for the column; a single-column unique constraint becomes `@unique`. */
export function addColumn(schema: PrismaSchema, op: OperationOf<'addColumn'>): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  const last = model && (lastColumn(schema, model) ?? model.fields.at(-1));
  if (!model || !last || fieldOf(model, op.column.name.name)) return [];
  const keys = op.column.constraints.some(({ kind }) => kind === 'unique') ? ['@unique'] : [];
  return [lineAfter(model, last, fieldLine(model, fieldOfColumn(schema, model, op.column, keys), last))];
}

/** Takes out the field, the relation that stands on it with its other end, and the block attributes that name it. */
export function dropColumn(schema: PrismaSchema, op: OperationOf<'dropColumn'>): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  const field = model && fieldOf(model, op.column.name);
  if (!model || !field) return [];
  const uses = new RegExp(`(?<![\\w])${field.name.text}(?![\\w])`);
  const relations = model.fields.filter((one) => {
    const relation = attribute(one.attributes, 'relation');
    return (
      relation && uses.test(/fields:\s*\[[^\]]*\]/.exec(model.file.text.slice(relation.start, relation.end))?.[0] ?? '')
    );
  });
  const lines = model.block.members.filter(
    (member) => member.kind === 'attribute' && uses.test(model.file.text.slice(member.start, member.end)),
  );
  return [
    ...[field, ...relations, ...lines].map((range) => removeLines(model, range)),
    ...relations.flatMap((relation) => dropOtherEnd(schema, model, relation)),
  ];
}

/** The field at a relation's other end: of the same relation name, or the only one between the two models. */
function dropOtherEnd(schema: PrismaSchema, model: Model, relation: Field): readonly Edit[] {
  const target = schema.models.get(relation.type.text);
  const name = (field: Field) =>
    attribute(field.attributes, 'relation')?.args.find(
      ({ key, value }) => (key === undefined || key === 'name') && value.kind === 'string',
    )?.value;
  const nameText = (field: Field) => {
    const value = name(field);
    return value?.kind === 'string' ? value.value : undefined;
  };
  const ends =
    target?.fields.filter(
      (field) =>
        field !== relation && field.type.text === model.block.name.text && nameText(field) === nameText(relation),
    ) ?? [];
  return target && ends.length === 1 && ends[0] ? [removeLines(target, ends[0])] : [];
}

/** The field keeps its name, so that application code stands, and is mapped to the new column. */
export function renameColumn(schema: PrismaSchema, op: OperationOf<'renameColumn'>): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  const field = model && fieldOf(model, op.column.name);
  return model && field ? [...pinNames(schema, model, op.column.name), remapped(model, field, op.to.name)] : [];
}

function remapped(model: Model, field: Field, column: string): Edit {
  const mapped = mappedName(field.attributes);
  if (mapped) return replace(model, mapped.inner, column);
  return { uri: model.file.uri, start: field.end, end: field.end, newText: ` @map("${column}")` };
}

export function renameTable(schema: PrismaSchema, op: OperationOf<'renameTable'>): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  if (!model) return [];
  const mapped = mappedName(model.attributes);
  const map = mapped ? replace(model, mapped.inner, op.to.name) : blockAttribute(model, `@@map("${op.to.name}")`);
  return [...pinNames(schema, model), map];
}

/** Takes out the model and every relation to it. */
export function dropTable(schema: PrismaSchema, op: OperationOf<'dropTable'>): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  if (!model) return [];
  const others = [...schema.models.values()].filter((one) => one !== model);
  const relations = others.flatMap((other) =>
    other.fields.filter((field) => field.type.text === model.block.name.text).map((field) => removeLines(other, field)),
  );
  return [withBlankLine(model, removeLines(model, model.block)), ...relations];
}

/** The empty line before a block goes with it. */
function withBlankLine(model: Model, edit: Edit): Edit {
  const before = /\r?\n[^\S\r\n]*\r?\n$/.exec(model.file.text.slice(0, edit.start));
  return before ? { ...edit, start: edit.start - before[0].length + lineEnd(model.file.text).length } : edit;
}

interface Keys {
  readonly primary: readonly string[];
  readonly uniques: readonly (readonly string[])[];
}

const namesOf = (spec: ConstraintSpec & { readonly kind: 'primaryKey' | 'unique' }) =>
  spec.columns.flatMap(({ column }) => column?.name ?? []);

function keysOf(op: CreateTable): Keys {
  const all = [...op.constraints, ...op.columns.flatMap(({ constraints }) => constraints)];
  const primary = all.find((spec) => spec.kind === 'primaryKey');
  const uniques = all.flatMap((spec) => (spec.kind === 'unique' ? [namesOf(spec)] : []));
  return { primary: primary?.kind === 'primaryKey' ? namesOf(primary) : [], uniques };
}

/** A new model behind the last block of the file that holds the models, aligned as `prisma format` does. */
export function createTable(schema: PrismaSchema, op: CreateTable): readonly Edit[] {
  const neighbour = [...schema.models.values()].at(-1);
  if (!neighbour || modelOfTable(schema, op.table.name, op.table.schema)) return [];
  const keys = keysOf(op);
  const fields = op.columns.map((column) => fieldOfColumn(schema, undefined, column, keyAttributes(column, keys)));
  const name = modelName(schema, op.table.name);
  const fieldBy = new Map(
    op.columns.map((column, index) => [column.name.name, fields[index]?.name ?? column.name.name]),
  );
  const list = (columns: readonly string[]) => `[${columns.map((column) => fieldBy.get(column) ?? column).join(', ')}]`;
  const attributes = [
    ...(keys.primary.length > 1 ? [`@@id(${list(keys.primary)})`] : []),
    ...keys.uniques.filter((columns) => columns.length > 1).map((columns) => `@@unique(${list(columns)})`),
    ...(name === op.table.name ? [] : [`@@map("${op.table.name}")`]),
    ...(op.table.schema === undefined || op.table.schema === 'public' ? [] : [`@@schema("${op.table.schema}")`]),
  ];
  const body = [...aligned(fields), ...(attributes.length > 0 ? ['', ...attributes.map((one) => `  ${one}`)] : [])];
  const end = lineEnd(neighbour.file.text);
  const last = neighbour.file.document.blocks.at(-1)?.end ?? neighbour.file.text.length;
  return [
    {
      uri: neighbour.file.uri,
      start: last,
      end: last,
      newText: `${end}${end}model ${name} {${end}${body.join(end)}${end}}`,
    },
  ];
}

function keyAttributes(column: ColumnSpec, keys: Keys): readonly string[] {
  const own = (columns: readonly string[]) => columns.length === 1 && columns[0] === column.name.name;
  return [...(own(keys.primary) ? ['@id'] : []), ...(keys.uniques.some(own) ? ['@unique'] : [])];
}

function modelName(schema: PrismaSchema, table: string): string {
  const wanted = mapsModels(schema) || !/^[A-Za-z]\w*$/.test(table) ? pascal(table) : table;
  return unused(wanted, new Set([...schema.models.keys(), ...schema.enums.keys()]));
}

function aligned(fields: readonly FieldText[]): readonly string[] {
  const nameWidth = Math.max(0, ...fields.map(({ name }) => name.length));
  const typeWidth = Math.max(0, ...fields.map(({ type }) => type.length));
  return fields.map(({ name, type, attributes }) =>
    `  ${[name.padEnd(nameWidth), type.padEnd(typeWidth), ...attributes].join(' ')}`.trimEnd(),
  );
}

/** The foreign keys that a new table comes with. */
export function foreignKeysIn(op: CreateTable): readonly ForeignKeySpec[] {
  return [...op.constraints, ...op.columns.flatMap(({ constraints }) => constraints)].filter(
    (spec): spec is ForeignKeySpec => spec.kind === 'foreignKey',
  );
}
