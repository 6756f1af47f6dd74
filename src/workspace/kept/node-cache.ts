import { randomUUID } from 'node:crypto';
import { readFileSync, type Stats, utimesSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CachePort } from './port';
import { digestOf } from './seal';

/** Projects of a thousand migrations take some megabytes each. */
const MOST_BYTES = 256 * 1024 * 1024;

const ENDING = '.kept';

/**
 * A folder of the program's own (the extension's global storage, or what `--cache` names) for what was read of projects. The only
 * file beside the writer and the store of conversations that writes: nothing but `*.kept` in this folder, named by digests.
 */
export function nodeCache(folder: string, program: string): CachePort {
  const fileOf = (name: string) => join(folder, name + ENDING);
  return {
    program,
    read: (name) => {
      try {
        const bytes = readFileSync(fileOf(name));
        // What is used is kept longest.
        utimesSync(fileOf(name), new Date(), new Date());
        return bytes;
      } catch {
        return undefined;
      }
    },
    write: async (name, bytes) => {
      if (!/^[0-9a-f]+$/.test(name)) throw new Error(`${name} is no digest.`);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${randomUUID()}.draft${ENDING}`);
      try {
        await writeFile(draft, bytes, { mode: 0o600 });
        await rename(draft, fileOf(name));
      } finally {
        await rm(draft, { force: true });
      }
      await dropOldest(folder);
    },
  };
}

/** Tells one build of the program from any other, by the bundle that it is. Undefined from source, where no file is the whole of it. */
export function buildOf(bundle: string): string | undefined {
  return bundle.endsWith('.ts') ? undefined : digestOf(readFileSync(bundle));
}

/** Drops what was used longest ago until the rest is small enough. */
async function dropOldest(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ENDING));
  const found = await Promise.all(
    names.map(async (name) => ({ name, stats: await stat(join(folder, name)).catch((): undefined => undefined) })),
  );
  const files = found.flatMap(({ name, stats }) => (stats ? [{ name, stats }] : []));
  let total = 0;
  for (const { name, stats } of files.sort(latestFirst)) {
    total += stats.size;
    if (total > MOST_BYTES) await rm(join(folder, name), { force: true });
  }
}

function latestFirst(a: { readonly stats: Stats }, b: { readonly stats: Stats }): number {
  return b.stats.mtimeMs - a.stats.mtimeMs;
}
