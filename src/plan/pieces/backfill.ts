import type { ChangeData, QualifiedName, Table } from '../../model';
import { isMysqlFamily } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep } from '../step';
import { lines, nameOf, nowhere, qualifiedName, spoken, tableOf } from '../words';
import { step } from './make';

/** What a backfill writes: `SET` with these assignments in every row that `pending` still finds. */
export interface Filling {
  readonly table: Table;
  /** Column and the SQL of its value, which may name columns of the row. */
  readonly values: readonly (readonly [string, string])[];
  /** A condition that no row fulfils when the work is done. */
  readonly pending: string;
  readonly stage?: number;
  readonly why: string;
}

const BATCH = 5000;

/** Fills columns of a table that is in use, in batches that each commit, or tells whose job that is. */
export function backfill(context: PlanContext, filling: Filling): PlanStep {
  const { table, values, why, stage } = filling;
  const columns = values.map(([column]) => column);
  const base = {
    name: `backfill ${columns.join(' and ')} of ${table.name}`,
    phase: 'backfill' as const,
    ...(stage === undefined ? {} : { stage }),
    takes: 'nothing' as const,
    down: [],
  };
  const name = qualifiedName(table);
  if (context.isNew(name) || context.isSmall(name) || context.dialect === 'sqlite')
    return step(context, { ...base, up: [inOne(context, filling)], why: `${why} ${oneStatement(context, name)}` });
  if (context.dialect === 'postgresql' && context.atLeast(11))
    return step(context, {
      ...base,
      up: [inBatches(filling, postgresLoop(context, filling), { commits: true })],
      transaction: 'none',
      why: `${why} ${BATCH} rows at a time, each batch committed by itself, so that no row stays locked for long and vacuum keeps up; run again, it goes on with what is left.`,
    });
  if (context.dialect === 'sqlserver')
    return step(context, {
      ...base,
      up: [inBatches(filling, sqlServerLoop(context, filling))],
      transaction: 'none',
      why: `${why} ${BATCH} rows at a time, so that the lock does not grow to the whole table (SQL Server, "Lock escalation").`,
    });
  return step(context, {
    ...base,
    up: [],
    job: jobText(context, filling),
    why: `${why} This is a job of the application, not of a migration: ${spoken(table)} may be large, and this engine has no loop that commits outside a stored procedure. Run the statement until it changes no row.`,
  });
}

function oneStatement(context: PlanContext, name: QualifiedName): string {
  if (context.dialect === 'sqlite') return 'One statement: SQLite has one writer at a time, whatever the batch.';
  return context.isNew(name) ? 'One statement: the table is new.' : 'One statement: the table is small.';
}

function assignments(context: PlanContext, { values }: Filling): string {
  return values.map(([column, value]) => `${nameOf(context, column)} = ${value}`).join(', ');
}

function inOne(context: PlanContext, filling: Filling): ChangeData {
  const text = `UPDATE ${tableOf(context, filling.table)} SET ${assignments(context, filling)} WHERE ${filling.pending}`;
  return changed(filling, text, 'at once');
}

function changed(filling: Filling, text: string, manner: 'in batches' | 'at once'): ChangeData {
  return {
    kind: 'changeData',
    change: 'update',
    tables: [qualifiedName(filling.table)],
    sources: [],
    hasWhere: true,
    isBatched: manner === 'in batches',
    columns: filling.values.map(([name]) => ({ name, span: nowhere })),
    text,
    span: nowhere,
  };
}

function inBatches(filling: Filling, text: string, rest: Pick<ChangeData, 'commits'> = {}): ChangeData {
  return { ...changed(filling, text, 'in batches'), ...rest };
}

/** By ranges of the key where there is one of one column; else by what is left, found anew each time. */
function postgresLoop(context: PlanContext, filling: Filling): string {
  const table = tableOf(context, filling.table);
  const set = assignments(context, filling);
  const [key, ...more] = filling.table.primaryKey?.columns ?? [];
  if (key?.column === undefined || more.length > 0) {
    return lines(
      'DO $$',
      'DECLARE',
      '  changed bigint;',
      'BEGIN',
      '  LOOP',
      `    UPDATE ${table} SET ${set}`,
      `    WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${filling.pending} LIMIT ${BATCH}));`,
      '    GET DIAGNOSTICS changed = ROW_COUNT;',
      '    EXIT WHEN changed = 0;',
      '    COMMIT;',
      '  END LOOP;',
      'END',
      '$$',
    );
  }
  const id = nameOf(context, key.column);
  return lines(
    'DO $$',
    'DECLARE',
    `  low ${table}.${id}%TYPE;`,
    `  high ${table}.${id}%TYPE;`,
    'BEGIN',
    `  SELECT ${id} INTO low FROM ${table} ORDER BY ${id} LIMIT 1;`,
    '  WHILE low IS NOT NULL LOOP',
    `    SELECT batch.${id} INTO high`,
    `    FROM (SELECT ${id} FROM ${table} WHERE ${id} >= low ORDER BY ${id} LIMIT ${BATCH}) AS batch`,
    `    ORDER BY batch.${id} DESC LIMIT 1;`,
    `    UPDATE ${table} SET ${set}`,
    `    WHERE ${id} BETWEEN low AND high AND ${filling.pending};`,
    '    COMMIT;',
    `    SELECT ${id} INTO low FROM ${table} WHERE ${id} > high ORDER BY ${id} LIMIT 1;`,
    '  END LOOP;',
    'END',
    '$$',
  );
}

function sqlServerLoop(context: PlanContext, filling: Filling): string {
  return lines(
    'WHILE 1 = 1',
    'BEGIN',
    `  UPDATE TOP (${BATCH}) ${tableOf(context, filling.table)} SET ${assignments(context, filling)} WHERE ${filling.pending};`,
    '  IF @@ROWCOUNT = 0 BREAK;',
    'END',
  );
}

function jobText(context: PlanContext, filling: Filling): string {
  const table = tableOf(context, filling.table);
  const set = assignments(context, filling);
  if (isMysqlFamily(context.dialect)) return `UPDATE ${table} SET ${set} WHERE ${filling.pending} LIMIT ${BATCH};`;
  if (context.dialect === 'oracle')
    return `UPDATE ${table} SET ${set} WHERE ${filling.pending} AND ROWNUM <= ${BATCH}; COMMIT;`;
  return `UPDATE ${table} SET ${set} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE ${filling.pending} LIMIT ${BATCH}));`;
}
