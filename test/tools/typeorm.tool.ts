import { existsSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
import { RUN_SCRIPT, typeormProject } from './typeorm-project';

const OWN = ['typeorm_metadata'];

/** The entities as a project compiles them: with the types of its properties kept. */
function compiled(text: string): string {
  const compilerOptions = {
    module: ts.ModuleKind.CommonJS,
    target: ts.ScriptTarget.ES2021,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
  };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}

/** A folder in which the entities run, beside the one in which they are read. */
async function synchronize(
  files: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const sources = Object.entries(files).filter(([path]) => path.endsWith('.ts'));
  const folder = projectFolder({
    'run.js': RUN_SCRIPT,
    ...Object.fromEntries(sources.map(([path, text]) => [path.replace(/ts$/, 'js'), compiled(text)])),
  });
  const modules = resolve(__dirname, '../../node_modules');
  if (!existsSync(join(folder, 'node_modules'))) symlinkSync(modules, join(folder, 'node_modules'));
  await runTool(process.execPath, ['run.js'], folder, env);
}

describe('TypeORM builds what is read of its entities', () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  const compare = async (database: Database, env: Readonly<Record<string, string>>) => {
    const files = typeormProject('^1.1.0', database.engine);
    const folder = projectFolder(files);
    await synchronize(files, env);
    const { layer, models } = await inspectOf(folder, database);
    expect(layer.coverage.notUnderstood).toEqual([]);
    return { models, folder };
  };

  test('in PostgreSQL', async () => {
    const database = await postgres.freshDatabase();
    const env = { DBTYPE: 'postgres', DBNAME: database.name, DBPORT: String(database.port), DBUSER: database.user };
    const { models } = await compare(database, env);
    expectSame(models, await catalogueOf(database, OWN));
  });

  test('in MariaDB', async () => {
    const database = await mariadb.freshDatabase();
    const env = { DBTYPE: 'mariadb', DBNAME: database.name, DBPORT: String(database.port), DBUSER: database.user };
    const { models } = await compare(database, env);
    expectSame(models, await catalogueOf(database, OWN));
  });

  test('in SQLite', async () => {
    const path = join(projectFolder({}), 'made.db');
    const files = typeormProject('^1.1.0', 'sqlite');
    await synchronize(files, { DBTYPE: 'better-sqlite3', DBNAME: path });
    const database = await sqliteFile(path);
    const { models } = await inspectOf(projectFolder(files), database);
    expectSame(models, await catalogueOf(database, OWN));
  });
});
