import { moduleScope, textValue } from '../../code';
import type { Dialect } from '../../model';
import { attribute, csharpModule, lastWord } from '../code/csharp';
import { projectsAbove } from '../ef-core/project';
import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy } from '../paths';
import { historyOf } from '../sql-history';
import { compareVersionText } from '../version-order';
import { migrationClass } from './read';

export function matches(path: string): boolean {
  return /\.cs$/.test(path) && /migrat/i.test(path);
}

const RUNNERS: readonly (readonly [RegExp, Dialect])[] = [
  [/FluentMigrator\.Runner\.Postgres/, 'postgresql'],
  [/FluentMigrator\.Runner\.SqlServer/, 'sqlserver'],
  [/FluentMigrator\.Runner\.SQLite/i, 'sqlite'],
  [/FluentMigrator\.Runner\.MySql/i, 'mysql'],
  [/FluentMigrator\.Runner\.Oracle/i, 'oracle'],
];

/** Classes with `[Migration(number)]` in files that use FluentMigrator, one history for each folder of them. */
export function locate(files: FilePort): readonly Located[] {
  const own = files.paths.filter(
    (path) =>
      matches(path) &&
      files.mentions(path, ['FluentMigrator']) &&
      files.mentions(path, ['Migration(']) &&
      !files.mentions(path, ['MigrationBuilder']),
  );
  const found = own.flatMap((path) => named(files, path));
  const extensions = files.paths.filter(
    (path) => matches(path) && files.mentions(path, ['this ICreate', 'this IAlter']),
  );
  return [...groupBy(found, ({ path }) => homeOf(files, path))].flatMap(([root, migrations]) => {
    const ordered = [...migrations].sort(
      (a, b) => compareVersionText(a.version, b.version) || (a.path < b.path ? -1 : 1),
    );
    const together = extensions.filter(
      (path) => projectsAbove(files, folderOf(path))[0] === projectsAbove(files, root)[0],
    );
    const complete = together.length === 0 ? ordered : ordered.map((one) => ({ ...one, together }));
    return historyOf('fluent-migrator', files, root, complete, dialectOf(files, root));
  });
}

/** All migrations of a project are one history, in whatever folders. */
function homeOf(files: FilePort, path: string): string {
  const project = projectsAbove(files, folderOf(path))[0];
  return project === undefined ? folderOf(path) : folderOf(project);
}

function dialectOf(files: FilePort, folder: string): DialectEvidence | undefined {
  for (const path of projectsAbove(files, folder)) {
    const text = files.text(path) ?? '';
    const listed = RUNNERS.map(([name, dialect]) => ({ at: text.search(name), dialect })).filter(({ at }) => at >= 0);
    const [first] = listed.sort((a, b) => a.at - b.at);
    if (first) return { dialect: first.dialect, because: `FluentMigrator's runner in ${baseName(path)}` };
  }
  return undefined;
}

/** The number, or whatever an attribute of the project's own says; profiles and maintenance are no part of the history. */
function named(files: FilePort, path: string): readonly LocatedMigration[] {
  const text = files.text(path);
  if (text === undefined) return [];
  const module = csharpModule({ uri: files.uri(path), text });
  const own = migrationClass(module);
  if (!own || attribute(own.decorators, 'Profile', 'Maintenance')) return [];
  const said =
    attribute(own.decorators, 'Migration') ?? own.decorators.find(({ name }) => lastWord(name).endsWith('Migration'));
  const given = said?.args[0];
  const version = given && textValue({ expr: given.value, scope: moduleScope(module) })?.text;
  return [{ version: version ?? baseName(path).replace(/\.cs$/, ''), name: own.name, path }];
}
