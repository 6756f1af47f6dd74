import { type Column, type Dialect, type Expression, isMysqlFamily, type SqlType } from '../../model';
import { lexemes } from './lexemes';
import { parseNormal } from './parse';
import { joined } from './reader';

/**
 * The meaning of an expression as a text to compare: parentheses, casts that engines add, the case of keywords, and the ways to
 * write IN, BETWEEN, LIKE and the current time make no difference. What its grammar does not know is compared word by word.
 */
export function normalExpression(text: string, dialect: Dialect): string {
  return parseNormal(text, dialect)?.text ?? joined(lexemes(text, dialect).filter(({ kind }) => kind !== 'bracket'));
}

/** True when two expressions mean the same as far as their spelling tells. */
export function sameExpression(a: string, b: string, dialect: Dialect): boolean {
  return a === b || normalExpression(a, dialect) === normalExpression(b, dialect);
}

/** A statement's text word by word: white space, comments and the case of unquoted words mean nothing. */
export function sameText(a: string, b: string, dialect: Dialect): boolean {
  return a === b || words(a, dialect) === words(b, dialect);
}

function words(text: string, dialect: Dialect): string {
  return joined(lexemes(text, dialect)).replace(/ ;$/, '');
}

/** True when two defaults give the same value to a column of the type. */
export function sameDefault(
  a: Expression | undefined,
  b: Expression | undefined,
  { type }: Pick<Column, 'type'>,
  dialect: Dialect,
): boolean {
  if (a?.text === b?.text) return true;
  return normalDefault(a, type, dialect) === normalDefault(b, type, dialect);
}

const INTEGERS = ['tinyint', 'smallint', 'mediumint', 'integer', 'bigint'];
const NUMBERS = [...INTEGERS, 'decimal', 'real', 'double', 'money'];

/** A default as the column takes it; empty when there is none. */
function normalDefault(value: Expression | undefined, type: SqlType | undefined, dialect: Dialect): string {
  if (value === undefined || value.kind === 'null') return '';
  const text = normalExpression(value.text, dialect);
  if (text === 'null') return '';
  const inner = /^'(.*)'$/s.exec(text)?.[1];
  const word = (inner ?? text).toLowerCase();
  if (isTruth(type, dialect)) return TRUTHS[word] ?? text;
  if (type && NUMBERS.includes(type.family) && /^[-+]?\d*\.?\d+$/.test(word)) return String(Number(word));
  if (text === 'array[]' && type?.dimensions !== undefined) return "'{}'";
  // MySQL and SQLite: TRUE and FALSE are 1 and 0 in whatever column.
  if (dialect !== 'postgresql' && (text === 'true' || text === 'false')) return text === 'true' ? '1' : '0';
  // A sequence is found on the search path or named with its schema.
  return text.replace(/^nextval\('(?:public\.)?"?([^".']+)"?'\)$/, "nextval('$1')");
}

const TRUTHS: Readonly<Record<string, string>> = {
  true: 'true',
  t: 'true',
  yes: 'true',
  on: 'true',
  '1': 'true',
  "b'1'": 'true',
  false: 'false',
  f: 'false',
  no: 'false',
  off: 'false',
  '0': 'false',
  "b'0'": 'false',
};

function isTruth(type: SqlType | undefined, dialect: Dialect): boolean {
  if (!type || type.dimensions !== undefined) return false;
  if (type.family === 'boolean') return true;
  return (isMysqlFamily(dialect) && type.family === 'tinyint') || (type.family === 'bit' && type.length === 1);
}
