import { languageOf } from '../../code';
import type { Dialect } from '../../model';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, baseName, commonFolder, folderOf, groupBy, joinPath, resolvePath } from '../paths';
import { CONFIGS, type Config, readConfig } from './config';

export function matches(path: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(path) && !/\.d\.[cm]?ts$/.test(path) && languageOf(path) !== undefined;
}

const CORES: readonly (readonly [string, Dialect])[] = [
  ['drizzle-orm/pg-core', 'postgresql'],
  ['drizzle-orm/mysql-core', 'mysql'],
  ['drizzle-orm/singlestore-core', 'mysql'],
  ['drizzle-orm/sqlite-core', 'sqlite'],
];

interface Found {
  readonly path: string;
  readonly dialect: Dialect;
  readonly core: string;
  /** The folder of the configuration or the package that it belongs to. */
  readonly home: string;
}

/** Files that import a core of drizzle-orm, and what the `schema` of a drizzle.config names; one schema for each configuration or package. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'package.json');
    const found = files.has(path) && (files.text(path) ?? '').includes('drizzle-orm');
    homes.set(folder, found);
    return found;
  };
  const hasConfig = (folder: string) => CONFIGS.some((name) => files.has(joinPath(folder, name)));
  const homeOf = (path: string) => ancestors(folderOf(path)).find((folder) => hasConfig(folder) || depends(folder));
  const found = files.paths.filter(matches).flatMap((path): readonly Found[] => {
    if (CONFIGS.includes(baseName(path))) return [];
    const home = homeOf(path);
    if (home === undefined) return [];
    const core = CORES.find(([name]) => files.mentions(path, [name]));
    return core ? [{ path, core: core[0], dialect: core[1], home }] : [];
  });
  const groups = groupBy(found, ({ home, dialect }) => `${home} ${dialect}`);
  return [...groups.values()].flatMap((group) => schemaOf(files, group));
}

function schemaOf(files: FilePort, group: readonly Found[]): readonly Located[] {
  const [first] = group;
  if (!first) return [];
  const path = CONFIGS.map((name) => joinPath(first.home, name)).find((one) => files.has(one));
  const text = path === undefined ? undefined : files.text(path);
  const config: Config | undefined =
    text === undefined || path === undefined ? undefined : readConfig({ uri: path, text });
  const named = config ? namedBy(files, config, first.home) : [];
  const own = group.map((one) => one.path);
  const isNamed = config?.dialect === undefined || config.dialect === first.dialect;
  // Files without tables of their own have columns that others spread.
  const paths = [...new Set([...own, ...(isNamed ? named : [])])].sort();
  if (!paths.some((one) => isTable(files, one))) return [];
  const dialect: DialectEvidence = { dialect: first.dialect, because: `${first.core} in ${first.path}` };
  return [{ format: 'drizzle', kind: 'models', root: commonFolder(paths), paths, dialect }];
}

const WORDS = ['Table(', 'Table<', 'Enum(', 'Schema(', 'View(', 'TableCreator', '.table('];

function isTable(files: FilePort, path: string): boolean {
  return files.mentions(path, WORDS);
}

/** Files that the `schema` of a configuration names: paths, folders and globs. */
function namedBy(files: FilePort, config: Config, home: string): readonly string[] {
  const wanted = config.schema.map((one) => resolvePath(home, one));
  return files.paths.filter(
    (path) => matches(path) && wanted.some((pattern) => covers(pattern, path)) && isTable(files, path),
  );
}

/** True when a path is a glob's, or lies directly in the folder that is named. */
function covers(pattern: string, path: string): boolean {
  if (pattern === path || folderOf(path) === pattern) return true;
  if (!/[*{]/.test(pattern)) return false;
  return globMatch(pattern.split('/'), path.split('/'));
}

function globMatch(pattern: readonly string[], path: readonly string[]): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return path.length === 0;
  if (head === '**') return globMatch(rest, path) || (path.length > 0 && globMatch(pattern, path.slice(1)));
  const [first, ...behind] = path;
  return first !== undefined && segmentMatch(head, first) && globMatch(rest, behind);
}

/** `*.ts`, `*.{ts,js}` against one name of a path. */
function segmentMatch(pattern: string, name: string): boolean {
  const braces = pattern.indexOf('{');
  const close = pattern.indexOf('}', braces);
  if (braces >= 0 && close > braces)
    return pattern
      .slice(braces + 1, close)
      .split(',')
      .some((one) => segmentMatch(pattern.slice(0, braces) + one + pattern.slice(close + 1), name));
  const parts = pattern.split('*');
  const [start = '', end = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return pattern === name;
  if (name.length < start.length + end.length || !name.startsWith(start) || !name.endsWith(end)) return false;
  let at = start.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= name.length - end.length;
}
