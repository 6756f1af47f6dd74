import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SQLALCHEMY_PROJECT } from './sqlalchemy-project';
import {
  catalogueOf,
  type Database,
  expectSame,
  inspectOf,
  type MariadbServer,
  type PostgresServer,
  projectFolder,
  runTool,
  sqliteFile,
  startMariadb,
  startPostgres,
} from './support';

/** Debian's own Python has its SQLAlchemy. */
function build(folder: string, url: string, env: Readonly<Record<string, string>> = {}) {
  return runTool('/usr/bin/python3', ['build.py', url], folder, { PYTHONDONTWRITEBYTECODE: '1', ...env });
}

async function expectBuilt(folder: string, database: Database): Promise<void> {
  const { layer, tables } = await inspectOf(folder, database);
  expect(layer.coverage.notUnderstood).toEqual([]);
  expectSame(tables, await catalogueOf(database));
}

describe("SQLAlchemy's create_all builds what is read of its models", () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in PostgreSQL', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder(SQLALCHEMY_PROJECT);
    await build(folder, 'postgresql+psycopg2://', database.env);
    await expectBuilt(folder, database);
  });

  test('in MariaDB', async () => {
    const { name, port, user, ...database } = await mariadb.freshDatabase();
    const folder = projectFolder(SQLALCHEMY_PROJECT);
    await build(folder, `mysql+pymysql://${user}@127.0.0.1:${port}/${name}`);
    await expectBuilt(folder, database);
  });

  test('in SQLite', async () => {
    const folder = projectFolder(SQLALCHEMY_PROJECT);
    await build(folder, 'sqlite:///made.db');
    await expectBuilt(folder, await sqliteFile(join(folder, 'made.db')));
  });
});
