import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exampleOf } from '../formats/support';
import { CONCURRENT, LOYALTY } from './steps';
import {
  catalogueOf,
  expectSame,
  inspectOf,
  type PostgresServer,
  projectFolder,
  runTool,
  sqliteFile,
  startPostgres,
  writeFiles,
  writeMigration,
} from './support';

const OWN = ['sqitch.*'];
const WHO = { SQITCH_FULLNAME: 'Ada Reader', SQITCH_EMAIL: 'ada@example.org', LANG: 'C.UTF-8' };

function sqitch(folder: string, ...words: readonly string[]) {
  return runTool('sqitch', words, folder, WHO);
}

describe('sqitch builds what is read', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('of the bookshop, and what is written deploys and reverts', async () => {
    const database = await postgres.freshDatabase();
    const target = `db:pg://postgres@127.0.0.1:${database.port}/${database.name}`;
    const folder = projectFolder(exampleOf('sqitch'));
    await sqitch(folder, 'deploy', '--verify', target);
    const before = await catalogueOf(database, OWN);
    expectSame((await inspectOf(folder, database)).tables, before);
    writeMigration('sqitch', folder, LOYALTY);
    writeMigration('sqitch', folder, CONCURRENT);
    await sqitch(folder, 'deploy', target);
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await sqitch(folder, 'revert', '-y', '--to', 'stock', target);
    expectSame(await catalogueOf(database, OWN), before);
  });

  test('of a project of its own tool: changes with dependencies, one reworked behind a tag, in folders of other names', async () => {
    const folder = projectFolder({});
    const settings = ['engine.sqlite.target=db:sqlite:shop.db', 'core.deploy_dir=sql/up', 'core.revert_dir=sql/down'];
    await sqitch(folder, 'init', 'shop', '--engine', 'sqlite', '--extension', 'ddl');
    for (const one of settings) await sqitch(folder, 'config', ...one.split('='));
    await sqitch(folder, 'add', 'authors', '-n', 'Who writes.');
    await sqitch(folder, 'add', 'views/readers', '--requires', 'authors', '-n', 'Who reads # and how.');
    writeFiles(folder, {
      'sql/up/authors.ddl': 'CREATE TABLE authors (id integer PRIMARY KEY, name text);\n',
      'sql/down/authors.ddl': 'DROP TABLE authors;\n',
      'sql/up/views/readers.ddl':
        'CREATE TABLE readers (id integer PRIMARY KEY, reads integer REFERENCES authors (id));\n',
      'sql/down/views/readers.ddl': 'DROP TABLE readers;\n',
    });
    await sqitch(folder, 'tag', 'v1.0', '-n', 'First.');
    await sqitch(folder, 'rework', 'authors', '-n', 'Born when.');
    writeFiles(folder, { 'sql/up/authors.ddl': 'ALTER TABLE authors ADD COLUMN born text;\n' });
    await sqitch(folder, 'deploy');
    const database = await sqliteFile(join(folder, 'shop.db'));
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.migrations.map(({ version, name }) => [version, name])).toEqual([
      ['authors@v1.0', 'Who writes.'],
      ['views/readers', 'Who reads # and how.'],
      ['authors', 'Born when.'],
    ]);
    expectSame(tables, await catalogueOf(database));
  });
});
