/**
 * `npm start [-- FOLDER]`: builds the extension and opens a folder (examples/bookshop when none is given) in VS Code with it. Takes
 * the `code` of the PATH; else downloads a VS Code; else installs VS Code's server from npm and prints an address for the
 * browser (`--browser` goes there at once). Builds again when a source file changes (then reload the window); Ctrl+C ends it.
 */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { watch } from '../src/build/bundle';
import { codeOnPath, download, openDesktop } from './vscode/desktop';
import { installServer } from './vscode/install';
import { root as here } from './vscode/pins';
import { startServer } from './vscode/server';
import { workbenchUrl } from './vscode/workbench';

const root = path.resolve(here);
const example = path.join(root, 'examples', 'bookshop');

/** The same port at every start, so that the browser finds what it kept; another if it is taken. */
function favouritePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(0));
    probe.listen(8347, '127.0.0.1', () => probe.close(() => resolve(8347)));
  });
}

/** Has a server load the extension from this folder, as if it were installed. */
function linkExtension(dataDir: string): void {
  const { publisher, name, version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  const extensions = path.join(dataDir, 'extensions');
  // VS Code makes its list of installed extensions again from the folders when there is none.
  fs.rmSync(extensions, { recursive: true, force: true });
  fs.mkdirSync(extensions, { recursive: true });
  fs.symlinkSync(root, path.join(extensions, `${publisher}.${name}-${version}`), 'junction');
}

async function inBrowser(folder: string): Promise<{ readonly stop: () => Promise<void> }> {
  installServer(console.log);
  const dataDir = path.join(root, '.vscode-test', 'start');
  linkExtension(dataDir);
  const token = randomBytes(16).toString('hex');
  const trust = folder === example ? 'all' : 'ask';
  const server = await startServer({ dataDir, token, trust, port: await favouritePort() });
  console.log(`VS Code runs in the browser: open ${workbenchUrl(server, folder)}&tkn=${token}`);
  return server;
}

interface Opened {
  readonly stop: () => Promise<void>;
  /** Resolves when the person closes the window, where that can be seen. */
  readonly closed?: Promise<void>;
}

/** Opens the folder in the first VS Code that can be had. */
async function openAnywhere(folder: string): Promise<Opened> {
  const stop = async () => undefined;
  const code = codeOnPath();
  if (code !== undefined) {
    console.log(`opening ${folder} in the VS Code of the PATH`);
    return { stop, closed: openDesktop(code, root, folder) };
  }
  const downloaded = await download();
  if ('executable' in downloaded) {
    console.log(`opening ${folder} in ${downloaded.executable}`);
    return { stop, closed: openDesktop(downloaded.executable, root, folder) };
  }
  console.log(`no "code" on the PATH, and ${downloaded.why}: using VS Code's server from npm`);
  return inBrowser(folder);
}

async function main(args: readonly string[]): Promise<void> {
  const [given] = args.filter((arg) => !arg.startsWith('--'));
  const folder = given === undefined ? example : path.resolve(given);
  if (!fs.existsSync(folder)) throw new Error(`no folder ${folder}`);
  const build = await watch({ mode: 'development' });
  const opened: Opened = await (args.includes('--browser') ? inBrowser(folder) : openAnywhere(folder));
  console.log('sources are built again as they change: then "Developer: Reload Window". Ctrl+C ends this.');
  const interrupted = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await Promise.race(opened.closed === undefined ? [interrupted] : [interrupted, opened.closed]);
  await Promise.all([opened.stop(), build.stop()]);
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
