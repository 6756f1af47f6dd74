import { describe, expect, it } from 'vitest';
import type { DataLayer, Finding, Migration } from '../../src/model';
import type { ReviewOptions } from '../../src/review';
import { reviewDataLayer, reviewMigration, rules, schemaBefore } from '../../src/review';
import { layer, migration } from './layer';

const TABLE = 'CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);';
const INDEX = 'CREATE INDEX i ON orders (a);';
const only = (...ids: readonly string[]): ReviewOptions => ({
  settings: { preset: 'none', severities: Object.fromEntries(ids.map((id) => [id, 'error' as const])) },
});
const idsOf = (findings: readonly Finding[]): readonly string[] => findings.map(({ rule }) => rule);
const reviewed = (migrations: readonly Migration[], options: ReviewOptions, over: Partial<DataLayer> = {}) =>
  reviewDataLayer(layer(migrations, over), options);

describe('a review of a history', () => {
  it('sees the schema at that point: an index on a table made in the same migration is not reported', () => {
    const options = only('create-index-non-concurrent');
    expect(reviewed([migration('1', `${TABLE}\n${INDEX}`)], options)).toEqual([]);
    expect(idsOf(reviewed([migration('1', TABLE), migration('2', INDEX)], options))).toEqual([
      'create-index-non-concurrent',
    ]);
  });

  it('does not report an index on a table that was dropped and made again', () => {
    const again = migration('2', `DROP TABLE orders;\n${TABLE}\n${INDEX}`);
    expect(reviewed([migration('1', TABLE), again], only('create-index-non-concurrent'))).toEqual([]);
  });

  it('leaves a baseline out whose migrations are there themselves, as the history does', () => {
    const baseline = migration('B1', `${TABLE}\n${INDEX}`, { baseline: true });
    const history = [migration('1', TABLE), baseline, migration('2', 'DROP TABLE orders;')];
    expect(idsOf(reviewed(history, only('drop-table', 'create-index-non-concurrent')))).toEqual(['drop-table']);
    expect(idsOf(reviewed([baseline, migration('2', 'DROP TABLE orders;')], only('drop-table')))).toEqual([
      'drop-table',
    ]);
  });

  it('takes tables of unreleased migrations for new, and leaves released migrations alone', () => {
    const history = [
      migration('1', 'CREATE TABLE old (id bigint, a int);'),
      migration('2', TABLE),
      migration('3', INDEX),
    ];
    const options = only('create-index-non-concurrent');
    expect(idsOf(reviewed(history, { ...options, releasedThrough: '1' }))).toEqual([]);
    expect(idsOf(reviewed(history, { ...options, releasedThrough: '2' }))).toEqual(['create-index-non-concurrent']);
    expect(idsOf(reviewed(history, { ...options, releasedThrough: '3' }))).toEqual([]);
  });

  it('looks at a table once: in the models where they declare it, else in the migrations', () => {
    const history = [migration('1', 'CREATE TABLE a (x int);\nCREATE TABLE b (x int);')];
    const models = migration('models', 'CREATE TABLE a (x int);');
    const declared = { tool: 'models', kind: 'models' as const, scripts: [models.up], schema: layer([models]).schema };
    const found = reviewed(history, only('missing-primary-key'), { models: [declared] });
    expect(found.map(({ span }) => [span.uri, span.start.line])).toEqual([
      ['file:///1.sql', 1],
      ['file:///models.sql', 0],
    ]);
  });

  it('gives the same list in the same order each time, by file and then by place', () => {
    const history = [migration('1', TABLE), migration('2', `DROP INDEX IF EXISTS x;\n${INDEX}\nDROP TABLE orders;`)];
    const first = reviewed(history, {});
    expect(reviewed(history, {})).toEqual(first);
    const places = first.map(({ span }) => [span.uri, span.start.offset] as const);
    expect(places).toEqual([...places].sort((a, b) => a[0].localeCompare(b[0]) || a[1] - b[1]));
  });

  it('finds the same without the text, only without fixes', () => {
    const history = [migration('1', TABLE), migration('2', INDEX)];
    const [finding] = reviewed(history, only('create-index-non-concurrent'));
    expect(finding?.fixes).toEqual([]);
  });
});

describe('sizes and severities', () => {
  const history = [migration('1', TABLE), migration('2', INDEX)];
  const rowsOf = (rows: number) => ({ sizes: new Map([['orders', { rows }]]) });
  const severityAt = (rows: number) =>
    reviewed(history, {}, rowsOf(rows)).find(({ rule }) => rule === 'create-index-non-concurrent')?.severity;

  it('says nothing of a small table, warns of a middling one, and reports an error for a large one', () => {
    expect([severityAt(500), severityAt(50_000), severityAt(5_000_000)]).toEqual([undefined, 'warning', 'error']);
  });

  it('keeps the severity that a team chose', () => {
    const options: ReviewOptions = { settings: { severities: { 'create-index-non-concurrent': 'info' } } };
    const findings = reviewed(history, options, rowsOf(5_000_000));
    expect(findings.find(({ rule }) => rule === 'create-index-non-concurrent')?.severity).toBe('info');
  });

  it('leaves a rule out that is off', () => {
    const options: ReviewOptions = { settings: { severities: { 'create-index-non-concurrent': 'off' } } };
    expect(idsOf(reviewed(history, options))).not.toContain('create-index-non-concurrent');
  });
});

describe('a review of one migration at a keystroke', () => {
  it('says what the review of the whole history says of that file', () => {
    const sql = `${INDEX}\nALTER TABLE orders ALTER COLUMN a SET NOT NULL;\nALTER TABLE orders RENAME COLUMN b TO c;`;
    const last = migration('2', sql);
    const whole = layer([migration('1', TABLE), last]);
    const operations = rules.filter(({ check }) => !check.table && !check.schema);
    const source = (uri: string) => (uri === last.uri ? sql : TABLE);
    const options = { rules: operations, source };
    const ofFile = reviewDataLayer(whole, options).filter(({ span }) => span.uri === last.uri);
    expect(ofFile.length).toBeGreaterThan(2);
    expect(reviewMigration(whole, last, schemaBefore(whole, '2'), options)).toEqual(ofFile);
  });
});

describe('one hazard, one finding', () => {
  it('a serial column is not also reported for its default or its key', () => {
    const history = [
      migration('1', 'CREATE TABLE log (a int);'),
      migration('2', 'ALTER TABLE log ADD COLUMN id bigserial PRIMARY KEY;'),
    ];
    const hazards = reviewed(history, {}).filter(
      ({ severity, span }) => severity === 'error' && span.uri.endsWith('2.sql'),
    );
    expect(idsOf(hazards)).toEqual(['add-column-auto-increment']);
  });

  it('a shorter type is not also reported as a change of type', () => {
    const history = [
      migration('1', 'CREATE TABLE t (id int PRIMARY KEY, a varchar(50));'),
      migration('2', 'ALTER TABLE t ALTER COLUMN a TYPE varchar(20);'),
    ];
    expect(idsOf(reviewed(history, only('change-column-type', 'narrow-column-type')))).toEqual(['narrow-column-type']);
  });
});

describe('bad input', () => {
  it.each(['', '\0\0\0', 'CREATE INDEX', 'ALTER TABLE', "UPDATE t SET a = '", 'DROP TABLE (((', '/* architect-ignore'])(
    'a review of %j returns',
    (sql) => expect(Array.isArray(reviewed([migration('1', sql)], {}))).toBe(true),
  );

  it('a script cut off anywhere still gives a review', () => {
    const sql = `${TABLE}\nALTER TABLE users ADD COLUMN n uuid NOT NULL DEFAULT gen_random_uuid();\n-- architect-ignore x, y until 2020-01-01: z\nDROP TABLE a, b CASCADE;`;
    for (let end = 0; end <= sql.length; end++) {
      const cut = sql.slice(0, end);
      expect(Array.isArray(reviewed([migration('1', cut)], { source: () => cut, today: '2026-11-22' }))).toBe(true);
    }
  });
});
