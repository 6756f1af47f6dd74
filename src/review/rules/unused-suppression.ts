import type { Cases } from '../cases';
import { defineRule } from '../rule';

/** Heard by no listener: the engine finds it when it applies the suppressions. */
export const rule = defineRule({
  id: 'unused-suppression',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'A suppression comment silences nothing, names an unknown rule, or has passed its date.',
  why: 'Comments are copied along with old migrations; one that silences nothing today hides the next real hazard.',
  instead: 'Remove the comment, correct the rule id, or set a new date with a reason.',
  sources: ['https://eslint.org/docs/latest/use/configure/rules#report-unused-eslint-disable-comments'],
  reviews: ['up', 'down', 'dump', 'models'],
  check: {},
});

export const cases: Cases = {
  good: [
    {
      title: 'a suppression that silences a finding',
      before: 'CREATE TABLE t (id bigint PRIMARY KEY, a int);',
      sql: '-- architect-ignore create-index-non-concurrent: the table is empty\nCREATE INDEX t_a ON t (a);',
    },
    { title: 'a comment that only speaks about the architect', sql: '-- ask the architect-ignore nothing\nSELECT 1;' },
    {
      title: 'several rules in one comment, with a date to come',
      before: 'CREATE TABLE t (id bigint PRIMARY KEY, a int);',
      sql: '-- architect-ignore create-index-non-concurrent until 2999-01-31: the table is empty\nCREATE INDEX t_a ON t (a);',
    },
  ],
  bad: [
    {
      title: 'nothing to silence',
      sql: '«-- architect-ignore drop-table: not needed»\nCREATE TABLE t (id bigint PRIMARY KEY);',
      says: [
        'drop-table finds nothing here: this comment suppresses nothing and would hide the next finding. Remove it.',
      ],
      fixed: 'CREATE TABLE t (id bigint PRIMARY KEY);',
    },
    {
      title: 'an unknown rule',
      sql: '«-- architect-ignore drop-tabel: typed wrong»\nCREATE TABLE t (id bigint PRIMARY KEY);',
      says: ['There is no rule "drop-tabel": this comment suppresses nothing. Correct the id or remove it.'],
    },
  ],
};
