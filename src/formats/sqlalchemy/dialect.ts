import type { Dialect } from '../../model';
import { dialectOfUrl } from '../code/sqlalchemy/urls';
import type { DialectEvidence, FilePort } from '../format';
import { ancestors, baseName, folderOf, isBelow, joinPath } from '../paths';
import { settingsIn } from '../settings-file';

const IMPORTS: readonly (readonly [Dialect, readonly string[]])[] = [
  ['postgresql', ['dialects.postgresql', 'dialects import postgresql', 'postgresql_']],
  ['mysql', ['dialects.mysql', 'dialects import mysql', 'mysql_']],
  ['sqlserver', ['dialects.mssql', 'dialects import mssql']],
  ['oracle', ['dialects.oracle', 'dialects import oracle']],
];

/** The URL of an alembic.ini on the way, or the one dialect whose constructs the models import. */
export function dialectOf(files: FilePort, home: string, paths: readonly string[]): DialectEvidence | undefined {
  const imported = IMPORTS.flatMap(([dialect, words]): readonly DialectEvidence[] => {
    const found = paths.find((path) => files.mentions(path, words));
    return found === undefined ? [] : [{ dialect, because: `sqlalchemy.dialects.${dialect} in ${found}` }];
  });
  const told = urlOf(files, home, paths);
  if (told && (imported.length === 0 || imported.some(({ dialect }) => dialect === told.dialect))) return told;
  const [only] = imported;
  return only && imported.length === 1 ? only : undefined;
}

function urlOf(files: FilePort, home: string, paths: readonly string[]): DialectEvidence | undefined {
  const folders = ancestors(folderOf(paths[0] ?? '')).filter((folder) => isBelow(folder, home));
  for (const folder of folders) {
    const path = joinPath(folder, 'alembic.ini');
    const text = files.has(path) ? files.text(path) : undefined;
    const url =
      text === undefined ? undefined : settingsIn(text).find(({ key }) => key.endsWith('.sqlalchemy.url'))?.value;
    const dialect = url === undefined ? undefined : dialectOfUrl(url);
    if (dialect) return { dialect, because: `sqlalchemy.url in ${path}` };
  }
  return inCode(files, home);
}

/** A URL that stands in a module of settings: `SQLALCHEMY_DATABASE_URI = 'sqlite:///app.db'`. */
function inCode(files: FilePort, home: string): DialectEvidence | undefined {
  const found = new Map<Dialect, string>();
  for (const path of files.paths) {
    if (
      !isBelow(path, home) ||
      !/^(?:settings|config|configuration|database|db|session|base|engine|__init__|app|main|core)\.py$/.test(
        baseName(path),
      )
    )
      continue;
    if (!files.mentions(path, ['://'])) continue;
    for (const match of (files.text(path) ?? '').matchAll(
      /['"]((?:postgres(?:ql)?|mysql|mariadb|sqlite|mssql|oracle)(?:\+\w+)?):\/\//g,
    )) {
      const dialect = dialectOfUrl(`${match[1]}://`);
      if (dialect && !found.has(dialect)) found.set(dialect, path);
    }
  }
  // SQLite is what tests run on beside the engine that is meant.
  const real = [...found].filter(([dialect]) => dialect !== 'sqlite');
  const [only] = real.length > 0 ? real : [...found];
  return only && real.length <= 1 ? { dialect: only[0], because: `the URL in ${only[1]}` } : undefined;
}
