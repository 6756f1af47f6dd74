import type { SqlType } from '../../model';

/** An expression in its normal form. */
export interface Node {
  readonly kind: 'literal' | 'null' | 'name' | 'array' | 'and' | 'or' | 'other';
  readonly text: string;
  /** Terms of AND and OR, elements of an array. */
  readonly parts?: readonly Node[];
}

export const other = (text: string): Node => ({ kind: 'other', text });
export const literal = (text: string): Node => ({ kind: 'literal', text });
export const stringNode = (content: string): Node => literal(`'${content.replaceAll("'", "''")}'`);

/** AND and OR associate: however they were bracketed, they are one list of terms. */
export function chain(kind: 'and' | 'or', left: Node, right: Node): Node {
  const terms = [left, right].flatMap((node) => (node.kind === kind ? (node.parts ?? [node]) : [node]));
  return { kind, parts: terms, text: `(${terms.map(({ text }) => text).join(` ${kind} `)})` };
}

export function arrayNode(parts: readonly Node[]): Node {
  return { kind: 'array', parts, text: `array[${parts.map(({ text }) => text).join(',')}]` };
}

const NUMBERS = new Set(['tinyint', 'smallint', 'mediumint', 'integer', 'bigint', 'decimal', 'real', 'double']);
const TEXTS = new Set(['text', 'varchar', 'char', 'name']);

/**
 * A cast as it matters: engines add casts of constants, and casts between the text types, when they print an expression
 * (PostgreSQL's `(status)::text = 'new'::text`).
 */
export function castNode(node: Node, type: SqlType): Node {
  if (node.kind === 'null') return node;
  if (node.kind === 'literal') {
    const digits = /^'(-?\d+(?:\.\d+)?)'$/.exec(node.text)?.[1];
    if (digits !== undefined && NUMBERS.has(type.family) && type.dimensions === undefined) return literal(digits);
    return node;
  }
  if (TEXTS.has(type.family)) return node;
  if (node.kind === 'array' && node.parts?.every(({ kind }) => kind === 'literal')) return node;
  return other(`cast(${node.text} as ${type.canonical.toLowerCase()})`);
}

/** `a IN (x, y)`, however it is written; the order of the list means nothing. One element is `=`. */
export function inNode(left: Node, list: readonly Node[], form: 'in' | 'not in'): Node {
  const [only] = list;
  if (only && list.length === 1) return other(`(${left.text} ${form === 'in' ? '=' : '<>'} ${only.text})`);
  return other(`(${left.text} ${form} (${[...list.map(({ text }) => text)].sort().join(',')}))`);
}
