import type { Operation } from '../model';

/** True for what PostgreSQL refuses inside a transaction block ("CREATE INDEX", "REINDEX", "ALTER TABLE … DETACH", "VACUUM", "DROP DATABASE": Notes). */
export function refusesTransaction(operation: Operation): boolean {
  switch (operation.kind) {
    case 'createIndex':
    case 'dropIndex':
    case 'reindex':
      return operation.concurrently === true;
    case 'alterTable':
      return operation.change.kind === 'detachPartition' && operation.change.concurrently === true;
    case 'maintenance':
      return operation.action === 'vacuum' || operation.action === 'vacuum full';
    case 'createSchema':
      return operation.database === true;
    case 'changeData':
      return operation.commits === true;
    case 'dropObject':
      return operation.objectType === 'database';
    default:
      return false;
  }
}
