import type { Expression, Span } from '../../model';
import { quoteText } from '../../sql';
import { argument, attribute, nativeAttribute, textOf } from './attributes';
import type { Field, Value } from './psl';
import type { PrismaSchema } from './schema';
import { scalarType } from './types';

/** The database's own default of a field, as SQL; undefined when it has none or the client makes the value (uuid, cuid, nanoid…). */
export function defaultOf(schema: PrismaSchema, field: Field, span: (value: Value) => Span): Expression | undefined {
  const value = argument(attribute(field.attributes, 'default'), 'value', 'first');
  if (value === undefined) return undefined;
  const text = value.kind === 'call' ? callText(schema, field, value) : valueText(schema, field, value);
  if (text === undefined) return undefined;
  return { text, span: span(value), ...shapeOf(value, text) };
}

function callText(schema: PrismaSchema, field: Field, call: Value & { readonly kind: 'call' }): string | undefined {
  if (call.name === 'dbgenerated') return textOf(call.args[0]?.value);
  if (call.name !== 'now') return undefined;
  if (schema.dialect !== 'mysql' && schema.dialect !== 'mariadb') return 'CURRENT_TIMESTAMP';
  // DATETIME(3) and its default must agree in their digits (MySQL, "Automatic Initialization and Updating").
  return `CURRENT_TIMESTAMP(${textOf(nativeAttribute(field)?.args[0]?.value) ?? '3'})`;
}

function shapeOf(value: Value, text: string): Pick<Expression, 'kind' | 'calls' | 'columns'> {
  if (value.kind !== 'call') return { kind: value.kind === 'list' ? 'other' : 'literal', calls: [], columns: [] };
  if (value.name === 'now') return { kind: 'call', calls: ['current_timestamp'], columns: [] };
  const calls = [...text.replace(/'(?:[^']|'')*'/g, "''").matchAll(/([A-Za-z_][\w]*)\s*\(/g)].map((found) =>
    (found[1] ?? '').toLowerCase(),
  );
  const isCall = calls.length > 0 && /^[\w."]+\s*\(.*\)$/s.test(text.trim());
  return {
    kind: isCall ? 'call' : /^'(?:[^']|'')*'(?:::[\w". ]+)?$|^-?[\d.]+$/.test(text.trim()) ? 'literal' : 'other',
    calls,
    columns: [],
  };
}

function valueText(schema: PrismaSchema, field: Field, value: Value): string | undefined {
  if (value.kind !== 'list') return literal(schema, field, value);
  const items = value.items.map((item) => literal(schema, field, item) ?? 'NULL');
  return `ARRAY[${items.join(', ')}]::${scalarType(schema, field) ?? 'TEXT'}[]`;
}

/** One constant of the field's type. */
function literal(schema: PrismaSchema, field: Field, value: Value): string | undefined {
  const declared = schema.enums.get(field.type.text);
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (declared) return quoteText(declared.values.find(({ name }) => name === text)?.stored ?? text, schema.dialect);
  if (value.kind === 'number' || value.kind === 'word') return text;
  switch (field.type.text) {
    case 'Decimal':
    case 'Int':
    case 'BigInt':
    case 'Float':
    case 'Boolean':
      return text;
    case 'DateTime':
      return quoteText(timestamp(schema, text), schema.dialect);
    case 'Bytes':
      return bytes(schema, text);
    default:
      return quoteText(text, schema.dialect);
  }
}

/** Prisma writes a date's default with the zone in PostgreSQL, and in UTC without it elsewhere. */
function timestamp(schema: PrismaSchema, text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) return text;
  const plain = date
    .toISOString()
    .replace('T', ' ')
    .replace('Z', '')
    .replace(/\.000$/, '');
  return schema.dialect === 'postgresql' ? `${plain} +00:00` : plain;
}

function bytes(schema: PrismaSchema, text: string): string {
  const hex = Buffer.from(text, 'base64').toString('hex');
  return schema.dialect === 'postgresql' ? `'\\x${hex}'` : `X'${hex}'`;
}
