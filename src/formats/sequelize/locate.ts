import { languageOf } from '../../code';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, baseName, commonFolder, folderOf, groupBy, joinPath } from '../paths';
import { configuredDialect, dialectIn } from '../sequelize-migrations/config';

export function matches(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path) && !/\.(?:d|test|spec)\.[cm]?[jt]s$/.test(path) && languageOf(path) !== undefined;
}

/** Words that only a file with a model has. */
const MODELS = ['.define(', '.init(', '@Table'];

/** Words that say of a file that the models are Sequelize's. */
const OWN = ['sequelize', 'Sequelize', 'DataTypes', 'DataType'];

/** Words of files that tie models to each other, or say what holds for all of them. */
const BESIDE = [
  '.belongsTo',
  '.hasMany(',
  '.hasOne(',
  'new Sequelize(',
  'SequelizeModule.forRoot',
  '@Column',
  '@DeletedAt',
  'extends Model',
];

/** Files with models of a package that depends on Sequelize; one schema for each package. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'package.json');
    const found =
      files.has(path) && /"(?:sequelize|sequelize-typescript|@sequelize\/core)"\s*:/.test(files.text(path) ?? '');
    homes.set(folder, found);
    return found;
  };
  const candidates = files.paths.filter(matches).flatMap((path) => {
    const home = ancestors(folderOf(path)).find(depends);
    return home !== undefined &&
      !isMigration(path) &&
      files.mentions(path, OWN) &&
      files.mentions(path, [...MODELS, ...BESIDE])
      ? [{ path, home }]
      : [];
  });
  return [...groupBy(withoutCompiled(candidates), ({ home }) => home)].flatMap(([home, all]) => {
    const paths = all.map(({ path }) => path).sort();
    if (!paths.some((path) => files.mentions(path, MODELS))) return [];
    const root = commonFolder(paths);
    const dialect = dialectOf(files, paths, root, home);
    return [{ format: 'sequelize', kind: 'models', root, paths, ...(dialect ? { dialect } : {}) } satisfies Located];
  });
}

/** Migrations define models of their own to change rows with. */
function isMigration(path: string): boolean {
  return /(?:^|\/)(?:migrations?|seeders?|seeds)\//.test(path);
}

/** A compiled file beside its source is the same model. */
function withoutCompiled<T extends { readonly path: string }>(found: readonly T[]): readonly T[] {
  const typed = new Set(found.filter(({ path }) => /ts$/.test(path)).map(({ path }) => path.replace(/\.[cm]?ts$/, '')));
  return found.filter(({ path }) => /ts$/.test(path) || !typed.has(path.replace(/\.[cm]?js$/, '')));
}

/** What connects says it, or the configuration. */
function dialectOf(files: FilePort, paths: readonly string[], root: string, home: string): DialectEvidence | undefined {
  for (const path of paths) {
    if (!files.mentions(path, ['new Sequelize(', 'SequelizeModule.forRoot'])) continue;
    const word = dialectIn(files.text(path) ?? '');
    if (word) return { dialect: word.dialect, because: `dialect "${word.word}" in ${baseName(path)}` };
  }
  return configuredDialect(files, root) ?? configuredDialect(files, home);
}
