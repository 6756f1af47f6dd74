/** Waiting and trying again, in the user's sight. */
import type { FailureKind } from '../protocol';
import type { Failure } from './failures';
import { isTransient } from './failures';
import type { TurnResult } from './provider';

/** Time as a parameter. `wait` resolves early, and never rejects, when the signal is aborted. */
export interface Clock {
  now(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      signal.addEventListener('abort', done);
    }),
};

/** What the user sees while we wait: "Rate limit; trying again in 12 s (2 of 5)." */
export interface Waiting {
  readonly failure: Failure;
  readonly inMs: number;
  /** The try that comes next, and how many there are. */
  readonly attempt: number;
  readonly of: number;
}

export interface RetryPorts {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onWaiting: (waiting: Waiting) => void;
  /** A signal that ends one wait early: the user said "try now". Asked for anew at every wait. */
  readonly tryNow: () => AbortSignal;
}

/** Longer than this and the user is told when to come back, instead of being kept waiting. */
export const longestWaitMs = 60_000;

const tries: Readonly<Partial<Record<FailureKind, number>>> = { rateLimit: 5, overloaded: 6, offline: 4, stalled: 2 };

/** The pause before try `attempt` (2, 3, …): the server's wish if it has one, else 1, 2, 4, 8 … seconds. */
export function pauseBefore(attempt: number, retryAfterMs: number | undefined): number {
  return retryAfterMs ?? Math.min(1_000 * 2 ** (attempt - 2), longestWaitMs);
}

/**
 * Runs `once` until it succeeds, fails for good, or is stopped. A turn whose text has begun to show is not run again: it would
 * say everything twice.
 */
export async function withRetry(once: () => Promise<TurnResult>, ports: RetryPorts): Promise<TurnResult> {
  for (let attempt = 2; ; attempt++) {
    const result = await once();
    if (result.kind !== 'failed' || result.partial !== '' || !isTransient(result.failure)) return result;
    const of = tries[result.failure.kind] ?? 1;
    const inMs = pauseBefore(attempt, result.failure.retryAfterMs);
    if (attempt > of || inMs > longestWaitMs) return { ...result, failure: comeBack(result.failure, inMs) };
    ports.onWaiting({ failure: result.failure, inMs, attempt, of });
    await ports.clock.wait(inMs, AbortSignal.any([ports.signal, ports.tryNow()]));
    if (ports.signal.aborted) return { kind: 'stopped', partial: '' };
  }
}

function comeBack(failure: Failure, inMs: number): Failure {
  if (failure.kind !== 'rateLimit' || inMs <= longestWaitMs) return failure;
  const minutes = Math.ceil(inMs / 60_000);
  return { ...failure, sentence: `${failure.sentence} It asks us to wait ${minutes} minutes.` };
}
