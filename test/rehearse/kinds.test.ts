import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { cases } from './kinds/cases';
import { recorded, traceKinds } from './kinds/trace-kinds';
import { builtEngine } from './support';

test('119 kinds of statement lock, rewrite and read what they are known to', async () => {
  const { folder, remove } = await builtEngine();
  const sandbox = createSandbox({ folder, spare: 'none' });
  try {
    const engine = await sandbox.engines({ budgets: { statement: 60_000, total: 600_000 } }).open({ extensions: [] });
    const found = await traceKinds(engine, 2000);
    expect(cases).toHaveLength(119);
    expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...recorded].sort()));
  } finally {
    sandbox.dispose();
    remove();
  }
}, 600_000);
