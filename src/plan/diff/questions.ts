import type { Column, EnumType, Table } from '../../model';
import { sameDefault, sameType } from '../../sql';
import { type DiffContext, keyOf, same, shown } from './context';
import { likeness } from './likeness';
import type { TableChanges } from './table-changes';
import type { Rename, RenameQuestion } from './types';

/** Below this nothing is asked: the two have too little in common. */
const WORTH_ASKING = 0.5;

/** What may have been renamed and was not answered yet, the likeliest first. Each name is asked about once. */
export function renameQuestions(
  context: DiffContext,
  changes: ReadonlyMap<string, TableChanges>,
  answers: readonly Rename[],
): readonly RenameQuestion[] {
  const columns = [...changes.values()].flatMap((one) => columnQuestions(context, one));
  const all = [...tableQuestions(context), ...columns, ...enumQuestions(context)];
  const open = all.filter((question) => !isAnswered(answers, question));
  const asked = new Set<string>();
  return [...open]
    .sort((a, b) => b.score - a.score)
    .filter(({ kind, table, from, to, score }) => {
      const keys = [`${kind} ${table} from ${from}`, `${kind} ${table} to ${to}`];
      if (score < WORTH_ASKING || keys.some((key) => asked.has(key))) return false;
      for (const key of keys) asked.add(key);
      return true;
    });
}

function isAnswered(answers: readonly Rename[], question: RenameQuestion): boolean {
  return answers.some(
    ({ kind, table, from, to }) =>
      kind === question.kind &&
      table === question.table &&
      from === question.from &&
      (to === undefined || to === question.to),
  );
}

function tableQuestions(context: DiffContext): readonly RenameQuestion[] {
  const { before, after } = context;
  const gone = [...before.tables].filter(([key]) => !after.tables.has(key)).map(([, table]) => table);
  const fresh = [...after.tables].filter(([key]) => !before.tables.has(key)).map(([, table]) => table);
  if (context.says.silentOn.has('other tables') && gone.length > MANY) return [];
  return gone.flatMap((from) => fresh.map((to) => tableQuestion(context, from, to)));
}

/** More tables than these without a model: the models describe only a part, and what is gone was not renamed. */
const MANY = 20;

function tableQuestion(context: DiffContext, from: Table, to: Table): RenameQuestion {
  const both = from.columns.filter(({ name }) => to.columns.some((column) => same(context, column.name, name))).length;
  const all = from.columns.length + to.columns.length - both;
  const overlap = all === 0 ? 0 : both / all;
  const names = likeness(from.name, to.name);
  const reasons = [
    ...(both > 0 ? [`${both} of ${Math.max(from.columns.length, to.columns.length)} columns have the same names`] : []),
    ...(names > 0.5 ? ['the names are alike'] : []),
    ...(from.name === to.name ? ['only the schema differs'] : []),
  ];
  // Tables of an id and two timestamps are all alike.
  const weight = both <= 3 ? 0.5 : 0.75;
  return {
    kind: 'table',
    from: shown(from),
    to: shown(to),
    score: rounded(overlap * weight + names * (1 - weight)),
    reasons,
  };
}

function columnQuestions(context: DiffContext, changes: TableChanges): readonly RenameQuestion[] {
  const { dropped, added } = changes;
  return dropped.flatMap((from) => added.flatMap((to) => columnQuestion(context, changes, from, to)));
}

function columnQuestion(
  context: DiffContext,
  changes: TableChanges,
  from: Column,
  to: Column,
): readonly RenameQuestion[] {
  const { before, after, dropped, added } = changes;
  const isSameType = from.type && to.type ? sameType(from.type, to.type) : from.type === to.type;
  const isSameFamily = from.type?.family === to.type?.family;
  if (!isSameType && !isSameFamily) return [];
  const names = likeness(from.name, to.name);
  const isOnly = dropped.length === 1 && added.length === 1;
  const inPlace = neighbour(context, before, from, after) === neighbour(context, after, to, before);
  const alike = from.notNull === to.notNull && sameDefault(from.default, to.default, to, context.dialect);
  const target = referenced(context, before, from);
  const isSameTarget = target !== undefined && target === referenced(context, after, to);
  const parts: readonly (readonly [boolean, number, string])[] = [
    [Boolean(isSameType), 0.25, 'the type is the same'],
    [!isSameType, 0.1, 'the types are of one kind'],
    [inPlace, 0.15, 'it stands in the same place'],
    [alike, 0.1, 'NULL and default are the same'],
    [isOnly, 0.15, 'nothing else came or went in the table'],
    [isSameTarget, 0.3, 'it refers to the same table'],
    [names > 0.4, names * 0.35, 'the names are alike'],
  ];
  const held = parts.filter(([is]) => is);
  const score = rounded(
    Math.min(
      1,
      held.reduce((sum, [, weight]) => sum + weight, 0),
    ),
  );
  return [
    {
      kind: 'column',
      table: shown(after),
      from: from.name,
      to: to.name,
      score,
      reasons: held.map(([, , reason]) => reason),
    },
  ];
}

/** The nearest column before this one that both sides have. */
function neighbour(context: DiffContext, table: Table, column: Column, other: Table): string {
  const earlier = table.columns.slice(0, table.columns.indexOf(column)).reverse();
  return (
    earlier.find(({ name }) => other.columns.some((one) => same(context, one.name, name)))?.name.toLowerCase() ?? ''
  );
}

function referenced(context: DiffContext, table: Table, column: Column): string | undefined {
  const key = table.foreignKeys.find(({ columns }) => columns.length === 1 && columns[0]?.name === column.name);
  return key && keyOf(context, key.refTable);
}

function enumQuestions(context: DiffContext): readonly RenameQuestion[] {
  return [...context.after.enums].flatMap(([key, to]) => {
    const from = context.before.enums.get(key);
    return from ? valueQuestions(from, to) : [];
  });
}

/** One value goes, another comes in its place. */
function valueQuestions(old: EnumType, wanted: EnumType): readonly RenameQuestion[] {
  const gone = old.values.filter((value) => !wanted.values.includes(value));
  const fresh = wanted.values.filter((value) => !old.values.includes(value));
  return gone.flatMap((from) =>
    fresh.map((to): RenameQuestion => {
      const inPlace = old.values.indexOf(from) === wanted.values.indexOf(to);
      const names = likeness(from, to);
      const isOnly = gone.length === 1 && fresh.length === 1;
      const reasons = [
        ...(inPlace ? ['it stands in the same place'] : []),
        ...(names > 0.4 ? ['the values are alike'] : []),
        ...(isOnly ? ['no other value came or went'] : []),
      ];
      const score = rounded((inPlace ? 0.35 : 0) + names * 0.35 + (isOnly ? 0.3 : 0));
      return { kind: 'enumValue', table: shown(wanted), from, to, score, reasons };
    }),
  );
}

function rounded(score: number): number {
  return Math.round(score * 100) / 100;
}
