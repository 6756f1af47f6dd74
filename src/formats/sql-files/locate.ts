import type { Dialect } from '../../model';
import { type DialectWord, dialectOfPath } from '../dialect-words';
import { hasJournal } from '../drizzle-migrate';
import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy } from '../paths';
import { isSqlPath, readSqlName, type SqlName } from '../sql-name';
import { compareVersionText } from '../version-order';

/** A file whose name, or whose folder's name, starts with a version. */
interface Candidate {
  readonly path: string;
  readonly root: string;
  readonly name: SqlName;
}

/** Files of a folder per migration: diesel's and sourcegraph's `2020-01-01-000000_x/up.sql` (diesel.rs/guides, "Getting Started"). */
const FOLDER_FILE = /^(up|down)\.sql$/i;

/** A folder that is nothing but a release number: `db/1.2/003_x.sql`. */
const RELEASE_FOLDER = /^v?\d+(?:[._]\d+)*$/i;

/** Numbered files of rows to start with: no history. */
const SEEDS = /(?:^|\/)(?:seeds?|seeders?)\//i;

function candidate(path: string): Candidate | undefined {
  if (!isSqlPath(path) || SEEDS.test(path)) return undefined;
  const file = baseName(path);
  const folder = folderOf(path);
  const direction = FOLDER_FILE.exec(file)?.[1]?.toLowerCase();
  if (direction !== undefined) {
    const name = readSqlName(baseName(folder));
    return name
      ? { path, root: folderOf(folder), name: { ...name, direction: direction === 'up' ? 'up' : 'down' } }
      : undefined;
  }
  const name = readSqlName(file);
  if (!name) return undefined;
  return inRelease({ path, root: folder, name });
}

/** Files below release folders belong to one history: the release comes first in their version. */
function inRelease(found: Candidate): Candidate {
  const release = baseName(found.root);
  if (!RELEASE_FOLDER.test(release)) return found;
  return inRelease({
    ...found,
    root: folderOf(found.root),
    name: { ...found.name, version: `${release.replace(/^v/i, '')}.${found.name.version}` },
  });
}

/** `versioned/v1.5/queues.sql`: a file of a release without a number of its own (Temporal, Synapse). */
function plainInRelease(path: string): Candidate | undefined {
  const folder = folderOf(path);
  if (!isSqlPath(path) || SEEDS.test(path) || !RELEASE_FOLDER.test(baseName(folder)) || candidate(path))
    return undefined;
  const stem = baseName(path).replace(/\.sql(\.\w+)?$/i, '$1');
  const numbered = readSqlName(`0_${stem}`);
  // Its own words follow the release in the version: they order the files and tell them apart.
  return numbered && inRelease({ path, root: folder, name: { ...numbered, version: numbered.name } });
}

/** Releases of one history have files of different names; `8.0/schema.sql` and `5.7/schema.sql` are two schemas. */
function isHistory(plain: readonly Candidate[], numbered: readonly Candidate[]): boolean {
  const folders = new Set(plain.map(({ path }) => folderOf(path)));
  const names = new Set(plain.map(({ path }) => baseName(path)));
  return (folders.size > 1 && names.size * 2 > plain.length) || numbered.some(({ root }) => root === plain[0]?.root);
}

export function matches(path: string): boolean {
  // diesel's metadata.toml decides on the transaction of the migration beside it.
  return candidate(path) !== undefined || plainInRelease(path) !== undefined || baseName(path) === 'metadata.toml';
}

/** Histories of numbered SQL files: one per folder, and per dialect where the names tell dialects apart. */
export function locate(files: FilePort): readonly Located[] {
  const numbered = files.paths.map(candidate).filter((found) => found !== undefined);
  const plain = files.paths.map(plainInRelease).filter((found) => found !== undefined);
  const released = [...groupBy(plain, (found) => found.root).values()].filter((group) => isHistory(group, numbered));
  const candidates = [...numbered, ...released.flat()];
  return [...groupBy(candidates, (found) => found.root)].flatMap(([root, group]) =>
    hasJournal(files, root) ? [] : locateFolder(files, root, group),
  );
}

function locateFolder(files: FilePort, root: string, group: readonly Candidate[]): readonly Located[] {
  const words = group.map((found) => found.name.dialect).filter((word) => word !== undefined);
  const unsupported = new Set(words.flatMap((word) => (word.kind === 'unsupported' ? [word.product] : [])));
  for (const product of unsupported)
    files.note?.(root, `Files for ${product} in this folder are not read: the dialect is not supported.`);
  const dialects = [...new Set(words.flatMap((word) => (word.kind === 'supported' ? [word.dialect] : [])))];
  if (dialects.length > 0)
    return dialects.map((dialect) => history(root, forDialect(group, dialect), fromSuffix(words, dialect)));
  const folder = dialectOfPath(root);
  if (folder?.kind === 'unsupported') {
    files.note?.(
      root,
      `The folder's name says ${folder.product}; the dialect is not supported, so its files are not read.`,
    );
    return [];
  }
  const evidence = folder ? { dialect: folder.dialect, because: `"${folder.word}" in the path ${root}` } : undefined;
  return [history(root, group, evidence)].filter((found) => found.kind === 'migrations' && found.migrations.length > 0);
}

function fromSuffix(words: readonly DialectWord[], dialect: Dialect): DialectEvidence {
  const word = words.find((found) => found.kind === 'supported' && found.dialect === dialect)?.word ?? dialect;
  return { dialect, because: `".${word}" in the files' names` };
}

/** A version's own file for the dialect overrides the generic one, in each direction (gobuffalo/pop, "Migrations"; ory/x popx). */
function forDialect(group: readonly Candidate[], dialect: Dialect): readonly Candidate[] {
  const byVersion = groupBy(group, (found) => `${found.name.version} ${found.name.name} ${found.name.direction}`);
  return [...byVersion.values()].flatMap((same) => {
    const own = same.filter(
      (found) => found.name.dialect?.kind === 'supported' && found.name.dialect.dialect === dialect,
    );
    return own.length > 0 ? own : same.filter((found) => found.name.dialect === undefined);
  });
}

function history(root: string, group: readonly Candidate[], dialect: DialectEvidence | undefined): Located {
  const downs = group.filter((found) => found.name.direction === 'down');
  const migrations = group
    .filter((found) => found.name.direction !== 'down')
    .sort((a, b) => compareVersionText(a.name.version, b.name.version) || (a.path < b.path ? -1 : 1))
    .map((found): LocatedMigration => {
      const down = downs.find(
        (other) => other.name.version === found.name.version && other.name.name === found.name.name,
      );
      return {
        version: found.name.version,
        name: found.name.name,
        path: found.path,
        ...(down ? { downPath: down.path } : {}),
      };
    });
  return { format: 'sql-files', kind: 'migrations', root: root || '', migrations, ...(dialect ? { dialect } : {}) };
}

/** Where a migration's files lie: the folder of the latest, or the folder that holds its folder or its release. */
export function placeLike(path: string): { readonly folder: string; readonly style: 'file' | 'folder' | 'release' } {
  const folder = folderOf(path);
  if (RELEASE_FOLDER.test(baseName(folder)) && plainInRelease(path))
    return { folder: folderOf(folder), style: 'release' };
  return FOLDER_FILE.test(baseName(path)) ? { folder: folderOf(folder), style: 'folder' } : { folder, style: 'file' };
}
