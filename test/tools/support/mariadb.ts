import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Database } from './database';
import { runTool } from './run';
import { findProgram, freePort, serverFolder, startServer, unprivileged } from './server';

export interface MariadbDatabase extends Database {
  readonly engine: 'mariadb';
  readonly name: string;
  readonly port: number;
  readonly user: 'root';
  /** `mysql://root@127.0.0.1:3307/t1`: root has no password. */
  readonly url: string;
}

export interface MariadbServer {
  readonly port: number;
  /** A database of its own for every test. */
  readonly freshDatabase: () => Promise<MariadbDatabase>;
  readonly stop: () => Promise<void>;
}

const SERVER = ['/usr/sbin'];

/** A MariaDB server of the test's own, in a temporary folder, on a free port of the loopback. Stop it in afterAll. */
export async function startMariadb(): Promise<MariadbServer> {
  const account = unprivileged();
  const folder = serverFolder(account);
  const data = `--datadir=${join(folder, 'data')}`;
  await runTool(
    findProgram('mariadb-install-db', SERVER, 'mariadb-server-core'),
    ['--no-defaults', data, '--auth-root-authentication-method=normal', '--skip-test-db', `--tmpdir=${folder}`],
    folder,
    {},
    { account },
  );
  const port = await freePort();
  const server = await startServer(
    findProgram('mariadbd', SERVER, 'mariadb-server-core'),
    [
      '--no-defaults',
      data,
      `--tmpdir=${folder}`,
      `--socket=${join(folder, 'socket')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      '--character-set-server=utf8mb4',
      '--innodb-flush-log-at-trx-commit=0',
      '--skip-innodb-doublewrite',
    ],
    account,
    folder,
    () => jsonOf(port, 'mysql', 'SELECT 1'),
  );
  return { port, freshDatabase: () => freshDatabase(port), stop: server.stop };
}

async function jsonOf(port: number, database: string, sql: string): Promise<readonly unknown[]> {
  const where = ['--no-defaults', '-h', '127.0.0.1', '-P', String(port), '-u', 'root', '-D', database];
  const args = [...where, '--batch', '--raw', '--skip-column-names', '--default-character-set=utf8mb4'];
  const { stdout } = await runTool('mariadb', args, '/', {}, { stdin: sql });
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

async function freshDatabase(port: number): Promise<MariadbDatabase> {
  const name = `t${randomUUID().replaceAll('-', '').slice(0, 12)}`;
  await jsonOf(port, 'mysql', `CREATE DATABASE ${name}`);
  const query = (sql: string) => jsonOf(port, name, sql);
  const [version] = await query(`SELECT JSON_QUOTE(SUBSTRING_INDEX(VERSION(), '-', 1))`);
  return {
    engine: 'mariadb',
    version: String(version),
    query,
    name,
    port,
    user: 'root',
    url: `mysql://root@127.0.0.1:${port}/${name}`,
  };
}
