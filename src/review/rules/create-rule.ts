import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'create-rule',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql'],
  recommended: true,
  what: 'A rule rewrites queries before they run; it does not run for rows.',
  why: 'It evaluates volatile expressions twice, misses what COPY and ON CONFLICT do, changes the count of rows that a client sees, and is hardly understood by whoever reads the query later. Rules ON SELECT, which are views, are let pass.',
  instead: 'A trigger; an INSTEAD OF trigger on a view; partitions for rows that go elsewhere.',
  sources: [
    'https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_rules',
    'https://www.postgresql.org/docs/current/rules-triggers.html',
  ],
  check: {
    call({ name, text, span }, context) {
      if (name !== 'create rule' && name !== 'create or replace rule') return;
      if (/\bon\s+select\b/i.test(text.slice(0, 300))) return;
      context.report({
        span,
        message: `A rule rewrites each query before it runs: it evaluates expressions twice, and COPY passes it by. Use a trigger.`,
      });
    },
  },
});

const T = 'CREATE TABLE t (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a trigger', before: T, sql: 'CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();' },
  ],
  bad: [
    {
      title: 'inserts that go nowhere',
      before: T,
      sql: '«CREATE RULE r AS ON INSERT TO t DO INSTEAD NOTHING»;',
      says: [
        'A rule rewrites each query before it runs: it evaluates expressions twice, and COPY passes it by. Use a trigger.',
      ],
    },
  ],
};
