import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIQUIBASE_PROJECT } from './liquibase-project';
import { CONCURRENT, LOYALTY } from './steps';
import {
  catalogueOf,
  type Database,
  expectSame,
  inspectOf,
  type MariadbServer,
  type PostgresServer,
  projectFolder,
  runTool,
  startMariadb,
  startPostgres,
  writeMigration,
} from './support';

/** The npm package has Liquibase and the drivers of both engines; Debian has the Java. */
const HOME = join(__dirname, '../../node_modules/liquibase/dist/liquibase');
const OWN = ['databasechangelog', 'databasechangeloglock', 'DATABASECHANGELOG', 'DATABASECHANGELOGLOCK'];

function liquibase(folder: string, url: string, user: string, ...words: readonly string[]) {
  const jars = ['internal/lib/*', 'internal/extensions/*', 'lib/*'].map((path) => join(HOME, path)).join(':');
  return runTool(
    'java',
    [
      '-cp',
      jars,
      'liquibase.integration.commandline.LiquibaseCommandLine',
      `--search-path=${folder}`,
      `--url=${url}`,
      `--username=${user}`,
      '--changelog-file=db/changelog-master.xml',
      ...words,
    ],
    folder,
  );
}

const LOYAL = {
  name: LOYALTY.name,
  up: LOYALTY.up
    .replaceAll('customers', 'people')
    .replaceAll('orders', 'purchases')
    .replaceAll('customer_id', 'person_id')
    .replaceAll('placed_at', 'note'),
  down: LOYALTY.down
    .replaceAll('customers', 'people')
    .replaceAll('orders', 'purchases')
    .replaceAll('placed_at', 'note'),
};

/** What is read is what Liquibase builds, before and after our change sets; taking them back leaves what was there. */
async function runsForthAndBack(
  folder: string,
  database: Database,
  run: (...words: readonly string[]) => Promise<unknown>,
  steps: readonly Parameters<typeof writeMigration>[2][],
) {
  await run('update');
  const before = await catalogueOf(database, OWN);
  const { layer, tables } = await inspectOf(folder, database);
  expect(layer.coverage.notUnderstood).toEqual([]);
  expectSame(tables, before);
  for (const step of steps) writeMigration('liquibase', folder, { ...step, dialect: database.engine });
  await run('update');
  expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
  await run('rollback-count', `--count=${steps.length}`);
  expectSame(await catalogueOf(database, OWN), before);
}

describe('Liquibase builds what is read, and takes what is written forth and back', () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in PostgreSQL', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder(LIQUIBASE_PROJECT);
    const url = `jdbc:postgresql://127.0.0.1:${database.port}/${database.name}`;
    const index = { ...CONCURRENT };
    await runsForthAndBack(folder, database, (...words) => liquibase(folder, url, database.user, ...words), [
      LOYAL,
      index,
    ]);
  });

  test('in MariaDB', async () => {
    const database = await mariadb.freshDatabase();
    const folder = projectFolder(LIQUIBASE_PROJECT);
    const url = `jdbc:mariadb://127.0.0.1:${database.port}/${database.name}`;
    await runsForthAndBack(folder, database, (...words) => liquibase(folder, url, database.user, ...words), [
      {
        name: 'add loyalty',
        up: 'ALTER TABLE people ADD COLUMN points int NOT NULL DEFAULT 0; ALTER TABLE people ADD COLUMN post_id int; ALTER TABLE people ADD CONSTRAINT fk_post FOREIGN KEY (post_id) REFERENCES posts (id) ON DELETE CASCADE;',
        down: 'ALTER TABLE people DROP FOREIGN KEY fk_post; ALTER TABLE people DROP COLUMN post_id; ALTER TABLE people DROP COLUMN points;',
      },
    ]);
  });
});
