import {
  type CodeModule,
  type ImportResolver,
  memoByText,
  moduleScope,
  parseCode,
  type Scope,
  topLevel,
} from '../../../code';
import { folderOf, resolvePath } from '../../paths';
import type { Texts } from './texts';

/** Field classes that a project defines itself, found through the imports of the file that uses them. */

const modules = memoByText((uri, text) => parseCode('python', uri, text));

/** Where a module that is imported may lie: beside the file, or below any folder above it. */
function candidates(module: string, from: string): readonly string[] {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const rest = module.slice(dots).replaceAll('.', '/');
  if (dots > 0) {
    const base = resolvePath(folderOf(from), `./${'../'.repeat(dots - 1)}${rest}`);
    return [`${base}.py`, `${base}/__init__.py`];
  }
  const found: string[] = [];
  for (let folder = folderOf(from); ; folder = folderOf(folder)) {
    const base = folder === '' ? rest : `${folder}/${rest}`;
    found.push(`${base}.py`, `${base}/__init__.py`);
    if (folder === '') return found;
  }
}

/** Modules of Django and of installed packages are not looked for. */
const FOREIGN = /^(?:django|rest_framework|datetime|uuid|decimal|os|re|json|typing|functools|enum|__future__)(?:\.|$)/;

/** Finds modules of the project by the names that imports give. `pathOf` turns a module's URI into its path, `uriOf` a path into one. */
export function projectModules(
  texts: Texts,
  pathOf: (uri: string) => string,
  uriOf: (path: string) => string = (path) => path,
): ImportResolver {
  const known = new Map<string, CodeModule | undefined>();
  const search = (name: string, from: string): CodeModule | undefined => {
    for (const path of candidates(name, from)) {
      const text = texts(path);
      if (text !== undefined) return modules(uriOf(path), text);
    }
    return undefined;
  };
  return (name, from) => {
    if (FOREIGN.test(name)) return undefined;
    const path = pathOf(from.uri);
    const key = `${folderOf(path)} ${name}`;
    if (!known.has(key)) known.set(key, search(name, path));
    return known.get(key);
  };
}

/** A class by the name that a file calls it by: its own, an imported one, or one of an imported module (`fields.MyField`). */
export function classOf(
  className: string,
  scope: Scope,
  resolve: ImportResolver,
  known: Map<CodeModule, Scope>,
): ReturnType<Scope['class']> {
  const own = moduleScope(scope.module, resolve, known).class(className);
  if (own || !className.includes('.')) return own;
  const simple = className.split('.').at(-1) ?? className;
  const module = moduleNamed(className.slice(0, -simple.length - 1), scope.module, resolve);
  return module && moduleScope(module, resolve, known).class(simple);
}

function moduleNamed(name: string, from: CodeModule, resolve: ImportResolver): CodeModule | undefined {
  for (const stmt of topLevel(from.body)) {
    if (stmt.kind !== 'import') continue;
    for (const one of stmt.names) {
      if (one.as !== name) continue;
      return resolve(one.name === '*' ? stmt.module : `${stmt.module}.${one.name}`, from);
    }
  }
  return undefined;
}
