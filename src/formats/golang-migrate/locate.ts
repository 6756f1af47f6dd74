import type { FilePort, Located } from '../format';
import { above } from '../manifests';
import { baseName, folderOf, groupBy } from '../paths';
import { historyOf, paired } from '../sql-history';
import { readSqlName } from '../sql-name';

/** golang-migrate/migrate, source/parse.go: `^([0-9]+)_(.*)\.(down|up)\.(.*)$`. */
const NAME = /^(\d+)_(.*)\.(down|up)\.sql$/;

export interface GolangName {
  readonly version: string;
  readonly title: string;
  readonly direction: 'up' | 'down';
}

export function golangName(path: string): GolangName | undefined {
  const found = NAME.exec(baseName(path));
  // pop writes the dialect where golang-migrate has the title's end: `1_x.postgres.up.sql`.
  if (!found || readSqlName(baseName(path))?.dialect) return undefined;
  return { version: found[1] ?? '', title: found[2] ?? '', direction: found[3] === 'down' ? 'down' : 'up' };
}

export function matches(path: string): boolean {
  return golangName(path) !== undefined;
}

const MANIFESTS = [
  'go.mod',
  'Makefile',
  'Taskfile.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
  'compose.yml',
  'compose.yaml',
  'Dockerfile',
];
const OWN = /golang-migrate|\bmigrate\/migrate\b/;
/** Other runners with the same names of files. */
const OTHER = /gobuffalo\/pop|jackc\/tern|uptrace\/bun\b|\bsqlx\b[\s\S]{0,80}migrate|pressly\/goose/;

/** A folder where names end in a database is pop's, generic files and all. */
function hasDialects(files: FilePort, folder: string): boolean {
  return files.paths.some(
    (path) => folderOf(path) === folder && path.endsWith('.sql') && readSqlName(baseName(path))?.dialect !== undefined,
  );
}

/** The names alone do not tell: sqlx, pop and bun share them. A manifest decides; without a word from any, it is golang-migrate. */
function isOwn(files: FilePort, folder: string): boolean {
  const manifests = above(files, folder, MANIFESTS);
  if (manifests.some(({ text }) => OWN.test(text))) return true;
  return ![...manifests, ...above(files, folder, ['Cargo.toml'])].some(
    ({ path, text }) => OTHER.test(text) || (path.endsWith('Cargo.toml') && /\bsqlx\b/.test(text)),
  );
}

export function locate(files: FilePort): readonly Located[] {
  const folders = groupBy(
    files.paths.filter((path) => matches(path)),
    folderOf,
  );
  return [...folders].flatMap(([root, paths]) =>
    !hasDialects(files, root) && isOwn(files, root) ? history(files, root, paths) : [],
  );
}

function history(files: FilePort, root: string, paths: readonly string[]): readonly Located[] {
  const named = paths.flatMap((path) => {
    const name = golangName(path);
    return name ? [{ path, version: name.version, name: name.title, direction: name.direction }] : [];
  });
  return historyOf('golang-migrate', files, root, paired(named));
}
