import type { EngineVersion, SqlType } from '../../../model';
import { holdsAll, sameType, type TypeChange } from '../change';

/**
 * What ALTER COLUMN … TYPE costs in PostgreSQL. The manual (ALTER TABLE, Notes) names the rule: no rewrite when the old type is
 * binary coercible to the new one or an unconstrained domain over it; which pairs are so was measured on PostgreSQL 15 and 18 by
 * relfilenode before and after, and is measured again by the tests.
 */
export function changeOfPostgresType(from: SqlType, to: SqlType, version: EngineVersion | undefined): TypeChange {
  if (sameType(from, to)) return sameCollation(from, to) ? 'same' : 'index rebuild';
  if (from.dimensions !== undefined || to.dimensions !== undefined) return changeOfArray(from, to);
  const kept = keepsRows(from, to);
  if (kept)
    return sameCollation(from, to) && !changesOperators(from, to) ? 'widening without rewrite' : 'index rebuild';
  if (isTimestampPair(from, to)) return changeOfZone(from, to, version);
  return holdsAll(from, to) ? 'rewrite' : 'narrowing';
}

/** Elements are coerced one by one as soon as a length or another type must be enforced; only a dropped length is free. */
function changeOfArray(from: SqlType, to: SqlType): TypeChange {
  if ((from.dimensions === undefined) !== (to.dimensions === undefined)) return 'narrowing';
  if (from.family === to.family && to.length === undefined && to.precision === undefined)
    return 'widening without rewrite';
  const { dimensions: _from, ...fromElement } = from;
  const { dimensions: _to, ...toElement } = to;
  return holdsAll(fromElement, toElement) ? 'rewrite' : 'narrowing';
}

function keepsRows(from: SqlType, to: SqlType): boolean {
  const pair = `${from.family}>${to.family}`;
  switch (pair) {
    // PostgreSQL 9.2 release notes: a larger varchar, varbit, numeric precision, interval, time or timestamp precision needs no rewrite.
    case 'varchar>varchar':
    case 'varbit>varbit':
      return grows(from.length, to.length);
    case 'text>varchar':
    case 'citext>varchar':
      return to.length === undefined;
    case 'varchar>text':
    case 'varchar>citext':
    case 'text>citext':
    case 'citext>text':
    case 'cidr>inet':
    case 'xml>text':
    case 'xml>varchar':
      return to.length === undefined;
    case 'decimal>decimal':
      return (
        to.precision === undefined ||
        (from.precision !== undefined && from.precision <= to.precision && from.scale === to.scale)
      );
    case 'timestamp>timestamp':
    case 'time>time':
      return (from.zone ?? false) === (to.zone ?? false) && grows(from.precision ?? 6, to.precision);
    case 'interval>interval':
      return fields(to) === '' && grows(from.precision ?? 6, to.precision);
    case 'bit>varbit':
      return to.length === undefined;
    // bpchar without a length takes any character(n) as it is stored.
    case 'char>char':
      return to.canonical === 'bpchar';
    default:
      return false;
  }
}

function fields(type: SqlType): string {
  return type.canonical.replace(/^interval\s*/, '').replace(/\(\d+\)$/, '');
}

function grows(from: number | undefined, to: number | undefined): boolean {
  return to === undefined || (from !== undefined && from <= to);
}

/** The rows stay, but the default operator class is another: indexes on the column are built again. */
function changesOperators(from: SqlType, to: SqlType): boolean {
  return (from.family === 'citext') !== (to.family === 'citext') || (from.family === 'bit') !== (to.family === 'bit');
}

function sameCollation(from: SqlType, to: SqlType): boolean {
  return to.collation === undefined || from.collation === to.collation;
}

function isTimestampPair(from: SqlType, to: SqlType): boolean {
  return from.family === 'timestamp' && to.family === 'timestamp' && from.zone !== to.zone;
}

/** PostgreSQL 12 release notes: timestamp and timestamptz keep their rows when the session's time zone is UTC. */
function changeOfZone(from: SqlType, to: SqlType, version: EngineVersion | undefined): TypeChange {
  if (!grows(from.precision ?? 6, to.precision)) return 'narrowing';
  return version !== undefined && version.major < 12 ? 'rewrite' : 'rewrite unless UTC';
}
