/** Limits of memory. A worker's `resourceLimits` count neither WebAssembly's memory nor the files that the engine keeps in memory. */

/** Pages of 64 kB: the engine's module declares 128 MB and may grow to 256 MB; past it PostgreSQL says "out of memory" and lives on. */
const FIRST_PAGES = 2048;
const MOST_PAGES = 4096;

/** All files together. A schema of a thousand tables is 150 MB. */
const MOST_FILE_BYTES = 400 * 1024 * 1024;

/** ENOSPC as Emscripten's musl numbers it. */
const NO_SPACE = 51;

export function cappedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
}

interface FileNode {
  readonly contents?: { readonly length: number } | null;
}

type Resize = (node: FileNode, size: number) => void;

/** The part of Emscripten's in-memory file system that makes files larger: no public interface, so a test holds it. */
export interface MemoryFiles {
  expandFileStorage: Resize;
  resizeFileStorage: Resize;
}

/** Past the limit a file does not grow: PostgreSQL says "No space left on device", rolls back and lives on. */
export function capFiles(files: MemoryFiles, errno: new (code: number) => Error, most = MOST_FILE_BYTES): void {
  let used = 0;
  const lengthOf = (node: FileNode) => node.contents?.length ?? 0;
  const capped =
    (resize: Resize): Resize =>
    (node, size) => {
      const before = lengthOf(node);
      if (size > before && used + size - before > most) throw new errno(NO_SPACE);
      resize.call(files, node, size);
      used += lengthOf(node) - before;
    };
  files.expandFileStorage = capped(files.expandFileStorage);
  files.resizeFileStorage = capped(files.resizeFileStorage);
}
