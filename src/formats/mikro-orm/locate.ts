import { languageOf } from '../../code';
import { moduleOf, projectScope } from '../code/project-imports';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, commonFolder, folderOf, groupBy, joinPath } from '../paths';
import { CONFIG_WORDS, dialectIn, driversIn } from './config';

export function matches(path: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:d|test|spec)\.[cm]?[jt]sx?$/.test(path) && languageOf(path) !== undefined
  );
}

const ENTITIES = ['@Entity(', 'new EntitySchema', 'defineEntity('];

/** Base classes and embedded ones have columns, and no table of their own. */
const PARTS = ['@Embeddable(', '@PrimaryKey(', '@Property(', '@ManyToOne(', '@Enum('];

/** Files with entities of MikroORM's, and those that set it up; one schema for each package. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'package.json');
    const found = files.has(path) && (files.text(path) ?? '').includes('"@mikro-orm/');
    homes.set(folder, found);
    return found;
  };
  const homeOf = (path: string) => ancestors(folderOf(path)).find(depends);
  const found = files.paths.filter(matches).flatMap((path) => {
    const home = homeOf(path);
    if (home === undefined || !files.mentions(path, ['@mikro-orm/'])) return [];
    const isEntity = files.mentions(path, ENTITIES);
    return isEntity || files.mentions(path, [...PARTS, ...CONFIG_WORDS]) ? [{ path, home, isEntity }] : [];
  });
  return [...groupBy(found, ({ home }) => home)].flatMap(([home, group]) => {
    const entities = group.filter(({ isEntity }) => isEntity).map(({ path }) => path);
    const drivers = driversOf(files, home);
    // Documents have no tables.
    if (entities.length === 0 || (drivers.length > 0 && drivers.every((one) => one === 'mongodb'))) return [];
    const paths = group.map(({ path }) => path).sort();
    const dialect = evidenceOf(files, home, paths, drivers);
    return [
      { format: 'mikro-orm', kind: 'models', root: commonFolder(entities), paths, ...(dialect ? { dialect } : {}) },
    ];
  });
}

/** The drivers that a package depends on: `@mikro-orm/postgresql`. */
function driversOf(files: FilePort, home: string): readonly string[] {
  const text = files.text(joinPath(home, 'package.json')) ?? '';
  return [...text.matchAll(/"@mikro-orm\/(postgresql|mysql|mariadb|sqlite|better-sqlite|libsql|mssql|mongodb)"/g)].map(
    ([, name = '']) => name,
  );
}

function evidenceOf(
  files: FilePort,
  home: string,
  paths: readonly string[],
  drivers: readonly string[],
): DialectEvidence | undefined {
  const told = paths
    .filter((path) => files.mentions(path, CONFIG_WORDS))
    .flatMap((path) => {
      const text = files.text(path);
      const dialects =
        text === undefined ? [] : driversIn(projectScope(moduleOf({ uri: path, text }), { dialect: 'postgresql' }));
      return dialects.map((dialect) => ({ dialect, because: `the driver in ${path}` }));
    });
  const [first] = told;
  if (first && told.every(({ dialect }) => dialect === first.dialect)) return first;
  const named = new Set(drivers.flatMap((one) => dialectIn(one) ?? []));
  const [only] = named;
  return only !== undefined && named.size === 1
    ? { dialect: only, because: `@mikro-orm/${drivers[0]} in ${joinPath(home, 'package.json')}` }
    : undefined;
}
