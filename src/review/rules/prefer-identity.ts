import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'prefer-identity',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql'],
  recommended: false,
  what: 'serial makes a sequence with rights and a default of its own; an identity column is the standard way.',
  why: 'The sequence of a serial has its own grants and its own owner, so that a role may insert into the table and still fail; a copied default shares the counter. Identity columns exist since PostgreSQL 10.',
  instead: 'bigint GENERATED ALWAYS AS IDENTITY.',
  sources: ['https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_serial'],
  check: {
    table(table, context) {
      if (!context.atLeast(10)) return;
      for (const { type, name } of ownColumns(table)) {
        if (!type?.serial) continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is ${type.text.toLowerCase()}: its sequence has rights of its own. Use ${type.family} GENERATED ALWAYS AS IDENTITY.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'identity', sql: 'CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);' }],
  bad: [
    {
      title: 'bigserial',
      sql: 'CREATE TABLE t (id «bigserial» PRIMARY KEY);',
      says: ['t.id is bigserial: its sequence has rights of its own. Use bigint GENERATED ALWAYS AS IDENTITY.'],
    },
  ],
};
