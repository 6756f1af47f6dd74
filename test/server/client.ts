/** A language client on the built server, over stdio, as any editor has one. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Diagnostic, Position, Range, TextEdit } from 'vscode-languageserver-protocol';
import type { Method, Overview, Params, Result } from '../../src/server/requests';

const root = resolve(__dirname, '../..');

let built: Promise<string> | undefined;

/** The server as one file, built once a test run: what is tested is what ships, and not sources through a loader. */
function serverFile(): Promise<string> {
  built ??= (async () => {
    // Below the repository, where its packages are found.
    const outfile = join(root, 'out', 'server-tests', `server-${process.pid}.cjs`);
    await build({
      entryPoints: [join(root, 'src/server/main.ts')],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: ['libpg-query', 'node-sql-parser/*', 'web-tree-sitter'],
      alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
      logLevel: 'error',
    });
    return outfile;
  })();
  return built;
}

export interface StartOptions {
  /** Files of the workspace by path; without them it is a copy of examples/bookshop. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Client {
  readonly folder: string;
  readonly connection: MessageConnection;
  readonly process: ChildProcess;
  uri(path: string): string;
  write(path: string, text: string | Uint8Array): void;
  /** Tells the server that files changed on disk: 1 created, 2 changed, 3 deleted. */
  changedOnDisk(path: string, type: 1 | 2 | 3): Promise<void>;
  open(path: string, text: string): Promise<void>;
  change(path: string, version: number, text: string): Promise<void>;
  close(path: string): Promise<void>;
  /** What the file shows now. */
  shown(path: string): readonly Diagnostic[];
  /** Waits until what the file shows is as wanted. */
  until(path: string, wanted: (diagnostics: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>;
  /** The last overview that the server pushed. */
  overview(wanted: (overview: Overview) => boolean): Promise<Overview>;
  ask<M extends Method>(method: M, params: Params<M>): Promise<Result<M>>;
  /** Changes the settings, as an editor does. */
  set(settings: Readonly<Record<string, unknown>>): Promise<void>;
  stop(): Promise<void>;
}

/** Waits for facts that messages bring. */
function watcher() {
  const waiting = new Set<() => void>();
  return {
    changed: () => {
      for (const check of [...waiting]) check();
    },
    until: <T>(get: () => T | undefined, what: () => string): Promise<T> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(check);
          reject(new Error(`not within 10 s: ${what()}`));
        }, 10_000);
        const check = () => {
          const value = get();
          if (value === undefined) return;
          clearTimeout(timer);
          waiting.delete(check);
          resolve(value);
        };
        waiting.add(check);
        check();
      }),
  };
}

function fill(folder: string, files: StartOptions['files']): void {
  if (!files) {
    cpSync(join(root, 'examples', 'bookshop'), folder, { recursive: true });
    return;
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The value of `section` in settings written with dots. */
function section(settings: Readonly<Record<string, unknown>>, name: string): unknown {
  const inside = Object.entries(settings).filter(([key]) => key.startsWith(`${name}.`));
  const result: Record<string, unknown> = {};
  for (const [key, value] of inside) {
    const parts = key.slice(name.length + 1).split('.');
    const last = parts.pop() ?? '';
    let at = result;
    for (const part of parts) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[last] = value;
  }
  return result;
}

/** Starts the server on a workspace of its own. */
export async function start(options: StartOptions = {}): Promise<Client> {
  const folder = mkdtempSync(join(tmpdir(), 'architect-server-'));
  fill(folder, options.files);
  const server = spawn(process.execPath, [await serverFile(), '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  const uri = (path: string) => pathToFileURL(join(folder, path)).href;
  const shown = new Map<string, readonly Diagnostic[]>();
  let overview: Overview | undefined;
  let settings = options.settings ?? {};
  const facts = watcher();
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    shown.set(params.uri, params.diagnostics);
    facts.changed();
  });
  connection.onNotification('databaseArchitect/changed', (latest: Overview) => {
    overview = latest;
    facts.changed();
  });
  connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
    items.map((item) => section(settings, item.section)),
  );
  connection.onRequest('client/registerCapability', () => null);
  connection.onRequest('workspace/codeLens/refresh', () => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'workspace' }],
    capabilities: {
      workspace: {
        configuration: true,
        workspaceFolders: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        codeLens: { refreshSupport: true },
      },
    },
    initializationOptions: { commands: true, rulePage: 'test:rules/{id}' },
  });
  await connection.sendNotification('initialized', {});
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  return {
    folder,
    connection,
    process: server,
    uri,
    write: (path, text) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    changedOnDisk: (path, type) =>
      connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uri(path), type }] }),
    open: (path, text) =>
      connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: uri(path), languageId: path.endsWith('.prisma') ? 'prisma' : 'sql', version: 1, text },
      }),
    change: (path, version, text) =>
      connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: uri(path), version },
        contentChanges: [{ text }],
      }),
    close: (path) => connection.sendNotification('textDocument/didClose', { textDocument: { uri: uri(path) } }),
    shown: (path) => shown.get(uri(path)) ?? [],
    until: (path, wanted) =>
      facts.until(
        () => {
          const now = shown.get(uri(path)) ?? [];
          return wanted(now) ? now : undefined;
        },
        () => `${path} shows ${JSON.stringify((shown.get(uri(path)) ?? []).map(({ code, range }) => [code, range]))}`,
      ),
    overview: (wanted) =>
      facts.until(
        () => (overview && wanted(overview) ? overview : undefined),
        () => `the overview is ${JSON.stringify(overview)}`,
      ),
    ask: (method, params) => connection.sendRequest(method, params),
    set: async (next) => {
      settings = next;
      await connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    },
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      await ended;
      connection.dispose();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The stretch of a text that a range covers. */
export function textIn(text: string, { start, end }: Range): string {
  const offset = ({ line, character }: Position) =>
    text
      .split('\n')
      .slice(0, line)
      .reduce((sum, one) => sum + one.length + 1, 0) + character;
  return text.slice(offset(start), offset(end));
}

/** The place of the first occurrence of some words in a text. */
export function placeOf(text: string, words: string): Position {
  const before = text.slice(0, text.indexOf(words)).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** The text after some edits, last one first. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split('\n');
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits]
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce(
      (now, { range, newText }) => now.slice(0, offset(range.start)) + newText + now.slice(offset(range.end)),
      text,
    );
}
