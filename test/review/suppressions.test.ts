import { describe, expect, it } from 'vitest';
import type { DataLayer, Finding } from '../../src/model';
import { applyEdits, reviewDataLayer, suppressionEdit } from '../../src/review';
import { readSql } from '../../src/sql';
import { layer, migration } from './layer';

const ORDERS = 'CREATE TABLE orders (id bigint PRIMARY KEY, a int, b int);';
const ONLY = { 'create-index-non-concurrent': 'error', 'unused-suppression': 'warning' } as const;

function review(sql: string, today = '2026-11-22'): readonly Finding[] {
  const before = migration('1', ORDERS);
  const subject: DataLayer = layer([before, migration('2', sql)]);
  return reviewDataLayer(subject, {
    today,
    source: (uri) => (uri === 'file:///2.sql' ? sql : ORDERS),
    settings: { preset: 'none', severities: ONLY },
  });
}

const rulesOf = (sql: string, today?: string): readonly string[] => review(sql, today).map(({ rule }) => rule);
const INDEX = 'CREATE INDEX i ON orders (a);';

describe('a suppression', () => {
  it('on the line before silences the statement', () => {
    expect(rulesOf(`-- architect-ignore create-index-non-concurrent: nobody writes at night\n${INDEX}`)).toEqual([]);
  });

  it('behind the statement silences it, and not the next one', () => {
    expect(
      rulesOf(`${INDEX} -- architect-ignore create-index-non-concurrent: small\nCREATE INDEX j ON orders (b);`),
    ).toEqual(['create-index-non-concurrent']);
  });

  it('in front of one statement does not reach the one after it', () => {
    const findings = review(
      `-- architect-ignore create-index-non-concurrent: x\n${INDEX}\nCREATE INDEX j ON orders (b);`,
    );
    expect(findings.map(({ span }) => span.start.line)).toEqual([2]);
  });

  it('inside a statement reaches its own line and the next', () => {
    expect(rulesOf('CREATE INDEX\n  -- architect-ignore create-index-non-concurrent: x\n  i ON orders (a);')).toEqual(
      [],
    );
  });

  it('in a block comment counts too', () => {
    expect(rulesOf(`/* architect-ignore create-index-non-concurrent: x */\n${INDEX}`)).toEqual([]);
  });

  it('of the file silences all of it', () => {
    expect(
      rulesOf(
        `${INDEX}\nCREATE INDEX j ON orders (b);\n-- architect-ignore-file create-index-non-concurrent: dead table`,
      ),
    ).toEqual([]);
  });

  it('names several rules, and one of them that finds nothing is unused', () => {
    expect(rulesOf(`-- architect-ignore create-index-non-concurrent, unused-suppression: x\n${INDEX}`)).toEqual([
      'unused-suppression',
    ]);
  });

  it('without a reason counts: asking for one is a review comment, not a machine’s', () => {
    expect(rulesOf(`-- architect-ignore create-index-non-concurrent\n${INDEX}`)).toEqual([]);
  });

  it('counts on its last day and not on the day after', () => {
    const sql = `-- architect-ignore create-index-non-concurrent until 2026-11-22: until the window\n${INDEX}`;
    expect(rulesOf(sql)).toEqual([]);
    expect(rulesOf(sql, '2026-11-23')).toEqual(['unused-suppression', 'create-index-non-concurrent']);
  });

  it('of a rule that is off is not called unused', () => {
    expect(rulesOf('-- architect-ignore drop-table: x\nSELECT 1;')).toEqual([]);
  });
});

describe('the edit that suppresses a finding', () => {
  it('puts the reason on a line before the statement, in its indent, and silences it', () => {
    const sql = `BEGIN;\n  ${INDEX}\nCOMMIT;`;
    const [finding] = review(sql);
    if (!finding) throw new Error('nothing was found');
    const edit = suppressionEdit(finding, 'built at\nnight', sql, readSql('file:///2.sql', sql, 'postgresql'));
    const after = applyEdits(sql, [edit]);
    expect(after).toBe(
      `BEGIN;\n  -- architect-ignore create-index-non-concurrent: built at night\n  ${INDEX}\nCOMMIT;`,
    );
    expect(rulesOf(after)).toEqual([]);
  });
});
