import type { Format, ReadContext } from '../formats';
import { folderOf, resolvePath } from '../formats';
import type { CachedRead } from './cached-read';
import { carriedOver } from './carried';
import type { FileStore } from './file-store';

/** Where readings are kept; one slot for each file, format and dialect. A disk may stand behind it. */
export interface ReadCache {
  get(slot: string): CachedRead | undefined;
  set(slot: string, value: CachedRead): void;
}

export function memoryCache(): ReadCache {
  const slots = new Map<string, CachedRead>();
  return { get: (slot) => slots.get(slot), set: (slot, value) => void slots.set(slot, value) };
}

/** Reads a file of the workspace in a format and dialect, with others in sight; the same texts give the same object again. */
export type Reader = (
  format: Format,
  path: string,
  context: ReadContext,
  together?: readonly string[],
) => CachedRead | undefined;

export function createReader(files: FileStore, cache: ReadCache): Reader {
  return (format, path, context, together = []) => {
    const text = files.text(path);
    if (text === undefined) return undefined;
    const uri = files.uri(path);
    const part = context.part === undefined ? '' : `#${context.part}`;
    const slot = `${format.id} ${context.dialect} ${context.version?.major ?? ''}.${context.version?.minor ?? ''} ${uri}${part}`;
    const known = cache.get(slot);
    const others = together.filter((other) => other !== path);
    if (known && known.text === text && isFresh(files, known, others)) return known;
    const neighbours = others.map((other) => [other, files.text(other)] as const);
    const asked = [...neighbours];
    const neighbour = (name: string) => {
      const beside = resolvePath(folderOf(path), name);
      asked.push([beside, files.text(beside)]);
      return files.text(beside);
    };
    const inSight = neighbours.flatMap(([other, held]) =>
      held === undefined ? [] : [{ uri: files.uri(other), text: held }],
    );
    const plain = format.read({ uri, text }, { ...context, neighbour, together: inSight });
    const read = known ? carriedOver(known, { text, plain }) : plain;
    const fresh: CachedRead = { slot, text, neighbours: asked, plain, read };
    cache.set(slot, fresh);
    return fresh;
  };
}

/** What it depended on is as it was, and nothing has come into sight. */
function isFresh(files: FileStore, known: CachedRead, others: readonly string[]): boolean {
  return (
    known.neighbours.every(([other, was]) => files.text(other) === was) &&
    others.every((other) => known.neighbours.some(([seen]) => seen === other))
  );
}
