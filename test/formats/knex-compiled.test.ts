import { createRequire } from 'node:module';
import knex, { type Knex } from 'knex';
import { describe, expect, it } from 'vitest';
import type { Operation, Script } from '../../src/model';
import { readSql } from '../../src/sql';
import { withoutSpans } from '../sql/operations';
import { withGrammars } from '../support/grammars';
import { readScript } from '../support/script-migration';

withGrammars('javascript');

const CLIENTS = { postgresql: 'postgres', mysql: 'mysql2' } as const;

interface Asked {
  readonly sql?: string;
  response?: unknown;
}

/** The SQL that knex itself makes of a migration's body, with no database behind. */
async function compiled(body: string, dialect: keyof typeof CLIENTS): Promise<readonly string[]> {
  const statements: string[] = [];
  const Client: new (config: object) => Knex.Client = createRequire(__filename)(
    `knex/lib/dialects/${CLIENTS[dialect]}`,
  );
  class Recording extends Client {
    override async acquireConnection() {
      return {};
    }
    override async releaseConnection() {}
    async _query(_connection: unknown, asked: Asked) {
      if (asked.sql) statements.push(asked.sql);
      asked.response = dialect === 'mysql' ? [[], []] : { rows: [], rowCount: 0, command: '' };
      return asked;
    }
  }
  const db = knex({ client: Recording as unknown as typeof Knex.Client });
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction('knex', body)(db);
  return statements;
}

const operationsOf = (script: Script): readonly Operation[] =>
  script.statements.flatMap(({ operations }) => operations);

async function expectAsCompiled(body: string, dialect: keyof typeof CLIENTS): Promise<void> {
  const text = (await compiled(body, dialect)).join(';\n').replace(/"([a-z_]+)"/g, '$1');
  const theirs = operationsOf(readSql('file:///m/1_a.js', text, dialect));
  expect(theirs.length).toBeGreaterThan(0);
  const ours = readScript('knex', `exports.up = async (knex) => {\n${body}\n};`, dialect, 'm/1_a.js').up;
  expect(withoutSpans(operationsOf(ours))).toEqual(withoutSpans(theirs));
}

const TABLES = `
  await knex.schema.createTable('people', (t) => {
    t.increments('id');
    t.string('name', 80).notNullable().defaultTo('x').unique();
    t.integer('age').unsigned().index();
    t.boolean('alive').notNullable();
    t.decimal('price', 10, 2);
    t.bigInteger('big');
    t.text('about');
    t.json('data');
    t.date('born');
    t.timestamps(true, true);
  });
  await knex.schema.createTable('pets', (t) => {
    t.integer('owner_id').unsigned().notNullable().references('id').inTable('people').onDelete('CASCADE');
    t.string('kind');
    t.primary(['owner_id', 'kind']);
    t.unique(['kind', 'owner_id'], { indexName: 'pets_both' });
    t.index(['kind'], 'by_kind');
  });
  await knex.schema.alterTable('people', (t) => {
    t.string('email');
    t.renameColumn('about', 'story');
    t.dropColumn('big');
    t.dropUnique(['name']);
    t.foreign('age').references('id').inTable('people');
  });
  await knex.schema.renameTable('pets', 'animals');
  await knex.schema.dropTableIfExists('gone');
  await knex.raw('CREATE INDEX raw_one ON people (email)');
`;

describe('what is read of a migration is the SQL that knex makes of it', () => {
  it('in PostgreSQL', async () => {
    await expectAsCompiled(TABLES, 'postgresql');
  });

  it('in PostgreSQL, for what only it has', async () => {
    await expectAsCompiled(
      `await knex.schema.withSchema('shop').createTable('t', (t) => {
         t.uuid('id').primary().defaultTo(knex.fn.uuid());
         t.enum('state', ['a', 'b']).notNullable().defaultTo('a');
         t.enum('mood', ['sad'], { useNative: true, enumName: 'moods' });
         t.jsonb('data').defaultTo('{}');
         t.specificType('tags', 'text[]');
         t.timestamp('at', { useTz: false }).defaultTo(knex.fn.now());
       });
       await knex.schema.alterTable('u', (t) => { t.string('name', 20).notNullable().alter(); t.dropForeign('x'); t.setNullable('y'); });`,
      'postgresql',
    );
  });

  it('in MySQL', async () => {
    await expectAsCompiled(TABLES.replace(/t\.renameColumn.*\n/, '\n'), 'mysql');
  });
});
