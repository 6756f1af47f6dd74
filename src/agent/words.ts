/** Small pieces of wording that tools and cards share. */
import {
  type Column,
  type DataLayer,
  DIALECT_NAMES,
  type Finding,
  type Index,
  type IndexColumn,
  type Table,
} from '../model';
import type { ToolContext } from './tool';

/** `1 table`, `3 tables`, `2 indexes`. */
export function countText(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count} ${/(?:s|x|ch|sh)$/.test(noun) ? `${noun}es` : noun.replace(/y$/, 'ie').concat('s')}`;
}

/** As many as fit, and how many more there are. */
export function listText(items: readonly string[], most: number): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join(', ')} and ${rest} more` : items.join(', ');
}

/** `PostgreSQL 16`; the name alone where the version is not known. */
export function engineText({ dialect, version }: Pick<DataLayer, 'dialect' | 'version'>): string {
  if (version === undefined) return DIALECT_NAMES[dialect];
  const { major, minor, patch } = version;
  const numbers = [
    major,
    ...(minor === 0 && patch === undefined ? [] : [minor]),
    ...(patch === undefined ? [] : [patch]),
  ];
  return `${DIALECT_NAMES[dialect]} ${numbers.join('.')}`;
}

/** One finding as one item of a list. */
export function findingLine({ severity, rule, span, message, fixes }: Finding, context: ToolContext): string {
  const fix = fixes.length === 0 ? '' : ` Fix: ${fixes.map(({ title }) => title).join('; ')}.`;
  return `- **${severity}** \`${rule}\` at \`${context.cite(span)}\`: ${message}${fix}`;
}

/** `customer_id, placed_at desc` */
export function partsText(parts: readonly IndexColumn[]): string {
  return parts
    .map((part) => `${part.column?.name ?? part.expression?.text ?? ''}${part.order === 'desc' ? ' desc' : ''}`)
    .join(', ');
}

export function indexText({ name, unique, method, columns, include, where }: Index): string {
  const words = [
    unique ? 'unique' : '',
    method ?? '',
    `(${partsText(columns)})`,
    include === undefined || include.length === 0 ? '' : `include (${include.map((column) => column.name).join(', ')})`,
    where === undefined ? '' : `where ${where.text}`,
  ];
  return `\`${name}\` ${words.filter(Boolean).join(' ')}`;
}

export function columnText({ type, notNull, default: value, identity, generated }: Column): string {
  const words = [
    type?.canonical ?? '',
    notNull ? 'not null' : '',
    identity === undefined ? '' : identity === 'auto increment' ? identity : `identity ${identity}`,
    generated === undefined ? '' : `generated as (${generated.expression.text})`,
    value === undefined ? '' : `default ${value.text}`,
  ];
  return words.filter(Boolean).join(', ');
}

/** `orders`, `audit.events` */
export function tableName({ schema, name }: Pick<Table, 'schema' | 'name'>): string {
  return schema === undefined ? name : `${schema}.${name}`;
}
