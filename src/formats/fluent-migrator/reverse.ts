import type { Operation } from '../../model';

/** The way back of an AutoReversingMigration, which has creations and renames alone (FluentMigrator, AutoReversingMigration). */
export function reversed(operation: Operation): readonly Operation[] {
  const { span } = operation;
  switch (operation.kind) {
    case 'createTable':
      return [{ kind: 'dropTable', span, table: operation.table }];
    case 'addColumn':
      return [{ kind: 'dropColumn', span, table: operation.table, column: operation.column.name }];
    case 'createIndex':
      return operation.index.name
        ? [{ kind: 'dropIndex', span, index: operation.index.name, table: operation.table }]
        : [];
    case 'addConstraint':
      return operation.constraint.name
        ? [{ kind: 'dropConstraint', span, table: operation.table, name: operation.constraint.name }]
        : [];
    case 'createSchema':
      return [{ kind: 'dropObject', span, objectType: 'schema', name: operation.schema }];
    case 'createSequence':
      return [{ kind: 'dropObject', span, objectType: 'sequence', name: operation.sequence }];
    case 'renameTable':
      return [{ kind: 'renameTable', span, table: operation.to, to: operation.table }];
    case 'renameColumn':
      return [{ kind: 'renameColumn', span, table: operation.table, column: operation.to, to: operation.column }];
    default:
      return [];
  }
}
