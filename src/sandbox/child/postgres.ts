/** The embedded PostgreSQL: PGlite from a database directory that was made when this extension was built. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { type Extensions, PGlite } from '@electric-sql/pglite';
import type { Ran, Row, SqlError } from '../../rehearse';
import { archiveOf } from '../extensions';
import { START_PARAMETERS } from '../start-parameters';
import { capFiles, cappedMemory, type MemoryFiles } from './caps';
import type { Database } from './database';
import { admitKnownModules, type FileSystem, forbidEval } from './guards';

/** What of Emscripten's module PGlite hands on, beyond its types. */
interface Inside {
  readonly FS: FileSystem & { readonly ErrnoError: new (code: number) => Error };
  readonly MEMFS: MemoryFiles;
}

export async function openPostgres(
  assets: string,
  from: { readonly dump?: Uint8Array; readonly extensions: readonly string[]; readonly fileBytes?: number },
): Promise<Database> {
  const read = (name: string) => readFileSync(join(assets, name));
  const module = await WebAssembly.compile(read('pglite.wasm'));
  const memory: Extensions[string] = {
    name: 'memory',
    setup: async (_db, options: object) => ({ emscriptenOpts: { ...options, wasmMemory: cappedMemory() } }),
  };
  const extensions = Object.fromEntries(
    archivesOf(from.extensions).map((name): [string, Extensions[string]] => [
      name,
      { name, setup: async () => ({ bundlePath: pathToFileURL(join(assets, `${name}.tar.gz`)) }) },
    ]),
  );
  const db = await PGlite.create({
    pgliteWasmModule: module,
    fsBundle: new Blob([read('pglite.data')]),
    loadDataDir: new Blob([Buffer.from(from.dump ?? brotliDecompressSync(read('snapshot.tar.br')))], {
      type: 'application/x-tar',
    }),
    extensions: { memory, ...extensions },
    startParams: [...START_PARAMETERS],
  });
  const { FS, MEMFS } = db.Module as unknown as Inside;
  capFiles(MEMFS, FS.ErrnoError, from.fileBytes);
  admitKnownModules(FS);
  forbidEval();
  return database(db);
}

function archivesOf(extensions: readonly string[]): readonly string[] {
  return [...new Set(extensions.flatMap((name) => archiveOf(name) ?? []))];
}

async function database(db: PGlite): Promise<Database> {
  const query = async (sql: string) => (await db.query<Row>(sql)).rows;
  const run = (sql: string) => runOne(db, sql);
  const [{ version } = { version: '' }] = await query("SELECT current_setting('server_version') AS version");
  return {
    title: `PostgreSQL ${version} (PGlite)`,
    query,
    run,
    runAll: async (statements, progress) => {
      for (const [at, sql] of statements.entries()) {
        const ran = await run(sql);
        if (ran.kind === 'failed') return { applied: at, failure: ran.error };
        progress(at + 1);
      }
      return { applied: statements.length };
    },
    dump: async () => new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer()),
  };
}

async function runOne(db: PGlite, sql: string): Promise<Ran> {
  const notices: string[] = [];
  const started = performance.now();
  try {
    await db.exec(sql, { onNotice: ({ message }) => void (message && notices.push(message)) });
    return { kind: 'applied', ms: performance.now() - started, notices };
  } catch (thrown) {
    return { kind: 'failed', ms: performance.now() - started, error: sqlError(thrown) };
  }
}

interface Thrown {
  readonly code?: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly position?: string;
  readonly where?: string;
}

/** What is no error of SQL is thrown on: the engine is damaged. */
function sqlError(thrown: unknown): SqlError {
  const { code, message, detail, hint, position, where } = thrown as Thrown;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code)) throw thrown;
  return {
    code,
    message,
    ...(detail ? { detail } : {}),
    ...(hint ? { hint } : {}),
    ...(where ? { where } : {}),
    ...(position === undefined ? {} : { position: Number(position) - 1 }),
  };
}
