import type { FilePort, Located } from '../format';
import { baseName, folderOf, groupBy } from '../paths';
import { historyOf, paired } from '../sql-history';

/** dbmate, migration.go: `^(\d+)_?(.*)\.sql$`. */
const NAME = /^(\d+)_?(.*)\.sql$/;

/** Files enough to tell whose a folder is: dbmate refuses a migration without its marker. */
const SAMPLE = 5;

export function matches(path: string): boolean {
  return NAME.test(baseName(path));
}

/** Folders whose numbered files have dbmate's markers: the names alone are those of many tools. */
export function locate(files: FilePort): readonly Located[] {
  const folders = groupBy(files.paths.filter(matches), folderOf);
  return [...folders].flatMap(([root, paths]) => {
    const sample = [...paths.slice(0, SAMPLE), ...paths.slice(-SAMPLE)];
    if (!sample.some((path) => files.mentions(path, ['migrate:up']))) return [];
    const named = paths.map((path) => {
      const [, version = '', name = ''] = NAME.exec(baseName(path)) ?? [];
      return { path, version, name, direction: 'up' as const };
    });
    return historyOf('dbmate', files, root, paired(named));
  });
}
