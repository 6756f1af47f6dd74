import { byFileName, locateScripts, maybeMigration, stampedName } from '../code/script-files';
import type { FilePort, Located } from '../format';

export const matches = maybeMigration;

const UP = ['function up', 'const up', ' up(', ' up:', 'exports.up'];

/** Files that export `up` and speak of Kysely, in the order of their names (FileMigrationProvider). */
export function locate(files: FilePort): readonly Located[] {
  return locateScripts(files, {
    format: 'kysely',
    isOwn: (path) => files.mentions(path, ['kysely', 'Kysely']) && files.mentions(path, UP),
    named: stampedName,
    order: byFileName,
    dialect: () => undefined,
  });
}
