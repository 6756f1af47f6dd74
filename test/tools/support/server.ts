import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Who runs a server: PostgreSQL and MariaDB refuse to be root. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

export function unprivileged(): Account {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** A folder that the account may write, for a server's files and its socket. */
export function serverFolder(account: Account): string {
  const folder = mkdtempSync(join(tmpdir(), 'architect-server-'));
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** A port of the loopback that nobody listens on now. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port of the loopback')),
      );
    });
  });
}

/** Debian keeps servers' programs off the PATH: the newest folder that has the program, or the PATH. */
export function findProgram(name: string, folders: readonly string[], packageName: string): string {
  const places = [...folders, ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) throw new Error(`${name} is not there: run "sudo apt-get install ${packageName}"`);
  return found;
}

/** Folders like /usr/lib/postgresql/15/bin, the newest version first. */
export function versionFolders(parent: string, below: string): readonly string[] {
  if (!existsSync(parent)) return [];
  const versions = readdirSync(parent).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(parent, version, below));
}

export interface RunningServer {
  readonly stop: () => Promise<void>;
}

/** Starts a server and waits until it answers; it never outlives the test process. */
export async function startServer(
  program: string,
  args: readonly string[],
  account: Account,
  folder: string,
  answers: () => Promise<unknown>,
): Promise<RunningServer> {
  const child = spawn(program, args, { ...account, cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      log += text;
    });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await ended(child);
    process.off('exit', kill);
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && child.exitCode === null) {
    if (
      await answers().then(
        () => true,
        () => false,
      )
    )
      return { stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`${program} did not start:\n${log}`);
}

/** SIGINT is PostgreSQL's fast shutdown ("Shutting Down the Server"); MariaDB takes SIGTERM. PostgreSQL's SIGTERM waits for clients. */
async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(child.spawnfile.endsWith('postgres') ? 'SIGINT' : 'SIGTERM');
  await gone;
}
