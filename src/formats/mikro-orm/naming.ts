import { createHash } from 'node:crypto';
import type { Dialect } from '../../model';

/** What tables and columns are called that have no name of their own (@mikro-orm/core, naming-strategy). */
export interface NamingStrategy {
  tableName(className: string): string;
  columnName(property: string): string;
  joinColumn(entity: string, referenced: string, key: 'simple' | 'composite'): string;
  pivotTable(table: string, property: string): string;
}

const underscore = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

/** Of SQL drivers, unless a project says otherwise. */
export const underscoreNaming: NamingStrategy = {
  tableName: underscore,
  columnName: underscore,
  joinColumn: (entity, referenced) => `${underscore(entity)}_${referenced}`,
  pivotTable: (table, property) => `${underscore(table)}_${underscore(property)}`,
};

export const entityCaseNaming: NamingStrategy = {
  tableName: (name) => name,
  columnName: (name) => name,
  joinColumn: (entity, referenced, key) => {
    const name = entity.slice(0, 1).toLowerCase() + entity.slice(1);
    return key === 'composite' ? `${name}_${referenced}` : name;
  },
  pivotTable: (table, property) => `${table}_${property}`,
};

export type KeyKind = 'index' | 'unique' | 'foreign' | 'check';

/** Names are cut at the engine's limit, with a hash in place of what is lost (Platform.getIndexName). */
export function keyName(table: string, columns: readonly string[], kind: KeyKind, dialect: Dialect): string {
  const parts = [table, ...columns.map((column) => column.replaceAll('.', '_')), kind];
  const name = parts.join('_');
  const limit = dialect === 'postgresql' ? 63 : dialect === 'mysql' || dialect === 'mariadb' ? 64 : Infinity;
  if (name.length <= limit || kind === 'check') return name;
  const hash = createHash('md5').update(name).digest('hex').slice(0, 5);
  return `${name.slice(0, limit - 8 - kind.length)}_${hash}_${kind}`;
}
