import { type CodeModule, type ImportResolver, moduleScope, type Scope } from '../../code';
import type { ReadContext, SourceFile } from '../format';
import { ancestors, folderOf, joinPath, resolvePath } from '../paths';
import { isElsewhere, parsedPython } from './python-imports';
import type { OpenedFile } from './set-scopes';

/** The files that a dotted name may be, from a folder. */
function candidates(folder: string, dotted: string): readonly string[] {
  const path = dotted === '' ? folder : joinPath(folder, dotted.replaceAll('.', '/'));
  return [`${path}.py`, joinPath(path, '__init__.py')];
}

/** Opens files of Python that import each other, and others of their project, absolutely or with leading dots. */
export function openPythonTogether(files: readonly SourceFile[], context: ReadContext): readonly OpenedFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const places = new Map(files.map(({ uri, path }) => [uri, path]));
  const found = new Map<string, CodeModule | undefined>();
  const open = (path: string, from: SourceFile): CodeModule | undefined => {
    const known = byPath.get(path);
    if (known) return parsedPython(known.uri, known.text);
    const text = context.neighbour?.(path);
    if (text === undefined) return undefined;
    const uri = from.uri.slice(0, from.uri.length - from.path.length) + path;
    places.set(uri, path);
    return parsedPython(uri, text);
  };
  const search = (name: string, from: SourceFile): CodeModule | undefined => {
    const dots = /^\.+/.exec(name)?.[0].length ?? 0;
    const folder = folderOf(from.path);
    const roots = dots > 0 ? [resolvePath(folder, '../'.repeat(dots - 1))] : ancestors(folder);
    for (const root of roots)
      for (const path of candidates(root, name.slice(dots))) {
        const module = open(path, from);
        if (module) return module;
      }
    return undefined;
  };
  const resolve: ImportResolver = (name, { uri, text }) => {
    if (isElsewhere(name)) return undefined;
    const path = places.get(uri) ?? uri;
    const key = `${folderOf(path)} ${name}`;
    if (!found.has(key)) found.set(key, search(name, { path, uri, text }));
    return found.get(key);
  };
  const known = new Map<CodeModule, Scope>();
  return files.map((file) => {
    const module = parsedPython(file.uri, file.text);
    return { file, module, scope: moduleScope(module, resolve, known) };
  });
}
