import { textValue } from '../../code';
import type { Dialect } from '../../model';
import { entry } from '../code/compose';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, baseName, folderOf, groupBy, joinPath } from '../paths';
import { type HistoryFile, historyOf, paired } from '../sql-history';
import { laravelName, matches } from './name';
import { moduleOf, returned, settled } from './project';

/** Files enough to tell whose a folder is. */
const SAMPLE = 8;

/** Migrations of a project and its modules are one history, in the order of their names (Migrator, getMigrationFiles). */
export function locate(files: FilePort): readonly Located[] {
  const folders = [...groupBy(files.paths.filter(matches), folderOf)].filter(([, paths]) => isOwn(files, paths));
  const projects = groupBy(folders, ([folder]) => projectOf(files, folder));
  return [...projects].flatMap(([project, own]) => {
    const paths = own.flatMap(([, inside]) => inside);
    const main = own.map(([folder]) => folder).find((folder) => folder === joinPath(project, 'database/migrations'));
    const root = main ?? own[0]?.[0] ?? project;
    const named = paths.flatMap((path): readonly HistoryFile[] => {
      const name = laravelName(path);
      return name ? [{ path, version: name.version, name: name.title, direction: 'up' }] : [];
    });
    return historyOf('laravel', files, root, paired(named, byName), dialectOfProject(files, project));
  });
}

function byName(a: HistoryFile, b: HistoryFile): number {
  const [one, other] = [baseName(a.path), baseName(b.path)];
  return one < other ? -1 : one > other ? 1 : a.path < b.path ? -1 : 1;
}

function isOwn(files: FilePort, paths: readonly string[]): boolean {
  const sample = [...paths.slice(0, SAMPLE), ...paths.slice(-SAMPLE)];
  return sample.some((path) => files.mentions(path, ['Illuminate\\', 'extends Migration', 'Schema::', 'Blueprint']));
}

/** The folder above with `artisan`, or with a composer.json. */
function projectOf(files: FilePort, folder: string): string {
  const way = ancestors(folder);
  const found = (name: string) => way.find((at) => files.has(joinPath(at, name)));
  return found('artisan') ?? found('composer.json') ?? folder;
}

/** DB_CONNECTION of the environment, or the default of config/database.php. */
export function dialectOfProject(files: FilePort, project: string): DialectEvidence | undefined {
  for (const name of ['.env', '.env.example', '.env.dist']) {
    const path = joinPath(project, name);
    const text = files.has(path) ? files.text(path) : undefined;
    const word = text === undefined ? undefined : /^\s*DB_CONNECTION\s*=\s*["']?(\w+)/m.exec(text)?.[1];
    const dialect = word === undefined ? undefined : dialectOfDriver(word);
    if (dialect) return { dialect, because: `DB_CONNECTION=${word} in ${path}` };
  }
  const path = joinPath(project, 'config/database.php');
  const text = files.has(path) ? files.text(path) : undefined;
  const value = text === undefined ? undefined : settled(entry(returned(moduleOf({ uri: path, text })), 'default'));
  const driver = value && textValue(value)?.text;
  const dialect = driver === undefined ? undefined : dialectOfDriver(driver);
  return dialect && { dialect, because: `the default connection ${driver} in ${path}` };
}

function dialectOfDriver(driver: string): Dialect | undefined {
  if (driver === 'sqlsrv') return 'sqlserver';
  const word = dialectWord(driver);
  return word?.kind === 'supported' ? word.dialect : undefined;
}
