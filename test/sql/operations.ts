import type { Dialect, Operation } from '../../src/model';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';

/** The operations of a script. */
export function operationsOf(text: string, dialect: Dialect): readonly Operation[] {
  return readSql('file:///t.sql', text, dialect).statements.flatMap((statement) => statement.operations);
}

/** A value without its spans: what an operation says, wherever it is written. */
export function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, part]) => !/span$/i.test(key) && key !== 'at' && part !== undefined);
  return Object.fromEntries(kept.map(([key, part]) => [key, withoutSpans(part)]));
}

/** The schema that a script makes. */
export function schemaOf(text: string, dialect: Dialect) {
  return foldAll(dialect, operationsOf(text, dialect));
}

/** Pseudo-random numbers that are the same in every run. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
