import type { ConstraintSpec, Table, UniqueSpec } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep } from '../step';
import { madeName, nameOf, nowhere, qualifiedName, tableOf } from '../words';
import { buildIndex } from './key';
import { step } from './make';
import { validated } from './validated';

/** What was written behind a column, added when the column is there. */
export function patternsForConstraints(
  context: PlanContext,
  table: Table,
  column: string,
  constraints: readonly ConstraintSpec[],
): readonly PlanStep[] {
  return constraints.flatMap((constraint) => {
    const { inline: _inline, ...bare } = constraint;
    const own = qualifiedName(table);
    if (bare.kind === 'foreignKey' || bare.kind === 'check') {
      const name = bare.name ?? {
        name: madeName(table.name, column, bare.kind === 'check' ? 'check' : 'fkey'),
        span: nowhere,
      };
      const columns =
        bare.kind === 'foreignKey' && bare.columns.length === 0 ? { columns: [{ name: column, span: nowhere }] } : {};
      return validated(context, {
        kind: 'addConstraint',
        table: own,
        constraint: { ...bare, ...columns, name },
        span: nowhere,
      });
    }
    if (bare.kind === 'unique') return uniqueOver(context, table, column, bare.name?.name);
    return [];
  });
}

/** A unique constraint of one column over an index that was built while the table was written. */
export function uniqueOver(
  context: PlanContext,
  table: Table,
  column: string,
  named: string | undefined,
): readonly PlanStep[] {
  const name = named ?? madeName(table.name, column, 'key');
  return uniqueIndex(context, table, { columns: [{ column: { name: column, span: nowhere }, span: nowhere }] }, name);
}

/** The same of several columns. */
export function uniqueIndex(
  context: PlanContext,
  table: Table,
  key: Pick<UniqueSpec, 'columns' | 'include' | 'nullsNotDistinct'>,
  name: string,
): readonly PlanStep[] {
  const [on, shown] = [tableOf(context, table), nameOf(context, name)];
  const { columns, include, nullsNotDistinct } = key;
  const words = columns.map(({ column }) => column?.name ?? 'expression').join(' and ');
  const index = {
    name: { name, span: nowhere },
    unique: true,
    columns,
    ...(include ? { include } : {}),
    ...(nullsNotDistinct ? { nullsNotDistinct } : {}),
    span: nowhere,
  };
  return [
    buildIndex(context, table, index),
    step(context, {
      name: `make ${words} of ${table.name} unique`,
      phase: 'switch',
      up: [`ALTER TABLE ${on} ADD CONSTRAINT ${shown} UNIQUE USING INDEX ${shown}`],
      down: [`ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
      why: 'The constraint takes over the index that is there: nothing is read.',
    }),
  ];
}
