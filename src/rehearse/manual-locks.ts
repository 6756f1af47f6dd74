/**
 * Locks of statements that cannot run in a transaction: none can be read after them. The manual's, seen on a PostgreSQL 18.4 from a
 * second session: CREATE INDEX, REINDEX and DROP INDEX CONCURRENTLY, DETACH PARTITION CONCURRENTLY, VACUUM.
 */
import { type LockMode, type Operation, objectKey, type QualifiedName } from '../model';
import type { Relation } from './relations';
import type { TakenLock } from './result';

export function manualLocks(
  operations: readonly Operation[],
  relations: ReadonlyMap<number, Relation>,
): readonly TakenLock[] {
  const byName = new Map([...relations.values()].map((relation) => [relation.name, relation]));
  const lock = (name: QualifiedName | undefined, mode: LockMode): readonly TakenLock[] => {
    const relation = name && byName.get(objectKey('postgresql', name.schema, name.name));
    return !relation || relation.of === 'toast' ? [] : [{ relation: relation.name, of: relation.of, mode }];
  };
  const tableOf = (index: QualifiedName, mode: LockMode): readonly TakenLock[] => {
    const relation = byName.get(objectKey('postgresql', index.schema, index.name));
    const table = relation?.table === undefined ? undefined : relations.get(relation.table);
    return table ? [{ relation: table.name, of: 'table', mode }] : [];
  };
  return operations.flatMap((operation): readonly TakenLock[] => {
    switch (operation.kind) {
      case 'createIndex':
        return lock(operation.table, 'SHARE UPDATE EXCLUSIVE');
      case 'dropIndex':
      case 'reindex': {
        const name = operation.kind === 'dropIndex' ? operation.index : operation.name;
        if (!name) return [];
        return [...tableOf(name, 'SHARE UPDATE EXCLUSIVE'), ...lock(name, 'SHARE UPDATE EXCLUSIVE')];
      }
      case 'alterTable':
        if (operation.change.kind !== 'detachPartition') return [];
        // The second of its two transactions takes ACCESS EXCLUSIVE on the partition ("ALTER TABLE", DETACH PARTITION).
        return [
          ...lock(operation.table, 'SHARE UPDATE EXCLUSIVE'),
          ...lock(operation.change.partition, 'ACCESS EXCLUSIVE'),
        ];
      case 'maintenance': {
        const mode = operation.action === 'vacuum full' ? 'ACCESS EXCLUSIVE' : 'SHARE UPDATE EXCLUSIVE';
        return operation.tables.flatMap((table) => lock(table, mode));
      }
      default:
        return [];
    }
  });
}
