import type { EngineVersion, SqlType } from '../../../model';
import { holdsAll, sameType, type TypeChange } from '../change';
import { affinityOf } from './names';

/**
 * SQLite has no ALTER COLUMN … TYPE: a new type always means a new table and a copy ("ALTER TABLE", 7). The copy loses nothing
 * when the affinity stays, because lengths are not enforced ("Datatypes In SQLite", 3).
 */
export function changeOfSqliteType(from: SqlType, to: SqlType, _version: EngineVersion | undefined): TypeChange {
  if (from.canonical === to.canonical || sameType(from, to)) return 'same';
  return affinityOf(from.canonical) === affinityOf(to.canonical) || holdsAll(from, to) ? 'rewrite' : 'narrowing';
}
