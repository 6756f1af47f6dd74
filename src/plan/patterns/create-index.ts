import type { Pattern } from '../pattern';
import { ofKind } from '../pattern';
import { buildIndex } from '../pieces/key';
import { madeName, spoken } from '../words';

/** An index on a table that is in use: CONCURRENTLY in PostgreSQL, in place in InnoDB, online where SQL Server's edition has it. */
export const pattern: Pattern = {
  id: 'create-index',
  takes(operations, context) {
    const [first] = operations;
    return first?.kind === 'createIndex' && context.table(first.table) !== undefined ? 1 : 0;
  },
  plan(operations, context) {
    const steps = ofKind(operations, 'createIndex').flatMap(({ table: name, index }) => {
      const table = context.table(name);
      if (table === undefined) return [];
      const parts = index.columns.map(({ column }) => column?.name ?? 'expression');
      const named = index.name ?? { name: madeName(table.name, ...parts, 'idx'), span: index.span };
      return [buildIndex(context, table, { ...index, name: named })];
    });
    const [first] = ofKind(operations, 'createIndex');
    const title = first === undefined ? 'add an index' : `add an index to ${spoken(first.table)}`;
    return { title, steps, deploys: [], notes: [] };
  },
};
