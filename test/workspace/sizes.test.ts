import { describe, expect, it } from 'vitest';
import { readSql } from '../../src/sql';
import { statisticsQuery } from '../../src/workspace';
import { withHints } from '../../src/workspace/size-hints';
import { readStatistics, sizesFrom } from '../../src/workspace/statistics';

describe('a statistics file', () => {
  it.each([
    ['psql --csv', 'schema,table,rows,bytes,writes_per_second\npublic,users,40000000,1024,2.5\n'],
    ['mysql --batch', 'table\trows\tbytes\twrites_per_second\nusers\t40000000\t1024\t2.5\n'],
    ['semicolons and quotes', '"table";"rows";"bytes";"writes_per_second"\r\n"users";"40000000";"1024";"2.5"\r\n'],
    ['JSON', '[{"table":"users","rows":40000000,"bytes":"1024","writes_per_second":2.5}]'],
  ])('is read as %s prints it', (_, text) => {
    expect([...sizesFrom(readStatistics(text), 'postgresql')]).toEqual([
      ['users', { rows: 40000000, bytes: 1024, writesPerSecond: 2.5 }],
    ]);
  });

  it('keeps schemas other than the usual one, and leaves out lines that tell nothing', () => {
    const text = 'schema,table,rows\naudit,"log, old",7\npublic,empty,\n,,3\n';
    expect([...sizesFrom(readStatistics(text), 'postgresql').keys()]).toEqual(['audit.log, old']);
  });

  it.each(['', '[', 'rows\n1', '{"a":1}', '\0\0'])('that is none gives nothing: %j', (text) => {
    expect(readStatistics(text)).toEqual([]);
  });

  it('has a query for each engine of tables', () => {
    for (const dialect of ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'] as const)
      expect(statisticsQuery(dialect)).toMatch(/^SELECT/);
    expect(statisticsQuery('mongodb')).toBeUndefined();
  });
});

describe('comments that tell sizes', () => {
  const sizes = (sql: string, known: Readonly<Record<string, { readonly rows: number }>> = {}) =>
    Object.fromEntries(
      withHints(new Map(Object.entries(known)), [readSql('file:///a.sql', sql, 'postgresql')], 'postgresql', undefined),
    );

  it.each([
    ['above a table', '-- rows: 40M\nCREATE TABLE users (id int);', 40e6],
    ['behind it', 'CREATE TABLE users (id int); -- rows: 2.5 million', 2.5e6],
    ['inside it', 'CREATE TABLE users (\n  -- rows = 12_000\n  id int\n);', 12000],
    ['with its name, anywhere', 'SELECT 1;\n-- rows users: 1,200,000\n', 1.2e6],
    ['above a change', '/* rows: 3k */\nALTER TABLE users ADD COLUMN a int;', 3000],
  ])('%s', (_, sql, rows) => {
    expect(sizes(sql)).toEqual({ users: { rows } });
  });

  it.each(['-- rows are many: 40M\nSELECT 1;', '-- rows: many\nCREATE TABLE users (id int);', '-- rows: 40M'])(
    'nothing is told by %j',
    (sql) => expect(sizes(sql)).toEqual({}),
  );

  it('stand below what was measured or set, and the last one counts', () => {
    expect(sizes('-- rows users: 1k\n-- rows users: 2k\n')).toEqual({ users: { rows: 2000 } });
    expect(sizes('-- rows users: 1k\n', { users: { rows: 5 } })).toEqual({ users: { rows: 5 } });
  });
});
