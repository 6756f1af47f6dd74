import type { OperationOf, QualifiedName } from '../../model';
import type { PlanContext } from '../context';
import type { Pattern } from '../pattern';
import { step } from '../pieces/make';
import { plainChange } from '../plain';
import type { Change } from '../step';
import { nameOf, qualifiedName, spoken, tableOf } from '../words';

/** The table gets its new name, and a view the old one, in one transaction: a view over one table takes INSERT, UPDATE and DELETE. */
export const pattern: Pattern = {
  id: 'rename-table',
  takes([first], context) {
    if (first?.kind !== 'renameTable') return 0;
    return context.table(first.table) === undefined && context.table(target(first)) === undefined ? 0 : 1;
  },
  plan([first], context) {
    if (first?.kind !== 'renameTable') return { title: 'nothing', steps: [], deploys: [], notes: [] };
    const title = `rename ${spoken(first.table)} to ${first.to.name}`;
    const to = target(first);
    const release = `Release code that names ${to.name}; the view ${spoken(first.table)} serves the code before it.`;
    if (context.table(first.table) === undefined) {
      const isViewThere = [...context.schema.views.values()].some(({ name }) => name === first.table.name);
      const steps = isViewThere ? [{ ...contract(first, context), stage: 0 }] : [];
      return {
        title,
        steps,
        deploys: [],
        notes: isViewThere ? [`Only when no code names ${spoken(first.table)}.`] : [],
      };
    }
    const plain = plainWhy(first, context);
    if (plain !== undefined) {
      const change = plainChange([first], context, { name: title, why: plain });
      return context.isNew(first.table) ? change : { ...change, notes: [plain] };
    }
    return withView(first, context, { title, release });
  },
};

function target({ table, to }: OperationOf<'renameTable'>): QualifiedName {
  const schema = to.schema ?? table.schema;
  return { ...qualifiedName(to), ...(schema === undefined ? {} : { schema }) };
}

function plainWhy({ table }: OperationOf<'renameTable'>, context: PlanContext): string | undefined {
  if (context.isNew(table)) return `${spoken(table)} is new: no code names it.`;
  if (context.renames === 'plain') return 'A plain rename was asked for: only the catalogue changes.';
  if (context.dialect === 'sqlite')
    return 'SQLite writes to no view without triggers, so the name changes in one moment: stop the application for it, or keep the name and map it in the code.';
  if (context.dialect === 'oracle' || context.dialect === 'mongodb')
    return 'The name changes in one moment: stop the application for it, or keep the name and map it in the code.';
  return undefined;
}

function withView(
  operation: OperationOf<'renameTable'>,
  context: PlanContext,
  words: { readonly title: string; readonly release: string },
): Change {
  const { table } = operation;
  const to = target(operation);
  const [old, made] = [tableOf(context, table), tableOf(context, to)];
  const isPostgres = context.dialect === 'postgresql';
  const guarded = context.table(table)?.rowSecurity === true || (context.table(table)?.policies.length ?? 0) > 0;
  // Without it the view would read past row security with its owner's rights ("CREATE VIEW": security_invoker, since 15).
  const invoker = isPostgres && guarded && context.atLeast(15) ? ' WITH (security_invoker = true)' : '';
  const rename = step(context, {
    name: words.title,
    phase: 'expand',
    up: [operation, `CREATE VIEW ${old}${invoker} AS SELECT * FROM ${made}`],
    down: [
      `DROP VIEW ${old}`,
      isPostgres || context.dialect === 'sqlserver'
        ? {
            ...operation,
            table: { ...operation.table, name: operation.to.name },
            to: { ...qualifiedName(table), name: table.name },
          }
        : `RENAME TABLE ${made} TO ${old}`,
    ],
    why: isPostgres
      ? 'Only the catalogue changes. The view takes reads and writes under the old name from the same moment on.'
      : 'Only the catalogue changes; between the two statements, which commit one by one, the old name is missing for a moment.',
  });
  return {
    title: words.title,
    steps: [rename, contract(operation, context)],
    deploys: [words.release],
    notes: [
      `A view takes no TRUNCATE, no ON CONFLICT on a constraint's name and no new foreign key: look for those before it.`,
      ...(guarded && invoker === '' && isPostgres
        ? [
            `${spoken(table)} has row security, and before PostgreSQL 15 a view reads with its owner's rights: stop the old code before this instead.`,
          ]
        : []),
    ],
  };
}

function contract(operation: OperationOf<'renameTable'>, context: PlanContext) {
  const { table } = operation;
  const old = tableOf(context, table);
  const query = `SELECT * FROM ${tableOf(context, target(operation))}`;
  return step(context, {
    name: `drop the view ${table.name}`,
    phase: 'contract',
    stage: 1,
    up: [`DROP VIEW ${old}`],
    down: [`CREATE VIEW ${old} AS ${query}`],
    why: `No code names ${nameOf(context, table.name)} any more.`,
  });
}
