import { createHash } from 'node:crypto';
import type { Dialect } from '../../model';
import type { Project } from './project';

/** A name as Hibernate hands it to the database: what was in quotes stays in them. */
export interface Physical {
  readonly name: string;
  readonly quoted: boolean;
}

const QUOTES: readonly (readonly [string, string])[] = [
  ['`', '`'],
  ['"', '"'],
  ['[', ']'],
];

/** A logical name through the physical naming strategy, as the engine keeps it. */
export function physicalName(written: string, project: Project, dialect: Dialect): Physical {
  const trimmed = written.trim();
  const quotes = QUOTES.find(
    ([open, close]) => trimmed.length > 2 && trimmed.startsWith(open) && trimmed.endsWith(close),
  );
  const bare = quotes ? trimmed.slice(1, -1) : trimmed;
  const name = project.naming === 'underscores' ? underscored(bare) : bare;
  const quoted = quotes !== undefined || project.quotesAll;
  return { name: quoted ? name : folded(name, dialect), quoted };
}

function folded(name: string, dialect: Dialect): string {
  if (dialect === 'postgresql') return name.toLowerCase();
  return dialect === 'oracle' ? name.toUpperCase() : name;
}

/** CamelCaseToUnderscoresNamingStrategy, Spring Boot's default: `orderLine` and `order.line` are `order_line`. */
export function underscored(name: string): string {
  let text = '';
  const chars = [...name.replaceAll('.', '_')];
  for (const [at, char] of chars.entries()) {
    const [before = '', after = ''] = [chars[at - 1], chars[at + 1]];
    if (isLower(before) && isUpper(char) && isLower(after)) text += '_';
    text += char;
  }
  return text.toLowerCase();
}

const isLower = (char: string) => char !== char.toUpperCase();
const isUpper = (char: string) => char !== char.toLowerCase();

/** The name of a constraint that has none: MD5 of what it is about, in base 35 (boot/model/naming/NamingHelper). */
export function hashedName(prefix: string, table: string, columns: readonly string[], references?: string): string {
  const target = references === undefined ? '' : `references\`${references}\``;
  const sorted = [...columns].sort().map((column) => `column\`${column}\``);
  const sum = createHash('md5')
    .update(`table\`${table}\`${target}${sorted.join('')}`)
    .digest('hex');
  return prefix + BigInt(`0x${sum}`).toString(35);
}
