/**
 * SQL text alone can bring JavaScript into this process: a large object written with lo_export and loaded with LOAD is a WebAssembly
 * module, and Emscripten's dlopen evaluates the strings in it (EM_JS, EM_ASM). Nothing of the engine needs either after its start.
 */
import { createHash } from 'node:crypto';

/** The part of Emscripten's file system that we look at. */
export interface FileSystem {
  readdir(path: string): string[];
  stat(path: string): { readonly mode: number };
  isDir(mode: number): boolean;
  readFile(path: string): Uint8Array;
}

function refuse(what: string): never {
  throw new Error(`${what} is refused in this process`);
}

/** First guard: no text becomes a program. */
export function forbidEval(): void {
  globalThis.eval = () => refuse('eval');
  const refused = new Proxy(Function, {
    construct: () => refuse('Function'),
    apply: () => refuse('Function'),
  });
  globalThis.Function = refused;
}

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function libraries(fs: FileSystem, folder: string): readonly string[] {
  return fs.readdir(folder).flatMap((name): readonly string[] => {
    if (name === '.' || name === '..') return [];
    const path = `${folder}/${name}`;
    if (fs.isDir(fs.stat(path).mode)) return libraries(fs, path);
    return name.endsWith('.so') ? [path] : [];
  });
}

/** Second guard: of modules only those load that came with the engine and its extensions. */
export function admitKnownModules(fs: FileSystem): void {
  const known = new Set(
    ['/pglite/lib', '/pglite/share']
      .flatMap((folder) => libraries(fs, folder))
      .map((path) => digest(fs.readFile(path))),
  );
  const bytesOf = (source: BufferSource): Uint8Array =>
    source instanceof ArrayBuffer
      ? new Uint8Array(source)
      : new Uint8Array(source.buffer, source.byteOffset, source.byteLength);
  const admitted = (source: unknown): boolean =>
    (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) && known.has(digest(bytesOf(source as BufferSource)));
  WebAssembly.Module = new Proxy(WebAssembly.Module, {
    construct: (target, args) =>
      admitted(args[0]) ? Reflect.construct(target, args) : refuse('An unknown WebAssembly module'),
  });
  const stub = () => refuse('An unknown WebAssembly module');
  WebAssembly.compile = stub;
  WebAssembly.instantiate = stub;
  WebAssembly.compileStreaming = stub;
  WebAssembly.instantiateStreaming = stub;
}
