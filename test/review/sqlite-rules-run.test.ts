import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import initSqlJs, { type Database } from 'sql.js';
import { describe, expect, it } from 'vitest';
import type { BadCase, Cases, Rule } from '../../src/review';
import { unmark } from './run-case';

// What rules say of SQLite is held to SQLite itself (3.54, compiled to WebAssembly): what they call refused is refused,
// what they say is lost is lost, and the text after a fix runs.

const folder = join(__dirname, '../../src/review/rules');
const files = readdirSync(folder).filter((name) => name.endsWith('.ts') && !name.endsWith('.gen.ts'));
const loaded = await Promise.all(
  files.map(async (file) => (await import(join(folder, file))) as { readonly rule: Rule; readonly cases: Cases }),
);
const { Database: Engine } = await initSqlJs();

function within<T>(use: (db: Database) => T): T {
  const db = new Engine();
  try {
    db.run('PRAGMA foreign_keys = ON');
    return use(db);
  } finally {
    db.close();
  }
}

function isSqlite({ rule }: { readonly rule: Rule }, example: BadCase): boolean {
  return (example.dialect ?? rule.dialects[0]) === 'sqlite';
}

const withFix = loaded.flatMap((one) =>
  one.cases.bad
    .filter((example) => isSqlite(one, example) && example.fixed !== undefined)
    .map((example) => ({ id: one.rule.id, title: example.title, example })),
);

function casesOf(id: string): readonly BadCase[] {
  return loaded.find(({ rule }) => rule.id === id)?.cases.bad ?? [];
}

describe('the text after a fix runs on SQLite', () => {
  it('for six cases or more', () => expect(withFix.length).toBeGreaterThanOrEqual(6));

  it.each(withFix)('$id: $title', ({ example }) => {
    within((db) => {
      db.run(example.before ?? '');
      if (example.transaction === 'file') db.run('BEGIN');
      expect(() => db.run(example.fixed ?? '')).not.toThrow();
    });
  });
});

describe('SQLite refuses what sqlite-drop-column-limits says it refuses', () => {
  it.each(casesOf('sqlite-drop-column-limits'))('$title', ({ before, sql }) => {
    within((db) => {
      db.run(before ?? '');
      expect(() => db.run(unmark(sql).text)).toThrow(/drop column|cannot drop/i);
    });
  });

  it('and takes what it is silent about', () => {
    const good = loaded.find(({ rule }) => rule.id === 'sqlite-drop-column-limits')?.cases.good ?? [];
    for (const { before, sql } of good.filter((example) => example.before !== undefined)) {
      within((db) => {
        db.run(before ?? '');
        expect(() => db.run(sql)).not.toThrow();
      });
    }
  });
});

const FAMILY = `CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
  CREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id) ON DELETE CASCADE);
  INSERT INTO users VALUES (1, 'Ann'); INSERT INTO posts VALUES (1, 1);`;
const REBUILD = `CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
  INSERT INTO new_users SELECT id, name FROM users; DROP TABLE users; ALTER TABLE new_users RENAME TO users;`;

function postsAfter(sql: string): unknown {
  return within((db) => {
    db.run(FAMILY + sql);
    return db.exec('SELECT count(*) FROM posts')[0]?.values[0]?.[0];
  });
}

describe('a rebuild under foreign keys on SQLite', () => {
  it('deletes the rows of the child table while foreign keys are on', () => expect(postsAfter(REBUILD)).toBe(0));
  it('keeps them when foreign keys are switched off first', () =>
    expect(postsAfter(`PRAGMA foreign_keys = OFF; ${REBUILD}`)).toBe(1));
  it('deletes them although a PRAGMA inside the transaction seems to switch foreign keys off', () =>
    expect(postsAfter(`BEGIN; PRAGMA foreign_keys = OFF; ${REBUILD} COMMIT;`)).toBe(0));
  it('deletes them although the check is deferred', () =>
    expect(postsAfter(`BEGIN; PRAGMA defer_foreign_keys = ON; ${REBUILD} COMMIT;`)).toBe(0));

  it('leaves the child without a parent when the old table is renamed away', () => {
    within((db) => {
      db.run(`${FAMILY} PRAGMA foreign_keys = OFF; ALTER TABLE users RENAME TO _users_old;
        CREATE TABLE users (id INTEGER PRIMARY KEY); INSERT INTO users SELECT id FROM _users_old;
        DROP TABLE _users_old; PRAGMA foreign_keys = ON;`);
      expect(() => db.run('INSERT INTO posts VALUES (2, 1)')).toThrow('no such table: main._users_old');
    });
  });
});
