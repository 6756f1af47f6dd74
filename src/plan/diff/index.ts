import { type Operation, SAYS_ALL, type Schema } from '../../model';
import { printScript } from '../../sql';
import { changeAttached, changeRoutines } from './attached';
import { newBuckets } from './buckets';
import { type DiffContext, keyOf } from './context';
import { changeComposites, changeDomains } from './domains';
import { createTables, dropTables } from './made-tables';
import { renameQuestions } from './questions';
import { remadeForeignKeys } from './remade';
import { applyRenames } from './renames';
import { type TableChanges, tableChanges } from './table-changes';
import { changeTable } from './tables';
import type { DiffNote, DiffOptions, SchemaDiff } from './types';
import { changeEnums, changeSequences, changeSurroundings } from './types-of-schema';
import { changeViews } from './views';

export type { DiffNote, DiffOptions, Rename, RenamedKind, RenameQuestion, SchemaDiff } from './types';
export { type DiffLine, lineOf } from './words';

/**
 * The operations that turn one schema into another, in an order in which they can run. Differences of spelling are none. What may
 * have been renamed is asked, and dropped and added until `options.renames` answers.
 */
export function diff(before: Schema, after: Schema, options: DiffOptions = {}): SchemaDiff {
  const answers = options.renames ?? [];
  const renamed = applyRenames(before, after, answers, options.version);
  const context: DiffContext = {
    dialect: after.dialect,
    before: renamed.schema,
    after,
    says: options.says ?? SAYS_ALL,
    notes: [],
    questions: [],
  };
  const buckets = newBuckets();
  buckets.add('renames', ...renamed.operations);
  const changes = allTableChanges(context);
  const remade = remadeForeignKeys(context, changes);
  changeSurroundings(context, buckets);
  changeEnums(context, buckets);
  changeDomains(context, buckets);
  changeComposites(context, buckets);
  changeSequences(context, buckets);
  dropTables(context, buckets);
  createTables(context, buckets);
  for (const one of changes.values()) changeTable(context, buckets, one, remade);
  changeViews(context, buckets, changes);
  changeRoutines(context, buckets);
  changeAttached(context, buckets, changes);
  const operations = buckets.all();
  return {
    operations,
    notes: [...context.notes, ...unwritten(before, operations)],
    questions: renameQuestions(context, changes, answers),
  };
}

/** The tables that both sides have, by the key that they have now. */
function allTableChanges(context: DiffContext): ReadonlyMap<string, TableChanges> {
  const found = new Map<string, TableChanges>();
  for (const [key, after] of context.after.tables) {
    const before = context.before.tables.get(key);
    if (before && before !== after) found.set(keyOf(context, after), tableChanges(context, before, after));
  }
  return found;
}

/** What no statement of the dialect does by itself is said, not dropped. */
function unwritten(before: Schema, operations: readonly Operation[]): readonly DiffNote[] {
  if (operations.length === 0 || before.dialect === 'mongodb') return [];
  const alone = before.dialect === 'sqlite' ? printScript(operations, 'sqlite').unsupported : [];
  const never = printScript(operations, before.dialect, { schema: before }).unsupported;
  const lost = new Set(never.map(({ operation }) => operation));
  return [
    ...alone
      .filter(({ operation }) => !lost.has(operation))
      .map(({ operation, because }) => ({ kind: 'needsRebuild', operation, because }) as const),
    ...never.map(({ operation, because }) => ({ kind: 'cannot', operation, because }) as const),
  ];
}
