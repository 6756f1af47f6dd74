import { byFileName, locateScripts, maybeMigration, stampedName } from '../code/script-files';
import type { FilePort, Located } from '../format';
import { compareVersionText } from '../version-order';

export const matches = maybeMigration;

/** Classes with `up` and `down` that take a query runner, in the order of their timestamps. */
export function locate(files: FilePort): readonly Located[] {
  return locateScripts(files, {
    format: 'typeorm-migrations',
    isOwn: (path) =>
      files.mentions(path, ['queryRunner', 'QueryRunner']) &&
      files.mentions(path, ['class ']) &&
      files.mentions(path, ['up(']),
    named: stampedName,
    order: (a, b) => compareVersionText(a.version, b.version) || byFileName(a, b),
    dialect: () => undefined,
  });
}
