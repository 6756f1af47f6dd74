import type { Dialect } from '../../model';
import { dialectOfUrl } from '../code/sqlalchemy/urls';
import type { DialectEvidence, FilePort, Located } from '../format';
import { baseName, folderOf, groupBy, isBelow } from '../paths';
import { hasLabel, heads, inOrder, type Placed } from './order';
import { revisionOf } from './revision';
import { type IniSection, isSettings, sectionsOf } from './settings';

export function matches(path: string): boolean {
  return path.endsWith('.py') || isSettings(path);
}

/** A history: the folder with env.py, or one of migrations whose env.py is elsewhere. */
interface Home {
  readonly root: string;
  readonly section: IniSection | undefined;
}

/** Folders with env.py, or that alembic.ini names, with all migrations below them; then folders of migrations that nobody names. */
export function locate(files: FilePort): readonly Located[] {
  const candidates = files.paths.filter(
    (path) => path.endsWith('.py') && baseName(path) !== 'env.py' && files.mentions(path, ['down_revision']),
  );
  if (candidates.length === 0) return [];
  const placed = candidates.flatMap((path): readonly Placed[] => {
    const revision = revisionOf(files.uri(path), files.text(path) ?? '');
    return revision ? [{ path, revision }] : [];
  });
  const sections = sectionsOf(files);
  const homes = homesOf(files, sections);
  const groups = groupBy(placed, ({ path }) => homeOf(path, homes));
  return [...groups].map(([root, group]) =>
    located(
      files,
      root,
      group,
      homes.find((home) => home.root === root),
    ),
  );
}

function homesOf(files: FilePort, sections: readonly IniSection[]): readonly Home[] {
  const named = sections.map((section): Home => ({ root: section.scripts, section }));
  const own = files.paths
    .filter((path) => baseName(path) === 'env.py' && files.mentions(path, ['alembic']))
    .map((path): Home => ({ root: folderOf(path), section: undefined }));
  const known = new Set(named.map(({ root }) => root));
  return [...named, ...own.filter(({ root }) => !known.has(root))];
}

/** The deepest home that a migration lies below, or the folder that its `versions` lies in. */
function homeOf(path: string, homes: readonly Home[]): string {
  const above = homes.filter(
    ({ root, section }) => isBelow(path, root) || section?.versions.some((folder) => isBelow(path, folder)),
  );
  const deepest = [...above].sort((a, b) => b.root.length - a.root.length)[0];
  if (deepest) return deepest.root;
  const folder = folderOf(path);
  return baseName(folder) === 'versions' ? folderOf(folder) : folder;
}

function located(files: FilePort, root: string, group: readonly Placed[], home: Home | undefined): Located {
  const ordered = inOrder(group);
  const loose = heads(ordered).filter((file) => !hasLabel(file, ordered));
  if (loose.length > 1)
    files.note?.(
      loose.at(-1)?.path ?? root,
      `The migrations have ${loose.length} heads (${loose.map(({ revision }) => revision.id).join(', ')}); alembic upgrade head refuses until they are merged.`,
    );
  const dialect = dialectOf(files, ordered, home);
  return {
    format: 'alembic',
    kind: 'migrations',
    root,
    ...(dialect ? { dialect } : {}),
    migrations: ordered.map(({ path, revision }) => ({
      version: revision.id,
      name: revision.title ?? nameOf(path, revision.id),
      path,
      parents: [...revision.parents, ...revision.dependsOn],
    })),
  };
}

/** The words of a file's name behind its revision. */
function nameOf(path: string, id: string): string {
  const stem = baseName(path).replace(/\.py$/, '');
  return (
    stem
      .replace(id, '')
      .replace(/^[_-]+|[_-]+$/g, '')
      .replaceAll('_', ' ') || stem
  );
}

const WORDS: readonly (readonly [Dialect, readonly string[]])[] = [
  ['postgresql', ['dialects.postgresql', 'dialects import postgresql', 'postgresql_']],
  ['mysql', ['dialects.mysql', 'dialects import mysql']],
  ['sqlserver', ['dialects.mssql', 'dialects import mssql']],
  ['oracle', ['dialects.oracle', 'dialects import oracle']],
];

/** The URL of alembic.ini, where it is more than a placeholder; or the one dialect whose constructs the migrations import. */
function dialectOf(files: FilePort, group: readonly Placed[], home: Home | undefined): DialectEvidence | undefined {
  const imported = WORDS.flatMap(([dialect, words]) => {
    const found = group.find(({ path }) => files.mentions(path, words));
    return found ? [{ dialect, because: `sqlalchemy.dialects.${dialect} in ${found.path}` }] : [];
  });
  const url = home?.section?.url;
  const said = url === undefined ? undefined : dialectOfUrl(url);
  const [only] = imported;
  if (said && home?.section && (imported.length === 0 || imported.some(({ dialect }) => dialect === said)))
    return { dialect: said, because: `sqlalchemy.url in ${home.section.path}` };
  return only && imported.length === 1 ? only : undefined;
}
