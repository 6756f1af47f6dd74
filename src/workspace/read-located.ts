import { type Format, folderOf, type Located, type ReadContext, resolvePath } from '../formats';
import type { CachedRead } from './cached-read';
import type { FileStore } from './file-store';
import { readMigration } from './located';
import type { Reader } from './reader';

/** Reads every file (or part of one) of what a format located, in order; undefined where a file cannot be read. */
export type LocatedReader = (
  format: Format,
  located: Located,
  context: ReadContext,
) => readonly (CachedRead | undefined)[];

/** A set of files as it was read together. */
export interface KnownSet {
  readonly paths: readonly string[];
  readonly neighbours: readonly (readonly [string, string | undefined])[];
  readonly reads: readonly (CachedRead | undefined)[];
}

/** Files one by one, or together where their format needs that; the same texts give the same objects again. `sets` is what it knows. */
export function locatedReader(files: FileStore, read: Reader, sets: Map<string, KnownSet>): LocatedReader {
  return (format, located, context) => {
    if (!format.readTogether) return oneByOne(read, format, located, context);
    const paths = pathsOf(located);
    const slot = `${format.id} ${context.dialect} ${located.kind} ${located.root} ${paths[0] ?? ''}`;
    const known = sets.get(slot);
    if (known && isSame(files, known, paths)) return known.reads;
    const fresh = readSet(files, format.readTogether, paths, { slot, context, known });
    sets.set(slot, fresh);
    return fresh.reads;
  };
}

function oneByOne(read: Reader, format: Format, located: Located, context: ReadContext) {
  if (located.kind === 'migrations') return located.migrations.map((one) => readMigration(read, format, one, context));
  const together = located.kind === 'models' && located.paths.length > 1 ? located.paths : [];
  return located.paths.map((path) => read(format, path, context, together));
}

function pathsOf(located: Located): readonly string[] {
  return located.kind === 'migrations' ? located.migrations.map(({ path }) => path) : located.paths;
}

function isSame(files: FileStore, known: KnownSet, paths: readonly string[]): boolean {
  return (
    known.paths.length === paths.length &&
    known.paths.every((path, at) => path === paths[at] && files.text(path) === known.reads[at]?.text) &&
    known.neighbours.every(([path, was]) => files.text(path) === was)
  );
}

interface SetOptions {
  readonly slot: string;
  readonly context: ReadContext;
  readonly known: KnownSet | undefined;
}

function readSet(
  files: FileStore,
  readTogether: NonNullable<Format['readTogether']>,
  paths: readonly string[],
  { slot, context, known }: SetOptions,
): KnownSet {
  const asked: (readonly [string, string | undefined])[] = [];
  const neighbour = (name: string, from?: string) => {
    const path = resolvePath(from === undefined ? '' : folderOf(from), name);
    const text = files.text(path);
    asked.push([path, text]);
    return text;
  };
  const texts = paths.map((path) => files.text(path));
  const sources = paths.flatMap((path, at) => {
    const text = texts[at];
    return text === undefined ? [] : [{ path, uri: files.uri(path), text }];
  });
  const results = readTogether(sources, { ...context, neighbour });
  const byUri = new Map(sources.map(({ uri }, at) => [uri, results[at]]));
  const before = new Map(known?.reads.flatMap((one) => (one ? [[one.plain.up.uri, one] as const] : [])));
  const reads = paths.map((path, at): CachedRead | undefined => {
    const [text, uri] = [texts[at], files.uri(path)];
    const plain = byUri.get(uri);
    if (text === undefined || !plain) return undefined;
    const was = before.get(uri);
    if (was && was.text === text && same(was.plain, plain)) return was;
    return { slot: `${slot} ${uri}`, text, neighbours: [], plain, read: plain };
  });
  return { paths, neighbours: asked, reads };
}

/** True when two readings say the same of the same places: then the old object stays, and what was made of it. */
function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((item, at) => same(item, b[at]));
  const [left, right] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return left.length === Object.keys(b).length && left.every(([key, value]) => same(value, right[key]));
}
