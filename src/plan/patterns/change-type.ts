import type { Column, OperationOf, Table } from '../../model';
import { changeOfType } from '../../sql';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { backfill } from '../pieces/backfill';
import { widenKey } from '../pieces/key-type';
import { step } from '../pieces/make';
import { type Pair, sync } from '../pieces/sync';
import { hindrance, namesBack, type Twins, twins, twinsThere } from '../pieces/twin';
import { plainStep } from '../plain';
import type { Change, PlanStep } from '../step';
import { madeName, nameOf, spoken, tableOf } from '../words';
import { viewsNote } from './rename-column';

type SetType = OperationOf<'alterColumn'> & { readonly change: { readonly kind: 'setType' } };

/** A type that the engine would have to write every row for: a column of the new type is filled beside the old one, and takes its name. */
export const pattern: Pattern = {
  id: 'change-type',
  takes([first], context) {
    return first !== undefined && isSetType(first) && context.table(first.table) !== undefined ? 1 : 0;
  },
  plan([first], context) {
    const table = first?.kind === 'alterColumn' ? context.table(first.table) : undefined;
    if (first === undefined || table === undefined || !isSetType(first))
      return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `change ${spoken(table)}.${first.column.name} to ${first.change.type.text}`;
    const column = table.columns.find(({ name }) => name === first.column.name);
    if (column === undefined) return { title, steps: [], deploys: [], notes: [] };
    return {
      title,
      ...(leftover(first, table, context) ??
        asItIs(first, column, context) ??
        besideTheOld(first, column, table, context)),
    };
  },
};

function isSetType(operation: { readonly kind: string }): operation is SetType {
  return operation.kind === 'alterColumn' && (operation as OperationOf<'alterColumn'>).change.kind === 'setType';
}

type Untitled = Omit<Change, 'title'>;

/** What the old column is called once the new one has its name, until it goes. */
const oldName = (column: string) => madeName(column, 'old');
const newName = (column: string) => madeName(column, 'new');
const nameOfTwin = (name: string) => madeName(name, 'new');

/** After the switch: the old column is all that is left to do. */
function leftover(operation: SetType, table: Table, context: PlanContext): Untitled | undefined {
  const { name } = operation.column;
  const has = (column: string) => table.columns.some((one) => one.name === column);
  const type = table.columns.find((one) => one.name === name)?.type;
  const isDone =
    type !== undefined && changeOfType(type, operation.change.type, context.dialect, context.version) === 'same';
  if (isDone && has(oldName(name)))
    return { steps: [contract(context, table, name, twinsThere(table, nameOfTwin), 0)], deploys: [], notes: [] };
  return isDone ? { steps: [], deploys: [], notes: [] } : undefined;
}

function asItIs(operation: SetType, column: Column, context: PlanContext): Untitled | undefined {
  const { table, change } = operation;
  const cost =
    column.type === undefined ? 'rewrite' : changeOfType(column.type, change.type, context.dialect, context.version);
  const isCheap = change.using === undefined && (cost === 'same' || cost === 'widening without rewrite');
  const words = {
    name: `change ${operation.column.name} of ${table.name} to ${change.type.text}`,
    phase: 'switch' as const,
  };
  const plain = (why: string, notes: readonly string[] = []): Untitled => ({
    steps: [plainStep([operation], context, { ...words, why })],
    deploys: [],
    notes,
  });
  if (isCheap) return plain('Every value fits, and only the catalogue changes.');
  if (context.isNew(table)) return plain(`${spoken(table)} is new.`);
  if (context.isSmall(table)) return plain(`${spoken(table)} is small: it is written again in a moment.`);
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return plain('The table is copied while writes wait.', [
      `${spoken(table)} may be large: let gh-ost or pt-online-schema-change copy it beside reads and writes (gh-ost --alter="MODIFY COLUMN …"), and keep this migration for databases that are small.`,
    ]);
  if (context.dialect !== 'postgresql')
    return plain('Every row is written again while the table is locked: at a quiet hour.');
  return undefined;
}

function besideTheOld(operation: SetType, column: Column, table: Table, context: PlanContext): Untitled {
  const { change } = operation;
  const name = column.name;
  const because = hindrance(context, table, name);
  if (because !== undefined) {
    const key = widenKey(context, table, column, change.type);
    if (key !== undefined) return key;
    const note = `${name} cannot get a column beside it (${because}), so the table is written again under ACCESS EXCLUSIVE: nobody reads or writes ${spoken(table)} meanwhile.`;
    const words = {
      name: `change ${name} of ${table.name} to ${change.type.text}`,
      phase: 'switch' as const,
      why: note,
    };
    return { steps: [plainStep([operation], context, words)], deploys: [], notes: [note] };
  }
  const value = change.using?.text ?? `${nameOf(context, name)}::${change.type.text}`;
  const { default: _default, ...rest } = column;
  const made: Column = { ...rest, name: newName(name), type: change.type, notNull: false };
  const pair: Pair = { table, old: [column], new: [made], forward: [value], marker: markerOf(operation, context) };
  const had = twins(context, table, { from: name, to: made.name }, nameOfTwin);
  const last = contract(context, table, name, had, 2);
  const seen = `See that the new type serves: until the next step the old values are in ${oldName(name)}, without what was written since.`;
  const swap = switched(context, pair, column, made);
  if (table.columns.some((one) => one.name === made.name))
    return remaining(swap, contract(context, table, name, twinsThere(table, nameOfTwin), 1), seen);
  const grown: Table = { ...table, columns: [...table.columns, made] };
  const fill = backfill(context, {
    table: grown,
    values: [[made.name, value]],
    pending: `${nameOf(context, made.name)} IS DISTINCT FROM (${value})`,
    why: `Rows that were there before get ${made.name}.`,
  });
  return {
    steps: [expand(context, pair, made), fill, ...had.steps, swap, last],
    deploys: [
      `Release code that takes ${spoken(table)}.${name} as ${change.type.text} as well as ${column.type?.text ?? 'it was'}: the next step changes it in one moment. Prepared statements that return it fail once ("cached plan must not change result type") and are prepared anew.`,
      seen,
    ],
    notes: [
      ...viewsNote(context, table, name),
      `A value that ${value} cannot convert stops the writes of the old code from the first step on: look for such values first.`,
    ],
  };
}

/** What is left once the new column is there. */
function remaining(swap: PlanStep, last: PlanStep, seen: string): Untitled {
  return {
    steps: [
      { ...swap, stage: 0 },
      { ...last, stage: 1 },
    ],
    deploys: [seen],
    notes: [],
  };
}

function markerOf({ table, column, change }: SetType, context: PlanContext): string {
  const using = change.using === undefined ? '' : ` USING ${change.using.text.replace(/\s+/g, ' ')}`;
  return `ALTER TABLE ${tableOf(context, table)} ALTER COLUMN ${nameOf(context, column)} TYPE ${change.type.text}${using}`;
}

function expand(context: PlanContext, pair: Pair, made: Column): PlanStep {
  const on = tableOf(context, pair.table);
  const { up, down } = sync(context, pair);
  const old = pair.old[0]?.name ?? '';
  return step(context, {
    name: `add ${made.name} beside ${old} of ${pair.table.name}`,
    phase: 'expand',
    up: [`ALTER TABLE ${on} ADD COLUMN ${nameOf(context, made.name)} ${made.type?.text ?? ''}`, ...up],
    down: [...down, `ALTER TABLE ${on} DROP COLUMN ${nameOf(context, made.name)}`],
    why: `Only the catalogue changes. From here on a trigger writes ${made.name} along with ${old}.`,
  });
}

function switched(context: PlanContext, pair: Pair, old: Column, made: Column): PlanStep {
  const on = tableOf(context, pair.table);
  const [name, kept, beside] = [
    nameOf(context, old.name),
    nameOf(context, oldName(old.name)),
    nameOf(context, made.name),
  ];
  const synced = sync(context, pair);
  const alter = `ALTER TABLE ${on}`;
  return step(context, {
    name: `switch ${old.name} of ${pair.table.name} to ${made.type?.text ?? 'its new type'}`,
    phase: 'switch',
    stage: 1,
    up: [
      ...synced.down,
      `${alter} RENAME COLUMN ${name} TO ${kept}`,
      `${alter} RENAME COLUMN ${beside} TO ${name}`,
      ...(old.notNull ? [`${alter} ALTER COLUMN ${kept} DROP NOT NULL`] : []),
      ...(old.default === undefined
        ? []
        : [
            `${alter} ALTER COLUMN ${kept} DROP DEFAULT`,
            `${alter} ALTER COLUMN ${name} SET DEFAULT ${old.default.text}`,
          ]),
    ],
    irreversible: `rows written since have no value in ${oldName(old.name)}`,
    why: 'The names change places in one transaction; only the catalogue changes.',
  });
}

function contract(context: PlanContext, table: Table, name: string, had: Twins, stage: number): PlanStep {
  return step(context, {
    name: `drop ${oldName(name)} of ${table.name}`,
    phase: 'contract',
    stage,
    up: [
      `ALTER TABLE ${tableOf(context, table)} DROP COLUMN ${nameOf(context, oldName(name))}`,
      ...namesBack(context, table, had),
    ],
    irreversible: `the old values are gone; the new ones are in ${name}`,
    why: `The old column goes with its indexes and constraints, and those of the new one get their names.`,
  });
}
