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

const OWN = ['alembic_version'];

/** Debian's own Python has its Alembic. */
function alembic(folder: string, { env }: PostgresDatabase, ...words: readonly string[]) {
  const own = { ...env, DATABASE_URL: 'postgresql+psycopg2://', PYTHONDONTWRITEBYTECODE: '1' };
  return runTool('/usr/bin/python3', ['-m', 'alembic', ...words], folder, own);
}

describe('Alembic runs what is read, and what is written for it', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('up, up with new migrations, and back', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder(exampleOf('alembic'));
    await alembic(folder, database, 'upgrade', 'head');
    const before = await catalogueOf(database, OWN);
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    expectSame(tables, before);
    writeMigration('alembic', folder, LOYALTY);
    writeMigration('alembic', folder, CONCURRENT);
    await alembic(folder, database, 'upgrade', 'head');
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await alembic(folder, database, 'downgrade', '-2');
    expectSame(await catalogueOf(database, OWN), before);
  });
});
