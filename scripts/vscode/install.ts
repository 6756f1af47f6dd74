/**
 * Puts a real VS Code (server and web workbench) into `.vscode-test/server`, from the npm registry alone: no compiler, about 15
 * seconds and 390 MB. Does nothing when what is there was installed from the same pins.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as pins from './pins';
import { standIns } from './stand-ins';

export const serverHome = path.resolve(process.env.VSCODE_TEST_HOME ?? path.join(pins.root, '.vscode-test', 'server'));
const stampFile = path.join(serverHome, 'stamp.json');
const stamp = JSON.stringify({ ...pins, root: undefined, standIns: Object.keys(standIns), layout: 1 });

type Say = (line: string) => void;

function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): string {
  return execFileSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26, ...options }).toString();
}

function npm(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): string {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('.js')) return run(process.execPath, [cli, ...args], options);
  return run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, options);
}

/** Downloads a package with npm, checks it against its pin and unpacks a part of it. */
function unpack(spec: string, target: string, part: readonly string[], strip: number): void {
  const into = path.dirname(target);
  const packed: unknown = JSON.parse(
    npm(['pack', spec, '--json', '--silent', '--ignore-scripts', '--pack-destination', into], { cwd: into }),
  );
  // npm 10 answers with a list, npm 11 may answer with an object by name.
  const [first] = Object.values(packed as Record<string, { readonly filename: string }>);
  if (first === undefined) throw new Error(`npm pack ${spec} gave nothing`);
  const archive = path.join(into, first.filename.replace(/^@/, '').replace('/', '-'));
  const sum = `sha512-${createHash('sha512').update(fs.readFileSync(archive)).digest('base64')}`;
  const expected = pins.checksums[spec];
  if (expected !== undefined && expected !== sum) throw new Error(`${spec}: checksum ${sum}, expected ${expected}`);
  fs.mkdirSync(target, { recursive: true });
  run('tar', ['xzf', archive, '-C', target, `--strip-components=${strip}`, ...part]);
  fs.rmSync(archive);
}

interface Manifest {
  readonly name: string;
  readonly publisher?: string;
  readonly version: string;
  readonly engines?: object;
  readonly dependencies?: Record<string, string>;
  readonly overrides?: Record<string, unknown>;
}

const readManifest = (file: string): Manifest => JSON.parse(fs.readFileSync(file, 'utf8'));

function omit<Value>(from: Record<string, Value> | undefined, unwanted: (name: string) => boolean) {
  return from && Object.fromEntries(Object.entries(from).filter(([name]) => !unwanted(name)));
}

function installDependencies(vscode: string, node: string): void {
  const file = path.join(vscode, 'package.json');
  const manifest = readManifest(file);
  const dependencies = omit(manifest.dependencies, (name) => pins.leftOut.includes(name));
  const overrides = omit(manifest.overrides, (name) => /^(kerberos|koffi)/.test(name));
  fs.writeFileSync(file, JSON.stringify({ ...manifest, dependencies, overrides }, null, 2));
  // What npm tells its scripts about *our* package must not reach an npm that installs another.
  const env = omit(process.env, (name) => /^npm_(package|lifecycle|config_local_prefix|config_prefix)/i.test(name));
  const options = { env: { ...env, PATH: path.join(node, 'bin') + path.delimiter + process.env.PATH } };
  const install = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  npm(install, { cwd: vscode, ...options });
  npm(install, { cwd: path.join(vscode, 'extensions'), ...options });
}

function writeStandIns(vscode: string): void {
  for (const [name, source] of Object.entries(standIns)) {
    const folder = path.join(vscode, 'node_modules', name);
    const { exports: _replaced, ...manifest } = readManifest(path.join(folder, 'package.json')) as Manifest & {
      exports?: unknown;
    };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ ...manifest, main: 'stand-in.cjs' }));
    fs.writeFileSync(path.join(folder, 'stand-in.cjs'), source);
  }
}

function emptyExtensions(vscode: string): void {
  for (const id of pins.emptied) {
    const folder = path.join(vscode, 'extensions', id);
    const { name, publisher, version, engines } = readManifest(path.join(folder, 'package.json'));
    fs.rmSync(folder, { recursive: true });
    fs.mkdirSync(folder);
    const manifest = { name, publisher, version, engines, extensionKind: ['workspace'] };
    fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  }
}

/** The server's Node and main script; undefined when it is not installed. */
export function findServer(): { readonly node: string; readonly main: string } | undefined {
  const node = path.join(serverHome, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const main = path.join(serverHome, 'vscode', 'out', 'server-main.js');
  return fs.existsSync(node) && fs.existsSync(main) ? { node, main } : undefined;
}

/** Installs the server unless it is there. Returns its version. */
export function installServer(say: Say): void {
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return;
  const work = `${serverHome}.part-${process.pid}`;
  fs.rmSync(work, { recursive: true, force: true });
  fs.mkdirSync(work, { recursive: true });
  try {
    const [node, vscode] = [path.join(work, 'node'), path.join(work, 'vscode')];
    say(`installing VS Code's server from npm (${pins.codeServer}, ${pins.node})`);
    unpack(pins.node, node, ['package/bin', 'package/LICENSE'], 1);
    unpack(pins.codeServer, vscode, ['package/lib/vscode'], 3);
    installDependencies(vscode, node);
    writeStandIns(vscode);
    emptyExtensions(vscode);
    fs.writeFileSync(path.join(work, 'stamp.json'), stamp);
    fs.rmSync(serverHome, { recursive: true, force: true });
    fs.renameSync(work, serverHome);
  } finally {
    fs.rmSync(work, { recursive: true, force: true });
  }
}
