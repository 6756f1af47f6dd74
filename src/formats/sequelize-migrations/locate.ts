import { byFileName, locateScripts, maybeMigration, stampedName } from '../code/script-files';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort, Located } from '../format';
import { above } from '../manifests';

export const matches = maybeMigration;

const CONFIGS = [
  'config/config.json',
  'config/config.js',
  'config/database.js',
  'config/database.json',
  'server/config/database.json',
  'config.json',
  '.sequelizerc',
];

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
    dialect: (root) => dialectOf(files, root),
  });
}

/** `"dialect": "postgres"` of a configuration in the folder or above. */
function dialectOf(files: FilePort, root: string): DialectEvidence | undefined {
  for (const { path, text } of above(files, root, CONFIGS)) {
    const found = [...text.matchAll(/\bdialect['"]?\s*:\s*['"`](\w+)['"`]/g)].map(([, name = '']) => dialectWord(name));
    const names = new Set(found.map((word) => (word?.kind === 'supported' ? word.dialect : undefined)));
    const word = names.size === 1 ? found[0] : undefined;
    if (word?.kind === 'supported') return { dialect: word.dialect, because: `dialect "${word.word}" in ${path}` };
  }
  return undefined;
}
