import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from './database';
import { runTool } from './run';
import { findProgram, freePort, serverFolder, startServer, unprivileged, versionFolders } from './server';

export interface PostgresDatabase extends Database {
  readonly engine: 'postgresql';
  readonly name: string;
  readonly port: number;
  readonly user: 'postgres';
  /** `postgresql://postgres@127.0.0.1:5433/t1`: any password will do. */
  readonly url: string;
  /** libpq's variables. */
  readonly env: Readonly<Record<string, string>>;
}

export interface PostgresServer {
  readonly port: number;
  /** A database of its own for every test. */
  readonly freshDatabase: () => Promise<PostgresDatabase>;
  readonly stop: () => Promise<void>;
}

const FAST = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=40'];

/** A PostgreSQL server of the test's own, in a temporary folder, on a free port of the loopback. Stop it in afterAll. */
export async function startPostgres(): Promise<PostgresServer> {
  const folders = versionFolders('/usr/lib/postgresql', 'bin');
  const program = findProgram('postgres', folders, 'postgresql');
  const account = unprivileged();
  const folder = serverFolder(account);
  const data = join(folder, 'data');
  await runTool(
    findProgram('initdb', folders, 'postgresql'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync'],
    folder,
    {},
    { account },
  );
  const port = await freePort();
  const options = [...FAST, 'listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`];
  const args = ['-D', data, ...options.flatMap((option) => ['-c', option])];
  const server = await startServer(program, args, account, folder, () => jsonOf(envOf(port, 'postgres'), 'SELECT 1'));
  return { port, freshDatabase: () => freshDatabase(port), stop: server.stop };
}

function envOf(port: number, database: string): Readonly<Record<string, string>> {
  return { PGHOST: '127.0.0.1', PGPORT: String(port), PGUSER: 'postgres', PGDATABASE: database };
}

async function jsonOf(env: Readonly<Record<string, string>>, sql: string): Promise<readonly unknown[]> {
  const { stdout } = await runTool('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', '-f', '-'], '/', env, { stdin: sql });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

async function freshDatabase(port: number): Promise<PostgresDatabase> {
  const name = `t${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await jsonOf(envOf(port, 'postgres'), `CREATE DATABASE ${name}`);
  const env = envOf(port, name);
  const query = (sql: string) => jsonOf(env, sql);
  const [version] = await query(`SELECT to_json(split_part(current_setting('server_version'), ' ', 1))`);
  return {
    engine: 'postgresql',
    version: String(version),
    query,
    name,
    port,
    user: 'postgres',
    url: `postgresql://postgres@127.0.0.1:${port}/${name}`,
    env,
  };
}
