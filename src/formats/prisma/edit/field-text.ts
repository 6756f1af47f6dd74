import type { ColumnSpec, Expression } from '../../../model';
import type { Field } from '../psl';
import type { Model, PrismaSchema } from '../schema';
import { isScalar } from '../types';
import { indentOf } from './edits';
import { fieldType } from './field-type';
import { fieldName } from './words';

/** A column as a field's three parts. */
export interface FieldText {
  readonly name: string;
  readonly type: string;
  readonly attributes: readonly string[];
}

/** The field that would make this column, named as the project names its fields. */
export function fieldOfColumn(
  schema: PrismaSchema,
  model: Model | undefined,
  column: ColumnSpec,
  keys: readonly string[] = [],
): FieldText {
  const { name, mapped } = fieldName(schema, model, column.name.name);
  const type = column.type ? fieldType(schema, column.type) : { type: 'String', native: undefined };
  const isKey = keys.includes('@id');
  const required = column.nullable === false || isKey || column.type?.serial === true;
  const arity = column.type?.dimensions === undefined ? (required ? '' : '?') : '[]';
  const value = defaultAttribute(schema, column, type.type);
  const attributes = [
    ...keys,
    ...(value ? [value] : []),
    ...(mapped === undefined ? [] : [`@map("${mapped}")`]),
    ...(type.native ? [type.native] : []),
  ];
  return { name, type: type.type + arity, attributes };
}

function defaultAttribute(schema: PrismaSchema, column: ColumnSpec, type: string): string | undefined {
  if (column.type?.serial || column.identity) return '@default(autoincrement())';
  return column.default && defaultText(schema, column.default, type);
}

/** `@default(…)` of an SQL default; undefined for NULL, which is what an optional field has anyway. */
export function defaultText(schema: PrismaSchema, value: Expression, type: string): string | undefined {
  const text = value.text.trim();
  if (value.kind === 'null') return undefined;
  if (/^(?:now\(\)|current_timestamp(?:\(\d*\))?)$/i.test(text)) return '@default(now())';
  if (/^nextval\(/i.test(text)) return '@default(autoincrement())';
  if (type === 'Boolean' && /^(?:true|false)$/i.test(text)) return `@default(${text.toLowerCase()})`;
  if (type === 'Boolean' && /^[01]$/.test(text)) return `@default(${text === '1'})`;
  if (/^-?\d+(?:\.\d+)?$/.test(text) && isScalar(type)) return `@default(${text})`;
  const constant = /^'((?:[^']|'')*)'(?:::[\w". ()]+)?$/.exec(text)?.[1]?.replace(/''/g, "'");
  if (constant === undefined) return `@default(dbgenerated(${quoted(text)}))`;
  const declared = schema.enums.get(type);
  if (declared) return `@default(${declared.values.find(({ stored }) => stored === constant)?.name ?? constant})`;
  return `@default(${quoted(constant)})`;
}

export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t')}"`;
}

/** The line of a field, its parts set under those of a neighbour, as `prisma format` would. */
export function fieldLine(model: Model, field: FieldText, neighbour: Field | undefined): string {
  const nameWidth = neighbour ? neighbour.type.start - neighbour.name.start - 1 : 0;
  const attributed = [neighbour, ...model.fields].find((one) => one !== undefined && one.attributes.length > 0);
  const typeWidth = attributed ? (attributed.attributes[0]?.start ?? attributed.end) - attributed.type.start - 1 : 0;
  const parts = [
    field.name.padEnd(nameWidth),
    field.type.padEnd(field.attributes.length > 0 ? typeWidth : 0),
    ...field.attributes,
  ];
  return (indentOf(model) + parts.join(' ')).trimEnd();
}
