import { baseName, folderOf } from '../paths';

/** A file of an app's `migrations` folder. */
export interface MigrationName {
  /** The folder that holds `migrations`. */
  readonly appFolder: string;
  /** The file's name without its ending: how others depend on it. */
  readonly name: string;
  readonly number: string | undefined;
}

/** Reads a path; undefined for files that Django does not load (django/db/migrations/loader.py skips `_` and `~`). */
export function migrationName(path: string): MigrationName | undefined {
  const folder = folderOf(path);
  const file = baseName(path);
  if (!/(?:^|_)migrations$/.test(baseName(folder)) || !/^[^_~].*\.py$/.test(file)) return undefined;
  const name = file.slice(0, -3);
  return { appFolder: folderOf(folder), name, number: /^\d+/.exec(name)?.[0] };
}

export function matches(path: string): boolean {
  return migrationName(path) !== undefined || /(?:^|\/)(?:manage|apps)\.py$/.test(path);
}
