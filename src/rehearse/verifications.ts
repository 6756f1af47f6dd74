/** A rehearsal as the lines of a proposal's evidence. */
import { NOT_REHEARSED, type Verification } from '../model';
import { said } from './base';
import { blockedBy, blocksWork } from './locks';
import type { Difference, Rehearsal, RehearsalOutcome, StatementEvidence, TakenLock } from './result';
import { matters } from './summary';

const APPLIES = 'Applies on an engine';
const LOCKS = 'Locks';
const TRIP = 'Up, down, up';

export function verificationsOf(outcome: RehearsalOutcome): readonly Verification[] {
  if (outcome.kind === 'not rehearsed') return [{ kind: 'notVerified', what: NOT_REHEARSED, because: outcome.because }];
  const reached = outcome.up.every(({ outcome: { kind } }) => kind !== 'failed' && kind !== 'ended');
  return [applies(outcome), ...(reached ? [...work(outcome), roundTrip(outcome), ...rows(outcome)] : [])];
}

function applies({ up, engine, base, seeded, verdict }: Rehearsal): Verification {
  const failed = up.findIndex(({ outcome: { kind } }) => kind === 'failed' || kind === 'ended');
  const stopped = up[failed];
  if (stopped) {
    const why =
      stopped.outcome.kind === 'failed'
        ? said(stopped.outcome.error)
        : stopped.outcome.kind === 'ended'
          ? stopped.outcome.because
          : '';
    const result = `statement ${failed + 1} of ${up.length} stopped: ${why}`;
    return verdict === 'in part'
      ? {
          kind: 'notVerified',
          what: APPLIES,
          because: `${result}; what it needs may be in what did not run before it: ${leftOutIn(base)}`,
        }
      : { kind: 'failed', what: APPLIES, result };
  }
  const missed = up.filter(({ outcome: { kind } }) => kind !== 'applied');
  const [first] = missed;
  if (first && 'because' in first.outcome)
    return {
      kind: 'notVerified',
      what: APPLIES,
      because: `${missed.length} of ${counted(up.length, 'statement')} did not run: ${first.outcome.because}`,
    };
  const fragile = up.flatMap(({ dependsOnData }) => (dependsOnData ? [said(dependsOnData)] : []));
  const on = seeded.length > 0 ? `, ${counted(seeded.length, 'table')} filled with synthetic rows` : '';
  const data = fragile.length > 0 ? `; rows can stop it: ${fragile.join('; ')}` : '';
  return { kind: 'verified', what: APPLIES, result: `${counted(up.length, 'statement')} on ${engine}${on}${data}` };
}

const leftOutIn = ({ leftOut }: Rehearsal['base']): string =>
  leftOut
    .map(({ what }) => what)
    .slice(0, 2)
    .join('; ');

export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The strongest lock on every table that was there before. */
export function strongestLocks({ up, held }: Pick<Rehearsal, 'up' | 'held'>): readonly TakenLock[] {
  const byName = new Map<string, TakenLock>();
  for (const lock of [...up.flatMap(({ locks }) => locks), ...held])
    if ((lock.of === 'table' || lock.of === 'materialized view') && isStronger(lock, byName.get(lock.relation)))
      byName.set(lock.relation, lock);
  return [...byName.values()];
}

const isStronger = (lock: TakenLock, than: TakenLock | undefined): boolean =>
  than === undefined || (blocksWork(lock.mode) && !blocksWork(than.mode)) || lock.mode === 'ACCESS EXCLUSIVE';

function work(rehearsal: Rehearsal): readonly Verification[] {
  const locks = strongestLocks(rehearsal).filter(({ mode }) => blocksWork(mode));
  const rewritten = [...new Set(rehearsal.up.flatMap(({ rewrites }) => rewrites.map(({ table }) => table)))];
  const parts = [
    ...(locks.length === 0
      ? ['nothing that blocks writes']
      : locks.map(({ relation, mode }) => `${relation}: ${mode}, blocks ${blockedBy(mode)}`)),
    ...(rewritten.length > 0 ? [`rewrites ${rewritten.join(', ')}`] : []),
    ...(longest(rehearsal.up) ?? []),
  ];
  return [{ kind: 'verified', what: LOCKS, result: parts.join('; ').slice(0, 400) }];
}

/** What grows with the table, while a lock is held that applications wait for. */
function longest(up: readonly StatementEvidence[]): readonly string[] | undefined {
  const scanned = [...new Set(up.flatMap(({ scans }) => scans.map(({ table }) => table)))];
  return scanned.length > 0 ? [`reads all of ${scanned.join(', ')}`] : undefined;
}

function roundTrip({ down, again }: Rehearsal): Verification {
  if (down.kind === 'none') return { kind: 'notVerified', what: TRIP, because: 'there is no way back' };
  if (down.kind === 'irreversible')
    return { kind: 'notVerified', what: TRIP, because: `it cannot be taken back: ${down.because}` };
  if (down.kind === 'not run') return { kind: 'notVerified', what: TRIP, because: down.because };
  const stopped = down.statements.find(({ outcome: { kind } }) => kind === 'failed' || kind === 'ended')?.outcome;
  if (stopped?.kind === 'failed')
    return { kind: 'failed', what: TRIP, result: `the way back stopped: ${said(stopped.error)}` };
  if (stopped?.kind === 'ended')
    return { kind: 'failed', what: TRIP, result: `the way back stopped: ${stopped.because}` };
  const differences = down.differences.filter(matters);
  if (differences.length > 0)
    return {
      kind: 'failed',
      what: TRIP,
      result: `the way back leaves the schema changed: ${differences.slice(0, 5).map(differenceText).join('; ')}`,
    };
  if (again.kind === 'failed')
    return { kind: 'failed', what: TRIP, result: `the second way up stopped: ${said(again.error)}` };
  const lost = down.lost.length > 0 ? `; not the values of ${down.lost.join(', ')}` : '';
  return { kind: 'verified', what: TRIP, result: `the same schema again${lost}` };
}

export function differenceText({ kind, object }: Difference): string {
  if (kind === 'missing') return `${object} is gone`;
  return kind === 'extra' ? `${object} is left` : `${object} is not as it was`;
}

function rows({ rows }: Rehearsal): readonly Verification[] {
  const filled = rows.filter(({ before }) => before > 0);
  if (filled.length === 0) return [];
  const what = 'Rows survive';
  const broken = filled.filter(({ before, after, changed }) => before !== after || changed.length > 0);
  if (broken.length === 0)
    return [
      { kind: 'verified', what, result: `${counted(filled.length, 'table')} counted and compared column by column` },
    ];
  const result = broken.map((one) => rowsText(one)).join('; ');
  return [{ kind: 'notVerified', what, because: result }];
}

export function rowsText({ table, before, after, changed }: Rehearsal['rows'][number]): string {
  if (after === undefined) return `${table} is gone with its ${counted(before, 'row')}`;
  if (after !== before) return `${table} had ${counted(before, 'row')} and has ${after}`;
  return `values changed in ${changed.map((column) => `${table}.${column}`).join(', ')}`;
}
