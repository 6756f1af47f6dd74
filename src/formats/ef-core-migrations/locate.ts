import { moduleScope, textValue } from '../../code';
import { attribute, classesOf, csharpModule } from '../code/csharp';
import { dialectOfGenerated, dialectOfProject } from '../ef-core/project';
import type { FilePort, Located, LocatedMigration } from '../format';
import { ancestors, baseName, folderOf, groupBy } from '../paths';
import { historyOf } from '../sql-history';

/** A file that may be a migration by its place or its name. */
export function matches(path: string): boolean {
  if (!/\.cs$/.test(path) || /(?:\.Designer|\.g|ModelSnapshot)\.cs$/i.test(path)) return false;
  return /migrat/i.test(folderOf(path)) || /^\d{14}_/.test(baseName(path));
}

/** Classes that derive from `Migration` and take a `MigrationBuilder`, by the context that their designer files name. */
export function locate(files: FilePort): readonly Located[] {
  const snapshots = snapshotsOf(files);
  const own = files.paths.filter(
    (path) =>
      matches(path) &&
      files.mentions(path, ['MigrationBuilder']) &&
      files.mentions(path, [': Migration', ':Migration', '[Migration(']),
  );
  return [...groupBy(own, (path) => homeOf(path, snapshots))].flatMap(([folder, paths]) => {
    const contexts = (snapshots.get(folder) ?? []).map(({ context }) => context);
    return [...groupBy(paths, (path) => contextOf(files, path, contexts))].flatMap(([context, group]) => {
      const migrations = group.map((path) => named(files, path)).sort((a, b) => order(a, b));
      const snapshot = (snapshots.get(folder) ?? []).filter((one) => one.context === context);
      const sources = [...snapshot.map(({ path }) => path), ...group.slice(0, 8)];
      const dialect = dialectOfGenerated(files, sources) ?? dialectOfProject(files, folder);
      return historyOf('ef-core-migrations', files, folder, migrations, dialect);
    });
  });
}

interface Snapshot {
  readonly path: string;
  readonly context: string;
}

/** The snapshots by folder: each context has its own, named after it. */
function snapshotsOf(files: FilePort): ReadonlyMap<string, readonly Snapshot[]> {
  const found = files.paths
    .filter((path) => path.endsWith('ModelSnapshot.cs'))
    .map((path): Snapshot => ({ path, context: baseName(path).slice(0, -'ModelSnapshot.cs'.length) }));
  return groupBy(found, ({ path }) => folderOf(path));
}

/** Migrations may lie in folders below their snapshot's. */
function homeOf(path: string, snapshots: ReadonlyMap<string, unknown>): string {
  return ancestors(folderOf(path)).find((folder) => snapshots.has(folder)) ?? folderOf(path);
}

/** The context of a migration: where a folder has several, `[DbContext(typeof(X))]` of its designer file says which. */
function contextOf(files: FilePort, path: string, contexts: readonly string[]): string {
  const [only] = contexts;
  if (contexts.length < 2) return only ?? '';
  const designer = designerOf(path);
  const said = [path, ...(files.has(designer) ? [designer] : [])];
  const found = contexts.find((context) =>
    said.some((file) => files.mentions(file, [`typeof(${context})`, `.${context})`])),
  );
  return found ?? '';
}

function designerOf(path: string): string {
  return path.replace(/\.cs$/, '.Designer.cs');
}

/** The id is in `[Migration("…")]`, which is the file's name unless somebody renamed it. */
function named(files: FilePort, path: string): LocatedMigration {
  const stem = baseName(path).replace(/\.cs$/, '');
  const id = files.mentions(path, ['[Migration(', 'Migration("']) ? idIn(files, path) : undefined;
  const known = id ?? (/^\d{14}_/.test(stem) ? stem : (idInDesigner(files, path) ?? stem));
  const [, version = known, name = known] = /^(\d+)_(.*)$/.exec(known) ?? [];
  return { version, name, path };
}

function idIn(files: FilePort, path: string, upTo?: string): string | undefined {
  const whole = files.text(path);
  if (whole === undefined) return undefined;
  // A designer file goes on with the whole model: its attributes stand before that.
  const cut = upTo === undefined ? -1 : whole.indexOf(upTo);
  const module = csharpModule({ uri: files.uri(path), text: cut < 0 ? whole : `${whole.slice(0, cut)}() { } } }` });
  const scope = moduleScope(module);
  for (const { decorators } of classesOf(module.body)) {
    const id = attribute(decorators, 'Migration')?.args[0];
    const text = id && textValue({ expr: id.value, scope });
    if (text) return text.text;
  }
  return undefined;
}

function idInDesigner(files: FilePort, path: string): string | undefined {
  const designer = designerOf(path);
  return files.has(designer) ? idIn(files, designer, 'BuildTargetModel') : undefined;
}

/** In the order of their ids (EFCore.Relational, Migrations/Internal/MigrationsAssembly). */
function order(a: LocatedMigration, b: LocatedMigration): number {
  const [one, other] = [`${a.version}_${a.name}`, `${b.version}_${b.name}`];
  return one < other ? -1 : one > other ? 1 : a.path < b.path ? -1 : 1;
}
