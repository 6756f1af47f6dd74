import type { EngineVersion, SqlType } from '../../../model';
import { holdsAll, sameType, type TypeChange } from '../change';

/**
 * What MODIFY costs in Oracle: more characters, digits or bytes change the catalogue alone; less, and another type, are refused
 * where the column has values that do not fit, and another type where it has any ("ALTER TABLE", modify_col_properties).
 */
export function changeOfOracleType(from: SqlType, to: SqlType, _version: EngineVersion | undefined): TypeChange {
  if (sameType(from, to)) return 'same';
  if (!holdsAll(from, to)) return 'narrowing';
  return baseName(from) === baseName(to) ? 'widening without rewrite' : 'rewrite';
}

function baseName(type: SqlType): string {
  return type.canonical.replace(/\(.*$/, '');
}
