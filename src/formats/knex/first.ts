import { type BoundFunction, type CodeModule, type Scope, topLevel } from '../../code';
import { exportedFunction } from '../code/exported';
import { isScript } from '../code/script-files';
import type { FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf } from '../paths';

/**
 * A script beside the folder of a history that makes the tables on which its first migration builds: a program calls it for an
 * empty database, and knex then runs the migrations.
 */
export function mayBeFirst(path: string): boolean {
  return isScript(path) && /(?:init|setup|base|schema|create)/i.test(baseName(path));
}

/** The history with that script before its migrations, where there is exactly one. */
export function withFirst(located: Located, files: FilePort, isOwn: (path: string) => boolean): Located {
  if (located.kind !== 'migrations' || located.root === '') return located;
  const folder = folderOf(located.root);
  const found = files.paths.filter((path) => folderOf(path) === folder && mayBeFirst(path) && isOwn(path));
  const [path] = found;
  if (path === undefined || found.length > 1) return located;
  const name = baseName(path).replace(/\.[cm]?[jt]s$/, '');
  const first: LocatedMigration = { version: '0', name, path };
  return { ...located, migrations: [first, ...located.migrations] };
}

/** The way up of a script: its function `up`, or the one function that makes tables. */
export function findDirection(module: CodeModule, scope: Scope, name: 'up' | 'down'): BoundFunction | undefined {
  const exported = exportedFunction(module, scope, name);
  if (exported || name === 'down') return exported;
  const makers = topLevel(module.body).filter(
    (stmt) => stmt.kind === 'function' && module.text.slice(stmt.start, stmt.end).includes('.schema.createTable('),
  );
  const [only] = makers;
  return makers.length === 1 && only?.kind === 'function' ? { def: only, scope } : undefined;
}
