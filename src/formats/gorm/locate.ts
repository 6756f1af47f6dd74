import type { Dialect } from '../../model';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, folderOf, groupBy, joinPath } from '../paths';

export function matches(path: string): boolean {
  return path.endsWith('.go') && !path.endsWith('_test.go');
}

const WORDS = [
  'gorm:"',
  'gorm.Model',
  'AutoMigrate(',
  'NamingStrategy',
  'DisableForeignKeyConstraintWhenMigrating',
  'TableName()',
];
const MODELS = ['gorm:"', 'gorm.Model'];

const DRIVERS: readonly (readonly [RegExp, Dialect])[] = [
  [/gorm\.io\/driver\/postgres\s/, 'postgresql'],
  [/gorm\.io\/driver\/mysql\s/, 'mysql'],
  [/gorm\.io\/driver\/sqlserver\s/, 'sqlserver'],
  [/(?:gorm\.io\/driver\/sqlite|github\.com\/glebarez\/sqlite)\s/, 'sqlite'],
];

/** Files of a module that depends on gorm.io/gorm: models, and where they are migrated. Each module is a database of its own. */
export function locate(files: FilePort): readonly Located[] {
  const modules = new Map<string, boolean>();
  const depends = (folder: string): boolean => {
    const known = modules.get(folder);
    if (known !== undefined) return known;
    const path = joinPath(folder, 'go.mod');
    const found = files.has(path) && /gorm\.io\/gorm\b/.test(files.text(path) ?? '');
    modules.set(folder, found);
    return found;
  };
  const found = files.paths.flatMap((path) => {
    if (!matches(path)) return [];
    const home = ancestors(folderOf(path)).find(depends);
    return home !== undefined && files.mentions(path, WORDS) ? [{ path, home }] : [];
  });
  const groups = groupBy(found, ({ home }) => home);
  return [...groups].flatMap(([home, group]): readonly Located[] => {
    // Types that models are made of stand in files beside them.
    const folders = new Set(group.filter(({ path }) => files.mentions(path, MODELS)).map(({ path }) => folderOf(path)));
    if (folders.size === 0) return [];
    const beside = files.paths.filter((path) => matches(path) && folders.has(folderOf(path)));
    const paths = [...new Set([...group.map(({ path }) => path), ...beside])].sort();
    const dialect = dialectOf(files, home);
    return [
      { format: 'gorm', kind: 'models', root: commonFolder([...folders]), paths, ...(dialect ? { dialect } : {}) },
    ];
  });
}

function dialectOf(files: FilePort, home: string): DialectEvidence | undefined {
  const path = joinPath(home, 'go.mod');
  const text = files.text(path) ?? '';
  const found = DRIVERS.find(([pattern]) => pattern.test(text));
  return found && { dialect: found[1], because: `${(found[0].exec(text)?.[0] ?? '').trim()} in ${path}` };
}

function commonFolder(folders: readonly string[]): string {
  const [first = '', ...rest] = folders;
  return ancestors(first).find((at) => at === '' || rest.every((one) => one === at || one.startsWith(`${at}/`))) ?? '';
}
