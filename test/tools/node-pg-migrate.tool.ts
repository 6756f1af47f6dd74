import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleOf } from '../formats/support';
import { CONCURRENT, LOYALTY } from './steps';
import {
  catalogueOf,
  expectSame,
  inspectOf,
  type PostgresDatabase,
  type PostgresServer,
  projectFolder,
  runTool,
  startPostgres,
  writeMigration,
} from './support';

const OWN = ['pgmigrations'];

function migrate(folder: string, { url }: PostgresDatabase, ...words: readonly string[]) {
  return runTool('node-pg-migrate', words, folder, { DATABASE_URL: url });
}

const FIRST = `
export const shorthands = { key: { type: 'uuid', primaryKey: true, default: 'c0ffee00-0000-4000-8000-000000000000' } };
export const up = (pgm) => {
  pgm.createExtension('pgcrypto', { ifNotExists: true });
  pgm.createType('mood', ['sad', "don't know"]);
  pgm.createTable('authors', {
    id: 'id',
    name: { type: 'varchar(80)', notNull: true, default: 'nobody', unique: true },
    bornAt: { type: 'timestamptz', notNull: true, default: pgm.func('current_timestamp') },
    mood: { type: 'mood' },
    alive: { type: 'bool', default: true },
    weight: 'float',
    order: { type: 'int', check: '"order" > 0', default: -1 },
  }, { comment: 'Who writes.' });
  pgm.createTable({ schema: 'public', name: 'books' }, {
    key: 'key',
    author_id: { type: 'integer', notNull: true, references: 'authors', onDelete: 'CASCADE', onUpdate: 'NO ACTION' },
    isbn: { type: 'string' },
    price: { type: 'numeric(8,2)', expressionGenerated: '1 * 2' },
    rank: { type: 'int', sequenceGenerated: { precedence: 'ALWAYS' } },
  }, { constraints: { unique: [['author_id', 'isbn'], ['isbn']], check: "isbn <> ''" } });
  pgm.createTable('shelved', { book_key: { type: 'uuid', primaryKey: true }, shelf: { type: 'text', primaryKey: true } });
  pgm.createIndex('books', 'author_id');
  pgm.createIndex('books', ['isbn', { name: 'author_id', sort: 'DESC' }], { unique: true, where: 'isbn IS NOT NULL' });
  pgm.addIndex('authors', 'lower(name)', { name: 'authors_lower', method: 'btree' });
  pgm.createIndex('authors', 'bornAt', { include: ['name'] });
};
export const down = (pgm) => {
  pgm.dropTable('shelved');
  pgm.dropTable('books');
  pgm.dropTable('authors', { ifExists: true, cascade: true });
  pgm.dropType('mood');
};
`;
const SECOND = `
const TABLES = ['authors', 'books'];
exports.up = async (pgm) => {
  for (const table of TABLES) pgm.addColumns(table, { note: { type: 'text' }, seen: { type: 'datetime' } });
  pgm.addColumn('books', { 'pages': { type: 'smallint', notNull: true, default: 0 } }, { ifNotExists: true });
  pgm.renameColumn('authors', 'weight', 'heft');
  pgm.alterColumn('authors', 'heft', { type: 'numeric(5,1)', using: 'heft::numeric', notNull: true, default: 1.5 });
  pgm.alterColumn('authors', 'name', { default: null, notNull: false });
  pgm.addConstraint('shelved', 'shelved_book', { foreignKeys: { columns: 'book_key', references: 'books', onDelete: 'SET NULL' } });
  pgm.addConstraint('shelved', null, { check: "shelf <> 'x'" });
  pgm.addConstraint('authors', 'authors_heft', 'CHECK (heft > 0)');
  pgm.renameTable('shelved', 'shelvings');
  pgm.dropColumns('books', ['seen']);
  pgm.dropIndex('books', 'author_id');
  pgm.addTypeValue('mood', 'glad', { after: 'sad' });
  pgm.renameConstraint('authors', 'authors_heft', 'authors_heft_positive');
  pgm.dropConstraint('books', 'books_uniq_isbn');
  pgm.createView('known', { replace: true }, 'SELECT id, name FROM authors');
  pgm.sql(\`CREATE TABLE raw (id bigint PRIMARY KEY, at timestamptz DEFAULT now())\`);
};
exports.down = false;
`;

describe('node-pg-migrate builds what is read', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('of the bookshop in SQL, and what is written runs forth and back', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder(exampleOf('node-pg-migrate'));
    await migrate(folder, database, 'up');
    const before = await catalogueOf(database, OWN);
    expectSame((await inspectOf(folder, database)).tables, before);
    writeMigration('node-pg-migrate', folder, LOYALTY);
    const [concurrent] = writeMigration('node-pg-migrate', folder, CONCURRENT);
    expect(concurrent).toMatch(/\.js$/);
    await migrate(folder, database, 'up', '--no-single-transaction');
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await migrate(folder, database, 'down', '2', '--no-single-transaction');
    expectSame(await catalogueOf(database, OWN), before);
  });

  test('of calls of its builder, in modules of both kinds', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder({
      'package.json': '{ "dependencies": { "node-pg-migrate": "^9.0.0" } }',
      'migrations/1700000000000_first.mjs': FIRST,
      'migrations/1700000000001_second.cjs': SECOND,
    });
    await migrate(folder, database, 'up');
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    expectSame(tables, await catalogueOf(database, OWN));
  });
});
