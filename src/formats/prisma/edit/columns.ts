import type { AlterColumn, Expression, OperationOf, SqlType } from '../../../model';
import { attribute, nativeAttribute } from '../attributes';
import type { Attribute, Field } from '../psl';
import type { Model, PrismaSchema } from '../schema';
import { type Edit, lineAfter, modelOfTable, replace } from './edits';
import { defaultText } from './field-text';
import { fieldType } from './field-type';
import { fieldOf } from './tables';

/** A change of a column's type, nullability or default on its field. */
export function alterColumn(schema: PrismaSchema, op: AlterColumn): readonly Edit[] {
  const model = modelOfTable(schema, op.table.name, op.table.schema);
  const field = model && fieldOf(model, op.column.name);
  if (!model || !field) return [];
  switch (op.change.kind) {
    case 'setType':
      return retype(schema, model, field, op.change.type);
    case 'setNotNull':
      return field.arity === 'optional'
        ? [replace(model, typeRange(model, field), typeText(model, field).replace(/\?$/, ''))]
        : [];
    case 'dropNotNull':
      return field.arity === 'required' ? [replace(model, typeRange(model, field), `${typeText(model, field)}?`)] : [];
    case 'setDefault':
      return redefault(schema, model, field, op.change.value);
    case 'dropDefault':
      return dropAttribute(model, attribute(field.attributes, 'default'));
    case 'redefine':
      return redefine(schema, model, field, op.change.column);
    default:
      return [];
  }
}

/** From the type's name to behind its `?`, `[]` or `Unsupported(…)`. */
function typeRange(model: Model, field: Field): { readonly start: number; readonly end: number } {
  const stop = field.attributes[0]?.start ?? field.end;
  const length = model.file.text.slice(field.type.start, stop).trimEnd().length;
  return { start: field.type.start, end: field.type.start + length };
}

function typeText(model: Model, field: Field): string {
  const { start, end } = typeRange(model, field);
  return model.file.text.slice(start, end);
}

function retype(schema: PrismaSchema, model: Model, field: Field, type: SqlType): readonly Edit[] {
  const words = fieldType(schema, type);
  const arity = type.dimensions !== undefined ? '[]' : field.arity === 'optional' ? '?' : '';
  const native = nativeAttribute(field);
  const natives = native
    ? words.native === undefined
      ? dropAttribute(model, native)
      : [replace(model, native, words.native)]
    : words.native === undefined
      ? []
      : [append(model, field, words.native)];
  return [replace(model, typeRange(model, field), words.type + arity), ...natives];
}

function append(model: Model, field: Field, text: string): Edit {
  return { uri: model.file.uri, start: field.end, end: field.end, newText: ` ${text}` };
}

function dropAttribute(model: Model, found: Attribute | undefined): readonly Edit[] {
  if (!found) return [];
  const blanks = /[^\S\r\n]*$/.exec(model.file.text.slice(0, found.start))?.[0].length ?? 0;
  return [replace(model, { start: found.start - blanks, end: found.end }, '')];
}

function redefault(schema: PrismaSchema, model: Model, field: Field, value: Expression): readonly Edit[] {
  const text = defaultText(schema, value, field.type.text);
  const written = attribute(field.attributes, 'default');
  if (text === undefined) return dropAttribute(model, written);
  return [written ? replace(model, written, text) : append(model, field, text)];
}

/** MySQL states the whole column: type, nullability and default, each compared with what the field says. */
function redefine(
  schema: PrismaSchema,
  model: Model,
  field: Field,
  column: OperationOf<'addColumn'>['column'],
): readonly Edit[] {
  const written = attribute(field.attributes, 'default');
  const isNumbered = column.identity !== undefined;
  const defaults = column.default
    ? redefault(schema, model, field, column.default)
    : isNumbered
      ? []
      : dropAttribute(model, written);
  if (!column.type) return defaults;
  const words = fieldType(schema, column.type);
  const native = nativeAttribute(field);
  const natives = native
    ? words.native
      ? [replace(model, native, words.native)]
      : dropAttribute(model, native)
    : words.native
      ? [append(model, field, words.native)]
      : [];
  return [
    replace(model, typeRange(model, field), words.type + (column.nullable === false ? '' : '?')),
    ...natives,
    ...defaults,
  ];
}

/** A new enum behind the last block; a new value behind its neighbour. */
export function createEnum(
  schema: PrismaSchema,
  op: OperationOf<'createEnum'>,
  nameOf: (table: string) => string,
): readonly Edit[] {
  const neighbour = [...schema.models.values()].at(-1);
  if (!neighbour || [...schema.enums.values()].some(({ name }) => name.text === op.type.name)) return [];
  const name = nameOf(op.type.name);
  const lines = op.values.map(enumValue);
  const map = name === op.type.name ? [] : ['', `  @@map("${op.type.name}")`];
  const last = neighbour.file.document.blocks.at(-1)?.end ?? neighbour.file.text.length;
  return [
    {
      uri: neighbour.file.uri,
      start: last,
      end: last,
      newText: `\n\nenum ${name} {\n${[...lines.map((line) => `  ${line}`), ...map].join('\n')}\n}`,
    },
  ];
}

function enumValue(value: string): string {
  return /^[A-Za-z]\w*$/.test(value)
    ? value
    : `${value.replace(/\W+/g, '_').replace(/^(?=\d|_|$)/, 'v')} @map("${value}")`;
}

export function addEnumValue(schema: PrismaSchema, op: OperationOf<'addEnumValue'>): readonly Edit[] {
  const declared = [...schema.enums.values()].find(({ name }) => name.text === op.type.name);
  const values = declared?.block.members.filter((member) => member.kind === 'value') ?? [];
  if (!declared || declared.values.some(({ stored }) => stored === op.value)) return [];
  const index = op.after === undefined ? -1 : declared.values.findIndex(({ stored }) => stored === op.after);
  const before = op.before === undefined ? -1 : declared.values.findIndex(({ stored }) => stored === op.before);
  const next = values[before];
  if (next)
    return [{ uri: declared.file.uri, start: next.start, end: next.start, newText: `${enumValue(op.value)}\n  ` }];
  const last = index >= 0 ? values[index] : values.at(-1);
  return last ? [lineAfter(declared, last, `  ${enumValue(op.value)}`)] : [];
}
