import { languageOf } from '../../code';
import { moduleOf, projectScope } from '../code/project-imports';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, commonFolder, folderOf, groupBy, joinPath } from '../paths';
import { CONFIG_WORDS, type Config, configsIn, dialectOf, jsonConfigs } from './config';

export function matches(path: string): boolean {
  return (
    /\.[cm]?[jt]sx?$/.test(path) && !/\.(?:d|test|spec)\.[cm]?[jt]sx?$/.test(path) && languageOf(path) !== undefined
  );
}

const ENTITIES = ['@Entity(', '@ViewEntity(', '@ChildEntity(', 'new EntitySchema'];

/** Base classes and embedded ones have columns, and no table of their own. */
const COLUMNS = [
  'Column(',
  'PrimaryColumn(',
  'PrimaryGeneratedColumn(',
  'CreateDateColumn(',
  'UpdateDateColumn(',
  'DeleteDateColumn(',
  'VersionColumn(',
  'ManyToOne(',
  'OneToOne(',
];

/** Files with entities of TypeORM's, and those that set up its data source; one schema for each package. */
export function locate(files: FilePort): readonly Located[] {
  const homes = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = homes.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'package.json');
    const found = files.has(path) && (files.text(path) ?? '').includes('"typeorm"');
    homes.set(folder, found);
    return found;
  };
  const homeOf = (path: string) => ancestors(folderOf(path)).find(depends);
  const found = files.paths.filter(matches).flatMap((path) => {
    const home = homeOf(path);
    if (home === undefined) return [];
    const isEntity = files.mentions(path, ENTITIES);
    const isPart = isEntity || files.mentions(path, [...COLUMNS, ...CONFIG_WORDS]);
    if (!isPart || !mentionsTool(files, path)) return [];
    return [{ path, home, isEntity }];
  });
  return [...groupBy(found, ({ home }) => home)].flatMap(([home, group]) => {
    if (!group.some(({ isEntity }) => isEntity)) return [];
    const paths = group.map(({ path }) => path).sort();
    const dialect = evidenceOf(files, home, paths);
    const root = commonFolder(group.filter(({ isEntity }) => isEntity).map(({ path }) => path));
    return [{ format: 'typeorm', kind: 'models', root, paths, ...(dialect ? { dialect } : {}) }];
  });
}

function mentionsTool(files: FilePort, path: string): boolean {
  return (
    files.mentions(path, ['typeorm', 'TypeOrm', 'TypeORM']) &&
    !files.mentions(path, ['@mikro-orm/', 'sequelize-typescript'])
  );
}

/** The driver that the data sources name, where they agree. */
function evidenceOf(files: FilePort, home: string, paths: readonly string[]): DialectEvidence | undefined {
  const json = joinPath(home, 'ormconfig.json');
  const text = files.has(json) ? files.text(json) : undefined;
  const told = [
    ...(text === undefined ? [] : jsonConfigs(text).map((config) => ({ config, path: json }))),
    ...paths
      .filter((path) => files.mentions(path, CONFIG_WORDS))
      .flatMap((path) => configsOf(files, path).map((config) => ({ config, path }))),
  ].flatMap(({ config, path }) => {
    const dialect = dialectOf(config.type);
    return dialect ? [{ dialect, because: `type: ${config.type} in ${path}` }] : [];
  });
  const [first] = told;
  return told.every(({ dialect }) => dialect === first?.dialect) ? first : undefined;
}

export function configsOf(files: FilePort, path: string): readonly Config[] {
  const text = files.text(path);
  return text === undefined ? [] : configsIn(projectScope(moduleOf({ uri: path, text }), { dialect: 'postgresql' }));
}
