import type { AlterDomain } from '../../model';
import type { Cases } from '../cases';
import { listed, tableKey, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'alter-domain-add-constraint',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A constraint added to a domain is checked against every column of that domain, in every table, under a lock.',
  why: 'All those tables are read from end to end while their writers wait (SHARE), in one statement that fails on the first row that does not fit. NOT VALID adds it without the scan, and VALIDATE CONSTRAINT reads later; NOT NULL cannot be NOT VALID. A domain made in the same migration has no columns yet.',
  instead: 'ALTER DOMAIN … ADD CONSTRAINT … CHECK (…) NOT VALID; VALIDATE CONSTRAINT in a migration of its own.',
  sources: ['https://www.postgresql.org/docs/current/sql-alterdomain.html'],
  check: {
    createDomain({ type }, context) {
      context.memory(start).add(tableKey(context, type));
    },
    alterDomain(operation, context) {
      const { type, change } = operation;
      if (context.memory(start).has(tableKey(context, type))) return;
      const scans = change.kind === 'setNotNull' || (change.kind === 'addConstraint' && !change.constraint.notValid);
      if (scans) context.report({ span: type.span, message: message(operation, context) });
    },
  },
});

const start = () => new Set<string>();

function message({ type, change }: AlterDomain, context: StepContext): string {
  const users = [...context.schema.tables.values()]
    .filter(({ columns }) => columns.some((column) => column.type?.userType?.name === type.name))
    .map(tableName);
  const where = users.length > 0 ? listed(users) : 'every table with a column of it';
  const instead =
    change.kind === 'addConstraint' && change.constraint.kind === 'check'
      ? 'Add it NOT VALID, and VALIDATE it in a migration of its own'
      : `Add CHECK (VALUE IS NOT NULL) NOT VALID instead, and VALIDATE it in a migration of its own`;
  return `This constraint of domain ${tableName(type)} reads ${where} from end to end while their writers wait. ${instead}.`;
}

const D = 'CREATE DOMAIN email AS text;\nCREATE TABLE users (id bigint PRIMARY KEY, mail email);';

export const cases: Cases = {
  good: [
    { title: 'NOT VALID', before: D, sql: "ALTER DOMAIN email ADD CONSTRAINT c CHECK (VALUE LIKE '%@%') NOT VALID;" },
    { title: 'its validation later', before: D, sql: 'ALTER DOMAIN email VALIDATE CONSTRAINT c;' },
    { title: 'a domain made in the same migration', sql: `${D}\nALTER DOMAIN email ADD CHECK (VALUE <> '');` },
  ],
  bad: [
    {
      title: 'a CHECK',
      before: D,
      sql: "ALTER DOMAIN «email» ADD CONSTRAINT c CHECK (VALUE LIKE '%@%');",
      says: [
        'This constraint of domain email reads users from end to end while their writers wait. Add it NOT VALID, and VALIDATE it in a migration of its own.',
      ],
    },
    {
      title: 'NOT NULL, of a domain that no history makes',
      sql: 'ALTER DOMAIN «positive» SET NOT NULL;',
      says: [
        'This constraint of domain positive reads every table with a column of it from end to end while their writers wait. Add CHECK (VALUE IS NOT NULL) NOT VALID instead, and VALIDATE it in a migration of its own.',
      ],
    },
  ],
};
