import type { CreateIndex, IndexSpec, Table } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep } from '../step';
import { nameOf, nowhere, qualifiedName, spoken, tableOf } from '../words';
import { step } from './make';

/** Builds an index while the table is read and written; what an attempt before left behind, invalid, goes first. */
export function buildIndex(
  context: PlanContext,
  table: Table,
  index: IndexSpec & { readonly name: NonNullable<IndexSpec['name']> },
  stage = 0,
): PlanStep {
  const own = qualifiedName(table);
  const create: CreateIndex = { kind: 'createIndex', table: own, index, span: nowhere };
  const qualified = tableOf(context, { ...qualifiedName(table), name: index.name.name });
  const words = `add index ${index.name.name}`;
  if (context.dialect === 'postgresql' && !context.isNew(own) && !context.isSmall(own) && !table.partitionBy)
    return step(context, {
      name: words,
      phase: 'expand',
      stage,
      transaction: 'none',
      takes: 'nothing',
      up: [`DROP INDEX CONCURRENTLY IF EXISTS ${qualified}`, { ...create, concurrently: true }],
      down: [`DROP INDEX CONCURRENTLY IF EXISTS ${qualified}`],
      why: `CONCURRENTLY lets ${spoken(table)} be written while the index is built; it cannot run in a transaction. An attempt that failed leaves an invalid index of this name, so that is dropped first.`,
    });
  const on = tableOf(context, table);
  const byName = context.dialect === 'postgresql' || context.dialect === 'sqlite' || context.dialect === 'oracle';
  return step(context, {
    name: words,
    phase: 'expand',
    stage,
    up: [create],
    down: [byName ? `DROP INDEX ${qualified}` : `DROP INDEX ${nameOf(context, index.name)} ON ${on}`],
    why: whyPlain(context, table),
  });
}

function whyPlain(context: PlanContext, table: Table): string {
  const own = qualifiedName(table);
  if (context.isNew(own)) return `${spoken(table)} is new: nobody waits for it.`;
  if (context.isSmall(own)) return `${spoken(table)} is small: the build takes a moment.`;
  if (context.dialect === 'mysql' || context.dialect === 'mariadb')
    return `InnoDB builds an index in place while ${spoken(table)} is read and written (MySQL, "Online DDL Operations").`;
  if (context.dialect === 'sqlite') return 'SQLite has one writer at a time: other writers wait for the build.';
  return `Writes of ${spoken(table)} wait while the index is built.`;
}
