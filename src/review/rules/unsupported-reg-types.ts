import type { Cases } from '../cases';
import { ownColumns } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'unsupported-reg-types',
  category: 'portability',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A column of type regproc, regnamespace, regconfig… keeps an OID that pg_upgrade does not carry over: it refuses the whole cluster.',
  why: 'The object has another OID in the new cluster. regclass, regrole and regtype are carried over, and let pass.',
  instead: 'text with the name, cast where it is used.',
  sources: ['https://www.postgresql.org/docs/current/pgupgrade.html'],
  check: {
    table(table, context) {
      if (table.temporary) return;
      for (const { name, type } of ownColumns(table)) {
        if (
          !type ||
          !/^(?:pg_catalog\.)?reg(?:collation|config|dictionary|namespace|oper|operator|proc|procedure)(?:\[\])*$/i.test(
            type.text,
          )
        )
          continue;
        context.report({
          span: type.span,
          table,
          message: `${table.name}.${name} is ${type.text}: pg_upgrade refuses a cluster with such a column. Keep the name as text, and cast it where it is used.`,
        });
      }
    },
  },
});

export const cases: Cases = {
  good: [{ title: 'types that are carried over', sql: 'CREATE TABLE t (id int PRIMARY KEY, a regclass, b text);' }],
  bad: [
    {
      title: 'a procedure',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, handler «regproc»);',
      says: [
        't.handler is regproc: pg_upgrade refuses a cluster with such a column. Keep the name as text, and cast it where it is used.',
      ],
    },
  ],
};
