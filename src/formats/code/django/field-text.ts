import { argument, parseCode } from '../../../code';
import type { ColumnSpec, Expression, SqlType } from '../../../model';
import { moduleScopeCall } from './parse-call';

/** Fields as Django's own writer would print them, from columns. */

type Arguments = readonly (readonly [name: string, value: string])[];

interface FieldClass {
  readonly name: string;
  readonly args?: Arguments;
}

/** The class for a type; undefined where Django has none. */
function classOf(type: SqlType): FieldClass | undefined {
  if (type.dimensions !== undefined) return undefined;
  switch (type.family) {
    case 'varchar':
      return type.length === undefined
        ? { name: 'TextField' }
        : { name: 'CharField', args: [['max_length', String(type.length)]] };
    case 'decimal':
      return type.precision === undefined
        ? undefined
        : {
            name: 'DecimalField',
            args: [
              ['max_digits', String(type.precision)],
              ['decimal_places', String(type.scale ?? 0)],
            ],
          };
    default: {
      const name = PLAIN[type.family];
      return name === undefined ? undefined : { name };
    }
  }
}

const PLAIN: Partial<Record<SqlType['family'], string>> = {
  text: 'TextField',
  boolean: 'BooleanField',
  smallint: 'SmallIntegerField',
  integer: 'IntegerField',
  bigint: 'BigIntegerField',
  double: 'FloatField',
  date: 'DateField',
  time: 'TimeField',
  timestamp: 'DateTimeField',
  datetime: 'DateTimeField',
  interval: 'DurationField',
  uuid: 'UUIDField',
  jsonb: 'JSONField',
  json: 'JSONField',
  blob: 'BinaryField',
  inet: 'GenericIPAddressField',
};

/** A literal of SQL as one of Python. */
export function pythonValue({ kind, text }: Expression): string | undefined {
  if (kind === 'null') return 'None';
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? 'True' : 'False';
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return text;
  const string = /^'((?:[^']|'')*)'$/.exec(text)?.[1];
  return string === undefined ? undefined : pythonString(string.replaceAll("''", "'"));
}

export function pythonString(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** The field of a column that refers to nothing; undefined where Django has no words for its type. */
export function fieldText(column: ColumnSpec, defaults: 'database' | 'client'): string | undefined {
  const found = column.type && classOf(column.type);
  if (!found) return undefined;
  const has = (kind: string) => column.constraints.some((one) => one.kind === kind);
  const isKey = has('primaryKey');
  const value = column.default && pythonValue(column.default);
  const name = column.identity && isKey ? autoClass(found.name) : found.name;
  const args: Arguments = [
    ...(found.args ?? []),
    ...(isKey ? [['primary_key', 'True'] as const] : []),
    ...(has('unique') ? [['unique', 'True'] as const] : []),
    ...(column.nullable === false || isKey ? [] : [['null', 'True'] as const]),
    ...(value === undefined ? [] : [[defaults === 'database' ? 'db_default' : 'default', value] as const]),
  ];
  return `models.${name}(${args.map(([key, text]) => `${key}=${text}`).join(', ')})`;
}

function autoClass(name: string): string {
  return name === 'BigIntegerField' ? 'BigAutoField' : name === 'SmallIntegerField' ? 'SmallAutoField' : 'AutoField';
}

/** The text of a call with an argument set, or taken away. */
export function withArgument(text: string, name: string, value: string | undefined): string {
  const call = moduleScopeCall(parseCode('python', 'field.py', text));
  if (!call) return text;
  const at = call.args.findIndex((one) => one.name === name);
  const found = call.args[at];
  const given = argument(call.args, undefined, name);
  if (value === undefined) {
    if (!found) return text;
    const next = call.args[at + 1];
    const before = call.args[at - 1];
    const [start, end] = next ? [found.start, next.start] : [before?.end ?? found.start, found.end];
    return text.slice(0, start) + text.slice(end);
  }
  if (given) return text.slice(0, given.start) + value + text.slice(given.end);
  const last = call.args.at(-1);
  const end = last?.end ?? text.lastIndexOf(')');
  return `${text.slice(0, end)}${last ? ', ' : ''}${name}=${value}${text.slice(end)}`;
}
