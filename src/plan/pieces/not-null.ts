import type { Table } from '../../model';
import type { PlanContext } from '../context';
import type { PlanStep } from '../step';
import { madeName, nameOf, qualifiedName, spoken, tableOf } from '../words';
import { step } from './make';

/**
 * Makes a column NOT NULL without a scan under ACCESS EXCLUSIVE. PostgreSQL 18 keeps NOT NULL as a constraint that may be NOT VALID;
 * since 12 SET NOT NULL believes a valid CHECK ("ALTER TABLE": SET NOT NULL).
 */
export function requireColumn(context: PlanContext, table: Table, column: string, stage = 0): readonly PlanStep[] {
  const [on, name] = [tableOf(context, table), nameOf(context, column)];
  const what = `${spoken(table)}.${column}`;
  const drop = `ALTER TABLE ${on} ALTER COLUMN ${name} DROP NOT NULL`;
  const words = `require ${column} of ${table.name}`;
  const own = qualifiedName(table);
  if (context.dialect !== 'postgresql' || context.isNew(own) || context.isSmall(own)) return [];
  const constraint = madeName(table.name, column, 'not_null');
  const shown = nameOf(context, constraint);
  const validate = step(context, {
    name: `validate ${column} of ${table.name}`,
    phase: 'validate',
    stage,
    takes: 'scan',
    up: [`ALTER TABLE ${on} VALIDATE CONSTRAINT ${shown}`],
    down: [],
    why: `Reads the rows of ${spoken(table)} under a lock that lets reads and writes go on. It fails if a row has NULL, and then nothing is changed.`,
  });
  if (context.atLeast(18))
    return [
      step(context, {
        name: words,
        phase: 'expand',
        stage,
        up: [`ALTER TABLE ${on} ADD CONSTRAINT ${shown} NOT NULL ${name} NOT VALID`],
        down: [`ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
        why: `New and changed rows must have ${what} from here on; rows that are there are not read, so the lock is held for a moment.`,
      }),
      validate,
    ];
  const add = `ALTER TABLE ${on} ADD CONSTRAINT ${shown} CHECK (${name} IS NOT NULL)`;
  return [
    step(context, {
      name: words,
      phase: 'expand',
      stage,
      up: [`${add} NOT VALID`],
      down: [`ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
      why: `New and changed rows must have ${what} from here on; rows that are there are not read, so the lock is held for a moment.`,
    }),
    validate,
    step(context, {
      name: `set ${column} of ${table.name} not null`,
      phase: 'switch',
      stage,
      up: [`ALTER TABLE ${on} ALTER COLUMN ${name} SET NOT NULL`, `ALTER TABLE ${on} DROP CONSTRAINT ${shown}`],
      down: [`${add} NOT VALID`, drop],
      why: `The valid check proves that there is no NULL, so SET NOT NULL reads nothing (PostgreSQL 12 and later); then the check is no longer needed.`,
    }),
  ];
}
