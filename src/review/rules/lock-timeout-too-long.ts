import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'lock-timeout-too-long',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A lock_timeout of many seconds lets everybody wait as long as the migration does.',
  why: 'While an ALTER TABLE waits for its lock, every new query of the table waits behind it. The limit is the length of the outage that one accepts; many short tries do less harm than one long wait.',
  instead: 'A few seconds, and a runner that tries again.',
  sources: [
    'https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-LOCK-TIMEOUT',
    'https://www.postgresql.org/docs/current/explicit-locking.html',
  ],
  options: { max: { default: 15, description: 'Seconds that a lock_timeout may be long.' } },
  check: {
    setParameter({ name, value, span }, context) {
      if (name !== 'lock_timeout') return;
      const seconds = secondsOf(value);
      if (seconds === undefined || seconds <= context.option('max')) return;
      context.report({
        span,
        message: `While this migration waits up to ${seconds} s for a lock, every query of that table waits behind it. Set a few seconds, and let the runner try again.`,
      });
    },
  },
});

const UNITS: Readonly<Record<string, number>> = { us: 1e-6, ms: 0.001, s: 1, min: 60, h: 3600, d: 86400 };

/** Seconds of a time setting (config "20.1.1. Parameter Names and Values"): a bare number is milliseconds. */
function secondsOf(value: string): number | undefined {
  const found = /^'?\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*'?$/i.exec(value.trim());
  const unit = UNITS[(found?.[2] || 'ms').toLowerCase()];
  return found && unit !== undefined ? Math.round(Number(found[1]) * unit * 1000) / 1000 : undefined;
}

export const cases: Cases = {
  good: [
    { title: 'five seconds', sql: "SET lock_timeout = '5s';" },
    { title: 'in milliseconds', sql: 'SET lock_timeout = 5000;' },
    { title: 'another timeout', sql: "SET statement_timeout = '1h';" },
  ],
  bad: [
    {
      title: 'two minutes',
      sql: "«SET lock_timeout = '2min'»;",
      says: [
        'While this migration waits up to 120 s for a lock, every query of that table waits behind it. Set a few seconds, and let the runner try again.',
      ],
    },
    {
      title: 'milliseconds',
      sql: '«SET LOCAL lock_timeout = 60000»;',
      says: [
        'While this migration waits up to 60 s for a lock, every query of that table waits behind it. Set a few seconds, and let the runner try again.',
      ],
    },
  ],
};
