/** What a rehearsal comes to. */
import type { SqlError } from './engine';
import type { Difference, Growth, Rehearsal, StatementEvidence, Verdict } from './result';
import type { RanScript } from './run';

/** Classes 21 cardinality, 22 data and 23 integrity: the rows, and not the statement, are wrong. */
export function isDataError({ code }: SqlError): boolean {
  return /^2[123]/.test(code);
}

/** The statements with what both ways up said of them. */
export function merged(
  first: RanScript,
  second: RanScript | undefined,
  stopped: RanScript['failure'] | undefined,
): readonly StatementEvidence[] {
  return first.statements.map((one, at) => {
    const again = second?.statements[at];
    const timings = [...one.timings, ...(again?.timings ?? [])];
    const growth = growthOf(one);
    return {
      ...one,
      timings,
      ...(growth === undefined ? {} : { growth }),
      ...(stopped?.statement === at ? { dependsOnData: stopped.error } : {}),
    };
  });
}

/** By what it did, not by the clock: milliseconds of a small table tell little. */
function growthOf({
  outcome,
  scans,
  rewrites,
  indexesBuilt,
  indexesRebuilt,
  written,
}: StatementEvidence): Growth | undefined {
  if (outcome.kind !== 'applied') return undefined;
  const works = [scans, rewrites, indexesBuilt, indexesRebuilt, written].some((list) => list.length > 0);
  return works ? 'with the rows' : 'constant';
}

/** The order of columns is no part of what a statement names. */
export function matters({ object }: Difference): boolean {
  return !object.startsWith('order of columns ');
}

const MISSING: ReadonlySet<string> = new Set(['42P01', '42703', '42704', '42883', '3F000']);

/** `in part`: something did not run, and that is not the migration's fault. */
export function verdictOf({ up, down, again, base }: Omit<Rehearsal, 'verdict'>): Verdict {
  const failed = up.find(({ outcome }) => outcome.kind === 'failed');
  if (failed?.outcome.kind === 'failed') {
    // What it needs may be what the base lacks.
    return base.leftOut.length > 0 && MISSING.has(failed.outcome.error.code) ? 'in part' : 'failed';
  }
  if (up.some(({ outcome }) => outcome.kind === 'ended')) return 'failed';
  if (down.kind === 'ran') {
    if (down.statements.some(({ outcome }) => outcome.kind === 'failed' || outcome.kind === 'ended')) return 'failed';
    if (down.differences.some(matters)) return 'failed';
  }
  if (again.kind === 'failed') return 'failed';
  return up.some(({ outcome }) => outcome.kind !== 'applied') ? 'in part' : 'passed';
}
