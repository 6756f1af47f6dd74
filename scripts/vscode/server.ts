/** Starts the VS Code server in a data folder of its own and stops everything that it started. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findServer } from './install';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** User settings, added to those that keep VS Code quiet. */
  readonly settings?: Settings;
  /** Environment of the server and so of its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept between starts when given; else a temporary folder. */
  readonly dataDir?: string;
  /** Packages to install before the start. */
  readonly vsix?: readonly string[];
  /** Asked for in the address when given; tests need none. */
  readonly token?: string;
  /** A port to use; else the system picks a free one. */
  readonly port?: number;
  /** Whether VS Code asks before it trusts a folder. */
  readonly trust?: 'ask' | 'all';
}

export interface Server {
  readonly url: string;
  readonly authority: string;
  readonly dataDir: string;
  readonly log: () => string;
  readonly stop: () => Promise<void>;
  /** Where the server sees a folder of ours: see `stageIn`. */
  readonly stage: (folder: string) => string;
}

/** Nothing that asks, greets, updates or phones home. */
export const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Dark Modern',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
  'git.autofetch': false,
  'chat.disableAIFeatures': true,
  'chat.mcp.autostart': 'never',
  'editor.accessibilitySupport': 'off',
  'window.confirmBeforeClose': 'never',
  'window.dialogStyle': 'custom',
  'files.simpleDialog.enable': true,
  // A row for every folder, with its own name.
  'explorer.compactFolders': false,
};

/** Settings of scope `machine` are read from the remote's file, the others from the user's: a test need not know which is which. */
function writeSettings(dataDir: string, settings: Settings): void {
  for (const scope of ['User', 'Machine']) {
    const folder = path.join(dataDir, 'data', scope);
    fs.mkdirSync(folder, { recursive: true });
    const file = path.join(folder, 'settings.json');
    // A data folder that was used before holds what its person chose.
    if (fs.existsSync(file)) continue;
    fs.writeFileSync(file, JSON.stringify(scope === 'User' ? { ...quiet, ...settings } : settings, null, 2));
  }
}

function listening(child: ChildProcess, log: () => string, limit: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code's server ${why}\n${log()}`));
    const timer = setTimeout(() => fail(`did not start in ${limit} ms`), limit);
    child.once('exit', (code) => {
      clearTimeout(timer);
      fail(`ended with ${code}`);
    });
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(log())?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      resolve(Number(port));
    };
    child.stdout?.on('data', look);
    child.stderr?.on('data', look);
  });
}

/** Ends the whole group: the server, its extension hosts, terminals and watchers, all started by us. */
function stopGroup(child: ChildProcess): Promise<void> {
  const signal = (name: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name);
    } catch {
      // It ended by itself.
    }
  };
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    const hard = setTimeout(() => signal('SIGKILL'), 3000);
    child.once('exit', () => {
      clearTimeout(hard);
      resolve();
    });
    signal('SIGTERM');
  });
}

/**
 * VS Code takes every theme below a folder under development for one under development, and switches to the first; the built-in
 * themes lie below ours, in `.vscode-test/server`. A link to the whole folder hides that. (Links to single files would break
 * something else: the extension host finds the extension that calls it by the real path of its files.)
 */
function stageIn(dataDir: string): (folder: string) => string {
  const staged = new Map<string, string>();
  return (folder) => {
    const known = staged.get(folder);
    if (known !== undefined) return known;
    const link = path.join(dataDir, 'development', String(staged.size), path.basename(folder));
    fs.mkdirSync(path.dirname(link), { recursive: true });
    fs.rmSync(link, { force: true });
    fs.symlinkSync(folder, link, 'junction');
    staged.set(folder, link);
    return link;
  };
}

/** Starts a server on a free loopback port. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const installed = findServer();
  if (installed === undefined) throw new Error('VS Code\'s server is not installed: run "npm test -- --only setup"');
  const dataDir = options.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'architect-vscode-'));
  const folders = ['--server-data-dir', dataDir, '--extensions-dir', path.join(dataDir, 'extensions')];
  fs.mkdirSync(path.join(dataDir, 'extensions'), { recursive: true });
  writeSettings(dataDir, options.settings ?? {});
  for (const vsix of options.vsix ?? []) {
    execFileSync(installed.node, [installed.main, ...folders, '--install-extension', path.resolve(vsix), '--force'], {
      stdio: 'pipe',
    });
  }
  const { token, port = 0, trust = 'all' } = options;
  const args = [
    ...['--host', '127.0.0.1', '--port', String(port), '--accept-server-license-terms', '--disable-telemetry'],
    ...folders,
    ...(token === undefined ? ['--without-connection-token'] : ['--connection-token', token]),
    ...(trust === 'all' ? ['--disable-workspace-trust'] : []),
  ];
  const child = spawn(installed.node, [installed.main, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    // Sockets go to XDG_RUNTIME_DIR; without it they would stay behind in the temporary folder.
    env: { ...process.env, XDG_RUNTIME_DIR: dataDir, ...options.env },
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (log += text));
  const stop = async () => {
    process.removeListener('exit', kill);
    await stopGroup(child);
    if (options.dataDir === undefined) fs.rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  };
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  process.once('exit', kill);
  const chosen = await listening(child, () => log, 30_000);
  const authority = `127.0.0.1:${chosen}`;
  return { url: `http://${authority}`, authority, dataDir, log: () => log, stop, stage: stageIn(dataDir) };
}
