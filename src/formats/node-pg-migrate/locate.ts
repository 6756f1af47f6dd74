import type { FilePort, Located } from '../format';
import { above } from '../manifests';
import { baseName, folderOf, groupBy } from '../paths';
import { type HistoryFile, historyOf, paired } from '../sql-history';
import { matches, momentOf, pgmName } from './name';

/** Files enough to tell whose a folder is. */
const SAMPLE = 5;

/** Folders whose numbered files have its markers or call its builder; pairs of SQL files, where the package is a dependency. */
export function locate(files: FilePort): readonly Located[] {
  return [...groupBy(files.paths.filter(matches), folderOf)].flatMap(([root, paths]) => {
    const own = paths.filter((path) => pgmName(path)?.language === 'sql' || callsBuilder(files, path));
    if (!isOwn(files, root, own)) return [];
    const named = own.flatMap((path): readonly HistoryFile[] => {
      const name = pgmName(path);
      if (!name) return [];
      return [{ path, version: name.version, name: name.title, direction: name.direction === 'down' ? 'down' : 'up' }];
    });
    const told = { dialect: 'postgresql', because: 'node-pg-migrate is for PostgreSQL' } as const;
    return historyOf('node-pg-migrate', files, root, paired(named, inTime), told);
  });
}

function inTime(a: HistoryFile, b: HistoryFile): number {
  return momentOf(a.version) - momentOf(b.version) || (baseName(a.path) < baseName(b.path) ? -1 : 1);
}

function callsBuilder(files: FilePort, path: string): boolean {
  return files.mentions(path, ['node-pg-migrate', 'pgm.', 'MigrationBuilder']);
}

function isOwn(files: FilePort, root: string, paths: readonly string[]): boolean {
  const sample = [...paths.slice(0, SAMPLE), ...paths.slice(-SAMPLE)];
  if (sample.some((path) => pgmName(path)?.language === 'code')) return true;
  if (sample.some((path) => files.mentions(path, ['-- Up Migration', '--- Up Migration']))) return true;
  const isPair = sample.some((path) => pgmName(path)?.direction !== 'both');
  return isPair && above(files, root, ['package.json']).some(({ text }) => text.includes('"node-pg-migrate"'));
}
