import { type CodeModule, type ImportResolver, languageOf, moduleScope, type Scope } from '../../code';
import type { ReadContext, SourceFile } from '../format';
import { ancestors, folderOf, joinPath, resolvePath } from '../paths';
import { moduleOf } from './project-imports';

const ENDINGS = ['', '.ts', '.js', '.tsx', '.mts', '.mjs', '.cts', '.cjs', '/index.ts', '/index.js'];

/** One of several files that are read together, with what its names mean in all of them. */
export interface OpenedFile {
  readonly file: SourceFile;
  readonly module: CodeModule;
  readonly scope: Scope;
}

/** Opens files of JavaScript or TypeScript that import each other, and others of their project. */
export function openTogether(files: readonly SourceFile[], context: ReadContext): readonly OpenedFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const paths = new Map(files.map(({ uri, path }) => [uri, path]));
  const found = new Map<string, CodeModule | undefined>();
  const open = (path: string, from: SourceFile): CodeModule | undefined => {
    if (languageOf(path) === undefined) return undefined;
    const known = byPath.get(path);
    if (known) return moduleOf(known);
    const text = context.neighbour?.(path);
    if (text === undefined) return undefined;
    const uri = from.uri.slice(0, from.uri.length - from.path.length) + path;
    paths.set(uri, path);
    return moduleOf({ uri, text });
  };
  const search = (name: string, from: SourceFile): CodeModule | undefined => {
    const bare = name.replace(/\.(?:js|mjs|cjs)$/, '');
    const named = name.startsWith('.')
      ? [resolvePath(folderOf(from.path), bare)]
      : [...aliased(bare, byPath), ...below(bare, from.path)];
    for (const base of named)
      for (const ending of ENDINGS) {
        const opened = open(base + ending, from);
        if (opened) return opened;
      }
    return undefined;
  };
  const resolve: ImportResolver = (name, from) => {
    const path = paths.get(from.uri) ?? from.uri;
    const key = `${folderOf(path)} ${name}`;
    if (!found.has(key)) found.set(key, search(name, { path, uri: from.uri, text: from.text }));
    return found.get(key);
  };
  const known = new Map<CodeModule, Scope>();
  return files.map((file) => {
    const module = moduleOf(file);
    return { file, module, scope: moduleScope(module, resolve, known) };
  });
}

/** `@/db/users`, `~/db/users`, `src/db/users`: files whose path ends so, whatever the alias stands for (tsconfig.json, paths). */
function aliased(name: string, byPath: ReadonlyMap<string, SourceFile>): readonly string[] {
  const tail = name.replace(/^[@~#]\w*\//, '').replace(/^@[\w-]+\/[\w-]+\//, '');
  if (!tail.includes('/') && tail === name) return [];
  return [...byPath.keys()].flatMap((path) => {
    const bare = path.replace(/(?:\/index)?\.\w+$/, '');
    return bare === tail || bare.endsWith(`/${tail}`) ? [bare] : [];
  });
}

/** Where the file of such a name may lie that is none of the set: below a folder above the one that imports it. */
function below(name: string, from: string): readonly string[] {
  const [head = '', ...rest] = name.split('/');
  if (rest.length === 0 || (/^@\w/.test(name) && rest.length < 2)) return [];
  const tails = [[head.replace(/^[@~#]/, ''), ...rest].filter((part) => part !== '').join('/'), rest.join('/')];
  return ancestors(folderOf(from)).flatMap((folder) => tails.map((tail) => joinPath(folder, tail)));
}
