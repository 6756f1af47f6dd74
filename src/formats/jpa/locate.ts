import type { Dialect } from '../../model';
import { dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort, Located } from '../format';
import { ancestors, baseName, folderOf, groupBy, joinPath } from '../paths';
import { schemeOf } from '../settings-file';

export function matches(path: string): boolean {
  return path.endsWith('.java');
}

const BUILDS = ['pom.xml', 'build.gradle', 'build.gradle.kts', 'build.xml'];
const WHOLE = ['@jakarta.persistence.Entity', '@javax.persistence.Entity'];
const MARKS = ['@Entity', '@MappedSuperclass', '@Embeddable', '@Converter', ...WHOLE];
const PACKAGES = ['jakarta.persistence', 'javax.persistence'];
const SETTINGS =
  /(?:^|\/)src\/main\/resources\/(?:application(?:-\w+)?\.(?:properties|ya?ml)|META-INF\/persistence\.xml)$/;

/** Files with entities below a build file; one database for each application, or for those that name each other's entities. */
export function locate(files: FilePort): readonly Located[] {
  const builds = new Set(files.paths.filter((path) => BUILDS.includes(baseName(path))).map(folderOf));
  const isBuilt = (folder: string) => builds.has(folder) || BUILDS.some((name) => files.has(joinPath(folder, name)));
  const found = files.paths.filter(
    (path) => matches(path) && files.mentions(path, PACKAGES) && files.mentions(path, MARKS),
  );
  noteOthers(files);
  const homed = found.flatMap((path) => {
    const above = ancestors(folderOf(path)).filter(isBuilt);
    const home = above.find((folder) => hasSettings(files, folder)) ?? above.at(-1);
    return home === undefined ? [] : [{ path, home }];
  });
  const groups = joinedGroups(
    files,
    groupBy(homed, ({ home }) => home),
  );
  return groups.flatMap((group) => groupOf(files, group));
}

interface Homed {
  readonly path: string;
  readonly home: string;
}

const settingsOf = new WeakMap<FilePort, ReadonlyMap<string, readonly string[]>>();

/** Configuration files by the folder whose sources they go with. */
function settingsIn(files: FilePort, folder: string): readonly string[] {
  const known = settingsOf.get(files);
  const all =
    known ??
    groupBy(
      files.paths.filter((path) => SETTINGS.test(path)),
      (path) => path.replace(/\/?src\/main\/resources\/.*$/, ''),
    );
  if (!known) settingsOf.set(files, all);
  return all.get(folder) ?? [];
}

const hasSettings = (files: FilePort, folder: string) => settingsIn(files, folder).length > 0;

/** Groups whose classes import each other's entities are one database. */
function joinedGroups(files: FilePort, groups: ReadonlyMap<string, readonly Homed[]>): readonly (readonly Homed[])[] {
  if (groups.size < 2) return [...groups.values()];
  const owner = new Map<string, string>();
  for (const [home, group] of groups)
    for (const { path } of group) if (files.mentions(path, ['@Entity'])) owner.set(classPath(path), home);
  const parent = new Map<string, string>();
  const rootOf = (home: string): string => {
    const above = parent.get(home);
    return above === undefined ? home : rootOf(above);
  };
  for (const [home, group] of groups)
    for (const { path } of group)
      for (const name of importsIn(files.text(path) ?? '')) {
        const other = owner.get(name);
        const [one, two] = [rootOf(home), rootOf(other ?? home)];
        if (one !== two) parent.set(two, one);
      }
  return [...groupBy([...groups.values()].flat(), ({ home }) => rootOf(home)).values()];
}

/** `org/shop/Book` of `core/src/main/java/org/shop/Book.java`. */
function classPath(path: string): string {
  return path.replace(/^(?:.*\/)?src\/(?:main\/)?(?:java\/)?/, '').replace(/\.java$/, '');
}

function importsIn(text: string): readonly string[] {
  return [...text.matchAll(/^import\s+([\w.]+)\s*;/gm)].map((found) => (found[1] ?? '').replaceAll('.', '/'));
}

function groupOf(files: FilePort, group: readonly Homed[]): readonly Located[] {
  const paths = group.map(({ path }) => path).sort();
  if (!paths.some((path) => files.mentions(path, ['@Entity', ...WHOLE]))) return [];
  const root = commonFolder(paths);
  const homes = [...new Set(group.map(({ home }) => home))];
  const dialect = homes.map((home) => dialectOf(files, home)).find((one) => one !== undefined);
  return [{ format: 'jpa', kind: 'models', root, paths, ...(dialect ? { dialect } : {}) }];
}

/** The database of the configuration: its URL, else Hibernate's dialect; tests' and in-memory ones tell nothing. */
function dialectOf(files: FilePort, home: string): DialectEvidence | undefined {
  const found = new Map<Dialect, string>();
  const paths = settingsIn(files, home);
  const main = paths.filter((path) => /\/(?:application\.\w+|persistence\.xml)$/.test(path));
  for (const path of [...main, ...paths]) {
    const text = files.text(path) ?? '';
    const url = /jdbc:[^\s"'<>]+/.exec(text)?.[0];
    const word = url === undefined ? dialectClass(text) : schemeOf(url);
    const known = word === undefined ? undefined : dialectWord(word);
    if (known?.kind === 'supported' && !found.has(known.dialect)) found.set(known.dialect, `${known.word} in ${path}`);
  }
  const [first] = found;
  return first && { dialect: first[0], because: first[1] };
}

/** `org.hibernate.dialect.PostgreSQL95Dialect`, Quarkus' `db-kind=postgresql`. */
function dialectClass(text: string): string | undefined {
  const kind = /db-kind\s*[=:]\s*(\w+)/.exec(text)?.[1];
  if (kind !== undefined) return kind;
  const name = /\.(\w+?)\d*\w*Dialect\b/.exec(text)?.[1];
  return name?.replace(/(?:InnoDB|Spatial)$/, '');
}

/** Entities that are not read, so that nobody takes what is shown for all there is. */
function noteOthers(files: FilePort): void {
  if (!files.note) return;
  const kotlin = files.paths.filter(
    (path) => path.endsWith('.kt') && files.mentions(path, PACKAGES) && files.mentions(path, ['@Entity']),
  );
  const [first] = kotlin;
  if (first !== undefined)
    files.note(
      first,
      `${kotlin.length} ${kotlin.length === 1 ? 'file' : 'files'} of entities in Kotlin are not read: only Java's are.`,
    );
  for (const path of files.paths)
    if (/(?:^|\/)orm\.xml$|\.hbm\.xml$/.test(path))
      files.note(path, 'Mappings in XML are not read; what they say of entities is not shown.');
}

function commonFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths.map(folderOf);
  return (
    ancestors(first).find(
      (folder) => folder === '' || rest.every((one) => one === folder || one.startsWith(`${folder}/`)),
    ) ?? ''
  );
}
