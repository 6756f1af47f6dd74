import type { HistoryProblem } from '../migration';
import type { RenameColumn, RenameTable } from '../operation';
import { renameColumn } from './rename-column';
import { type FoldState, find, placeOf } from './state';
import { renameTable } from './tables';

/** A sequence stays its column's own under the table's new name. */
export function renameTableWithSequences(state: FoldState, operation: RenameTable): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  const problems = renameTable(state, operation);
  if (table) moveOwned(state, table, (owner) => ({ ...owner, table: placeOf(state, operation.to).name }));
  return problems;
}

/** A sequence stays its column's own under the column's new name. */
export function renameColumnWithSequences(state: FoldState, operation: RenameColumn): readonly HistoryProblem[] {
  const table = find(state, state.tables, operation.table);
  const problems = renameColumn(state, operation);
  const { column, to } = operation;
  if (table) moveOwned(state, table, (owner) => (owner.column === column.name ? { ...owner, column: to.name } : owner));
  return problems;
}

interface Owner {
  readonly table: string;
  readonly column: string;
}

function moveOwned(
  state: FoldState,
  table: { readonly schema?: string; readonly name: string },
  move: (owner: Owner) => Owner,
): void {
  for (const [key, sequence] of state.sequences) {
    if (sequence.ownedBy?.table !== table.name || sequence.schema !== table.schema) continue;
    state.sequences.set(key, { ...sequence, ownedBy: move(sequence.ownedBy) });
  }
}
