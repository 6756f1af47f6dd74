import { byFileName, locateScripts, maybeMigration } from '../code/script-files';
import type { FilePort, Located, LocatedMigration } from '../format';
import { baseName } from '../paths';

export const matches = maybeMigration;

/** `Migration20240101090000.ts`, `Migration20240101090000_add_orders.ts` */
function named(path: string): LocatedMigration {
  const stem = baseName(path).replace(/\.[cm]?[jt]s$/, '');
  const [, version = stem, name = stem] = /^\D*(\d+)[-_]?(.*)$/.exec(stem) ?? [];
  return { version, name: name || stem, path };
}

/** Classes that extend MikroORM's `Migration` or its framework's, and add SQL. */
export function locate(files: FilePort): readonly Located[] {
  return locateScripts(files, {
    format: 'mikro-orm-migrations',
    isOwn: (path) =>
      files.mentions(path, ['extends Migration']) &&
      files.mentions(path, ['addSql', '@mikro-orm']) &&
      files.mentions(path, ['up(']),
    named,
    order: byFileName,
    dialect: () => undefined,
  });
}
