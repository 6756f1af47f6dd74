import type { ListedFile, ReadOutcome, WorkspacePort } from '../../src/workspace';

export const ROOT = 'file:///project';

/** A workspace folder in memory. A file is its text, its bytes, or what reading it comes to. */
export type MemoryFiles = Readonly<Record<string, string | Uint8Array | ReadOutcome>>;

export interface MemoryPort extends WorkspacePort {
  write(path: string, content: string | Uint8Array): void;
  remove(path: string): void;
}

export function memoryPort(start: MemoryFiles, root = ROOT): MemoryPort {
  const files = new Map<string, string | Uint8Array | ReadOutcome>(Object.entries(start));
  const bytesOf = (content: string | Uint8Array) =>
    typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    root,
    list: async (leavesOut) => {
      const seen = [...files].filter(([path]) => !folders(path).some(leavesOut));
      const listed = seen.map(([path, content]): ListedFile => {
        const plain = typeof content === 'string' || content instanceof Uint8Array;
        return { path, bytes: plain ? bytesOf(content).length : 0 };
      });
      return { files: listed, notices: [] };
    },
    read: (path) => {
      const content = files.get(path);
      if (content === undefined) return { kind: 'gone' };
      if (typeof content === 'string' || content instanceof Uint8Array)
        return { kind: 'bytes', bytes: bytesOf(content) };
      return content;
    },
    write: (path, content) => void files.set(path, content),
    remove: (path) => void files.delete(path),
  };
}

/** The path and every folder that it lies in. */
function folders(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.map((_, i) => parts.slice(0, i + 1).join('/'));
}
