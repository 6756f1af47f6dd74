import type { Format, ReadContext, ReadFile } from '../formats';
import { folderOf, joinPath } from '../formats';
import type { FileStore } from './file-store';

/** What was read from one file, and what it depended on. */
export interface CachedRead {
  readonly text: string;
  /** Files beside it that its format asked for, as they were. */
  readonly neighbours: readonly (readonly [string, string | undefined])[];
  readonly read: ReadFile;
}

/** Where readings are kept; one slot for each file, format and dialect. A disk may stand behind it. */
export interface ReadCache {
  get(slot: string): CachedRead | undefined;
  set(slot: string, value: CachedRead): void;
}

export function memoryCache(): ReadCache {
  const slots = new Map<string, CachedRead>();
  return { get: (slot) => slots.get(slot), set: (slot, value) => void slots.set(slot, value) };
}

/** Reads a file of the workspace in a format and dialect; the same text gives the same object again. */
export type Reader = (format: Format, path: string, context: ReadContext) => CachedRead | undefined;

export function createReader(files: FileStore, cache: ReadCache): Reader {
  return (format, path, context) => {
    const text = files.text(path);
    if (text === undefined) return undefined;
    const uri = files.uri(path);
    const slot = `${format.id} ${context.dialect} ${context.version?.major ?? ''}.${context.version?.minor ?? ''} ${uri}`;
    const known = cache.get(slot);
    const beside = (name: string) => files.text(joinPath(folderOf(path), name));
    if (known && known.text === text && known.neighbours.every(([name, was]) => beside(name) === was)) return known;
    const neighbours: (readonly [string, string | undefined])[] = [];
    const neighbour = (name: string) => {
      const found = beside(name);
      neighbours.push([name, found]);
      return found;
    };
    const fresh: CachedRead = { text, neighbours, read: format.read({ uri, text }, { ...context, neighbour }) };
    cache.set(slot, fresh);
    return fresh;
  };
}
