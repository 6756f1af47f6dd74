import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy } from '../paths';
import { historyOf } from '../sql-history';

/** Files of JavaScript and TypeScript, but for declarations and tests. */
export function isScript(path: string): boolean {
  return /\.[cm]?[jt]s$/.test(path) && !/\.(?:d|test|spec|config)\.[cm]?[jt]s$/.test(path);
}

const isNumbered = (path: string): boolean => /^(?:Migration)?\d/.test(baseName(path));

/** A script that may be a migration by its place or its name. */
export function maybeMigration(path: string): boolean {
  return isScript(path) && (isNumbered(path) || /migrat/i.test(folderOf(path)));
}

/** How one tool's migrations are told and ordered. */
export interface ScriptTool {
  readonly format: string;
  isOwn(path: string): boolean;
  /** The folder of the history that a file is of, where it is not the folder it lies in. */
  root?(path: string): string;
  named(path: string): LocatedMigration;
  order(a: LocatedMigration, b: LocatedMigration): number;
  dialect(root: string): DialectEvidence | undefined;
}

/** Histories of scripts that are a tool's own, by folder. */
export function locateScripts(files: FilePort, tool: ScriptTool): readonly Located[] {
  const own = files.paths.filter((path) => maybeMigration(path) && tool.isOwn(path));
  return [...groupBy(own, (path) => tool.root?.(path) ?? folderOf(path))].flatMap(([root, all]) => {
    // Beside numbered scripts one without a number is a helper or an index of them.
    const numbered = all.filter(isNumbered);
    const paths = 2 * numbered.length > all.length ? numbered : all;
    const typed = new Set(paths.filter((path) => /ts$/.test(path)).map(stemOf));
    // A compiled file beside its source is the same migration.
    const kept = paths.filter((path) => /ts$/.test(path) || !typed.has(stemOf(path)));
    const migrations = kept.map(tool.named).sort(tool.order);
    return historyOf(tool.format, files, root, migrations, tool.dialect(root));
  });
}

const stemOf = (path: string): string => path.replace(/\.[cm]?[jt]s$/, '');

/** `20180101120000_create_users.js`: the digits and the words; a name without digits is both. */
export function stampedName(path: string): LocatedMigration {
  const stem = baseName(path).replace(/\.[cm]?[jt]s$/, '');
  const [, version = stem, name = stem] = /^(\d[\d.T-]*?)[-_.](.*)$/.exec(stem) ?? [];
  return { version, name, path };
}

export function byFileName(a: LocatedMigration, b: LocatedMigration): number {
  const [one, other] = [baseName(a.path), baseName(b.path)];
  return one < other ? -1 : one > other ? 1 : a.path < b.path ? -1 : 1;
}
