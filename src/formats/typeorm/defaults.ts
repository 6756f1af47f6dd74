import { type Bound, resolve, textValue } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { returned } from '../code/values';
import type { ColumnType } from './types';

/** A column's default as its driver writes it (Driver.normalizeDefault); undefined where there is none, or it cannot be told. */
export function defaultSql(bound: Bound, type: ColumnType | undefined, dialect: Dialect): string | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    const text = value && textValue(value)?.text;
    return text === undefined ? undefined : moment(text, dialect);
  }
  const isEnum = type !== undefined && /^(?:simple-)?enum$/.test(type.word);
  if (expr.kind === 'constant') {
    if (expr.value === null) return undefined;
    if (isEnum) return quoted(String(expr.value));
    return dialect === 'postgresql' ? String(expr.value) : expr.value ? '1' : '0';
  }
  if (expr.kind === 'list' || expr.kind === 'map') {
    const json = jsonOf({ expr, scope });
    return json === undefined ? undefined : composed(json, type, dialect);
  }
  const text = textValue({ expr, scope })?.text ?? negative({ expr, scope });
  if (text === undefined) return undefined;
  const isNumber = expr.kind === 'number' || expr.kind === 'unary';
  if (!isNumber || isEnum) return quoted(text);
  // TypeORM puts numbers between quotes, too; the database keeps the number, if the column has numbers.
  const number = isMysqlFamily(dialect) ? Number(text).toFixed(Number(type?.scale ?? 0)) : text;
  return NUMBERS.test(type?.word ?? 'Number') || !(dialect === 'postgresql' || isMysqlFamily(dialect))
    ? number
    : quoted(number);
}

const NUMBERS =
  /^(?:Number|Boolean|tinyint|smallint|mediumint|int|integer|bigint|int[248]|float[48]?|double|double precision|real|dec|decimal|fixed|numeric|year)$/;

/** TypeORM puts a text between quotes as it is. */
function quoted(text: string): string {
  return `'${text}'`;
}

function negative({ expr }: Bound): string | undefined {
  return expr.kind === 'unary' && expr.operator === '-' && expr.operand.kind === 'number'
    ? `-${expr.operand.text}`
    : undefined;
}

function composed(json: unknown, type: ColumnType | undefined, dialect: Dialect): string {
  const values = Array.isArray(json) ? json.map(String).join(',') : undefined;
  if (dialect === 'postgresql' && type?.array && values !== undefined) return `'{${values}}'`;
  if (values !== undefined && (isMysqlFamily(dialect) || type?.word === 'simple-enum' || /enum/.test(type?.word ?? '')))
    return quoted(values);
  const text = `'${JSON.stringify(json).replaceAll("'", "''")}'`;
  return dialect === 'sqlite' && type?.word === 'jsonb' ? `jsonb(${text})` : text;
}

/** A literal as JSON has it; undefined when part of it cannot be told. */
function jsonOf(bound: Bound, depth = 0): unknown {
  const { expr, scope } = resolve(bound);
  if (depth > 16) return undefined;
  const inner = (value: Bound['expr']) => jsonOf({ expr: value, scope }, depth + 1);
  if (expr.kind === 'constant') return expr.value;
  if (expr.kind === 'number') return Number(expr.text);
  if (expr.kind === 'list') {
    const items = expr.items.map(inner);
    return items.includes(undefined) ? undefined : items;
  }
  if (expr.kind === 'map') {
    const entries = expr.entries.map(({ key, value }) => [key.kind === 'string' ? key.value : '', inner(value)]);
    return entries.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(entries);
  }
  return textValue({ expr, scope })?.text;
}

/** The present moment as each driver writes it (normalizeDatetimeFunction). */
export function moment(text: string, dialect: Dialect): string {
  const found = /^\s*(CURRENT_TIMESTAMP|CURRENT_DATE|CURRENT_TIME|LOCALTIMESTAMP|LOCALTIME|NOW)(\(\d*\))?\s*$/i.exec(
    text,
  );
  if (!found) return text;
  const [, name = '', precision = ''] = found;
  const word = name.toUpperCase();
  if (isMysqlFamily(dialect))
    return word === 'CURRENT_TIMESTAMP' || word === 'NOW'
      ? `CURRENT_TIMESTAMP${precision === '()' ? '' : precision}`
      : text;
  if (dialect === 'sqlserver') return word === 'CURRENT_TIMESTAMP' ? 'getdate()' : text;
  if (dialect !== 'postgresql' || precision === '()') return text;
  const now = "('now'::text)";
  switch (word) {
    case 'CURRENT_TIMESTAMP':
      return precision === '' ? 'now()' : `${now}::timestamp${precision} with time zone`;
    case 'CURRENT_DATE':
      return `${now}::date`;
    case 'CURRENT_TIME':
      return `${now}::time${precision} with time zone`;
    case 'LOCALTIMESTAMP':
      return `${now}::timestamp${precision} without time zone`;
    case 'LOCALTIME':
      return `${now}::time${precision} without time zone`;
    default:
      return text;
  }
}
