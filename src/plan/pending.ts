import type { DataLayer, Operation, Span } from '../model';
import { readSql } from '../sql';
import type { PlanFacts } from './context';
import { MARKER } from './marker';
import { plan } from './plan';
import type { Plan } from './step';
import { withText } from './words';

/** A change whose first steps are in the history and whose last are not. */
export interface PendingContract {
  /** The change as SQL. */
  readonly sql: string;
  readonly operations: readonly Operation[];
  /** Where the history says so: a comment that the plan left in its migration. */
  readonly span: Span;
  /** The steps that remain. */
  readonly plan: Plan;
}

type Layer = Pick<DataLayer, 'dialect' | 'version' | 'schema' | 'sizes' | 'migrations'>;

/** What a plan must know of a data layer. */
export function factsOf(layer: Layer): PlanFacts {
  const last = layer.migrations.at(-1);
  return {
    dialect: layer.dialect,
    ...(layer.version === undefined ? {} : { version: layer.version }),
    schema: layer.schema,
    sizes: layer.sizes,
    ...(last === undefined ? {} : { mode: last.transaction.mode }),
  };
}

/** What shows in the schema when it is done; whether rows are filled does not. */
const LATER: ReadonlySet<string> = new Set(['contract', 'switch', 'validate']);

/**
 * The changes that were begun and not ended. A plan leaves the change in a comment of its first migration, and in its trigger's body where
 * it makes one, so that it is known from the files alone; whether it is done, the schema says.
 */
export function pendingContracts(layer: Layer): readonly PendingContract[] {
  const found = new Map<string, Span>();
  for (const { up } of layer.migrations) {
    for (const { text, span } of up.comments) note(found, text, span);
    for (const { operations } of up.statements)
      for (const operation of operations)
        if (operation.kind === 'createRoutine') note(found, operation.body, operation.span);
  }
  return [...found].flatMap(([sql, span]) => {
    const operations = withText(readSql('plan:pending.sql', sql, layer.dialect), sql);
    const rest = plan(operations, factsOf(layer));
    return rest.steps.some(({ phase }) => LATER.has(phase)) ? [{ sql, operations, span, plan: rest }] : [];
  });
}

function note(found: Map<string, Span>, text: string, span: Span): void {
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(MARKER);
    if (at < 0) continue;
    const sql = line
      .slice(at + MARKER.length)
      .replace(/(?:\*\/|-->)\s*$/, '')
      .replace(/;\s*$/, '')
      .trim();
    if (sql !== '' && !found.has(sql)) found.set(sql, span);
  }
}
