import type { Column, OperationOf, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { backfill } from '../pieces/backfill';
import { requireColumn } from '../pieces/not-null';
import { plainStep } from '../plain';
import type { Change, PlanStep } from '../step';
import { nameOf, spoken } from '../words';

/** NOT NULL on a column that is there: fill what is NULL where its default says with what, prove it, then set it. */
export const pattern: Pattern = {
  id: 'set-not-null',
  takes([first], context) {
    if (first?.kind !== 'alterColumn' || first.change.kind !== 'setNotNull') return 0;
    return context.table(first.table) === undefined ? 0 : 1;
  },
  plan([first], context) {
    if (first?.kind !== 'alterColumn') return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const table = context.table(first.table);
    const column = table?.columns.find(({ name }) => name === first.column.name);
    const title = `require ${spoken(first.table)}.${first.column.name}`;
    if (table === undefined || column?.notNull === true) return { title, steps: [], deploys: [], notes: [] };
    return { title, ...required(first, table, column, context) };
  },
};

function required(
  operation: OperationOf<'alterColumn'>,
  table: Table,
  column: Column | undefined,
  context: PlanContext,
): Omit<Change, 'title'> {
  const name = operation.column.name;
  const what = `${spoken(table)}.${name}`;
  const value = column?.default?.text;
  const fill: readonly PlanStep[] =
    value === undefined || context.isNew(operation.table)
      ? []
      : [
          backfill(context, {
            table,
            values: [[name, value]],
            pending: `${nameOf(context, name)} IS NULL`,
            why: `Gives rows without ${name} its default.`,
          }),
        ];
  const proven = requireColumn(context, table, name);
  const set =
    proven.length > 0
      ? proven
      : [
          plainStep([operation], context, {
            name: `require ${name} of ${table.name}`,
            phase: 'switch',
            why: plainWhy(operation, context),
          }),
        ];
  const notes =
    value === undefined && !context.isNew(operation.table)
      ? [
          `Nothing says what rows without ${what} should hold: fill them first. The validating step fails while one is NULL, and changes nothing.`,
        ]
      : [];
  return { steps: [...fill, ...set], deploys: [], notes };
}

function plainWhy({ table }: OperationOf<'alterColumn'>, context: PlanContext): string {
  if (context.isNew(table)) return `${spoken(table)} is new: there is nothing to read.`;
  if (context.isSmall(table)) return `${spoken(table)} is small: reading it takes a moment.`;
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return 'InnoDB rebuilds the table in place and lets reads and writes go on (MySQL, "Online DDL Operations"); strict mode refuses rows with NULL.';
  if (context.dialect === 'sqlite')
    return 'SQLite rebuilds the table: a new one, the rows copied, the old one dropped.';
  return 'Every row is read while the table is locked: at a quiet hour.';
}
