import { beforeAll, describe, expect, it } from 'vitest';
import { foldAll, type Operation } from '../../src/model';
import { factsOf, nextStage, pendingContracts, plan, withText } from '../../src/plan';
import { printScript, readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';
import { catalogue, database, emptied } from './engine';
import { example, type Proposed, proposed, textsOf } from './project';

const TOOLS = process.env.TOOLS?.split(',') ?? [
  'flyway',
  'django-migrations',
  'alembic',
  'rails',
  'knex',
  'prisma-migrate',
  'liquibase',
];

const CHANGES: readonly (readonly [string, string])[] = [
  ['a renamed column', 'ALTER TABLE authors RENAME COLUMN name TO full_name'],
  ['a renamed table', 'ALTER TABLE customers RENAME TO buyers'],
  ['a wider key', 'ALTER TABLE orders ALTER COLUMN id TYPE bigint'],
  ['another type', 'ALTER TABLE books ALTER COLUMN price TYPE numeric(10,2)'],
  ['a dropped column', 'ALTER TABLE customers DROP COLUMN name'],
  [
    'a column that is required, one that references, and a unique index',
    `ALTER TABLE stock ALTER COLUMN shelf SET NOT NULL; ALTER TABLE orders ADD COLUMN payer_id bigint REFERENCES customers (id); CREATE UNIQUE INDEX customers_name_idx ON customers (name);`,
  ],
];

/** What the plan itself says: a reference that stays narrower, a column that becomes optional. */
const SAID: ReadonlySet<string> = new Set(['foreign-key-type-mismatch', 'foreign-key-without-index', 'drop-not-null']);

withGrammars('python', 'ruby', 'javascript', 'typescript');
beforeAll(database, 180_000);

/** What our readers find in the new files, in order. */
function written({ layer, before }: Proposed): readonly Operation[] {
  const known = new Set(before.migrations.map(({ id }) => id));
  return layer.migrations
    .filter(({ id }) => !known.has(id))
    .flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations));
}

/** Statements without what our readers keep no text of, and what is in a loop. */
function statements(operations: readonly Operation[]): readonly string[] {
  const kept = operations.filter(({ kind }) => kind !== 'changeData' && kind !== 'transactionControl');
  return printScript(kept, 'postgresql').statements.map((text) => text.replace(/\s+/g, ' ').trim());
}

describe.each(TOOLS)('the files of a plan for %s', (tool) => {
  it.each(CHANGES)('are read back as its steps: %s', async (_, sql) => {
    const result = await proposed(example(tool), sql);
    const { before, layer, proposal } = result;
    const operations = withText(readSql('file:///change.sql', sql, 'postgresql'), sql);
    const steps = nextStage(plan(operations, factsOf(before)));
    expect(statements(written(result))).toEqual(statements(steps.flatMap(({ up }) => up)));
    expect(layer.problems).toEqual(before.problems);
    expect(layer.coverage.notUnderstood).toEqual(before.coverage.notUnderstood);
    // The batches stand in the files as they are, though readers keep no text of data.
    const text = Object.values(textsOf(proposal)).join('\n');
    const loops = steps.flatMap(({ up }) => up).filter(({ kind }) => kind === 'changeData').length;
    expect(text.match(/\bLOOP\b/g)?.length ?? 0).toBe(loops * 2);
    const known = new Set(proposal.evidence.findingsBefore.map(({ rule }) => rule));
    const raised = proposal.evidence.findingsAfter.filter(
      ({ rule, severity }) => severity !== 'info' && !known.has(rule) && !SAID.has(rule),
    );
    expect(raised.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });

  it('say that a new column is still to be required', async () => {
    const { layer } = await proposed(example(tool), 'ALTER TABLE authors ADD COLUMN motto text NOT NULL');
    expect(pendingContracts(layer).map(({ plan: { title } }) => title)).toEqual(['add motto to authors']);
  });

  it('say what is still to come, until it is done', async () => {
    const { layer } = await proposed(example(tool), 'ALTER TABLE authors RENAME COLUMN name TO full_name');
    const [pending, ...more] = pendingContracts(layer);
    expect(more).toEqual([]);
    expect(pending?.plan.steps.map(({ name }) => name)).toEqual(['drop name of authors']);
    const done = [
      ...layer.migrations.flatMap(({ up }) => up.statements.flatMap((one) => one.operations)),
      ...(pending?.plan.steps.flatMap(({ up }) => up) ?? []),
    ];
    expect(pendingContracts({ ...layer, schema: foldAll('postgresql', done) })).toEqual([]);
  });
});

it('the SQL of the files runs on PostgreSQL behind the history', async () => {
  for (const [, sql] of CHANGES) {
    const { before, layer } = await proposed(example('flyway'), sql);
    const db = await emptied();
    const all = [...before.migrations, ...layer.migrations.slice(before.migrations.length)];
    for (const { up } of all)
      for (const text of printScript(
        up.statements.filter(({ conditional }) => !conditional).flatMap(({ operations }) => operations),
        'postgresql',
      ).statements)
        await db.exec(text);
    expect((await catalogue(db)).length).toBeGreaterThan(30);
  }
});

it('a backfill stands in the Django app whose table it fills, behind the step that it needs', async () => {
  const app = (name: string, table: string) => ({
    [`${name}/__init__.py`]: '',
    [`${name}/migrations/__init__.py`]: '',
    [`${name}/migrations/0001_initial.py`]: `from django.db import migrations, models\n\n\nclass Migration(migrations.Migration):\n    initial = True\n    dependencies = []\n    operations = [\n        migrations.CreateModel(\n            name="${table}",\n            fields=[("id", models.BigAutoField(primary_key=True)), ("title", models.TextField(null=True))],\n        ),\n    ]\n`,
  });
  const files = { ...example('django-migrations'), ...app('aaa', 'Thing'), ...app('zzz', 'Other') };
  const { proposal, layer, before } = await proposed(files, 'ALTER TABLE aaa_thing RENAME COLUMN title TO name');
  expect(Object.keys(textsOf(proposal))).toEqual([
    'aaa/migrations/0002_add_name_beside_title_of_aaa_thing.py',
    'aaa/migrations/0003_backfill_name_of_aaa_thing.py',
  ]);
  expect(layer.problems).toEqual(before.problems);
});
