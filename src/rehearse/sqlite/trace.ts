/** SQLite locks the whole database, so there is no table of locks: what a statement rewrites and reads is told by its kind. */
import type { Operation } from '../../model';
import type { Engine } from '../engine';
import type { Effects } from '../result';
import type { Step } from '../statements';
import { NO_EFFECTS, type Traced, type Tracer } from '../trace';

export function sqliteTracer(engine: Engine): Tracer {
  const run = async (step: Step, sql: string): Promise<Traced> => {
    const ran = await engine.run(sql);
    if (ran.kind === 'failed') return { ran, effects: NO_EFFECTS };
    const [row] = await engine.query('SELECT changes() AS n');
    return { ran, effects: effectsOf(step.operations, Number(row?.n ?? 0)) };
  };
  return { transactionBegins: async () => undefined, held: () => [], inside: run, outside: run };
}

/** sqlite.org/lang_altertable.html: DROP COLUMN rewrites the table's content; ADD COLUMN and renames edit the schema's text. */
function effectsOf(operations: readonly Operation[], changes: number): Effects {
  return {
    ...NO_EFFECTS,
    rewrites: operations.flatMap((one) =>
      one.kind === 'dropColumn' ? [{ table: one.table.name, because: 'DROP COLUMN writes every row anew' }] : [],
    ),
    indexesBuilt: operations.flatMap((one) => (one.kind === 'createIndex' ? [one.index.name?.name ?? 'an index'] : [])),
    written: operations.flatMap((one) => {
      if (one.kind !== 'changeData' || changes === 0) return [];
      const [table] = one.tables;
      const count = { inserted: 0, updated: 0, deleted: 0 };
      const how = one.change === 'update' ? 'updated' : one.change === 'delete' ? 'deleted' : 'inserted';
      return table ? [{ table: table.name, ...count, [how]: changes }] : [];
    }),
  };
}
