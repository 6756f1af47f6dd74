import { appAt, projectAt, projectRoot } from '../code/django/project';
import type { Texts } from '../code/django/texts';
import type { FilePort, Located, LocatedMigration } from '../format';
import { groupBy } from '../paths';
import { type GraphNode, headsOf, inOrder } from './graph';
import { type MigrationKey, migrationIn, USER_APP } from './migration';
import { migrationName } from './name';

/** The histories of Django projects: one for all apps below a `manage.py`; apps without one are one history of the workspace. */
export function locate(files: FilePort): readonly Located[] {
  const texts: Texts = (path) => (files.has(path) ? files.text(path) : undefined);
  const paths = files.paths.filter(
    (path) => migrationName(path) && files.mentions(path, ['migrations.Migration', '(Migration)']),
  );
  return [...groupBy(paths, (path) => projectRoot(path, texts) ?? '')].flatMap(([root, group]) => {
    const nodes = group.flatMap((path) => nodeOf(files, path, texts));
    return nodes.length === 0 ? [] : [historyOf(files, root, nodes, texts)];
  });
}

function nodeOf(files: FilePort, path: string, texts: Texts): readonly GraphNode[] {
  const named = migrationName(path);
  const text = files.text(path);
  const migration = text === undefined ? undefined : migrationIn(files.uri(path), text);
  if (!named || !migration) return [];
  return [{ app: appAt(named.appFolder, texts).label, name: named.name, path, migration }];
}

function historyOf(files: FilePort, root: string, nodes: readonly GraphNode[], texts: Texts): Located {
  const { userModel } = projectAt(projectRoot(nodes[0]?.path ?? root, texts), texts);
  const userApp = userModel?.split('.')[0];
  const ordered = inOrder(nodes.map((node) => withUser(node, userApp)));
  for (const app of new Set(nodes.map((node) => node.app))) {
    const heads = headsOf(ordered, app);
    if (heads.length > 1)
      files.note?.(
        heads[0]?.path ?? root,
        `The app ${app} has several last migrations (${heads.map(({ name }) => name).join(', ')}): Django refuses to run them until "manage.py makemigrations --merge" joins them.`,
      );
  }
  const isThere = new Set(nodes.map(({ app, name }) => `${app}.${name}`));
  return {
    format: 'django-migrations',
    kind: 'migrations',
    root,
    migrations: ordered.map((node) => located(node, isThere)),
  };
}

function withUser(node: GraphNode, userApp: string | undefined): GraphNode {
  const known = (keys: readonly MigrationKey[]) =>
    keys.flatMap((key) => (key.app !== USER_APP ? [key] : userApp === undefined ? [] : [{ ...key, app: userApp }]));
  return { ...node, migration: { ...node.migration, dependencies: known(node.migration.dependencies) } };
}

function located({ app, name, path, migration }: GraphNode, isThere: ReadonlySet<string>): LocatedMigration {
  const number = /^\d+/.exec(name)?.[0];
  // A squashed migration stands for what it replaces; where that is still there, it is shown and does not run.
  const stands = migration.replaces.some((key) => isThere.has(`${key.app}.${key.name}`));
  return {
    version: number === undefined ? `${app}.${name}` : `${app}.${number}`,
    name: number === undefined ? name : name.slice(number.length).replace(/^_/, ''),
    path,
    ...(stands ? { baseline: true } : {}),
    parents: migration.dependencies.map((key) => `${key.app}.${key.name}`),
  };
}
