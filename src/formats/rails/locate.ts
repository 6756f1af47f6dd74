import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { ancestors, baseName, commonFolder, folderOf, groupBy, joinPath } from '../paths';
import { adapterOf, type Databases, databaseAt, databasesOf } from './database';

/** `20240102030405_create_books.rb`, an engine's copy `…_create_books.blog.rb`, before 2.1 `001_create_books.rb`. */
const MIGRATION = /^(\d{3,})_(\w+)(?:\.\w+)?\.rb$/;
/** `db/migrate`, `db/animals_migrate`, `db/post_migrate`, `db/geo/migrate`, and folders below. */
const FOLDER = /^(?:(.*)\/)?(db(?:\/\w+)?\/(?:\w+_)?migrate)(?:\/.*)?$/;
const SCHEMA = /(?:^|\/)db\/(?:\w+_)?schema\.rb$/;

export function matches(path: string): boolean {
  return SCHEMA.test(path) || (MIGRATION.test(baseName(path)) && FOLDER.test(folderOf(path)));
}

/** Files of one database. */
interface Database {
  readonly root: string;
  readonly name: string;
}

/** The histories of applications with the engines in them, each database by itself, and the schemas that they dump. */
export function locate(files: FilePort): readonly Located[] {
  const configs = new Map<string, Databases | undefined>();
  const configOf = (root: string) => {
    if (!configs.has(root)) configs.set(root, databasesOf(files, root));
    return configs.get(root);
  };
  const database = (path: string): Database => {
    const root = applicationOf(files, path);
    return { root, name: nameOf(path, root, configOf(root)) };
  };
  const own = files.paths.filter(matches);
  const steps = own.filter((path) => !SCHEMA.test(path));
  const histories = [...groupBy(steps, (path) => keyOf(database(path))).values()].flatMap(
    (paths): readonly Located[] => {
      const [first] = paths;
      if (first === undefined || !isRails(files, paths)) return [];
      const { root, name } = database(first);
      const dialect = adapterOf(configOf(root), name) ?? signs(files, joinPath(root, 'db/schema.rb'));
      return [
        {
          format: 'rails',
          kind: 'migrations',
          root: commonFolder(paths),
          migrations: ordered(paths),
          ...(dialect ? { dialect } : {}),
        },
      ];
    },
  );
  const dumps = own
    .filter((path) => SCHEMA.test(path) && files.mentions(path, ['Schema']))
    .map((path): Located => {
      const { root, name } = database(path);
      const dialect = adapterOf(configOf(root), name) ?? signs(files, path);
      return { format: 'rails', kind: 'dump', root: folderOf(path), paths: [path], ...(dialect ? { dialect } : {}) };
    });
  return [...histories, ...dumps];
}

const keyOf = ({ root, name }: Database) => `${root}\n${name}`;

/** Some of the files call ActiveRecord by its name, or have classes as migrations have them. */
function isRails(files: FilePort, paths: readonly string[]): boolean {
  return [...paths.slice(0, 3), ...paths.slice(-3)].some((path) => files.mentions(path, ['Migration']));
}

/** The application whose database takes the migrations: the outermost folder that is configured, or has a Gemfile. */
function applicationOf(files: FilePort, path: string): string {
  const own = FOLDER.exec(folderOf(path))?.[1] ?? (SCHEMA.test(path) ? folderOf(folderOf(path)) : '');
  const folders = [...ancestors(own)].reverse();
  const has = (names: readonly string[]) =>
    folders.find((folder) => names.some((name) => files.has(joinPath(folder, name))));
  return has(['config/application.rb', 'config/database.yml']) ?? has(['Gemfile', 'gems.rb']) ?? own;
}

/** `migrations_paths` tells a folder's database; else the folder's own name does. The first database has none. */
function nameOf(path: string, root: string, databases: Databases | undefined): string {
  const folder = folderOf(path);
  const schema = /(?:^|\/)(?:(\w+)_)?schema\.rb$/.exec(path);
  if (schema) return schema[1] ?? '';
  const told = databaseAt(databases, root, folder);
  if (told !== undefined) return /^(?:primary|production|development|default)$/.test(told) ? '' : told;
  const words = FOLDER.exec(folder)?.[2] ?? '';
  const [, outer, inner] = /^db(?:\/(\w+?))?\/(?:(\w+)_)?migrate$/.exec(words) ?? [];
  return outer ?? (inner === 'post' || inner === undefined ? '' : inner);
}

/** What is written only for one engine. */
function signs(files: FilePort, path: string): DialectEvidence | undefined {
  const text = files.has(path) ? files.text(path) : undefined;
  if (text === undefined) return undefined;
  if (/^\s*enable_extension\b/m.test(text)) return { dialect: 'postgresql', because: `enable_extension in ${path}` };
  if (/ENGINE=InnoDB|charset: "utf8|collation: "utf8mb4/.test(text))
    return { dialect: 'mysql', because: `character sets in ${path}` };
  return undefined;
}

/** By number, whatever folder a file lies in, as ActiveRecord's MigrationContext sorts them. */
function ordered(paths: readonly string[]): readonly LocatedMigration[] {
  return paths
    .flatMap((path): readonly LocatedMigration[] => {
      const [, version, name] = MIGRATION.exec(baseName(path)) ?? [];
      return version === undefined || name === undefined ? [] : [{ version, name, path }];
    })
    .sort((a, b) => compare(BigInt(a.version), BigInt(b.version)) || (a.path < b.path ? -1 : 1));
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
