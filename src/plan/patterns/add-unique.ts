import type { OperationOf, PrimaryKeySpec, Table, UniqueSpec } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { buildIndex } from '../pieces/key';
import { step } from '../pieces/make';
import { requireColumn } from '../pieces/not-null';
import { plainStep } from '../plain';
import { madeName, nameOf, nowhere, spoken, tableOf } from '../words';

type Key = (UniqueSpec | PrimaryKeySpec) & { readonly kind: 'unique' | 'primaryKey' };

/** A unique or primary key on a table in use: the index is built while it is written, and the constraint takes it over. */
export const pattern: Pattern = {
  id: 'add-unique',
  takes([first], context) {
    return first?.kind === 'addConstraint' && keyOf(first) !== undefined && context.table(first.table) !== undefined
      ? 1
      : 0;
  },
  plan([first], context) {
    const key = first?.kind === 'addConstraint' ? keyOf(first) : undefined;
    const table = first?.kind === 'addConstraint' ? context.table(first.table) : undefined;
    if (first?.kind !== 'addConstraint' || key === undefined || table === undefined)
      return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `make ${columnsOf(key).join(', ')} of ${spoken(table)} unique`;
    const isPlain =
      context.dialect !== 'postgresql' ||
      context.isNew(first.table) ||
      context.isSmall(first.table) ||
      table.partitionBy;
    if (isPlain) {
      const why = `Duplicates make it fail, and then nothing is changed.`;
      return { title, steps: [plainStep([first], context, { name: title, why })], deploys: [], notes: [] };
    }
    return { title, steps: overIndex(key, table, context), deploys: [], notes: [duplicates(key, table, context)] };
  },
};

function keyOf({ constraint }: OperationOf<'addConstraint'>): Key | undefined {
  if (constraint.kind !== 'unique' && constraint.kind !== 'primaryKey') return undefined;
  return constraint.usingIndex === undefined && columnsOf(constraint).length > 0 ? constraint : undefined;
}

function columnsOf(key: Pick<Key, 'columns'>): readonly string[] {
  return key.columns.flatMap(({ column }) => (column === undefined ? [] : [column.name]));
}

function overIndex(key: Key, table: Table, context: PlanContext) {
  const isPrimary = key.kind === 'primaryKey';
  const name =
    key.name?.name ?? (isPrimary ? madeName(table.name, 'pkey') : madeName(table.name, ...columnsOf(key), 'key'));
  const index = buildIndex(context, table, {
    name: { name, span: nowhere },
    unique: true,
    columns: key.columns,
    ...(key.include ? { include: key.include } : {}),
    ...(key.kind === 'unique' && key.nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    span: nowhere,
  });
  const [on, shown] = [tableOf(context, table), nameOf(context, name)];
  const deferrable = key.deferrable === undefined || key.deferrable === 'not deferrable' ? '' : ' DEFERRABLE';
  const deferred = key.deferrable === 'initially deferred' ? ' INITIALLY DEFERRED' : '';
  // A primary key needs NOT NULL, and would read the table for it under its lock.
  const required = isPrimary
    ? columnsOf(key)
        .filter((column) => table.columns.find((one) => one.name === column)?.notNull === false)
        .flatMap((column) => requireColumn(context, table, column))
    : [];
  return [
    index,
    ...required,
    step(context, {
      name: `make ${columnsOf(key).join(' and ')} of ${table.name} ${isPrimary ? 'the primary key' : 'unique'}`,
      phase: 'switch',
      up: [
        `ALTER TABLE ${on} ADD CONSTRAINT ${shown} ${isPrimary ? 'PRIMARY KEY' : 'UNIQUE'} USING INDEX ${shown}${deferrable}${deferred}`,
      ],
      down: [`ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
      why: 'The constraint takes over the index that is there: nothing is read.',
    }),
  ];
}

function duplicates(key: Key, table: Table, context: PlanContext): string {
  const list = columnsOf(key)
    .map((column) => nameOf(context, column))
    .join(', ');
  return `The index cannot be built while there are duplicates. Look first: SELECT ${list}, count(*) FROM ${tableOf(context, table)} GROUP BY ${list} HAVING count(*) > 1;`;
}
