import { type Dialect, type Operation, objectKey, type QualifiedName } from '../model';

/** Names of the tables that the operations change, read or refer to, in the order of their first mention. */
export function tablesIn(operations: readonly Operation[], dialect: Dialect): readonly string[] {
  const names = operations.flatMap(namesIn).map(({ schema, name }) => objectKey(dialect, schema, name));
  return [...new Set(names)];
}

function namesIn(operation: Operation): readonly QualifiedName[] {
  switch (operation.kind) {
    case 'createTable':
      return [
        operation.table,
        ...referencesIn([...operation.constraints, ...operation.columns.flatMap(({ constraints }) => constraints)]),
        ...(operation.partitionOf ? [operation.partitionOf.parent] : []),
        ...(operation.asQuery?.sources ?? []),
      ];
    case 'addColumn':
      return [operation.table, ...referencesIn(operation.column.constraints)];
    case 'addConstraint':
      return [operation.table, ...referencesIn([operation.constraint])];
    case 'alterTable': {
      const { change, table } = operation;
      const partition =
        change.kind === 'attachPartition' || change.kind === 'detachPartition' ? [change.partition] : [];
      return [table, ...partition];
    }
    case 'changeData':
      return [...operation.tables, ...operation.sources];
    case 'lockTable':
    case 'maintenance':
      return operation.tables;
    case 'createView':
      return operation.sources;
    case 'grant':
      return operation.on;
    default:
      return 'table' in operation && operation.table !== undefined ? [operation.table] : [];
  }
}

function referencesIn(
  constraints: readonly { readonly kind: string; readonly refTable?: QualifiedName }[],
): readonly QualifiedName[] {
  return constraints.flatMap(({ refTable }) => (refTable ? [refTable] : []));
}
