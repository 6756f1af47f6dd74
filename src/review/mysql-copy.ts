import type { AlterColumn, AlterTable, ForeignKeySpec, Operation, QualifiedName } from '../model';
import { changeOfType } from '../sql';
import { tableName } from './names';
import type { StepContext } from './rule';

/** What an operation of MySQL or MariaDB makes the server do while nobody else may write. */
export interface Blocking {
  /** `copies t`, as the middle of a sentence. */
  readonly does: string;
  /** What is asked for: `changing t.a from int to bigint`. */
  readonly what: string;
  readonly kind: 'copy' | 'build';
}

/**
 * The changes that InnoDB can only make by copying the table, or by building while writes wait. MySQL: manual 17.12.1
 * "Online DDL Operations"; MariaDB: measured on 10.11 with ALGORITHM and LOCK one below what it takes.
 */
export function blocking(operation: Operation, context: StepContext): Blocking | undefined {
  switch (operation.kind) {
    case 'alterColumn':
      return ofColumn(operation, context);
    case 'addConstraint':
      if (operation.constraint.kind === 'foreignKey')
        return ofForeignKey(operation.table, operation.constraint, context);
      if (operation.constraint.kind === 'check' && !operation.constraint.notEnforced)
        return copy(`adding a CHECK to ${tableName(operation.table)}`, operation);
      return undefined;
    case 'alterTable':
      return ofTable(operation);
    case 'createIndex':
      return /^(?:fulltext|spatial)$/i.test(operation.index.method ?? '')
        ? {
            kind: 'build',
            what: `building a ${(operation.index.method ?? '').toUpperCase()} index`,
            does: `reads ${tableName(operation.table)}`,
          }
        : undefined;
    default:
      return undefined;
  }
}

function copy(what: string, { table }: { readonly table: QualifiedName }): Blocking {
  return { kind: 'copy', what, does: `copies ${tableName(table)}` };
}

function ofColumn(operation: AlterColumn, context: StepContext): Blocking | undefined {
  const { change, column, table } = operation;
  const to = change.kind === 'redefine' ? change.column.type : change.kind === 'setType' ? change.type : undefined;
  if (!to || context.isNewColumn(table, column.name)) return undefined;
  const from = context.column(table, column.name)?.type;
  if (!from || from.family === 'unknown' || to.family === 'unknown') return undefined;
  // What narrows is narrow-column-type's, which says the copy too.
  if (changeOfType(from, to, context.dialect, context.version) !== 'rewrite') return undefined;
  return copy(`changing ${tableName(table)}.${column.name} from ${from.text} to ${to.text}`, operation);
}

/** "The INPLACE algorithm is supported when foreign_key_checks is disabled. Otherwise, only COPY"; MariaDB the same. */
function ofForeignKey(table: QualifiedName, key: ForeignKeySpec, context: StepContext): Blocking | undefined {
  const checks = context.parameter('foreign_key_checks');
  if (checks !== undefined && /^(?:0|off|false)$/i.test(checks.trim())) return undefined;
  const name = key.name ? `foreign key ${key.name.name}` : 'this foreign key';
  return copy(`adding ${name} to ${tableName(table)} with foreign_key_checks on`, { table });
}

function ofTable(operation: AlterTable): Blocking | undefined {
  const { change, table } = operation;
  if (change.kind !== 'partitions') return undefined;
  if (/^partition by/i.test(change.action)) return copy(`partitioning ${tableName(table)}`, operation);
  if (/^remove/i.test(change.action)) return copy(`removing the partitions of ${tableName(table)}`, operation);
  return undefined;
}
