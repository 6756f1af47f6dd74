import type { FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy, joinPath } from '../paths';
import { historyOf } from '../sql-history';
import { dialectOf, dialectOfSnapshot, journalPath, readJournal } from './journal';

/** `0003_quick_hulk`, `20240102030405_quick_hulk`; with the prefix "none" there is no number (drizzle.config, migrations.prefix). */
const TAG = /^(\d+)_(.*)$/;

export function matches(path: string): boolean {
  return /(?:^|\/)meta\/_journal\.json$/.test(path) || isStep(path) || /\.sql$/.test(path);
}

/** A migration of Drizzle 1.0: a folder with its SQL and the snapshot behind it. */
function isStep(path: string): boolean {
  return baseName(path) === 'migration.sql' && TAG.test(baseName(folderOf(path)));
}

/** Folders with a journal, and folders of folders with snapshots: the names alone are those of many tools. */
export function locate(files: FilePort): readonly Located[] {
  return [...journalled(files), ...inFolders(files)];
}

function named(tag: string, path: string): LocatedMigration {
  const [, version = '', name = tag] = TAG.exec(tag) ?? [];
  return { version, name, path };
}

/** True for a folder whose files run as a journal has them: what is not in it never runs. */
export function hasJournal(files: FilePort, root: string): boolean {
  const path = journalPath(root);
  const entries = files.has(path) ? readJournal(files.text(path) ?? '')?.entries : undefined;
  return entries?.some(({ tag }) => files.has(joinPath(root, `${tag}.sql`))) ?? false;
}

function journalled(files: FilePort): readonly Located[] {
  const paths = new Set(files.paths);
  return files.paths
    .filter((path) => /(?:^|\/)meta\/_journal\.json$/.test(path))
    .flatMap((path) => {
      const root = folderOf(folderOf(path));
      const journal = readJournal(files.text(path) ?? '');
      // The migrator runs the entries as they stand (drizzle-orm, migrator.ts: readMigrationFiles).
      const steps = (journal?.entries ?? []).flatMap(({ tag }) => {
        const file = joinPath(root, `${tag}.sql`);
        if (paths.has(file)) return [named(tag, file)];
        files.note?.(path, `${baseName(file)} is in Drizzle's journal, and the file is not there.`);
        return [];
      });
      return historyOf('drizzle-migrate', files, root, steps, dialectOf(journal?.dialect ?? '', journalPath(root)));
    });
}

function inFolders(files: FilePort): readonly Located[] {
  const steps = files.paths.filter((path) => isStep(path) && files.has(joinPath(folderOf(path), 'snapshot.json')));
  const byRoot = groupBy(steps, (path) => folderOf(folderOf(path)));
  return [...byRoot].flatMap(([root, paths]) => {
    const ordered = [...paths].sort((a, b) => (folderOf(a) < folderOf(b) ? -1 : 1));
    const migrations = ordered.map((path) => named(baseName(folderOf(path)), path));
    const snapshot = joinPath(folderOf(ordered.at(-1) ?? ''), 'snapshot.json');
    return historyOf('drizzle-migrate', files, root, migrations, dialectOfSnapshot(files, snapshot));
  });
}
