import type { FileStore, Seen } from '../file-store';
import { decode } from './decode';
import { encode } from './encode';
import type { CachePort } from './port';
import { digestOf, sealed, unsealed } from './seal';

/** A folder's files, and what is asked of them. */
export interface Keeping {
  readonly cache: CachePort;
  readonly files: FileStore;
  /** Objects of the program that the value refers to: they are its own in every session. */
  readonly own: readonly object[];
  /** Settings, and whatever else decides what comes of the same files. */
  readonly question: string;
}

/** What a value was made of: when all of it is as it was, so is the value. */
interface Origin {
  readonly question: string;
  readonly listing: string;
  readonly seen: Seen;
}

export interface Recalled {
  readonly value: unknown;
  /** `outdated`: something has changed; what was read of other files still holds. */
  readonly state: 'current' | 'outdated';
}

/** Stands for a text that is not what it was: no text has a NUL. */
const CHANGED = '\0';

/** Texts of files are written once, with the files. A shorter one could be mistaken for a word that stands in the value by itself. */
const SHORTEST = 64;

function nameOf({ root }: FileStore): string {
  return digestOf(root);
}

function listingOf({ paths }: FileStore): string {
  return digestOf(paths.join('\n'));
}

/** Keeps a value that was made of a folder's files. Throws when it is not plain data. */
export function bytesOf(value: unknown, { cache, files, own, question }: Keeping): Uint8Array {
  const seen = files.seen();
  const externals = new Map<unknown, number>(own.map((object, at) => [object, at]));
  seen.texts.forEach(([, { text }], at) => {
    if (text !== undefined && text.length >= SHORTEST && !externals.has(text)) externals.set(text, own.length + at);
  });
  const origin: Origin = { question, listing: listingOf(files), seen };
  const head = Buffer.from(JSON.stringify(origin));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  return sealed(cache.program, Buffer.concat([length, head, encode(value, externals)]));
}

/** Writes it where the next session finds it. */
export async function keep(value: unknown, keeping: Keeping): Promise<void> {
  try {
    await keeping.cache.write(nameOf(keeping.files), bytesOf(value, keeping));
  } catch {
    // A full disk, a folder that is not ours: the next start takes as long as the first.
  }
}

/** What was kept of a folder; undefined when there is nothing, or nothing that can be relied on. */
export function recall(keeping: Keeping): Recalled | undefined {
  const { cache, files, own, question } = keeping;
  const bytes = cache.read(nameOf(files));
  const inside = bytes && unsealed(cache.program, bytes);
  if (!inside) return undefined;
  try {
    const length = new DataView(inside.buffer, inside.byteOffset, inside.byteLength).getUint32(0, true);
    const origin: Origin = JSON.parse(Buffer.from(inside.subarray(4, 4 + length)).toString('utf8'));
    const holds = files.assume(origin.seen);
    const now = origin.seen.texts.map(([path, { text }]) => (files.text(path) === text ? text : CHANGED));
    const value = decode(inside.subarray(4 + length), [...own, ...now]);
    const isCurrent =
      holds && origin.question === question && origin.listing === listingOf(files) && !now.includes(CHANGED);
    return { value, state: isCurrent ? 'current' : 'outdated' };
  } catch {
    // Another build may have written it under the same name.
    return undefined;
  }
}
