import {
  type CodeModule,
  type ImportResolver,
  languageOf,
  memoByText,
  moduleScope,
  parseCode,
  type Scope,
} from '../../code';
import type { ReadContext } from '../format';

const parsed = memoByText((uri, text) => parseCode(languageOf(uri) ?? 'typescript', uri, text));

/** A file of JavaScript or TypeScript, parsed once as long as its text stays the same. */
export function moduleOf(file: { readonly uri: string; readonly text: string }): CodeModule {
  return parsed(file.uri, file.text);
}

const ENDINGS = ['', '.ts', '.js', '.mjs', '.cjs', '.mts', '/index.ts', '/index.js'];

/** The scope of a file, with what it imports from files of the project beside it or on the way `../`. */
export function projectScope(module: CodeModule, context: ReadContext): Scope {
  return moduleScope(module, importsOf(module.uri, context));
}

function importsOf(uri: string, context: ReadContext): ImportResolver {
  return (name, from) => {
    if (!name.startsWith('.') || !context.neighbour) return undefined;
    // Neighbours are asked for from the migration itself: the way of an import inside an import leads over both.
    const base = relativeFolder(uri, from.uri);
    const path = base === undefined ? undefined : joined(base, name);
    if (path === undefined) return undefined;
    const written = path.replace(/\.js$/, '.ts');
    for (const candidate of [...ENDINGS.map((ending) => path + ending), written]) {
      if (languageOf(candidate) === undefined) continue;
      const text = context.neighbour(candidate);
      if (text !== undefined) return parsed(uriFrom(uri, candidate), text);
    }
    return undefined;
  };
}

/** `../lib` for a file `…/lib/x.ts` seen from `…/migrations/y.ts`. */
function relativeFolder(from: string, to: string): string | undefined {
  const [a, b] = [from.split('/').slice(0, -1), to.split('/').slice(0, -1)];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same++;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/');
}

function joined(folder: string, name: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${name}`.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

function uriFrom(uri: string, path: string): string {
  const parts = uri.split('/').slice(0, -1);
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}
