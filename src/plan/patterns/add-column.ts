import type { AddColumn, ColumnSpec, Expression, Operation, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { backfill } from '../pieces/backfill';
import { patternsForConstraints } from '../pieces/inline';
import { step } from '../pieces/make';
import { requireColumn } from '../pieces/not-null';
import { plainChange } from '../plain';
import type { Change, PlanStep } from '../step';
import { nameOf, spoken, tableOf } from '../words';

/** A column that engines cannot add in a moment: NOT NULL without a value, a default that each row computes, constraints behind it. */
export const pattern: Pattern = {
  id: 'add-column',
  takes([first], context) {
    if (first?.kind !== 'addColumn' || context.table(first.table) === undefined) return 0;
    return 1;
  },
  plan([first], context) {
    if (first?.kind !== 'addColumn') return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const table = context.table(first.table);
    const title = `add ${first.column.name.name} to ${spoken(first.table)}`;
    const here = table?.columns.find(({ name }) => name === first.column.name.name);
    if (table === undefined) return { title, steps: [], deploys: [], notes: [] };
    if (here !== undefined) {
      // Its first stage is done; what is left is that every row must have a value.
      const isOpen = first.column.nullable === false && !here.notNull;
      return { title, steps: isOpen ? requireColumn(context, table, here.name) : [], deploys: [], notes: [] };
    }
    return (
      careful(first, table, context) ?? plainChange([first], context, { name: title, why: plainWhy(first, context) })
    );
  },
};

/** Functions that give each row its own value, so that the table is rewritten (PostgreSQL, "ALTER TABLE", Notes: volatile defaults). */
const VOLATILE: ReadonlySet<string> = new Set([
  'random',
  'gen_random_uuid',
  'uuid_generate_v4',
  'uuid_generate_v1',
  'uuid_generate_v1mc',
  'uuidv4',
  'uuidv7',
  'nextval',
  'clock_timestamp',
  'timeofday',
  'statement_timestamp',
]);

function rewrites({ default: value }: ColumnSpec, context: PlanContext): boolean {
  if (value === undefined) return false;
  if (!context.atLeast(11)) return value.kind !== 'null';
  return value.calls.some((name) => VOLATILE.has(name)) || (value.kind === 'call' && !isStable(value));
}

const STABLE: ReadonlySet<string> = new Set([
  'now',
  'current_timestamp',
  'current_date',
  'localtimestamp',
  'transaction_timestamp',
]);

function isStable({ calls }: Expression): boolean {
  return calls.every((name) => STABLE.has(name));
}

function careful(operation: AddColumn, table: Table, context: PlanContext): Change | undefined {
  const { column } = operation;
  if (context.dialect !== 'postgresql' || context.isNew(operation.table) || context.isSmall(operation.table))
    return undefined;
  if (column.identity !== undefined || column.generated !== undefined || column.type?.serial) return undefined;
  const needsValue = column.nullable === false && column.default === undefined;
  const needsFill = rewrites(column, context);
  const inline = column.constraints.filter(({ kind }) => kind !== 'notNull');
  if (!needsValue && !needsFill && inline.length === 0) return undefined;
  const name = column.name.name;
  const title = `add ${name} to ${spoken(table)}`;
  const grown: Table = {
    ...table,
    columns: [
      ...table.columns,
      { name, notNull: false, at: column.name.span, ...(column.type ? { type: column.type } : {}) },
    ],
  };
  const steps: PlanStep[] = [addedEmpty(operation, context, needsValue || needsFill ? 'empty' : 'as it is')];
  if (needsFill && column.default !== undefined) {
    steps.push(
      backfill(context, {
        table: grown,
        values: [[name, column.default.text]],
        pending: `${nameOf(context, name)} IS NULL`,
        why: 'Rows that were there get the value that new ones get by default.',
      }),
    );
    if (column.nullable === false) steps.push(...requireColumn(context, grown, name));
  }
  const later = needsValue ? 1 : 0;
  if (needsValue) steps.push(...requireColumn(context, grown, name, later));
  steps.push(...patternsForConstraints(context, grown, name, inline));
  const deploys = needsValue
    ? [
        `Release code that writes ${spoken(table)}.${name} in every row that it inserts, then fill the rows that were there before: UPDATE in batches, with a value that only the application knows.`,
      ]
    : [];
  const notes = needsValue
    ? [
        `${name} is NOT NULL and has no default, so rows that are there have no value for it: the plan leaves it empty until a release has filled it.`,
      ]
    : [];
  return { title, steps, deploys, notes };
}

/** The column as it can be added in a moment; the default comes after it, for new rows alone. */
function addedEmpty(operation: AddColumn, context: PlanContext, manner: 'empty' | 'as it is'): PlanStep {
  const { column } = operation;
  const name = column.name.name;
  const on = tableOf(context, operation.table);
  const { default: value, defaultSpan: _defaultSpan, nullable, nullableSpan: _nullableSpan, ...rest } = column;
  const isEmpty = manner === 'empty';
  const bare: ColumnSpec = {
    ...rest,
    ...(isEmpty || value === undefined ? {} : { default: value }),
    ...(isEmpty || nullable === undefined ? {} : { nullable }),
    constraints: [],
  };
  const up: readonly (string | Operation)[] = [
    { ...operation, column: bare },
    ...(isEmpty && value !== undefined
      ? [`ALTER TABLE ${on} ALTER COLUMN ${nameOf(context, name)} SET DEFAULT ${value.text}`]
      : []),
  ];
  return step(context, {
    name: `add ${name} to ${operation.table.name}`,
    phase: 'expand',
    up,
    down: [`ALTER TABLE ${on} DROP COLUMN ${nameOf(context, name)}`],
    why:
      isEmpty && value !== undefined
        ? 'Without its default the column is added in a moment; the default is set behind it and is for new rows alone.'
        : 'Only the catalogue changes.',
  });
}

function plainWhy({ table }: AddColumn, context: PlanContext): string {
  if (context.isNew(table)) return `${spoken(table)} is new.`;
  if (context.isSmall(table)) return `${spoken(table)} is small.`;
  if (context.dialect === 'postgresql') return 'Only the catalogue changes: the lock is held for a moment.';
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return 'InnoDB adds a column in a moment (ALGORITHM=INSTANT), unless its default is an expression or it is generated and stored.';
  return 'The engine adds the column without reading the rows where it can.';
}
