import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/formats';
import { reviewDataLayer } from '../../src/review';
import { withGrammars } from '../support/grammars';
import { layer, migration } from './layer';

withGrammars('ruby');

const TABLE = migration('1', 'CREATE TABLE users (id bigint PRIMARY KEY, email text);');

function rulesIn(sql: string, honor: 'honor' | 'ignore' = 'honor'): readonly string[] {
  const settings = honor === 'honor' ? { honorOtherLinters: true } : {};
  return reviewDataLayer(layer([TABLE, migration('2', sql)]), { settings })
    .filter(({ span }) => span.uri === 'file:///2.sql')
    .map(({ rule }) => rule);
}

const INDEX = 'CREATE INDEX ix ON users (email);';
const RULE = 'create-index-non-concurrent';

describe('comments for other linters', () => {
  it('count for nothing unless a team asks for it', () => {
    expect(rulesIn(`-- squawk-ignore require-concurrent-index-creation\n${INDEX}`, 'ignore')).toContain(RULE);
  });

  it.each([
    ['squawk', `-- squawk-ignore require-concurrent-index-creation\n${INDEX}`],
    ['squawk, of all rules', `-- squawk-ignore\n${INDEX}`],
    [
      'squawk, of a file',
      `-- squawk-ignore-file require-concurrent-index-creation, ban-drop-column\nSELECT 1;\n${INDEX}`,
    ],
    ['Atlas', `-- atlas:nolint concurrent_index\n${INDEX}`],
    ['Atlas, by a check', `-- atlas:nolint PG101\n${INDEX}`],
    ['eugene', `-- eugene: ignore E6\n${INDEX}`],
    ['pgfence', `-- pgfence-ignore\n${INDEX}`],
    ['sqlfluff', `${INDEX} -- noqa`],
  ])('silence our rules: %s', (_, sql) => {
    expect(rulesIn(sql)).not.toContain(RULE);
  });

  it.each([
    ['another rule', `-- squawk-ignore ban-drop-column\n${INDEX}`],
    ['a rule without a counterpart', `-- squawk-ignore no-such-rule\n${INDEX}`],
    ['a rule of style', `${INDEX} -- noqa: LT01`],
    ['another statement', `-- squawk-ignore require-concurrent-index-creation\nSELECT 1;\n${INDEX}`],
    ['another line', `SELECT 1; -- noqa\n${INDEX}`],
    ['prose', `-- squawk-ignored files are listed elsewhere\n${INDEX}`],
  ])('leave alone what they do not name: %s', (_, sql) => {
    expect(rulesIn(sql)).toContain(RULE);
  });

  it('are no unused suppressions of ours', () => {
    expect(rulesIn('-- squawk-ignore ban-drop-column\nSELECT 1;')).toEqual([]);
  });

  it('strong_migrations’ safety_assured covers what is inside', () => {
    const text =
      'class A < ActiveRecord::Migration[7.0]\n  def change\n    safety_assured { add_index :users, :email }\n    add_index :users, :id\n  end\nend\n';
    const uri = 'file:///db/migrate/20240101000000_a.rb';
    const read = formatOf('rails')?.read({ uri, text }, { dialect: 'postgresql' });
    if (!read) throw new Error('Rails is read');
    const own = { ...TABLE, id: '2', tool: 'rails', version: '2', uri, up: read.up, transaction: read.transaction };
    const settings = { honorOtherLinters: true };
    const found = reviewDataLayer(layer([TABLE, own]), {
      settings,
      source: (asked) => (asked === uri ? text : undefined),
    });
    const lines = found.filter(({ rule }) => rule === RULE).map(({ span }) => span.start.line);
    expect(lines).toEqual([3]);
  });
});
