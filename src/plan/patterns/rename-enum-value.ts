import type { EnumType, OperationOf, Table } from '../../model';
import { quoteText } from '../../sql';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { backfill } from '../pieces/backfill';
import { step } from '../pieces/make';
import { plainChange } from '../plain';
import { nameOf, spoken, tableOf } from '../words';

/** The new label beside the old; rows move once code knows both. RENAME VALUE would change what running code reads in one moment. */
export const pattern: Pattern = {
  id: 'rename-enum-value',
  takes([first], context) {
    return first?.kind === 'renameEnumValue' && enumOf(first, context) !== undefined ? 1 : 0;
  },
  plan([first], context) {
    const type = first?.kind === 'renameEnumValue' ? enumOf(first, context) : undefined;
    if (first?.kind !== 'renameEnumValue' || type === undefined)
      return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `rename ${first.value} of ${spoken(type)} to ${first.to}`;
    const uses = usesOf(type, context);
    if (uses.length === 0 || context.renames === 'plain') {
      const why = uses.length === 0 ? 'No column has this type.' : 'A plain rename was asked for.';
      return plainChange([first], context, { name: title, why });
    }
    const isThere = type.values.includes(first.to);
    const stage = isThere ? 0 : 1;
    return {
      title,
      steps: [
        ...(isThere ? [] : [added(first, type, context)]),
        ...uses.map((use) => moved(first, use, context, stage)),
      ],
      deploys: isThere ? [] : [`Release code that reads ${first.value} and ${first.to} alike, and writes ${first.to}.`],
      notes: [
        `${first.value} stays in the type, used by no row: PostgreSQL takes no value out of an enum. Whoever wants it gone makes the type anew and changes the columns to it.`,
      ],
    };
  },
};

type Rename = OperationOf<'renameEnumValue'>;

function enumOf({ type, value }: Rename, { schema, dialect }: PlanContext): EnumType | undefined {
  if (dialect !== 'postgresql') return undefined;
  return [...schema.enums.values()].find(
    ({ name, schema: own, values }) =>
      name === type.name && (type.schema === undefined || own === type.schema) && values.includes(value),
  );
}

interface Use {
  readonly table: Table;
  readonly column: string;
}

function usesOf({ name }: EnumType, { schema }: PlanContext): readonly Use[] {
  return [...schema.tables.values()].flatMap((table) =>
    table.columns
      .filter(({ type }) => type?.userType?.name === name && type.dimensions === undefined)
      .map((column) => ({ table, column: column.name })),
  );
}

function added({ value, to }: Rename, type: EnumType, context: PlanContext) {
  const [old, made] = [quoteText(value, context.dialect), quoteText(to, context.dialect)];
  return step(context, {
    name: `add ${to} to ${type.name}`,
    phase: 'expand',
    takes: 'nothing',
    up: [`ALTER TYPE ${tableOf(context, type)} ADD VALUE IF NOT EXISTS ${made} AFTER ${old}`],
    irreversible: 'PostgreSQL takes no value out of an enum; one that no row uses does no harm',
    why: `The new label is there before anything uses it; in the migration that adds it, it cannot be used (PostgreSQL, "ALTER TYPE").`,
  });
}

function moved({ value, to }: Rename, { table, column }: Use, context: PlanContext, stage: number) {
  const [old, made] = [quoteText(value, context.dialect), quoteText(to, context.dialect)];
  return backfill(context, {
    table,
    values: [[column, made]],
    pending: `${nameOf(context, column)} = ${old}`,
    stage,
    why: `Rows with ${value} get ${to}, which all code reads by now.`,
  });
}
