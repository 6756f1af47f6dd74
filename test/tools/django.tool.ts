import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableFacts } from '../support/catalogue/facts';
import { DJANGO_MODELS } from './django-models';
import { DJANGO_PROJECT } from './django-project';
import {
  catalogueOf,
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

const OWN = ['django_migrations'];

/** Debian's own Python has its Django. */
function manage(folder: string, env: Readonly<Record<string, string>>, ...words: readonly string[]) {
  return runTool('/usr/bin/python3', ['manage.py', ...words], folder, env);
}

function inAnyOrder(tables: readonly TableFacts[]): readonly TableFacts[] {
  return tables.map((table) => ({ ...table, columns: [...table.columns].sort() }));
}

describe('Django builds what is read', () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in PostgreSQL', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder(DJANGO_PROJECT);
    await manage(folder, { ...database.env, ENGINE: 'postgresql' }, 'migrate');
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    expectSame(tables, await catalogueOf(database, OWN));
  });

  test('in SQLite', async () => {
    const folder = projectFolder(DJANGO_PROJECT);
    await manage(folder, {}, 'migrate');
    const database = await sqliteFile(join(folder, 'made.db'));
    // Django makes a table of SQLite anew to change a field, which then stands last: the order is no matter.
    expectSame(inAnyOrder((await inspectOf(folder, database)).tables), inAnyOrder(await catalogueOf(database, OWN)));
  });

  test('in MariaDB', async () => {
    const database = await mariadb.freshDatabase();
    const folder = projectFolder(DJANGO_PROJECT);
    const env = { ENGINE: 'mysql', DBNAME: database.name, DBPORT: String(database.port), DBUSER: database.user };
    await manage(folder, env, 'migrate');
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
  });
});

/** Tables of the apps that come with Django, to which models refer. */
const CONTRIB = ['auth_group', 'auth_group_permissions', 'auth_permission', 'django_content_type', ...OWN];

/** The models alone: the migrations that Django writes of them are taken away again. */
async function built(env: Readonly<Record<string, string>>) {
  const folder = projectFolder(DJANGO_MODELS);
  await manage(folder, env, 'makemigrations', 'people', 'wares');
  await manage(folder, env, 'migrate');
  for (const app of ['people', 'stock']) rmSync(join(folder, app, 'migrations'), { recursive: true });
  return folder;
}

describe('Django builds what is read of its models', () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in PostgreSQL', async () => {
    const database = await postgres.freshDatabase();
    const folder = await built({ ...database.env, ENGINE: 'postgresql' });
    const { layer, models } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    // makemigrations puts references behind the other fields.
    expectSame(inAnyOrder(models), inAnyOrder(await catalogueOf(database, CONTRIB)));
  });

  test('in SQLite', async () => {
    const folder = await built({});
    const database = await sqliteFile(join(folder, 'made.db'));
    expectSame(
      inAnyOrder((await inspectOf(folder, database)).models),
      inAnyOrder(await catalogueOf(database, CONTRIB)),
    );
  });

  test('in MariaDB', async () => {
    const database = await mariadb.freshDatabase();
    const env = { ENGINE: 'mysql', DBNAME: database.name, DBPORT: String(database.port), DBUSER: database.user };
    const folder = await built(env);
    expectSame(
      inAnyOrder((await inspectOf(folder, database)).models),
      inAnyOrder(await catalogueOf(database, CONTRIB)),
    );
  });
});
