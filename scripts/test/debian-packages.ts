/**
 * What the `tools` stage needs of Debian: real servers and real tools, whose databases are compared with what we read.
 * A new test adds a line here; nothing else is edited.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';

interface DebianPackage {
  readonly name: string;
  readonly what: string;
}

const packages: readonly DebianPackage[] = [
  { name: 'postgresql', what: "PostgreSQL's programs; the tests start clusters of their own" },
  { name: 'mariadb-server-core', what: 'the MariaDB server, without a service' },
  { name: 'mariadb-client-core', what: 'mariadb, the client' },
  { name: 'sqlite3', what: "SQLite's shell, which sqitch runs scripts with" },
  { name: 'python3-django', what: 'Django' },
  { name: 'python3-sqlalchemy', what: 'SQLAlchemy' },
  { name: 'python3-alembic', what: 'Alembic' },
  { name: 'python3-psycopg2', what: 'PostgreSQL for Django and SQLAlchemy' },
  { name: 'python3-pymysql', what: 'MariaDB for Django and SQLAlchemy' },
  { name: 'ruby', what: 'Ruby' },
  { name: 'ruby-activerecord', what: "Rails' ActiveRecord" },
  { name: 'ruby-pg', what: 'PostgreSQL for ActiveRecord' },
  { name: 'ruby-sqlite3', what: 'SQLite for ActiveRecord' },
  { name: 'ruby-mysql2', what: 'MariaDB for ActiveRecord' },
  { name: 'php-cli', what: 'PHP' },
  { name: 'php-illuminate-database', what: "Laravel's schema builder" },
  { name: 'php-sqlite3', what: 'SQLite for Laravel' },
  { name: 'php-pgsql', what: 'PostgreSQL for Laravel' },
  { name: 'php-mysql', what: 'MariaDB for Laravel' },
  { name: 'default-jre-headless', what: 'the Java that Liquibase of npm runs on' },
  { name: 'sqitch', what: 'sqitch' },
  { name: 'libdbd-pg-perl', what: 'PostgreSQL for sqitch' },
  { name: 'libdbd-sqlite3-perl', what: 'SQLite for sqitch' },
];

/** A file that is ours for as long as something is installed; what the machine has already stays as it is. */
function during(file: string, text: string, work: () => void): void {
  if (fs.existsSync(file)) {
    work();
    return;
  }
  const folder = file.slice(0, file.lastIndexOf('/'));
  const made = fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(file, text, { mode: 0o755 });
  try {
    work();
  } finally {
    fs.rmSync(file);
    // dpkg may have put its own files there by now.
    if (made !== undefined && fs.readdirSync(folder).length === 0) fs.rmdirSync(folder);
  }
}

function isInstalled(name: string): boolean {
  const asked = spawnSync('dpkg-query', ['-s', name], { encoding: 'utf8' });
  return asked.status === 0 && asked.stdout.includes('\nStatus: install ok installed\n');
}

function apt(...args: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env });
}

/** Installs what is missing, as root on Debian; elsewhere, or when that fails, the error has the command to run. No service is started. */
export function installDebianPackages(say: (line: string) => void): void {
  const missing = packages.filter(({ name }) => !isInstalled(name));
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  const command = `apt-get install -y --no-install-recommends ${names.join(' ')}`;
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) {
    throw new Error(`real tools are missing (${missing.map(({ what }) => what).join('; ')}): run "sudo ${command}"`);
  }
  say(`installing ${names.join(', ')}`);
  try {
    // invoke-rc.d asks this file whether a service may start: no. Without a main cluster nothing of PostgreSQL's runs by itself.
    during('/usr/sbin/policy-rc.d', '#!/bin/sh\nexit 101\n', () =>
      during('/etc/postgresql-common/createcluster.d/tests.conf', 'create_main_cluster = false\n', () => {
        apt('update', '-qq');
        apt('install', '-y', '-qq', '--no-install-recommends', ...names);
      }),
    );
  } catch {
    throw new Error(`"${command}" failed; install these by hand: npm test compares what we read with what they build`);
  }
}
