import type { FilePort, Located, LocatedMigration } from '../format';
import { folderOf, groupBy, isBelow, joinPath, resolvePath } from '../paths';
import { compareVersionText } from '../version-order';
import { type Changelog, childrenOf, type Element, isChangelog, isTrue, parseChangelog, textOf } from './changelog';
import { waysTo } from './changes';
import { dialectFor, isMaster, isSettings, settingsIn } from './settings';

const LANGUAGES = /\.(?:xml|ya?ml|json|sql)$/i;
const WORDS =
  /change-?_?(?:log|set)s?|liquibase|migrat|(?:^|\/)(?:db|database|schema|sql|updates?|upgrades?|patches|ddl)(?:[/.-]|$)/i;
/** Files of other tools that look alike by their path. */
const OTHERS =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[\w.]*|composer|pom|build|docker-compose[\w.-]*|compose|openapi[\w.-]*|values|chart)\.\w+$/i;

/** May the path be a changelog, or say which one is the first? */
export function matches(path: string): boolean {
  return isSettings(path) || isCandidate(path);
}

function isCandidate(path: string): boolean {
  if (!LANGUAGES.test(path) || OTHERS.test(path)) return false;
  if (/change-?_?log|liquibase/i.test(path)) return true;
  return WORDS.test(path) && !/\.json$/i.test(path);
}

/** Changelogs by path, read at first use; a file that is none is undefined. */
interface Library {
  readonly files: FilePort;
  changelog(path: string): Changelog | undefined;
}

function libraryOf(files: FilePort): Library {
  const known = new Map<string, Changelog | undefined>();
  return {
    files,
    changelog(path) {
      if (known.has(path)) return known.get(path);
      const text = files.has(path) ? files.text(path) : undefined;
      const found = text !== undefined && isChangelog(path, text) ? parseChangelog(files.uri(path), text) : undefined;
      known.set(path, found);
      return found;
    },
  };
}

/** Finds the histories: each changelog that no other includes is one, with everything it includes in its order. */
export function locate(files: FilePort): readonly Located[] {
  const library = libraryOf(files);
  const paths = files.paths.filter((path) => isCandidate(path) && library.changelog(path) !== undefined);
  if (paths.length === 0) return [];
  const settings = settingsIn(files);
  const included = new Set(paths.flatMap((path) => includesOf(library, path).filter((other) => other !== path)));
  const roots = paths.filter((path) => !included.has(path));
  const masters = roots.filter((path) => isMaster(path, settings));
  // Changelogs that nobody includes run in the order of their names, where no master beside them says otherwise.
  const loose = roots.filter((path) => !masters.includes(path));
  const folders = [...groupBy(loose, (path) => `${folderOf(path)}`).values()];
  const groups = [...masters.map((path) => [path]), ...folders.map((group) => withoutSnapshots(library, group))];
  return groups.flatMap((group): readonly Located[] => {
    const [first = ''] = group;
    const walk: Walk = { library, steps: [], seen: new Set(), defining: [] };
    for (const path of group) visit(walk, path);
    const dialect = dialectFor(settings, first);
    if (walk.steps.length === 0) return [];
    return [
      {
        format: 'liquibase',
        kind: 'migrations',
        root: rootOf(walk.steps),
        migrations: walk.steps.map(({ migration }) => migration),
        ...(dialect ? { dialect } : {}),
      },
    ];
  });
}

/**
 * Changelogs side by side that each make the same tables are states of one database, of which only the newest is begun with (OpenMRS
 * keeps one for every release): the older ones are left out.
 */
function withoutSnapshots(library: Library, paths: readonly string[]): readonly string[] {
  const made = [...paths].sort(compareVersionText).map((path) => ({ path, tables: tablesOf(library, path) }));
  const left = made.filter(({ path, tables }, at) => {
    const newer = made
      .slice(at + 1)
      .find(
        (other) => tables.length > 1 && tables.filter((one) => other.tables.includes(one)).length * 2 > tables.length,
      );
    if (newer)
      library.files.note?.(path, `It makes the tables that ${newer.path} makes: only the newest state counts.`);
    return newer === undefined;
  });
  const kept = new Set(left.map(({ path }) => path));
  return paths.filter((path) => kept.has(path));
}

function tablesOf(library: Library, path: string): readonly string[] {
  return (library.changelog(path)?.changeSets ?? []).flatMap(({ element }) =>
    childrenOf(element, 'createTable').flatMap((table) => textOf(table, 'tableName') ?? []),
  );
}

interface Walk {
  readonly library: Library;
  readonly steps: { readonly migration: LocatedMigration }[];
  readonly seen: Set<string>;
  /** Changelogs so far that define properties. */
  readonly defining: string[];
}

/** A changelog's change sets and includes in their order; one that includes itself ends there. */
function visit(walk: Walk, path: string, includedBy?: string): void {
  if (walk.seen.has(path)) return;
  walk.seen.add(path);
  const text = walk.library.files.text(path);
  const changelog =
    walk.library.changelog(path) ??
    (text !== undefined && /\.sql$/i.test(path) ? parseChangelog(walk.library.files.uri(path), text) : undefined);
  const root = changelog?.root;
  if (!changelog || !root) return;
  if (childrenOf(root, 'property').length > 0) walk.defining.push(path);
  const parts = new Map(changelog.changeSets.map((set) => [set.element, set]));
  for (const child of root.children) {
    const set = parts.get(child);
    if (set) {
      const together = [...walk.defining.filter((other) => other !== path), ...sqlFilesOf(walk.library, path, child)];
      walk.steps.push({
        migration: {
          version: set.id,
          name: set.author,
          path,
          part: set.part,
          ...(together.length > 0 ? { together } : {}),
          ...(includedBy === undefined ? {} : { includedBy }),
          ...(isTrue(child, 'runOnChange') || isTrue(child, 'runAlways') ? { repeatable: true } : {}),
        },
      });
    } else for (const other of filesOf(walk.library, path, child)) visit(walk, other, path);
  }
}

function includesOf(library: Library, path: string): readonly string[] {
  return (library.changelog(path)?.root?.children ?? []).flatMap((child) => filesOf(library, path, child));
}

const isRelative = (element: Element) => (isTrue(element, 'relativeToChangelogFile') ? 'relative' : 'classpath');

/** The files of `include` and `includeAll`, in the order in which they run. */
function filesOf(library: Library, path: string, child: Element): readonly string[] {
  const { files } = library;
  if (child.name === 'include') {
    const file = textOf(child, 'file');
    const found = file === undefined ? undefined : find(files, path, file, isRelative(child));
    return found === undefined ? [] : [found];
  }
  if (child.name !== 'includeAll') return [];
  const given = textOf(child, 'path');
  if (given === undefined) return [];
  const ending = textOf(child, 'endsWithFilter');
  for (const way of waysTo(given.replace(/\/+$/, ''), isRelative(child))) {
    const folder = resolvePath(folderOf(path), way);
    const depth = Number(textOf(child, 'maxDepth') ?? Number.POSITIVE_INFINITY);
    const below = files.paths.filter(
      (other) =>
        isBelow(other, folder) &&
        other !== path &&
        LANGUAGES.test(other) &&
        (ending === undefined || other.endsWith(ending)) &&
        other.slice(folder.length + 1).split('/').length <= depth,
    );
    if (folder !== '' && below.length > 0) return [...below].sort();
  }
  return [];
}

function find(files: FilePort, path: string, file: string, relative: 'relative' | 'classpath'): string | undefined {
  const ways = waysTo(file, relative).map((way) => resolvePath(folderOf(path), way));
  return ways.find((way) => files.has(way)) ?? (relative === 'relative' ? undefined : byEnding(files, file));
}

/** Another module's resources are on the classpath too. */
function byEnding(files: FilePort, file: string): string | undefined {
  const [plain = file] = waysTo(file, 'relative');
  return files.paths.find((path) => path.endsWith(`/${plain}`));
}

function sqlFilesOf(library: Library, path: string, changeSet: Element): readonly string[] {
  const inside = (element: Element): readonly string[] => [
    ...(element.attributes.has('path') && element.name !== 'rollback'
      ? [element.attributes.get('path')?.text.trim() ?? '']
      : []
    ).flatMap((file) => find(library.files, path, file, isRelative(element)) ?? []),
    ...element.children.flatMap(inside),
  ];
  return inside(changeSet);
}

/** The folder that all files of a history share. */
function rootOf(steps: Walk['steps']): string {
  const folders = steps.map(({ migration }) => folderOf(migration.path));
  const [first = ''] = folders;
  const parts = first.split('/');
  for (let length = parts.length; length > 0; length--) {
    const folder = parts.slice(0, length).join('/');
    if (folders.every((one) => isBelow(one, folder))) return folder;
  }
  return joinPath('', '');
}
