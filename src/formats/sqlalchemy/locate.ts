import type { FilePort, Located } from '../format';
import { ancestors, baseName, folderOf, groupBy, isBelow } from '../paths';
import { dialectOf } from './dialect';
import { isManifest, mentionsOrm } from './manifest';

export function matches(path: string): boolean {
  return path.endsWith('.py');
}

/** Words that make columns, classes with tables, or bases of such. */
const WORDS = [
  '__tablename__',
  'mapped_column',
  'Mapped[',
  'Column(',
  'Table(',
  'db.Model',
  'table=True',
  'table = True',
  'DeclarativeBase',
  'declarative_base',
  'declared_attr',
];

/** Words of which one at least makes a table. */
const TABLES = ['__tablename__', 'Table(', '.Model)', '.Model,', 'table=True', 'table = True', 'Base)'];

const OWN = ['sqlalchemy', 'sqlmodel', 'SQLAlchemy', 'SQLModel'];

/** The models of each package that depends on SQLAlchemy: the files below its manifest that declare tables or what tables are made of. */
export function locate(files: FilePort): readonly Located[] {
  const homes = homesOf(files);
  const candidates = files.paths.filter((path) => matches(path) && isModule(path) && files.mentions(path, WORDS));
  const owned = candidates.flatMap((path) => {
    const home = ancestors(folderOf(path)).find((folder) => homes.has(folder));
    return home === undefined ? [] : [{ path, home }];
  });
  const loose = homes.size > 0 ? [] : candidates.map((path) => ({ path, home: '' }));
  const groups = groupBy([...owned, ...loose], ({ home }) => home);
  return [...groups].flatMap(([home, group]) =>
    located(
      files,
      home,
      group.map(({ path }) => path),
    ),
  );
}

/** Files that no model stands in: Alembic's environment and revisions, programs that set a package up. */
function isModule(path: string): boolean {
  const name = baseName(path);
  return (
    name !== 'env.py' &&
    name !== 'setup.py' &&
    name !== 'conftest.py' &&
    !/(?:^|\/)(?:versions|alembic)\/[^/]+$/.test(path)
  );
}

/** Folders with a manifest that names SQLAlchemy or what is built on it. */
function homesOf(files: FilePort): ReadonlySet<string> {
  const found = files.paths.filter((path) => isManifest(path) && mentionsOrm(files.text(path) ?? ''));
  // `requirements/base.txt` is its parent's.
  return new Set(found.map((path) => folderOf(path).replace(/(?:^|\/)(?:requirements|reqs|deps)$/, '')));
}

function located(files: FilePort, home: string, paths: readonly string[]): readonly Located[] {
  const isOwn = paths.some((path) => files.mentions(path, OWN));
  if (!isOwn || !paths.some((path) => files.mentions(path, TABLES))) return [];
  const dialect = dialectOf(files, home, paths);
  return [
    {
      format: 'sqlalchemy',
      kind: 'models',
      root: commonFolder(paths),
      paths: [...paths].sort(),
      ...(dialect ? { dialect } : {}),
    },
  ];
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map(folderOf);
  return ancestors(first).find((folder) => rest.every((one) => isBelow(one, folder))) ?? '';
}
