import type { Table } from '../../model';
import type { Cases } from '../cases';
import { wordsOf } from '../column-words';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'name-inflection',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: false,
  what: 'A table’s name is in the singular among plurals, or the other way.',
  why: 'Whoever writes the query guesses. Said where nine in ten tables agree. Opinion.',
  instead: 'The number of the others.',
  sources: ['https://guides.rubyonrails.org/active_record_basics.html#naming-conventions'],
  check: {
    schema(schema, context) {
      const all = [...schema.tables.values()].filter((table) => isDesigned(table) && isCounted(table));
      const plural = all.filter(isPlural).length;
      const common = plural * 2 > all.length;
      const others = all.filter((table) => isPlural(table) !== common);
      if (all.length < 10 || others.length * 10 > all.length) return;
      for (const table of others) {
        context.report({
          span: table.at,
          table,
          message: `${table.name} is in the ${common ? 'singular' : 'plural'}, and ${all.length - others.length} other tables are in the ${common ? 'plural' : 'singular'}. Rename it, or map it.`,
        });
      }
    },
  },
});

function lastWord({ name }: Table): string {
  return wordsOf(name).at(-1) ?? '';
}

function isPlural(table: Table): boolean {
  return (
    /(?:[^su]s|people|children|data|criteria|indices)$/.test(lastWord(table)) || /(?:us|ss)es$/.test(lastWord(table))
  );
}

/** Words that have no other number say nothing. */
function isCounted(table: Table): boolean {
  return !/(?:news|status|series|species|analysis|access|address|progress|metadata|media|staff|history|info|information|settings|config|stats|statistics|credentials)$/.test(
    lastWord(table),
  );
}

const TEN = 'abcdefghij'
  .split('')
  .map((letter) => `CREATE TABLE ${letter}_orders (id int PRIMARY KEY);`)
  .join('\n');

export const cases: Cases = {
  good: [
    {
      title: 'one number',
      before: TEN,
      sql: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE order_history (id int PRIMARY KEY);',
    },
    {
      title: 'few tables',
      sql: 'CREATE TABLE customers (id int PRIMARY KEY);\nCREATE TABLE product (id int PRIMARY KEY);',
    },
  ],
  bad: [
    {
      title: 'a singular',
      before: TEN,
      sql: 'CREATE TABLE «customer» (id int PRIMARY KEY);',
      says: ['customer is in the singular, and 10 other tables are in the plural. Rename it, or map it.'],
    },
  ],
};
