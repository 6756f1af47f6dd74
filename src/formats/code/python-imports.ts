import { type CodeModule, type ImportResolver, memoByText, parseCode } from '../../code';

/** A Python file, parsed once for as long as its text stays. */
export const parsedPython = memoByText((uri, text) => parseCode('python', uri, text));

/** Packages that nobody finds in the project. */
const ELSEWHERE =
  /^(?:alembic|sqlalchemy|sqlmodel|flask|flask_sqlalchemy|typing|typing_extensions|datetime|uuid|enum|os|sys|re|json|logging|collections|functools|__future__|pydantic|fastapi)(?:\.|$)/;

/** True for modules of Python and of packages that are read by their names alone. */
export function isElsewhere(name: string): boolean {
  return ELSEWHERE.test(name);
}

/** As far as a migration lies below the folder that its imports count from. */
const UP = 7;

/** The files that a dotted name may be, from a folder. */
function filesOf(dotted: string): readonly string[] {
  const path = dotted.replaceAll('.', '/');
  return path === '' ? ['__init__.py'] : [`${path}.py`, `${path}/__init__.py`];
}

/** The tries for an import, each a path from the folder of the importing file. */
function triesOf(name: string): readonly string[] {
  const dots = /^\.+/.exec(name)?.[0].length ?? 0;
  if (dots > 0) return filesOf(name.slice(dots)).map((path) => '../'.repeat(dots - 1) + path);
  return Array.from({ length: UP }, (_, up) => filesOf(name).map((path) => '../'.repeat(up) + path)).flat();
}

/** `a/b/c.py` and `../d.py`: `a/d.py`; undefined above the first folder of the path. */
function joined(from: string, relative: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/**
 * Finds imported modules among the project's files. Paths are URIs without their scheme: of the file that asks, and of the files
 * that it led to, so that these may import in turn. `text` gives a file by its path from the folder of the first.
 */
export function pythonImports(root: CodeModule, text: (relative: string) => string | undefined): ImportResolver {
  const found = new Map<string, CodeModule | undefined>();
  const places = new Map<CodeModule, string>([[root, '']]);
  return (name, from) => {
    if (isElsewhere(name)) return undefined;
    const base = places.get(from) ?? '';
    for (const attempt of triesOf(name)) {
      const place = normal(base, attempt);
      if (!found.has(place)) {
        const source = text(place);
        const module = source === undefined ? undefined : parsedPython(joined(root.uri, place), source);
        found.set(place, module);
        if (module) places.set(module, place.slice(0, place.lastIndexOf('/') + 1));
      }
      const module = found.get(place);
      if (module) return module;
    }
    return undefined;
  };
}

/** `../../app/` and `../models.py`: `../../models.py`. */
function normal(base: string, relative: string): string {
  const parts: string[] = [];
  for (const part of (base + relative).split('/')) {
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
