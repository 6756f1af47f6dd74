import type { Schema, Table } from '../../model';
import type { Cases } from '../cases';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'name-casing',
  category: 'naming',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver'],
  recommended: false,
  what: 'A column is written in another manner than the rest of the schema: camelCase among snake_case, or the other way.',
  why: 'Whoever writes the query guesses, and in PostgreSQL guesses quotes too. Said where nine in ten columns of more than one word agree. Opinion.',
  instead: 'The manner of the others.',
  sources: ['https://wiki.postgresql.org/wiki/Don%27t_Do_This#Don.27t_use_upper_case_table_or_column_names'],
  check: {
    schema(schema, context) {
      const all = columnsOf(schema);
      const snake = all.filter(({ manner }) => manner === 'snake_case').length;
      const common = snake * 2 > all.length ? 'snake_case' : 'camelCase';
      const others = all.filter(({ manner }) => manner !== common);
      if (all.length < 10 || others.length * 10 > all.length) return;
      for (const { table, column } of others) {
        context.report({
          span: column.at,
          table,
          message: `${table.name}.${column.name} is not in ${common}, as the schema's other columns are. Rename it, or map it.`,
        });
      }
    },
  },
});

/** Columns whose names show a manner: those of more than one word. */
function columnsOf(schema: Schema) {
  const designed: readonly Table[] = [...schema.tables.values()].filter((table) => isDesigned(table));
  return designed.flatMap((table) =>
    table.columns.flatMap((column) => {
      const manner = mannerOf(column.name);
      return manner ? [{ table, column, manner }] : [];
    }),
  );
}

function mannerOf(name: string): 'snake_case' | 'camelCase' | undefined {
  if (/^[a-z0-9]+(?:_[a-z0-9]+)+$/.test(name)) return 'snake_case';
  return /^[a-z]+[a-z0-9]*[A-Z]/.test(name) && !name.includes('_') ? 'camelCase' : undefined;
}

const TEN = `CREATE TABLE a (id int PRIMARY KEY, ${'abcdefghij'
  .split('')
  .map((letter) => `col_${letter} int`)
  .join(', ')});`;

export const cases: Cases = {
  good: [
    { title: 'one manner', before: TEN, sql: 'CREATE TABLE b (id int PRIMARY KEY, user_id int);' },
    {
      title: 'two manners, neither the rule',
      sql: 'CREATE TABLE b (id int PRIMARY KEY, user_id int, "userName" text);',
    },
  ],
  bad: [
    {
      title: 'another manner',
      before: TEN,
      sql: 'CREATE TABLE b (id int PRIMARY KEY, «"userId"» int);',
      says: ["b.userId is not in snake_case, as the schema's other columns are. Rename it, or map it."],
    },
  ],
};
