import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { readScript, sqlOf } from '../support/script-migration';
import { found } from './support';

withGrammars('javascript', 'typescript');

const up = (body: string, dialect: Dialect = 'postgresql', others: Readonly<Record<string, string>> = {}) =>
  sqlOf(readScript('knex', `exports.up = async (knex) => {\n${body}\n};`, dialect, 'm/1_a.js', others).up, dialect);

describe('the schema builder of PostgreSQL', () => {
  it('gives keys, indexes and references the names that knex gives them', () => {
    expect(
      up(`await knex.schema.createTable('Order-Lines', (t) => {
        t.increments();
        t.integer('bookId').unsigned().notNullable().unique().references('books.id').onDelete('CASCADE');
        t.string('Title').index();
        t.foreign(['a', 'b']).references(['c', 'd']).inTable('e');
      });`),
    ).toEqual([
      'CREATE TABLE "Order-Lines" ( id serial PRIMARY KEY, "bookId" integer NOT NULL, "Title" varchar(255) NULL );'.replace(
        ' NULL )',
        ' )',
      ),
      'ALTER TABLE "Order-Lines" ADD CONSTRAINT order_lines_bookid_unique UNIQUE ("bookId");',
      'ALTER TABLE "Order-Lines" ADD CONSTRAINT order_lines_bookid_foreign FOREIGN KEY ("bookId") REFERENCES books (id) ON DELETE CASCADE;',
      'CREATE INDEX order_lines_title_index ON "Order-Lines" ("Title");',
      'ALTER TABLE "Order-Lines" ADD CONSTRAINT order_lines_a_b_foreign FOREIGN KEY (a, b) REFERENCES e (c, d);',
    ]);
  });

  it('knows timestamps, defaults, enums and native types', () => {
    expect(
      up(`await knex.schema.withSchema('shop').createTable('t', function () {
        this.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
        this.timestamps(true, true);
        this.enu('state', ['a', "b's"]);
        this.enum('kind', ['x'], { useNative: true, enumName: 'kinds' }).defaultTo('x');
        this.boolean('on').defaultTo(false);
        this.jsonb('data').defaultTo('{}');
        this.decimal('price');
        this.specificType('tags', 'text[]');
        this.datetime('at', { useTz: false, precision: 3 });
      });`),
    ).toEqual([
      "CREATE TYPE shop.kinds AS ENUM ('x');",
      "CREATE TABLE shop.t ( id uuid DEFAULT gen_random_uuid(), created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP, state text CHECK (state in ('a', 'b''s')), kind shop.kinds DEFAULT 'x', \"on\" boolean DEFAULT false, data jsonb DEFAULT '{}', price decimal(8, 2), tags text[], at timestamp(3), CONSTRAINT t_pkey PRIMARY KEY (id) );",
    ]);
  });

  it('alters, drops and renames', () => {
    expect(
      up(`await knex.schema.alterTable('t', (table) => {
        table.string('name', 80).notNullable().defaultTo('x').alter();
        table.text('note').alter({ alterNullable: false });
        table.renameColumn('a', 'b');
        table.dropColumns('c', 'd');
        table.setNullable('e');
        table.dropForeign('f');
        table.dropUnique(['g', 'h']);
        table.dropIndex([], 'named');
        table.dropPrimary();
      }).renameTable('t', 'u').dropTableIfExists('v');`),
    ).toEqual([
      'ALTER TABLE t ALTER COLUMN name DROP DEFAULT;',
      'ALTER TABLE t ALTER COLUMN name DROP NOT NULL;',
      'ALTER TABLE t ALTER COLUMN name TYPE varchar(80) USING (name::varchar(80));',
      "ALTER TABLE t ALTER COLUMN name SET DEFAULT 'x';",
      'ALTER TABLE t ALTER COLUMN name SET NOT NULL;',
      'ALTER TABLE t ALTER COLUMN note DROP DEFAULT;',
      'ALTER TABLE t ALTER COLUMN note TYPE text USING (note::text);',
      'ALTER TABLE t RENAME COLUMN a TO b;',
      'ALTER TABLE t DROP COLUMN c;',
      'ALTER TABLE t DROP COLUMN d;',
      'ALTER TABLE t ALTER COLUMN e DROP NOT NULL;',
      'ALTER TABLE t DROP CONSTRAINT t_f_foreign;',
      'ALTER TABLE t DROP CONSTRAINT t_g_h_unique;',
      'DROP INDEX named;',
      'ALTER TABLE t DROP CONSTRAINT t_pkey;',
      'ALTER TABLE t RENAME TO u;',
      'DROP TABLE IF EXISTS v;',
    ]);
  });
});

describe('a program around the builder', () => {
  it('follows guards, chains, loops, transactions and helpers of the project', () => {
    expect(
      up(
        `const { audit } = require('./audit');
        if (!(await knex.schema.hasTable('a'))) await knex.schema.dropTable('a');
        await knex.schema.hasColumn('b', 'c').then((has) => { if (has) return knex.schema.dropTable('b'); });
        for (const name of ['c', 'd']) await knex.schema.dropTable(name);
        await Promise.all(['e', 'f'].map((name) => knex.schema.dropTable(name)));
        await knex.transaction(async (trx) => { await trx.schema.dropTable('g'); await trx('h').where({ a: 1 }).del(); });
        if (knex.client.config.client === 'pg') await knex.raw('DROP TABLE i');
        else await knex.raw('DROP TABLE j');
        await lost(knex);`,
      ),
    ).toEqual([
      '? DROP TABLE a;',
      '? DROP TABLE b;',
      'DROP TABLE c;',
      'DROP TABLE d;',
      'DROP TABLE e;',
      'DROP TABLE f;',
      'DROP TABLE g;',
      'delete h',
      'DROP TABLE i;',
      'opaque: what this function does with the connection cannot be told: its code was not found',
    ]);
  });

  it('puts bindings into raw SQL and leaves operators alone', () => {
    expect(
      up(
        "await knex.raw('CREATE TABLE ?? (a int DEFAULT ?)', ['Big', 3]); await knex.raw('CREATE INDEX i ON t ((a \\\\? 1))');",
      ),
    ).toEqual(['CREATE TABLE "Big" ( a int DEFAULT 3 );', 'CREATE INDEX i ON t ((a ? 1));']);
  });

  it('says what it cannot tell', () => {
    expect(
      up("await knex.schema.createTable('t', (t) => { t.string(name()); t.integer('a').defaultTo(random()); });"),
    ).toEqual([
      'CREATE TABLE t ( a integer );',
      'opaque: the name or type of this column cannot be told without running it',
      'opaque: this default cannot be told without running it, so it is left out',
    ]);
  });

  it('reads every way of exporting, and the wish to have no transaction', () => {
    const one = "return knex.schema.dropTable('t');";
    const texts = [
      `exports.up = function (knex, Promise) { ${one} };`,
      `module.exports = { up(knex) { ${one} }, down: async () => {} };`,
      `export async function up(knex: Knex): Promise<void> { ${one} }`,
      `const up = (knex) => { ${one} }; module.exports = { up };`,
      `export default { up: async (knex) => { ${one} } };`,
      `module.exports.up = async ({ schema }) => { ${one.replace('knex.', '')} };`,
    ];
    for (const text of texts) expect(sqlOf(readScript('knex', text).up)).toEqual(['DROP TABLE t;']);
    const outside = readScript('knex', `exports.config = { transaction: false }; ${texts[0]}`);
    expect(outside.transaction.mode).toBe('statement');
  });
});

describe('other dialects', () => {
  const text = `await knex.schema.createTable('t', (t) => {
    t.bigIncrements('id');
    t.string('name').notNullable().defaultTo('').comment('What it is');
    t.boolean('on').defaultTo(true);
    t.timestamp('at');
    t.json('data');
    t.integer('other_id').unsigned().references('id').inTable('o');
    t.unique(['name']);
  });`;

  it('prints the types of MySQL', () => {
    expect(up(text, 'mysql')).toEqual([
      "CREATE TABLE t ( id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(255) NOT NULL DEFAULT '' COMMENT 'What it is', `on` boolean DEFAULT '1', at timestamp, data json, other_id int unsigned );",
      'ALTER TABLE t ADD CONSTRAINT t_other_id_foreign FOREIGN KEY (other_id) REFERENCES o (id);',
      'ALTER TABLE t ADD CONSTRAINT t_name_unique UNIQUE (name);',
    ]);
  });

  it('prints the types of SQLite', () => {
    expect(up(text, 'sqlite')).toEqual([
      `CREATE TABLE t ( id integer NOT NULL PRIMARY KEY AUTOINCREMENT, name varchar(255) NOT NULL DEFAULT '', "on" boolean DEFAULT '1', at datetime, data json, other_id integer, CONSTRAINT t_other_id_foreign FOREIGN KEY (other_id) REFERENCES o (id) );`,
      'CREATE UNIQUE INDEX t_name_unique ON t (name);',
    ]);
  });
});

describe('where its files are', () => {
  const step = "exports.up = (knex) => knex.schema.dropTable('t');";

  it('finds files by what they say and orders them by name', () => {
    expect(
      found('knex', ['db/migrate/2_b.js', 'db/migrate/10_a.js'], {
        'db/migrate/20240101_b.js': step,
        'db/migrate/20230101_a.js': step,
        'knexfile.js': "module.exports = { development: { client: 'sqlite3' }, production: { client: 'pg' } };",
      }),
    ).toEqual(['db/migrate [postgresql]: 20230101 a, 20240101 b']);
  });

  it('leaves out what stands beside numbered scripts, and programs that only write migrations', () => {
    expect(
      found('knex', [], {
        'migrations/1_a.js': step,
        'migrations/2_b.js': step,
        'migrations/index.js': "const knex = require('knex'); exports.up = (name) => name;",
        'bin/migration-create.js': `const knex = 1; const text = "${'exports.up'} = ()";`,
      }),
    ).toEqual(['migrations: 1 a, 2 b']);
  });

  it('begins with the one script beside the folder that makes the first tables', () => {
    const texts = {
      'package.json': '{ "dependencies": { "knex": "3" } }',
      'db/migrations/2024_a.js': 'exports.up = (knex) => knex.schema.dropTable("a");',
      'db/init_db.js':
        'const knex = R.knex; async function createTables() { await knex.schema.createTable("a", (t) => {}); } module.exports = { createTables };',
      'src/init.js': 'knex.schema.createTable("elsewhere", (t) => {});',
    };
    expect(found('knex', [], texts)).toEqual(['db/migrations: 0 init_db, 2024 a']);
    expect(
      sqlOf(readScript('knex', texts['db/init_db.js'], 'postgresql', 'db/init_db.js').up, 'postgresql'),
    ).toHaveLength(1);
  });

  it('does not claim the files of other tools, seeds, or programs that only use knex', () => {
    expect(
      found('knex', [], {
        'migrations/1_a.js': 'module.exports = { up: (queryInterface) => queryInterface.dropTable("knex") };',
        'migrations/2_b.js': "exports.seed = (knex) => knex('t').insert({});",
        'src/migrate.ts': "import knex from 'knex'; export const run = () => knex.migrate.latest();",
        'migrations/3_c.ts':
          "import { Kysely } from 'kysely'; export async function up(db: Kysely<any>) { /* not knex */ }",
      }),
    ).toEqual([]);
  });
});
