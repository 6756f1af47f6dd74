import type { Span, SqlType, TypeFamily } from '../../../model';
import { numberOf, scanType, type TypeToken } from '../scan';
import { type Affinity, affinityOf, meantFamily, STANDARD } from './names';

const BY_AFFINITY: Readonly<Record<Affinity, TypeFamily>> = {
  integer: 'integer',
  text: 'text',
  blob: 'blob',
  real: 'double',
  numeric: 'decimal',
};

/** Reads a SQLite type; the canonical spelling is what `PRAGMA table_info` prints: the declared text. */
export function parseSqliteType(text: string, span: Span): SqlType {
  const declared = text.trim();
  const tokens = scanType(declared);
  const words = tokens.filter((token) => token.kind === 'word').map((token) => token.text);
  const unsigned = words.includes('unsigned') && !words.includes('big');
  const name = words.filter((word) => word !== 'unsigned' && word !== 'signed').join(' ');
  const args = tokens.find((token): token is TypeToken & { kind: 'args' } => token.kind === 'args')?.items ?? [];
  const family =
    declared === '' ? 'none' : (meantFamily(unsigned ? name : words.join(' ')) ?? BY_AFFINITY[affinityOf(declared)]);
  return {
    text: declared,
    canonical: STANDARD.has(declared.toLowerCase()) ? declared.toUpperCase() : declared,
    family,
    ...sizes(family, args),
    ...(unsigned ? { unsigned: true } : {}),
    ...(name.endsWith('timestamptz') || name.endsWith('with time zone') ? { zone: true } : {}),
    span,
  };
}

function sizes(family: TypeFamily, args: readonly string[]): Partial<SqlType> {
  const first = numberOf(args[0]);
  const second = numberOf(args[1]);
  if (first === undefined) return {};
  if (family === 'decimal' || family === 'real' || family === 'double') {
    return { precision: first, ...(second === undefined ? {} : { scale: second }) };
  }
  return family === 'time' || family === 'timestamp' || family === 'datetime'
    ? { precision: first }
    : { length: first };
}
