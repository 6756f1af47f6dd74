import type { Column, OperationOf, Table } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { backfill } from '../pieces/backfill';
import { step } from '../pieces/make';
import { type Pair, sync } from '../pieces/sync';
import { hindrance, twins } from '../pieces/twin';
import { plainStep } from '../plain';
import type { Change, PlanStep } from '../step';
import { nameOf, spoken, tableOf } from '../words';

/** A new column beside the old, kept equal by a trigger while releases overlap; the old one goes when no code names it. */
export const pattern: Pattern = {
  id: 'rename-column',
  takes([first], context) {
    return first?.kind === 'renameColumn' && context.table(first.table) !== undefined ? 1 : 0;
  },
  plan([first], context) {
    const table = first?.kind === 'renameColumn' ? context.table(first.table) : undefined;
    if (first?.kind !== 'renameColumn' || table === undefined)
      return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `rename ${spoken(table)}.${first.column.name} to ${first.to.name}`;
    const old = table.columns.find(({ name }) => name === first.column.name);
    if (old === undefined) return { title, steps: [], deploys: [], notes: [] };
    return { title, ...(asOne(first, table, context) ?? besideTheOld(first, old, table, context)) };
  },
};

type Rename = OperationOf<'renameColumn'>;
type Untitled = Omit<Change, 'title'>;

/** A plain rename, where nobody can notice, or where there is no way to have both. */
function asOne(operation: Rename, table: Table, context: PlanContext): Untitled | undefined {
  const words = {
    name: `rename ${operation.column.name} of ${table.name} to ${operation.to.name}`,
    phase: 'switch' as const,
  };
  const own = { name: operation.table, column: operation.column.name };
  if (context.isNew(own.name) || context.renames === 'plain') {
    const why = context.isNew(own.name)
      ? `${spoken(table)} is new: no code names the column.`
      : 'A plain rename was asked for: only the catalogue changes.';
    return { steps: [plainStep([operation], context, { ...words, why })], deploys: [], notes: [] };
  }
  const why =
    context.dialect === 'postgresql' || context.dialect === 'mysql' || context.dialect === 'mariadb'
      ? hindrance(context, table, own.column)
      : 'this engine has no trigger that could fill a column before the row is written';
  if (why === undefined) return undefined;
  const until = `${own.column} cannot have a second column beside it (${why}), so the name changes in one moment: code that names the old one fails from then until the next release is out.`;
  return {
    steps: [plainStep([operation], context, { ...words, stage: 0, why: `Only the catalogue changes. ${until}` })],
    deploys: [],
    notes: [`${until} Keep the name and map it in the code, or do it while the application is stopped.`],
  };
}

function besideTheOld(operation: Rename, old: Column, table: Table, context: PlanContext): Untitled {
  const { default: value, ...rest } = old;
  const made: Column = { ...rest, name: operation.to.name, notNull: false };
  const pair: Pair = {
    table,
    old: [old],
    new: [made],
    forward: [nameOf(context, old.name)],
    backward: [nameOf(context, made.name)],
    marker: `ALTER TABLE ${tableOf(context, table)} RENAME COLUMN ${nameOf(context, old.name)} TO ${nameOf(context, made.name)}`,
  };
  const last = contract(context, pair, old, value === undefined ? undefined : value.text);
  const isThere = table.columns.some(({ name }) => name === made.name);
  const release = `Release code that reads and writes ${made.name} instead of ${old.name} of ${spoken(table)}; while both releases run, the trigger keeps the two equal.`;
  if (isThere)
    return {
      steps: [{ ...last, stage: 0 }],
      deploys: [],
      notes: [`Only when ${release.charAt(0).toLowerCase()}${release.slice(1)}`],
    };
  const had = twins(context, table, { from: old.name, to: made.name }, (name) => twinName(name, old.name, made.name));
  const grown: Table = { ...table, columns: [...table.columns, made] };
  return {
    steps: [expand(context, pair), filled(context, grown, old, made), ...had.steps, last],
    deploys: [release],
    notes: viewsNote(context, table, old.name),
  };
}

/** `users_name_idx` becomes `users_full_name_idx`. */
function twinName(name: string, from: string, to: string): string {
  const at = name.lastIndexOf(from);
  return at < 0
    ? `${name}_${to}`.slice(0, 63)
    : `${name.slice(0, at)}${to}${name.slice(at + from.length)}`.slice(0, 63);
}

function expand(context: PlanContext, pair: Pair): PlanStep {
  const [old, made] = [pair.old[0], pair.new[0]];
  const on = tableOf(context, pair.table);
  const { up, down } = sync(context, pair);
  const name = nameOf(context, made?.name ?? '');
  const collation = made?.collation === undefined ? '' : ` COLLATE ${nameOf(context, made.collation)}`;
  return step(context, {
    name: `add ${made?.name ?? ''} beside ${old?.name ?? ''} of ${pair.table.name}`,
    phase: 'expand',
    up: [`ALTER TABLE ${on} ADD COLUMN ${name} ${made?.type?.text ?? 'text'}${collation}`, ...up],
    down: [...down, `ALTER TABLE ${on} DROP COLUMN ${name}`],
    why: `Only the catalogue changes. From here on a trigger keeps ${made?.name} and ${old?.name} equal, whichever a release writes.`,
  });
}

function filled(context: PlanContext, table: Table, old: Column, made: Column): PlanStep {
  const [from, to] = [nameOf(context, old.name), nameOf(context, made.name)];
  const isPostgres = context.dialect === 'postgresql';
  const text = old.type?.family === 'json' || old.type?.family === 'xml' ? '::text' : '';
  return backfill(context, {
    table,
    values: [[made.name, from]],
    pending: isPostgres ? `${to}${text} IS DISTINCT FROM ${from}${text}` : `NOT (${to} <=> ${from})`,
    why: `Rows that were there before get ${made.name}.`,
  });
}

function contract(context: PlanContext, pair: Pair, old: Column, value: string | undefined): PlanStep {
  const on = tableOf(context, pair.table);
  const made = nameOf(context, pair.new[0]?.name ?? '');
  return step(context, {
    name: `drop ${old.name} of ${pair.table.name}`,
    phase: 'contract',
    stage: 1,
    up: [
      ...sync(context, pair).down,
      ...(value === undefined ? [] : [`ALTER TABLE ${on} ALTER COLUMN ${made} SET DEFAULT ${value}`]),
      `ALTER TABLE ${on} DROP COLUMN ${nameOf(context, old.name)}`,
    ],
    irreversible: `${old.name} is gone; its values are in ${pair.new[0]?.name ?? ''}, and the same plan the other way round brings the name back`,
    why: `No code names ${old.name} any more; its values are in ${pair.new[0]?.name ?? ''}.`,
  });
}

/** A view keeps a column that it reads from being dropped. */
export function viewsNote(context: PlanContext, table: Table, column: string): readonly string[] {
  const views = [...context.schema.views.values()].filter(
    ({ sources, query }) =>
      sources.some(({ name }) => name === table.name) && new RegExp(`(?<!\\w)${column}(?!\\w)`).test(query),
  );
  return views.map(
    (view) =>
      `The view ${spoken(view)} seems to read ${column}: make it again without it before the last step, which it would stop.`,
  );
}
