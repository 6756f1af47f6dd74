import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'approximate-numeric',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A floating-point column keeps what comes near to the value.',
  why: 'Comparisons with = fail and sums depend on their order. Opinion: measurements and scores are rightly kept so; money, of which float-for-money speaks, is not.',
  instead: 'numeric with a scale, where the value is counted rather than measured.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-numeric.html#DATATYPE-FLOAT',
    'https://dev.mysql.com/doc/refman/8.4/en/floating-point-types.html',
  ],
  check: {
    table(table, context) {
      for (const { name, type } of ownColumns(table)) {
        if (type?.family !== 'real' && type?.family !== 'double') continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is ${type.text}, which keeps what comes near to the value: = fails and sums drift. Use numeric where it is counted rather than measured.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'numeric', sql: 'CREATE TABLE t (id int PRIMARY KEY, a numeric(9, 2));' }],
  bad: [
    {
      title: 'double precision',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, share «double precision»);',
      says: [
        't.share is double precision, which keeps what comes near to the value: = fails and sums drift. Use numeric where it is counted rather than measured.',
      ],
    },
  ],
};
