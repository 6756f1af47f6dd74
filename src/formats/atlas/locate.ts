import type { FilePort, Located } from '../format';
import { baseName, folderOf, joinPath } from '../paths';
import { historyOf, paired } from '../sql-history';
import { atlasName } from './name';
import { dialectFor } from './project';

/** Names and markers of the other runners whose folders Atlas can sum up: their own formats read them (atlas.hcl, `migration { format }`). */
function isOther(files: FilePort, path: string): boolean {
  return (
    /\.(?:up|down)\.sql$/.test(path) ||
    /^[VUR]\d*[\d._]*__/.test(baseName(path)) ||
    files.mentions(path, ['+goose', 'migrate:up', 'liquibase formatted sql'])
  );
}

/** Folders with an atlas.sum. Atlas runs files in the order of their names, and a new database from the last checkpoint on. */
export function locate(files: FilePort): readonly Located[] {
  const sums = files.paths.filter((path) => baseName(path) === 'atlas.sum');
  return sums.flatMap((sum) => {
    const root = folderOf(sum);
    const paths = files.paths.filter((path) => folderOf(path) === root && path.endsWith('.sql'));
    if (paths.slice(0, 3).some((path) => isOther(files, path))) return [];
    const named = paths.flatMap((path) => {
      const name = atlasName(path);
      if (!name) return [];
      const baseline = files.mentions(path, ['atlas:checkpoint']);
      return [{ path, version: name.version, name: name.title, direction: 'up' as const, baseline }];
    });
    const byName = (a: { readonly path: string }, b: { readonly path: string }) => (a.path < b.path ? -1 : 1);
    return historyOf('atlas', files, root, paired(named, byName), dialectFor(files, root));
  });
}

export function sumPath(root: string): string {
  return joinPath(root, 'atlas.sum');
}
