import type { FilePort, Located } from '../format';
import { folderOf, groupBy } from '../paths';
import { historyOf, paired } from '../sql-history';
import { gooseName, matches } from './name';

/** Files enough to tell whose a folder is: goose refuses a migration without its marker. */
const SAMPLE = 5;

/** Folders whose numbered files have goose's markers, or register themselves with goose: the names alone are those of many tools. */
export function locate(files: FilePort): readonly Located[] {
  const folders = groupBy(files.paths.filter(matches), folderOf);
  return [...folders].flatMap(([root, paths]) => {
    const sql = paths.filter((path) => path.endsWith('.sql'));
    const go = paths.filter((path) => path.endsWith('.go') && files.mentions(path, ['pressly/goose']));
    const isOwn =
      go.length > 0 ||
      [...sql.slice(0, SAMPLE), ...sql.slice(-SAMPLE)].some((path) => files.mentions(path, ['+goose']));
    if (!isOwn) return [];
    const named = [...sql, ...go].flatMap((path) => {
      const name = gooseName(path);
      return name ? [{ path, version: name.version, name: name.title, direction: 'up' as const }] : [];
    });
    return historyOf('goose', files, root, paired(named));
  });
}
