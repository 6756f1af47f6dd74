import { dialectOfPath, dialectWord } from '../dialect-words';
import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy, isBelow } from '../paths';
import { compareVersionText } from '../version-order';
import { type FlywayName, flywayName } from './name';
import { DEFAULTS, type FlywaySettings, isConfigFile, isLocation, readSettings } from './settings';

interface Named {
  readonly path: string;
  readonly name: FlywayName;
}

/** Default names only: where a project's configuration has others, `locate` finds them. */
export function matches(path: string): boolean {
  return isDefaultName(path) || isConfigFile(path) || /\.sql\.conf$/i.test(path);
}

/** Without a configuration the separator must be there, or `V1.sql` of any other runner would be Flyway's. */
function isDefaultName(path: string): boolean {
  const name = flywayName(path, DEFAULTS);
  return name !== undefined && (name.kind === 'repeatable' || baseName(path).includes(DEFAULTS.separator));
}

/** Configured locations first; then every folder with files named as Flyway's defaults have it. */
export function locate(files: FilePort): readonly Located[] {
  const configured = files.paths
    .filter(isConfigFile)
    .map((path) => readSettings(files, path))
    .filter((found) => found !== undefined);
  const taken = new Set<string>();
  const found: Located[] = [];
  for (const settings of configured) {
    for (const root of rootsOf(files, settings)) {
      const paths = files.paths.filter((path) => isBelow(path, root) && flywayName(path, settings) && !taken.has(path));
      found.push(...histories(files, root, paths, settings));
      for (const path of paths) taken.add(path);
    }
  }
  const rest = files.paths.filter((path) => !taken.has(path) && isDefaultName(path));
  for (const [root, paths] of groupBy(rest, (path) => rootByName(folderOf(path)))) {
    found.push(...histories(files, root, paths, nearest(configured, root) ?? DEFAULTS));
  }
  return found;
}

function rootsOf(files: FilePort, settings: FlywaySettings): readonly string[] {
  const folders = new Set<string>();
  for (const path of files.paths) {
    if (!flywayName(path, settings)) continue;
    for (let at = folderOf(path); ; at = folderOf(at)) {
      if (settings.locations.some((location) => isLocation(at, location, settings))) folders.add(at);
      if (at === '') break;
    }
  }
  return [...folders];
}

/** Flyway reads a location with everything below it; a folder named for a database is a location of its own (Spring's {vendor}). */
function rootByName(folder: string): string {
  const parts = folder.split('/');
  const at = parts.findIndex((part) => /^migrations?$/i.test(part));
  if (at < 0) return folder;
  const vendor = parts[at + 1];
  return parts.slice(0, vendor !== undefined && dialectWord(vendor) ? at + 2 : at + 1).join('/');
}

function nearest(configured: readonly FlywaySettings[], root: string): FlywaySettings | undefined {
  const above = configured.filter((settings) => settings.path !== undefined && isBelow(root, folderOf(settings.path)));
  return above.sort((a, b) => (b.path ?? '').length - (a.path ?? '').length)[0];
}

/** Several folders below one location, each named for a database, are several databases. */
function histories(
  files: FilePort,
  root: string,
  paths: readonly string[],
  settings: FlywaySettings,
): readonly Located[] {
  const byVendor = groupBy(paths, (path) => {
    const first = path.slice(root === '' ? 0 : root.length + 1).split('/')[0] ?? '';
    return dialectWord(first) ? `${root}/${first}` : root;
  });
  return [...byVendor].flatMap(([folder, own]) => history(files, folder, own, settings) ?? []);
}

function history(
  files: FilePort,
  root: string,
  paths: readonly string[],
  settings: FlywaySettings,
): Located | undefined {
  const named = paths.flatMap((path): readonly Named[] => {
    const name = flywayName(path, settings);
    return name ? [{ path, name }] : [];
  });
  const word = dialectOfPath(root);
  if (word?.kind === 'unsupported') {
    files.note?.(
      root,
      `The folder's name says ${word.product}; the dialect is not supported, so its files are not read.`,
    );
    return undefined;
  }
  const migrations = inOrder(named);
  if (migrations.length === 0) return undefined;
  noteJava(files, root);
  const { before, after } = callbacksIn(files, root, settings);
  const dialect: DialectEvidence | undefined = word
    ? { dialect: word.dialect, because: `"${word.word}" in the path ${root}` }
    : dialectOfUrl(settings);
  const all = [...before, ...migrations, ...after];
  return { format: 'flyway', kind: 'migrations', root, migrations: all, ...(dialect ? { dialect } : {}) };
}

/** Callbacks that run at every migrate: those before it come first, those after it last ("Callback events"). */
function callbacksIn(
  files: FilePort,
  root: string,
  { suffixes }: FlywaySettings,
): { readonly before: readonly LocatedMigration[]; readonly after: readonly LocatedMigration[] } {
  const own = files.paths.filter((path) => isBelow(path, root) && suffixes.some((suffix) => path.endsWith(suffix)));
  const of = (pattern: RegExp) =>
    own
      .filter((path) => pattern.test(baseName(path)))
      .map((path): LocatedMigration => ({ version: '', name: stemOf(path), path, repeatable: true }));
  return {
    before: of(/^beforeMigrate(?:__.*)?\.\w+$/),
    after: of(/^(?:afterVersioned|beforeRepeatables|afterMigrate)(?:__.*)?\.\w+$/),
  };
}

/** Migrations in Java run among those in SQL, and what they do is in their code. */
function noteJava(files: FilePort, root: string): void {
  // Sources lie in a tree of their own: src/main/java/db/migration beside src/main/resources/db/migration.
  const place = root.replace(/^.*\/resources\//, '');
  const java = files.paths.filter(
    (path) =>
      /^[VRB][\d_.]*__\w+\.(?:java|kt|groovy|scala)$/.test(baseName(path)) &&
      `${folderOf(path)}/`.includes(`/${place}/`),
  );
  if (java.length === 0) return;
  const names = java.map((path) => stemOf(path)).join(', ');
  files.note?.(java[0] ?? root, `Flyway runs migrations in Java too, and they are not read: ${names}.`);
}

function stemOf(path: string): string {
  return baseName(path).replace(/\.\w+$/, '');
}

function dialectOfUrl(settings: FlywaySettings): DialectEvidence | undefined {
  const scheme = /^"?jdbc:(?:p6spy:|tc:)?([a-z0-9]+)/i.exec(settings.url ?? '')?.[1];
  const word = scheme === undefined ? undefined : dialectWord(scheme);
  return word?.kind === 'supported'
    ? { dialect: word.dialect, because: `jdbc:${scheme} in ${settings.path ?? 'flyway.conf'}` }
    : undefined;
}

/** Versions by their numbers, then repeatables by description ("Repeatable migrations": always last, in the order of their description). */
function inOrder(named: readonly Named[]): readonly LocatedMigration[] {
  const undo = new Map(
    named.flatMap(({ path, name }) => (name.kind === 'undo' ? [[normal(name.version), path] as const] : [])),
  );
  const versioned = named
    .filter(({ name }) => name.kind === 'versioned' || name.kind === 'baseline')
    .sort((a, b) => compareVersionText(a.name.version, b.name.version) || (a.name.kind === 'baseline' ? -1 : 1))
    .map(({ path, name }): LocatedMigration => {
      const downPath = name.kind === 'versioned' ? undo.get(normal(name.version)) : undefined;
      return {
        version: name.version,
        name: name.description,
        path,
        ...(downPath === undefined ? {} : { downPath }),
        ...(name.kind === 'baseline' ? { baseline: true } : {}),
      };
    });
  const repeatable = named
    .filter(({ name }) => name.kind === 'repeatable')
    .sort((a, b) => (a.name.description < b.name.description ? -1 : 1))
    .map(({ path, name }): LocatedMigration => ({ version: '', name: name.description, path, repeatable: true }));
  return [...versioned, ...repeatable];
}

/** `1.0` and `1_00` are one version. */
function normal(version: string): string {
  return version
    .split(/[._]/)
    .map((part) => part.replace(/^0+(?=\d)/, ''))
    .join('.')
    .replace(/(?:\.0)+$/, '');
}
