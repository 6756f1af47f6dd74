import { describe, expect, it } from 'vitest';
import {
  bytesText,
  cacheBytes,
  countsText,
  diskOperations,
  grow,
  growthChart,
  MONTHS,
  planBackups,
  planPartitions,
  planPool,
} from '../../src/advise';

describe('growth', () => {
  it('adds what comes in, and stops where rows are no longer kept', () => {
    const free = grow({ table: 'events', rowsNow: 1_000, rowsPerMonth: 100, bytesPerRow: 10 }, MONTHS);
    expect(free.points.map(({ rows }) => rows)).toEqual([1_000, 1_600, 2_200, 3_400, 4_600]);
    const kept = grow({ table: 'events', rowsNow: 0, rowsPerMonth: 100, keptMonths: 12, bytesPerRow: 10 }, MONTHS);
    expect(kept.points.map(({ rows }) => rows)).toEqual([0, 600, 1_200, 1_200, 1_200]);
  });

  it('is drawn as a chart in the unit that fits', () => {
    const series = grow({ table: 'events', rowsNow: 1e6, rowsPerMonth: 1e6, bytesPerRow: 1_000 }, MONTHS);
    expect(growthChart([series])).toBe(
      'xychart-beta\n  title "events"\n  x-axis ["now", "6 months", "12 months", "24 months", "36 months"]\n  y-axis "GB" 0 --> 41\n  line [1, 7, 13, 25, 37]',
    );
  });

  it('is told in units that people read', () => {
    expect([0, 999, 1_500, 2e6, 3.21e9, 1e12, 999_999].map(bytesText)).toEqual([
      '0 bytes',
      '999 bytes',
      '1.5 kB',
      '2.0 MB',
      '3.2 GB',
      '1.0 TB',
      '1.0 MB',
    ]);
    expect([5, 9_999, 12_345, 40e6, 1.5e9].map(countsText)).toEqual(['5', '9999', '12.3k', '40M', '1.5G']);
  });
});

describe('the pool', () => {
  it('holds what is busy, twice', () => {
    const plan = planPool({
      requestsPerSecond: 400,
      millisecondsHeld: 20,
      instances: 4,
      cores: 8,
      maxConnections: 100,
    });
    expect(plan.busy.value).toBe(8);
    expect(plan.perInstance.value).toBe(4);
    expect(plan.warnings).toEqual([]);
  });

  it('warns where requests would queue, and where a pooler is needed', () => {
    const plan = planPool({
      requestsPerSecond: 5_000,
      millisecondsHeld: 20,
      instances: 60,
      cores: 8,
      maxConnections: 97,
    });
    expect(plan.perInstance.value).toBe(1);
    expect(plan.warnings.join(' ')).toMatch(/requests will queue[\s\S]*pooler/);
  });
});

it('memory and disk operations follow from what is hot and what misses', () => {
  expect(cacheBytes(100e9, 0.2).value).toBe(25e9);
  expect(
    diskOperations({ readsPerSecond: 1_000, pagesPerRead: 4, hitRatio: 0.95, writesPerSecond: 100, indexes: 3 }).value,
  ).toBe(450);
});

describe('partitions', () => {
  it('are not made for small tables', () => {
    expect(planPartitions(1e9, 12, 64e9).interval).toBe('none');
  });

  it('are as long as fits memory', () => {
    expect(planPartitions(10e9, 36, 64e9)).toMatchObject({ interval: 'month', count: 36 });
    expect(planPartitions(200e9, 12, 64e9)).toMatchObject({ interval: 'day' });
  });

  it('that are too many are said to be', () => {
    expect(planPartitions(500e9, 60, 64e9).because).toContain('slow planning');
  });
});

describe('backups', () => {
  const facts = {
    bytes: 100e9,
    logBytesPerDay: 20e9,
    backupBytesPerSecond: 100e6,
    restoreBytesPerSecond: 200e6,
    replayBytesPerSecond: 50e6,
    rpoMinutes: 5,
    rtoMinutes: 60,
  };

  it('are as often as the replay allows', () => {
    const plan = planBackups(facts);
    expect(plan).toMatchObject({
      verdict: 'met',
      backupMinutes: { value: 17 },
      restoreMinutes: { value: 9 },
      logEveryMinutes: { value: 5 },
    });
    expect(plan.everyHours.value).toBe(24);
  });

  it('alone cannot meet a recovery time that the restore is longer than', () => {
    const plan = planBackups({ ...facts, bytes: 2e12 });
    expect(plan.verdict).toBe('not met');
    expect(plan.says.join(' ')).toContain('standby');
  });

  it('without any loss need a synchronous standby', () => {
    expect(planBackups({ ...facts, rpoMinutes: 0 }).says.join(' ')).toContain('synchronous');
  });
});
