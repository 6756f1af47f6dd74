/**
 * Time from `didChange` to `publishDiagnostics` in the built server, over stdio, as an editor sees it:
 *   npx tsx bench/keystroke.ts            a 2,000-line file, alone and as the last of 1,000 migrations
 *   npx tsx bench/keystroke.ts FOLDER     besides, time to the first findings and memory of the server on that project
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import type { Overview } from '../src/server/requests';

const server = resolve(__dirname, '../dist/server.js');
const presses = 60;

interface Editor {
  readonly connection: MessageConnection;
  readonly pid: number;
  /** Milliseconds from the start of the process until the workspace had been read and reviewed. */
  readonly firstFindings: number;
  readonly overview: Overview;
  stop(): Promise<void>;
}

async function open(folder: string): Promise<Editor> {
  const started = performance.now();
  const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }: { items: unknown[] }) => items.map(() => ({})));
  connection.onRequest('client/registerCapability', () => null);
  const ready = new Promise<Overview>((found) => {
    connection.onNotification('databaseArchitect/changed', (overview: Overview) => {
      if (overview.ready) found(overview);
    });
  });
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: 'bench' }],
    capabilities: { workspace: { configuration: true } },
  });
  await connection.sendNotification('initialized', {});
  const overview = await ready;
  return {
    connection,
    pid: child.pid ?? 0,
    firstFindings: performance.now() - started,
    overview,
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

const table = (name: string, lines: number) =>
  `CREATE TABLE ${name} (\n  id bigint PRIMARY KEY,\n${Array.from({ length: lines }, (_, at) => `  c${at} text NOT NULL DEFAULT ''`).join(',\n')}\n);\n`;

/** 2,000 lines: tables, then indexes on the tables of earlier files. */
function longFile(): string {
  const tables = Array.from({ length: 90 }, (_, at) => table(`long_${at}`, 17));
  const rest = Array.from({ length: 200 }, (_, at) => `CREATE INDEX late_${at}_idx ON first_${at % 50} (c${at % 5});`);
  return `${tables.join('')}${rest.join('\n')}\n`;
}

function project(files: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'architect-bench-'));
  const migrations = join(folder, 'db', 'migration');
  mkdirSync(migrations, { recursive: true });
  writeFileSync(join(folder, 'flyway.toml'), '[environments.default]\nurl = "jdbc:postgresql://localhost/bench"\n');
  for (let at = 1; at < files; at++) {
    const text = at <= 50 ? table(`first_${at - 1}`, 6) : `ALTER TABLE first_${at % 50} ADD COLUMN d${at} text;\n`;
    writeFileSync(join(migrations, `V${at}__step.sql`), text);
  }
  writeFileSync(join(migrations, `V${files}__long.sql`), longFile());
  return folder;
}

function quantile(sorted: readonly number[], share: number): string {
  return (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
}

/** Types a character a time, waiting for the diagnostics of each; the edit always changes what is found. */
async function press(editor: Editor, uri: string, text: string): Promise<readonly number[]> {
  const { connection } = editor;
  let answered: () => void = () => undefined;
  connection.onNotification('textDocument/publishDiagnostics', (params: { uri: string }) => {
    if (params.uri === uri) answered();
  });
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'sql', version: 1, text },
  });
  const times: number[] = [];
  for (let version = 2; version < presses + 2; version++) {
    const published = new Promise<void>((resolve) => {
      answered = resolve;
    });
    const started = performance.now();
    // A new line at the top moves every finding.
    await connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } }, text: '\n' }],
    });
    await published;
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

function memory(pid: number): string {
  const status = `/proc/${pid}/status`;
  const read = (name: string) =>
    existsSync(status) ? new RegExp(`${name}:\\s+(\\d+)`).exec(readFileSync(status, 'utf8'))?.[1] : undefined;
  const [resident, peak] = [read('VmRSS'), read('VmHWM')].map((kilobytes) => Math.round(Number(kilobytes) / 1024));
  return Number.isNaN(resident) ? 'unknown' : `${resident} MB (peak ${peak} MB)`;
}

/** Milliseconds of processor time that a process has used, in all its threads. */
function processorTime(pid: number): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const fields = readFileSync(stat, 'utf8').split(') ')[1]?.split(' ') ?? [];
  // Fields 14 and 15, utime and stime, in hundredths of a second (proc(5)).
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function keystrokes(files: number): Promise<void> {
  const folder = project(files);
  const path = join(folder, 'db', 'migration', `V${files}__long.sql`);
  const editor = await open(folder);
  const before = processorTime(editor.pid);
  const times = await press(editor, pathToFileURL(path).href, readFileSync(path, 'utf8'));
  const processor = ((processorTime(editor.pid) - before) / presses).toFixed(1);
  const lines = readFileSync(path, 'utf8').split('\n').length;
  console.log(
    `${lines} lines, ${files} migrations: median ${quantile(times, 0.5)} ms, 95 % ${quantile(times, 0.95)} ms, worst ${quantile(times, 1)} ms; ${processor} ms of processor time each; server ${memory(editor.pid)}`,
  );
  await editor.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(folder: string): Promise<void> {
  const editor = await open(resolve(folder));
  const { layers } = editor.overview;
  const sum = (of: (layer: Overview['layers'][number]) => number) => layers.reduce((all, layer) => all + of(layer), 0);
  const size = `${layers.length} data layers, ${sum(({ tables }) => tables)} tables, ${sum(({ migrations }) => migrations)} migrations, ${sum(({ coverage }) => coverage.statements)} statements`;
  // The second opinion of the full parsers comes in the pause after the first findings.
  await new Promise((resolve) => setTimeout(resolve, 5000));
  console.log(
    `${folder}: ${size}; first findings after ${Math.round(editor.firstFindings)} ms; server ${memory(editor.pid)}`,
  );
  await editor.stop();
}

async function main(folders: readonly string[]): Promise<void> {
  await keystrokes(1);
  await keystrokes(1000);
  for (const folder of folders) await measure(folder);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
