import type { EngineVersion, SqlType } from '../../../model';
import { holdsAll, sameType, type TypeChange } from '../change';

/**
 * What ALTER COLUMN costs in SQL Server: a longer variable-length type is a change of the catalogue alone ("ALTER TABLE",
 * ALTER COLUMN; "Perform index operations online" leaves it out for that reason); what changes the stored form writes every row
 * again, under a schema modification lock unless ONLINE = ON. (N)VARCHAR(n) to (MAX) keeps the rows: they are moved when they are next written.
 */
export function changeOfSqlServerType(from: SqlType, to: SqlType, _version: EngineVersion | undefined): TypeChange {
  if (sameType(from, to)) return 'same';
  if (isVariable(from) && isVariable(to) && baseName(from) === baseName(to)) {
    if (to.length === undefined || (from.length !== undefined && from.length <= to.length))
      return 'widening without rewrite';
    return 'narrowing';
  }
  // One byte a character becomes two, or the other way about.
  if (isWide(from) && !isWide(to) && isText(to)) return 'narrowing';
  return holdsAll(from, to) ? 'rewrite' : 'narrowing';
}

function isVariable(type: SqlType): boolean {
  return ['varchar', 'nvarchar', 'varbinary'].includes(baseName(type));
}

function isText(type: SqlType): boolean {
  return ['char', 'varchar', 'text'].includes(type.family);
}

function isWide(type: SqlType): boolean {
  return ['nchar', 'nvarchar', 'ntext'].includes(baseName(type));
}

function baseName(type: SqlType): string {
  return type.canonical.replace(/\(.*$/, '');
}
