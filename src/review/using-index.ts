import type { AddConstraint, Fix, Ident, PrimaryKeySpec, UniqueSpec } from '../model';
import { outside } from './concurrently';
import { insertBeforeStatement, isPlain, replace } from './edits';
import { plainColumns, written, writtenTable } from './names';
import type { StepContext } from './rule';

/**
 * The fix that builds a key's index CONCURRENTLY first and then only adopts it. Needs the constraint's name, plain
 * columns, and a file whose statements commit one by one.
 */
export function adoptIndex(
  operation: AddConstraint,
  constraint: PrimaryKeySpec | UniqueSpec,
  context: StepContext,
): Fix | undefined {
  const columns = plainColumns(constraint.columns);
  if (!isPlain(context) || !constraint.name || !columns || constraint.include) return undefined;
  const name = written(context, constraint.name);
  const table = writtenTable(context, operation.table);
  const list = columns.map((column: Ident) => written(context, column)).join(', ');
  const nulls = constraint.kind === 'unique' && constraint.nullsNotDistinct ? ' NULLS NOT DISTINCT' : '';
  const words = constraint.kind === 'unique' ? 'UNIQUE' : 'PRIMARY KEY';
  const edits = [
    insertBeforeStatement(context, [`CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${table} (${list})${nulls};`]),
    replace(constraint.span, `CONSTRAINT ${name} ${words} USING INDEX ${name}`),
  ];
  return outside(context, 'Build its index CONCURRENTLY first, then adopt it', edits, 'several');
}
