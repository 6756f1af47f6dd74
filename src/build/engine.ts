/**
 * The engine's program and what it needs, in a folder of its own: `dist/engine/`. The embedded PostgreSQL starts from a database
 * directory that is made here once: `initdb` takes seconds and a gigabyte of memory, the snapshot a third of a second.
 */
import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { EXTENSION_ARCHIVES, START_PARAMETERS } from '../sandbox';

const root = resolve(__dirname, '../..');

export type BuildMode = 'development' | 'production';

/** PGlite's folder with its files. */
const pglite = () => dirname(require.resolve('@electric-sql/pglite'));

const sqlite = () => require.resolve('@sqlite.org/sqlite-wasm/sqlite3.wasm');

/** The bundle of the engine's program. */
export function engineBundle(folder: string, mode: BuildMode): BuildOptions {
  return {
    entryPoints: { engine: join(root, 'src/sandbox/child/main.ts') },
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: mode === 'production',
    logLevel: 'warning',
    absWorkingDir: root,
    // PGlite finds its files beside its module; ours are handed to it, and nothing is looked up.
    banner: { js: "const __moduleUrl = require('url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': '__moduleUrl', 'process.env.NODE_ENV': JSON.stringify(mode) },
    conditions: ['import'],
    mainFields: ['module', 'main'],
  };
}

/** Copies and makes what the program reads. */
export async function engineFiles(folder: string, mode: BuildMode): Promise<void> {
  await mkdir(folder, { recursive: true });
  const files = ['pglite.wasm', 'pglite.data', ...EXTENSION_ARCHIVES.map((name) => `${name}.tar.gz`)];
  await Promise.all(files.map((file) => copyFile(join(pglite(), file), join(folder, file))));
  await copyFile(sqlite(), join(folder, 'sqlite3.wasm'));
  await copyFile(await snapshot(mode), join(folder, 'snapshot.tar.br'));
  // The program may read nothing above its folder, where Node would look for the kind of its module.
  await writeFile(join(folder, 'package.json'), '{ "type": "commonjs" }\n');
}

export async function buildEngine(folder: string, mode: BuildMode): Promise<void> {
  await Promise.all([engineFiles(folder, mode), build(engineBundle(folder, mode))]);
}

/** The snapshot's file: made again only for another PGlite or other parameters. */
async function snapshot(mode: BuildMode): Promise<string> {
  const { version } = JSON.parse(await readFile(join(pglite(), '../package.json'), 'utf8')) as { version: string };
  const quality = mode === 'production' ? 11 : 5;
  const key = createHash('sha256')
    .update(JSON.stringify([version, START_PARAMETERS, quality, 'one database']))
    .digest('hex');
  const folder = join(root, 'node_modules/.cache/database-architect');
  const file = join(folder, `snapshot-${key.slice(0, 16)}.tar.br`);
  const known = await readFile(file).catch(() => undefined);
  if (known) return file;
  await mkdir(folder, { recursive: true });
  const made = `${file}.${process.pid}`;
  await writeFile(made, compressed(await initialised(), quality));
  await rename(made, file);
  return file;
}

/** A window of 16 MB sees the whole directory. */
function compressed(tar: Uint8Array, quality: number): Uint8Array {
  return brotliCompressSync(tar, {
    params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
}

async function initialised(): Promise<Uint8Array> {
  const { PGlite } = await import('@electric-sql/pglite');
  // Small segments of the write-ahead log: the first of 16 MB would be most of the directory.
  const db = await PGlite.create({ initDbStartParams: ['--wal-segsize=1'], startParams: [...START_PARAMETERS] });
  // Two thirds of the directory are the templates of new databases, and a rehearsal has its one.
  for (const name of ['template1', 'template0']) {
    await db.exec(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await db.exec(`DROP DATABASE ${name}`);
  }
  await db.exec('CHECKPOINT');
  const dump = new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer());
  await db.close();
  return dump;
}
