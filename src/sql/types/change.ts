import type { SqlType } from '../../model';

/**
 * What an engine does to stored rows when a column's type changes.
 * - `same`: nothing at all.
 * - `widening without rewrite`: only the catalogue changes; every value still fits.
 * - `index rebuild`: the table stays, its indexes on the column are built again.
 * - `rewrite unless UTC`: PostgreSQL 12 and later keep the rows when the session's time zone is UTC, and rewrite them in any other.
 * - `rewrite`: every row is written again, and every value fits.
 * - `narrowing`: every row is read or written again, and values may be refused, cut or rounded.
 */
export type TypeChange =
  | 'same'
  | 'widening without rewrite'
  | 'index rebuild'
  | 'rewrite unless UTC'
  | 'rewrite'
  | 'narrowing';

/** True when two types mean the same, however they are spelled. */
export function sameType(a: SqlType, b: SqlType): boolean {
  if (a.canonical.toLowerCase() === b.canonical.toLowerCase() && a.family !== 'user') return true;
  return (
    a.family === b.family &&
    a.family !== 'unknown' &&
    a.length === b.length &&
    a.precision === b.precision &&
    (a.scale ?? 0) === (b.scale ?? 0) &&
    (a.zone ?? false) === (b.zone ?? false) &&
    (a.unsigned ?? false) === (b.unsigned ?? false) &&
    (a.dimensions === undefined) === (b.dimensions === undefined) &&
    sameList(a.values, b.values) &&
    sameUserType(a, b) &&
    isNational(a) === isNational(b) &&
    sameSize(a, b)
  );
}

function sameList(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function sameUserType(a: SqlType, b: SqlType): boolean {
  if (a.family !== 'user') return true;
  return a.userType?.name === b.userType?.name && (a.userType?.schema ?? 'public') === (b.userType?.schema ?? 'public');
}

/** SQL Server's and Oracle's NVARCHAR and NCHAR: another character set than VARCHAR and CHAR. */
function isNational(type: SqlType): boolean {
  return /^n(?:var)?char|^ntext/i.test(type.canonical);
}

/** One family, several sizes or kinds: the text and blob types of MySQL, the shapes of geometry, the ranges. */
function sameSize(a: SqlType, b: SqlType): boolean {
  const isSized = ['text', 'blob', 'geometry', 'range', 'macaddr', 'inet', 'char'].includes(a.family);
  return !isSized || baseName(a) === baseName(b);
}

function baseName(type: SqlType): string {
  return type.canonical.toLowerCase().replace(/\(.*$/, '');
}

/** Whole numbers in the order of their size; −1 for what is none. */
export function integerRank(type: SqlType): number {
  return ['tinyint', 'smallint', 'mediumint', 'integer', 'bigint'].indexOf(type.family);
}

/** True when every value of `from` fits into `to` without loss, judged by families and sizes alone. */
export function holdsAll(from: SqlType, to: SqlType): boolean {
  if (from.dimensions !== to.dimensions) return false;
  const [small, large] = [integerRank(from), integerRank(to)];
  if (small >= 0 && large >= 0) return fitsInteger(from, to, large - small);
  if (isText(from) && isText(to))
    return to.length === undefined || (from.length !== undefined && from.length <= to.length);
  if (from.family === 'decimal' && to.family === 'decimal') return holdsDecimal(from, to);
  if (from.family === 'real' && to.family === 'double') return true;
  if (small >= 0 && to.family === 'decimal')
    return to.precision === undefined || to.precision - (to.scale ?? 0) >= (DIGITS[small] ?? 20);
  if (isText(to) && to.length === undefined) return !['blob', 'binary', 'varbinary'].includes(from.family);
  return PAIRS.has(`${from.family}>${to.family}`);
}

const DIGITS = [3, 5, 7, 10, 20];
const PAIRS: ReadonlySet<string> = new Set([
  'json>jsonb',
  'jsonb>json',
  'cidr>inet',
  'date>timestamp',
  'date>datetime',
  'timestamp>datetime',
  'smallint>real',
  'integer>double',
  'boolean>tinyint',
  'boolean>smallint',
  'boolean>integer',
  'boolean>bigint',
]);

function fitsInteger(from: SqlType, to: SqlType, steps: number): boolean {
  const [wasUnsigned, isUnsigned] = [from.unsigned === true, to.unsigned === true];
  if (wasUnsigned === isUnsigned) return steps >= 0;
  return wasUnsigned && steps > 0;
}

function isText(type: SqlType): boolean {
  return ['char', 'varchar', 'text', 'citext'].includes(type.family);
}

function holdsDecimal(from: SqlType, to: SqlType): boolean {
  if (to.precision === undefined) return true;
  if (from.precision === undefined) return false;
  const [before, after] = [from.scale ?? 0, to.scale ?? 0];
  return after >= before && to.precision - after >= from.precision - before;
}
