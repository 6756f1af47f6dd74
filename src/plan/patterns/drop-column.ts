import type { Operation, OperationOf, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { ofKind } from '../pattern';
import { step } from '../pieces/make';
import { plainChange } from '../plain';
import type { Change, PlanStep } from '../step';
import { nameOf, spoken, tableOf } from '../words';
import { viewsNote } from './rename-column';

/** Code stops naming the columns, and only then they go; before it, what each INSERT had to give becomes optional. */
export const pattern: Pattern = {
  id: 'drop-column',
  takes(operations, context) {
    const [first] = operations;
    if (first?.kind !== 'dropColumn' || context.table(first.table) === undefined) return 0;
    const isSame = (operation: Operation) =>
      operation.kind === 'dropColumn' &&
      operation.table.name === first.table.name &&
      operation.table.schema === first.table.schema;
    const end = operations.findIndex((operation) => !isSame(operation));
    return end < 0 ? operations.length : end;
  },
  plan(operations, context) {
    const drops = ofKind(operations, 'dropColumn');
    const [first] = drops;
    const table = first && context.table(first.table);
    if (first === undefined || table === undefined) return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const here = drops.filter(({ column }) => table.columns.some(({ name }) => name === column.name));
    const names = here.map(({ column }) => column.name).join(' and ');
    const title = `drop ${names} from ${spoken(table)}`;
    if (here.length === 0) return { title, steps: [], deploys: [], notes: [] };
    if (context.isNew(first.table)) return plainChange(here, context, { name: title, why: `${spoken(table)} is new.` });
    return { title, ...inTwo(here, table, context, names) };
  },
};

function inTwo(
  drops: readonly OperationOf<'dropColumn'>[],
  table: Table,
  context: PlanContext,
  names: string,
): Omit<Change, 'title'> {
  const on = tableOf(context, table);
  const needed = drops.flatMap(({ column }) => {
    const found = table.columns.find(({ name }) => name === column.name);
    const isKey = table.primaryKey?.columns.some((part) => part.column?.name === column.name) === true;
    return found?.notNull && found.default === undefined && !found.identity && !found.generated && !isKey
      ? [found]
      : [];
  });
  const optional: readonly PlanStep[] =
    needed.length === 0 || context.dialect === 'sqlite'
      ? []
      : [
          step(context, {
            name: `make ${needed.map(({ name }) => name).join(' and ')} of ${table.name} optional`,
            phase: 'expand',
            up: needed.map(({ name }) => optionalSql(context, table, name)),
            down: [],
            why: `Code that does not name ${needed.map(({ name }) => name).join(', ')} must be able to insert rows. The way back leaves them optional: rows without a value may be there by then.`,
          }),
        ];
  const last = step(context, {
    name: `drop ${names} from ${table.name}`,
    phase: 'contract',
    stage: 1,
    up: [`ALTER TABLE ${on} ${drops.map(({ column }) => `DROP COLUMN ${nameOf(context, column)}`).join(', ')}`],
    irreversible: `the values of ${names} are lost; take a backup of them first if anybody may ask for them`,
    why: 'Only the catalogue changes. The values are lost, with the indexes and constraints on them.',
  });
  return {
    steps: [...optional, last],
    deploys: [
      `Release code that neither reads nor writes ${names} of ${spoken(table)}. An ORM that selects every column it found at its start must be told to ignore them (Rails: ignored_columns).`,
    ],
    notes: drops.flatMap(({ column }) => viewsNote(context, table, column.name)),
  };
}

function optionalSql(context: PlanContext, table: Table, column: string): string {
  const [on, name] = [tableOf(context, table), nameOf(context, column)];
  const type = table.columns.find((one) => one.name === column)?.type?.text ?? 'text';
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return `ALTER TABLE ${on} MODIFY COLUMN ${name} ${type} NULL`;
  if (context.dialect === 'sqlserver') return `ALTER TABLE ${on} ALTER COLUMN ${name} ${type} NULL`;
  if (context.dialect === 'oracle') return `ALTER TABLE ${on} MODIFY (${name} NULL)`;
  return `ALTER TABLE ${on} ALTER COLUMN ${name} DROP NOT NULL`;
}
