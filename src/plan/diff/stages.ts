import type { Stage } from './buckets';
import type { DiffContext } from './context';
import { dependentGenerated } from './remade';
import type { TableChanges } from './table-changes';

/** SQLite rebuilds a table for most of these: they stay together so that one rebuild does for all. */
export function stageOf({ dialect }: DiffContext, stage: Stage): Stage {
  return dialect === 'sqlite' && !stage.endsWith('indexes') ? 'columns' : stage;
}

/** PostgreSQL drops a column's keys and indexes along with it ("ALTER TABLE", DROP COLUMN); elsewhere they are dropped first. */
export function goesWithColumn(context: DiffContext, changes: TableChanges, columns: readonly string[]): boolean {
  if (context.dialect !== 'postgresql') return false;
  const again = dependentGenerated(context, changes);
  const gone = [
    ...changes.dropped.map(({ name }) => name),
    ...changes.changed.filter(({ steps }) => steps.remade).map(({ before }) => before.name),
    ...again,
  ];
  return columns.some((column) => gone.includes(column));
}
