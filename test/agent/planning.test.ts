import { describe, expect, it } from 'vitest';
import { isPlannable, planOfFinding, planOfModels, planOfSql } from '../../src/agent';
import { PLANNED_RULES } from '../../src/agent/plan-sources';
import { rules } from '../../src/review';
import { dataOf, good, indexOf, openTools, root, shop } from './workspace';

const now = new Date('2026-11-22T10:00:00Z');

async function opened(files = shop) {
  const { workspace } = await openTools(files);
  const [layer] = workspace.dataLayers();
  if (layer === undefined) throw new Error('no data layer');
  return { layer, index: indexOf(workspace) };
}

describe('what a plan may start from', () => {
  it('rules that there are', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect([...PLANNED_RULES].filter((id) => !known.has(id))).toEqual([]);
  });

  it('a finding in the newest migration, which the plan takes the place of', async () => {
    const { layer, index } = await opened();
    const uri = `${root}/db/migration/V3__speed_up.sql`;
    expect(isPlannable(layer, uri, 'create-index-non-concurrent')).toBe(true);
    const made = planOfFinding({ uri, rule: 'create-index-non-concurrent' }, index, now);
    if (made.kind === 'impossible') throw new Error(made.because);
    expect(made.files.map(({ uri: file, after }) => [index.path(file), after === undefined])).toEqual([
      ['db/migration/V3__speed_up.sql', true],
      ['db/migration/V3__add_index_orders_book_id_idx.sql', false],
      ['db/migration/V3__add_index_orders_book_id_idx.sql.conf', false],
    ]);
    const [over] = index.overlay(made.files).layers;
    expect(over?.migrations.map(({ version }) => version)).toEqual(['1', '2', '3']);
    expect(over?.problems).toEqual([]);
  });

  it('no finding in an older migration, and none that a plan knows nothing of', async () => {
    const { layer } = await opened();
    expect(isPlannable(layer, `${root}/db/migration/V2__orders.sql`, 'drop-column')).toBe(false);
    expect(isPlannable(layer, `${root}/db/migration/V3__speed_up.sql`, 'missing-lock-timeout')).toBe(false);
  });

  it('no migration with something that was not understood, or that runs under a condition', async () => {
    for (const [text, because] of [
      ['FROBNICATE THE orders;', 'not understood'],
      ['DO $$ BEGIN IF true THEN ALTER TABLE orders DROP COLUMN email; END IF; END $$;', 'only under a condition'],
    ]) {
      const { index } = await opened({
        ...shop,
        'db/migration/V4__x.sql': `${text}\nALTER TABLE orders DROP COLUMN email;\n`,
      });
      const made = planOfFinding({ uri: `${root}/db/migration/V4__x.sql`, rule: 'drop-column' }, index, now);
      expect(made).toMatchObject({ kind: 'impossible', because: expect.stringContaining(because ?? '') });
    }
  });

  it('SQL, unless it is not understood or does nothing', async () => {
    const { layer, index } = await opened();
    const plan = (sql: string) => planOfSql(layer, sql, index, now);
    expect(plan('ALTER TABLE books RENAME COLUMN title TO name')).toMatchObject({
      kind: 'planned',
      steps: expect.any(Number),
    });
    expect(plan('FROBNICATE books')).toMatchObject({
      kind: 'impossible',
      because: expect.stringContaining('Not understood'),
    });
    expect(plan('ALTER TABLE tomes RENAME COLUMN a TO b')).toMatchObject({
      kind: 'impossible',
      because: expect.stringContaining('does not fit'),
    });
    expect(plan('')).toMatchObject({ kind: 'impossible' });
    expect(plan('ALTER TABLE books ALTER COLUMN title SET NOT NULL')).toMatchObject({
      kind: 'impossible',
      because: 'Nothing of it is left to be done.',
    });
  });

  it('models only where there are some', async () => {
    const { layer, index } = await opened();
    expect(planOfModels(layer, index, now)).toMatchObject({
      kind: 'impossible',
      because: expect.stringContaining('no models'),
    });
  });
});

describe('the agent', () => {
  const sql = 'ALTER TABLE books RENAME COLUMN title TO name';

  it('is told the safe sequence of a change, and the SQL of its first stage', async () => {
    const box = await openTools();
    const text = good(box.run('plan', { sql }));
    expect(text).toContain('As a safe sequence');
    expect(text).toContain('**Release**: Release code that reads and writes name instead of title of books');
  });

  it('proposes the first stage of a plan, with the whole of it on the card', async () => {
    const box = await openTools();
    const { proposal } = dataOf(box.run('propose', { title: 'Rename', rationale: 'Asked for.', plan: { sql } }));
    expect(proposal?.files.length).toBeGreaterThan(3);
    expect(proposal?.files.every(({ before }) => before === undefined)).toBe(true);
    expect(proposal?.rationale).toContain('drop title of books');
    expect(proposal?.files.some(({ after }) => after?.includes('DROP COLUMN title'))).toBe(false);
  });
});
