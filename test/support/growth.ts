import { expect } from 'vitest';

/** Processor time of a run, in milliseconds: what other work on the machine does not change. */
function cost(run: () => void): number {
  const start = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * That the cost of `run` grows with its input and not with its square: eight times the text must not cost 64 times as much. A
 * proof of shape, not of speed: the margin is wide, and a collection of garbage in one try does not fail it.
 */
export function expectLinear(run: (text: string) => void, piece: string, what: string): void {
  const small = piece.repeat(Math.ceil(50_000 / piece.length));
  const large = piece.repeat(Math.ceil(400_000 / piece.length));
  run(small);
  let first = 0;
  let second = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < 4 && second >= first * 24 + 400; tries++) {
    first = Math.max(
      first,
      cost(() => run(small)),
    );
    second = Math.min(
      second,
      cost(() => run(large)),
    );
  }
  expect(second, what).toBeLessThan(first * 24 + 400);
}
