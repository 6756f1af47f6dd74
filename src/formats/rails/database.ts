import type { Dialect } from '../../model';
import type { DialectEvidence, FilePort } from '../format';
import { baseName, folderOf, isBelow, joinPath } from '../paths';

/** Adapters by their names in config/database.yml. */
const ADAPTERS: Readonly<Record<string, Dialect>> = {
  postgresql: 'postgresql',
  postgres: 'postgresql',
  postgis: 'postgresql',
  mysql2: 'mysql',
  mysql: 'mysql',
  trilogy: 'mysql',
  sqlite3: 'sqlite',
  litedb: 'sqlite',
  sqlserver: 'sqlserver',
  oracle_enhanced: 'oracle',
};

/** One setting of database.yml with the sections around it: `production.animals`. */
interface Line {
  readonly section: string;
  readonly key: string;
  readonly value: string;
}

/** The file is YAML behind a template; its lines with their indentation are all that is asked of it. */
function linesOf(text: string): readonly Line[] {
  const open: { readonly indent: number; readonly name: string }[] = [];
  const found: Line[] = [];
  for (const line of text.split(/\r?\n/)) {
    const pair = /^(\s*)([\w-]+):\s*(.*?)\s*$/.exec(line);
    if (!pair) continue;
    const [, space = '', key = '', value = ''] = pair;
    while ((open.at(-1)?.indent ?? -1) >= space.length) open.pop();
    const section = open.map(({ name }) => name).join('.');
    if (value === '' || /^[&#]/.test(value)) open.push({ indent: space.length, name: key });
    else found.push({ section, key, value });
  }
  return found;
}

/** What an application says of its databases. */
export interface Databases {
  readonly path: string;
  readonly lines: readonly Line[];
}

/** config/database.yml, or the example of it that is committed instead. */
export function databasesOf(files: FilePort, root: string): Databases | undefined {
  const config = joinPath(root, 'config');
  const candidates = files.paths.filter(
    (path) =>
      folderOf(path) === config &&
      /database/.test(baseName(path)) &&
      /\.(?:ya?ml|example|sample|dist|template)$/.test(path),
  );
  const own = joinPath(config, 'database.yml');
  const path = files.has(own) ? own : (candidates.find((one) => /pg|postgres/.test(one)) ?? candidates[0]);
  const text = path === undefined ? undefined : files.text(path);
  return path === undefined || text === undefined ? undefined : { path, lines: linesOf(text) };
}

/** The adapter of a database: its own in production, else what all have. */
export function adapterOf(databases: Databases | undefined, name: string): DialectEvidence | undefined {
  const adapters = databases?.lines.filter(({ key }) => key === 'adapter' || key === 'url') ?? [];
  const rank = ({ section }: Line) =>
    (name !== '' && section.endsWith(`.${name}`) ? 0 : 2) + (section.startsWith('production') ? 0 : 1);
  for (const { key, value } of [...adapters].sort((a, b) => rank(a) - rank(b))) {
    for (const word of value.match(key === 'url' ? /[a-z]\w+(?=:\/\/)/g : /\w+/g) ?? []) {
      const dialect = Object.hasOwn(ADAPTERS, word) ? ADAPTERS[word] : undefined;
      if (dialect && databases) return { dialect, because: `"${key}: ${word}" in ${databases.path}` };
    }
  }
  return undefined;
}

/** Which database a folder of migrations is of, by `migrations_paths`; undefined where nothing says. */
export function databaseAt(databases: Databases | undefined, root: string, folder: string): string | undefined {
  for (const { section, key, value } of databases?.lines ?? []) {
    if (key !== 'migrations_paths') continue;
    const paths = value.match(/[\w./-]+/g) ?? [];
    if (paths.some((path) => isBelow(folder, joinPath(root, path)))) return section.replace(/^.*\./, '');
  }
  return undefined;
}
