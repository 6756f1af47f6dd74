import type { ForeignKey } from '../../model';
import type { Buckets } from './buckets';
import type { DiffContext } from './context';
import type { TableChanges } from './table-changes';
import { changeColumns } from './table-columns';
import { changeTableItself } from './table-itself';
import { addKeys, dropKeys } from './table-keys';

/** Puts what changes a table into the stages. */
export function changeTable(
  context: DiffContext,
  buckets: Buckets,
  changes: TableChanges,
  remade: ReadonlySet<ForeignKey>,
): void {
  dropKeys(context, buckets, changes, remade);
  changeColumns(context, buckets, changes);
  addKeys(context, buckets, changes, remade);
  changeTableItself(context, buckets, changes);
}
