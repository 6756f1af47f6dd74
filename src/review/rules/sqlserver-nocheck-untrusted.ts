import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlserver-nocheck-untrusted',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['sqlserver'],
  recommended: true,
  what: 'A constraint added WITH NOCHECK is not trusted: SQL Server enforces it and does not use it.',
  why: 'The rows that are there stay unchecked, joins and partitions are not left out on its strength (sys.foreign_keys.is_not_trusted), and CHECK CONSTRAINT alone does not change that. WITH CHECK CHECK CONSTRAINT reads the table once and makes it trusted.',
  instead: 'Later, in a window: ALTER TABLE … WITH CHECK CHECK CONSTRAINT name.',
  sources: ['https://learn.microsoft.com/sql/t-sql/statements/alter-table-transact-sql#with--check--nocheck-'],
  check: {
    addConstraint({ table, constraint }, context) {
      if (!constraint.notValid || context.isNew(table)) return;
      const known = context.memory(start);
      known.push({ name: constraint.name?.name, span: constraint.name?.span ?? constraint.span, table });
    },
    validateConstraint({ name }, context) {
      const known = context.memory(start);
      const at = known.findIndex((one) => one.name?.toLowerCase() === name.name.toLowerCase());
      if (at >= 0) known.splice(at, 1);
    },
    migration(context) {
      for (const { name, span, table } of context.memory(start)) {
        context.report({
          span,
          table,
          message: `${name ?? 'This constraint'} of ${tableName(table)} is added WITH NOCHECK: rows that are there stay unchecked, and the optimizer does not trust it. Check it later: ALTER TABLE ${tableName(table)} WITH CHECK CHECK CONSTRAINT ${name ?? '…'}.`,
        });
      }
    },
  },
});

interface Unchecked {
  readonly name: string | undefined;
  readonly span: Parameters<typeof tableName>[0]['span'];
  readonly table: Parameters<typeof tableName>[0];
}

const start = (): Unchecked[] => [];

const TWO = 'CREATE TABLE a (id int PRIMARY KEY);\nCREATE TABLE b (id int PRIMARY KEY, a_id int);';

export const cases: Cases = {
  good: [
    {
      title: 'checked',
      before: TWO,
      sql: 'ALTER TABLE b WITH CHECK ADD CONSTRAINT fk FOREIGN KEY (a_id) REFERENCES a (id);',
    },
    {
      title: 'checked in the same migration',
      before: TWO,
      sql: 'ALTER TABLE b WITH NOCHECK ADD CONSTRAINT fk FOREIGN KEY (a_id) REFERENCES a (id);\nALTER TABLE b WITH CHECK CHECK CONSTRAINT fk;',
    },
  ],
  bad: [
    {
      title: 'never checked',
      before: TWO,
      sql: 'ALTER TABLE b WITH NOCHECK ADD CONSTRAINT «fk» FOREIGN KEY (a_id) REFERENCES a (id);',
      says: [
        'fk of b is added WITH NOCHECK: rows that are there stay unchecked, and the optimizer does not trust it. Check it later: ALTER TABLE b WITH CHECK CHECK CONSTRAINT fk.',
      ],
    },
  ],
};
