/**
 * Runs test/host inside the extension host of a real VS Code:
 *   VSCODE_EXECUTABLE=/path/to/code   that desktop VS Code
 *   otherwise                         the VS Code server that setup installed, with a browser
 * TEST_VSIX=file tests the packaged extension instead of the source folder.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { launchChromium } from './vscode/chromium';
import { root as here } from './vscode/pins';
import { startServer } from './vscode/server';
import { developIn, workbenchUrl } from './vscode/workbench';

const root = path.resolve(here);
/** A stranger among the extensions: it brings a language model to VS Code. */
const models = path.join(root, 'test', 'host', 'fake-models');
const suite = path.join(root, 'out', 'host-tests', 'index.js');
const limit = 180_000;

/** The suite, compiled: one file a test file, so that mocha names them; `vscode` and mocha come from where it runs. */
async function compile(): Promise<void> {
  const folder = path.join(root, 'test', 'host');
  const files = fs.readdirSync(folder).filter((name) => name === 'index.ts' || name.endsWith('.host.ts'));
  fs.rmSync(path.dirname(suite), { recursive: true, force: true });
  await build({
    entryPoints: files.map((name) => path.join(folder, name)),
    outdir: path.dirname(suite),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
    logLevel: 'warning',
  });
}

/** Prints what is added to a file while it grows; `stop` prints the rest. */
function follow(file: string): { readonly stop: () => void } {
  let printed = 0;
  const print = () => {
    const text = fs.readFileSync(file, 'utf8');
    process.stdout.write(text.slice(printed));
    printed = text.length;
  };
  const timer = setInterval(print, 100);
  return {
    stop: () => {
      clearInterval(timer);
      print();
    },
  };
}

async function onDesktop(executable: string, folder: string): Promise<number> {
  const { runTests } = await import('@vscode/test-electron');
  return runTests({
    vscodeExecutablePath: executable,
    extensionDevelopmentPath: [root, models],
    extensionTestsPath: suite,
    launchArgs: [folder, '--disable-extensions', '--disable-workspace-trust'],
  });
}

async function onServer(folder: string, scratch: string): Promise<number> {
  const output = path.join(scratch, 'output');
  fs.writeFileSync(output, '');
  const vsix = process.env.TEST_VSIX;
  const env = { HOST_TEST_OUTPUT: output, HOST_TEST_SUITE: suite };
  const [server, browser] = await Promise.all([
    startServer({ env, vsix: vsix === undefined ? [] : [vsix] }),
    launchChromium(),
  ]);
  const console = follow(output);
  try {
    const page = await browser.context.newPage();
    const ended = new Promise<number>((resolve) => {
      const fail = (why: string) => {
        process.stderr.write(`${why}\n`);
        resolve(1);
      };
      const timer = setTimeout(() => fail(`no result after ${limit} ms\n${server.log()}`), limit);
      timer.unref();
      page.on('crash', () => fail('the page crashed'));
      void page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
      void page.exposeFunction('codeAutomationLog', () => undefined);
    });
    // A suite needs an extension under development; beside an installed package that is an empty one.
    const extension = vsix === undefined ? root : path.join(root, 'test', 'host', 'empty-extension');
    await developIn(page, server, {
      extensions: [extension, models],
      tests: path.join(__dirname, 'vscode', 'host-console.cjs'),
    });
    await page.goto(workbenchUrl(server, folder), { waitUntil: 'commit' });
    return await ended;
  } finally {
    console.stop();
    await Promise.all([browser.close(), server.stop()]);
  }
}

async function main(): Promise<number> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'architect-host-'));
  try {
    const folder = path.join(scratch, 'bookshop');
    fs.cpSync(path.join(root, 'examples', 'bookshop'), folder, { recursive: true });
    await compile();
    const desktop = process.env.VSCODE_EXECUTABLE;
    return desktop === undefined ? await onServer(folder, scratch) : await onDesktop(desktop, folder);
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
