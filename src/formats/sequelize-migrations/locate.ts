import { byFileName, locateScripts, maybeMigration, stampedName } from '../code/script-files';
import type { FilePort, Located } from '../format';
import { configuredDialect } from './config';

export const matches = maybeMigration;

/** Files that speak of the query interface, which no other tool has. */
export function locate(files: FilePort): readonly Located[] {
  return locateScripts(files, {
    format: 'sequelize-migrations',
    isOwn: (path) =>
      files.mentions(path, ['queryInterface', 'QueryInterface']) &&
      files.mentions(path, ['up']) &&
      !files.mentions(path, ['queryRunner']),
    named: stampedName,
    order: byFileName,
    dialect: (root) => configuredDialect(files, root),
  });
}
