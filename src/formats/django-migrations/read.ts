import type { Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import { projectModules } from '../code/django/field-classes';
import type { FieldContext } from '../code/django/field-kind';
import { ownClasses } from '../code/django/own-classes';
import { appAt, type DjangoProject, projectAt, projectRoot } from '../code/django/project';
import type { Texts } from '../code/django/texts';
import { type DjangoVersion, isModern as isModernVersion } from '../code/django/version';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { apply } from './apply';
import type { GraphNode } from './graph';
import { type DjangoMigration, migrationIn } from './migration';
import { migrationName } from './name';
import { isResting, remember, resumed, setDown } from './resume';
import type { Change, History } from './step';
import { transactionOf } from './transaction';

/** Reads a project's migrations in the order in which they run: what one does depends on the models that those before it made. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const asked = new Map<string, string | undefined>();
  const neighbour = (path: string) => {
    const text = context.neighbour?.(path);
    asked.set(path, text);
    return text;
  };
  const begun = begin(files, { ...context, neighbour });
  const start = JSON.stringify([context.version, begun.history.setting]);
  const before = resumed(files, start, begun.texts);
  const history = before?.history ?? begun.history;
  const standing = new Map(before?.standing);
  const readOne = readerOf(files, { ...begun, history, context });
  const results = [...(before?.results ?? [])];
  for (const file of files.slice(results.length)) {
    if (isResting(results.length, files)) standing.set(results.length, setDown(history));
    results.push(readOne(file));
  }
  remember({ files, start, asked, results, standing });
  return results;
}

interface Begun {
  readonly history: History;
  readonly fields: FieldContext;
  readonly texts: Texts;
}

function begin(files: readonly SourceFile[], context: ReadContext): Begun {
  const texts: Texts = (path) => context.neighbour?.(path);
  const pathOf = pathsOf(files);
  const [first] = files;
  const project = projectAt(first && projectRoot(first.path, texts), texts);
  const history = emptyHistory(files, context, project);
  const resolver = projectModules(texts, pathOf);
  const fields: FieldContext = {
    dialect: context.dialect,
    ownClass: ownClasses(resolver),
    settingText: project.setting,
  };
  return { history, fields, texts };
}

/** Reads the files one after the other; the history goes on with each. */
function readerOf(
  files: readonly SourceFile[],
  { history, fields, texts, context }: Begun & { readonly context: ReadContext },
): (file: SourceFile) => ReadFile {
  const isThere = new Set(files.map(({ path }) => keyOfPath(path, texts)));
  return (file) => {
    const migration = migrationIn(file.uri, file.text);
    if (!migration) return noMigration(file, context);
    const app = appAt(migrationName(file.path)?.appFolder ?? '', texts);
    // A squashed migration beside those that it replaces has been made of them already: it starts from nothing.
    const stands = migration.replaces.some((key) => isThere.has(`${key.app}.${key.name}`));
    const own = stands ? { ...history, models: new Map<string, never>() } : history;
    const made = migration.operations.map((operation) => apply(operation, { app: app.label, history: own, fields }));
    return fileOf(migration, made, context);
  };
}

/** A project as it stands after its migrations: what a new one is written from. */
export interface Reading {
  readonly history: History;
  readonly fields: FieldContext;
  readonly nodes: readonly GraphNode[];
  /** The app that wrote last. */
  readonly app: string;
  readonly defaults: 'database' | 'client';
}

export function readingOf(files: readonly SourceFile[], context: ReadContext): Reading {
  const { history, fields, texts } = begin(files, context);
  files.forEach(readerOf(files, { history, fields, texts, context }));
  const nodes = files.flatMap((file): readonly GraphNode[] => {
    const [named, migration] = [migrationName(file.path), migrationIn(file.uri, file.text)];
    return named && migration
      ? [{ app: appAt(named.appFolder, texts).label, name: named.name, path: file.path, migration }]
      : [];
  });
  const isFive = nodes.some(({ migration }) => Number(migration.writtenBy?.split('.')[0] ?? 0) >= 5);
  return { history, fields, nodes, app: nodes.at(-1)?.app ?? '', defaults: isFive ? 'database' : 'client' };
}

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const path = file.uri.replace(/^.*?:\/\/\/?/, '');
  return readTogether([{ ...file, path }], context)[0] ?? noMigration(file, context);
}

function keyOfPath(path: string, texts: Texts): string {
  const named = migrationName(path);
  return named ? `${appAt(named.appFolder, texts).label}.${named.name}` : path;
}

/** Paths of files by their URIs: what is imported is looked for from there. */
function pathsOf(files: readonly SourceFile[]): (uri: string) => string {
  const paths = new Map(files.map(({ uri, path }) => [uri, path]));
  // Modules that were found by their path have it for a URI.
  return (uri) => paths.get(uri) ?? uri;
}

/** Django 4.1 made identity columns of serial ones: the project's version or the newest header tells, else it is taken for modern. */
function isModern(files: readonly SourceFile[], version: DjangoVersion | undefined): boolean {
  if (version) return isModernVersion(version);
  const written = files.flatMap(({ uri, text }) => migrationIn(uri, text)?.writtenBy ?? []);
  if (written.length === 0) return true;
  return written.some((one) => {
    const [major = 0, minor = 0] = one.split('.').map(Number);
    return isModernVersion({ major, minor });
  });
}

function emptyHistory(
  files: readonly SourceFile[],
  context: ReadContext,
  { userModel, autoField, version }: DjangoProject,
): History {
  return {
    setting: {
      dialect: context.dialect,
      modern: isModern(files, version),
      userModel: userModel ?? '',
      autoField,
      autoFields: new Map(),
    },
    models: new Map(),
  };
}

function fileOf(migration: DjangoMigration, made: readonly Change[], context: ReadContext): ReadFile {
  const { module } = migration;
  const whole = { start: 0, end: module.text.length };
  const rest: readonly Statement[] = migration.complete
    ? []
    : [
        statement(spanOf(module, whole), [
          opaque(module, whole, 'The list of operations is put together at run time.'),
        ]),
      ];
  const irreversible = made.find((change) => change.irreversible !== undefined)?.irreversible;
  const down = [...made].reverse().flatMap((change) => change.down);
  return {
    up: scriptOf(module, [...made.flatMap(({ up }) => up), ...rest]),
    ...(irreversible === undefined
      ? { down: { uri: module.uri, statements: down, comments: [], problems: [] } }
      : { irreversible }),
    transaction: transactionOf(context, migration.atomic ? 'atomic' : 'not atomic'),
  };
}

function noMigration(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return {
    up: { uri: file.uri, statements: [], comments: [], problems: [] },
    transaction: transactionOf(context, 'atomic'),
  };
}
