import { byFileName, locateScripts, maybeMigration, stampedName } from '../code/script-files';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort, Located } from '../format';
import { above } from '../manifests';
import { mayBeFirst, withFirst } from './first';

export function matches(path: string): boolean {
  return maybeMigration(path) || mayBeFirst(path);
}

const KNEXFILES = ['knexfile.js', 'knexfile.ts', 'knexfile.cjs', 'knexfile.mjs', 'knexfile.mts', 'knexfile.cts'];

/** How a file says that it has a way there. */
const UP = [
  'exports.up',
  'function up',
  'const up',
  'let up',
  'var up',
  ' up(',
  ' up:',
  '\tup(',
  '\tup:',
  '{ up',
  ' up,',
];

/** Words of the tools whose files may lie in a folder of the same name. */
const FOREIGN = [
  'queryInterface',
  'queryRunner',
  'QueryRunner',
  '@mikro-orm',
  'kysely',
  'Kysely',
  'MigrationBuilder',
  'pgm.',
  'objectionjs-models',
];

/** Files that export `up` and speak of knex or of its schema builder, and of no other tool. */
export function locate(files: FilePort): readonly Located[] {
  const depends = new Map<string, boolean>();
  const dependsOnKnex = (path: string): boolean => {
    const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const known = depends.get(folder);
    if (known !== undefined) return known;
    const found =
      above(files, folder, ['package.json']).some(({ text }) => text.includes('"knex"')) ||
      above(files, folder, KNEXFILES).length > 0;
    depends.set(folder, found);
    return found;
  };
  const histories = locateScripts(files, {
    format: 'knex',
    isOwn: (path) =>
      files.mentions(path, UP) &&
      !files.mentions(path, FOREIGN) &&
      (files.mentions(path, ['knex', 'Knex']) || (dependsOnKnex(path) && files.mentions(path, ['.schema', '.raw(']))),
    named: stampedName,
    order: byFileName,
    dialect: (root) => clientOf(files, root),
  });
  const isFirst = (path: string): boolean =>
    files.mentions(path, ['.schema.createTable(']) &&
    files.mentions(path, ['knex']) &&
    !files.mentions(path, [...UP, ...FOREIGN]) &&
    dependsOnKnex(path);
  return histories.map((one) => withFirst(one, files, isFirst));
}

/** The client of the nearest knexfile; of several the one named most, then the last, which is production's by habit. */
function clientOf(files: FilePort, root: string): DialectEvidence | undefined {
  for (const { path, text } of above(files, root, KNEXFILES)) {
    const votes = new Map<string, number>();
    for (const [, name = ''] of text.matchAll(/\bclient['"]?\s*:\s*(?:\w[\w.?]*\s*\|\|\s*)?['"`]([\w-]+)['"`]/g))
      votes.set(name, (votes.get(name) ?? 0) + 1);
    const [client] = [...votes].reverse().sort(([, a], [, b]) => b - a)[0] ?? [];
    const word = client === undefined ? undefined : dialectWord(ALIASES[client] ?? client);
    if (word?.kind === 'supported') return { dialect: word.dialect, because: `client "${client}" in ${path}` };
  }
  return undefined;
}

const ALIASES: Readonly<Record<string, string>> = {
  mysql2: 'mysql',
  'better-sqlite3': 'sqlite',
  'pg-native': 'pg',
  oracledb: 'oracle',
  pgnative: 'pg',
};
