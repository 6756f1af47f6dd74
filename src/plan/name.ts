import type { Operation } from '../model';

/** A few words for a migration that does this. */
export function nameOfOperation(operation: Operation): string {
  switch (operation.kind) {
    case 'createTable':
      return `create ${operation.table.name}`;
    case 'dropTable':
      return `drop ${operation.table.name}`;
    case 'renameTable':
      return `rename ${operation.table.name} to ${operation.to.name}`;
    case 'addColumn':
      return `add ${operation.column.name.name} to ${operation.table.name}`;
    case 'dropColumn':
      return `drop ${operation.column.name} from ${operation.table.name}`;
    case 'renameColumn':
      return `rename ${operation.column.name} of ${operation.table.name} to ${operation.to.name}`;
    case 'alterColumn':
      return `change ${operation.column.name} of ${operation.table.name}`;
    case 'addConstraint':
      return `add ${operation.constraint.name?.name ?? 'constraint'} to ${operation.table.name}`;
    case 'dropConstraint':
      return `drop ${operation.name?.name ?? 'constraint'} from ${operation.table.name}`;
    case 'createIndex':
      return `add ${operation.index.name?.name ?? 'index'} to ${operation.table.name}`;
    case 'dropIndex':
      return `drop ${operation.index.name}`;
    case 'createView':
      return `create ${operation.view.name}`;
    case 'createEnum':
      return `create ${operation.type.name}`;
    case 'addEnumValue':
      return `add ${operation.value} to ${operation.type.name}`;
    default:
      return 'table' in operation && operation.table !== undefined ? `change ${operation.table.name}` : 'change';
  }
}
