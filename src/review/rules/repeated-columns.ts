import type { Column, Table } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import { defineRule } from '../rule';
import { isDesigned } from '../tables';

export const rule = defineRule({
  id: 'repeated-columns',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'Numbered columns of one type (phone1, phone2, phone3) are rows of a table that is not there.',
  why: 'A search asks each of them, a unique key over all is not possible, and the fourth telephone is a migration. Lines of an address, which are one value, and two columns of a kind are let pass.',
  instead: 'A child table with a row for each, or an array where nobody searches it.',
  sources: ['https://pragprog.com/titles/bksap1/sql-antipatterns-volume-1/'],
  options: { min: { default: 3, description: 'Numbered columns of one name and type from which on it is said.' } },
  check: {
    table(table, context) {
      if (!isDesigned(table)) return;
      for (const [stem, columns] of groups(table)) {
        const [first] = columns;
        if (!first || columns.length < Math.max(2, context.option('min'))) continue;
        const names = columns.map(({ name }) => name);
        const shown = names.length > 4 ? `${names.slice(0, 2).join(', ')} … ${names.at(-1)}` : listed(names);
        context.report({
          span: first.at,
          table,
          message: `${shown} of ${table.name} are rows in columns: a search asks ${columns.length} of them, and one more ${stem} is a migration. Use a child table.`,
        });
      }
    },
  },
});

/** Columns that differ by a number at their end alone and count up from 0 or 1, by what stands before it. */
function groups(table: Table): ReadonlyMap<string, readonly Column[]> {
  const found = new Map<string, Column[]>();
  for (const column of table.columns) {
    const [, stem, digits] = /^(.*?[a-z])_?(\d{1,2})$/i.exec(column.name) ?? [];
    if (!stem || !digits || NOT_COUNTED.test(stem)) continue;
    const key = `${stem} ${column.type?.family ?? ''}`;
    const group = found.get(key) ?? [];
    found.set(key, group);
    if (Number(digits) <= group.length + 1 && !group.some(({ name }) => name === column.name)) group.push(column);
  }
  return new Map([...found].map(([key, columns]) => [key.split(' ')[0]?.replace(/_$/, '') ?? '', columns]));
}

/** Lines of an address, and names whose number is part of them: md5, sha256, ipv4, utf8, x1. */
const NOT_COUNTED = /(?:addr|address|line|street|adr|md|sha|ipv|ip|utf|mp|iso|int|lat|lng|lon|x|y|z|^[a-z])_?$/i;

export const cases: Cases = {
  good: [
    { title: 'two', sql: 'CREATE TABLE t (id int PRIMARY KEY, phone1 text, phone2 text);' },
    {
      title: 'lines of an address',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, address_line_1 text, address_line_2 text, address_line_3 text);',
    },
    {
      title: 'numbers that count nothing',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, p50 int, p90 int, p99 int, load5 int, load15 int, load30 int);',
    },
  ],
  bad: [
    {
      title: 'three telephones',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «phone1» text, phone2 text, phone3 text);',
      says: [
        'phone1, phone2 and phone3 of t are rows in columns: a search asks 3 of them, and one more phone is a migration. Use a child table.',
      ],
    },
    {
      title: 'ten fields',
      sql: `CREATE TABLE t (id int PRIMARY KEY, «custom_1» text, ${[2, 3, 4, 5].map((n) => `custom_${n} text`).join(', ')});`,
      says: [
        'custom_1, custom_2 … custom_5 of t are rows in columns: a search asks 5 of them, and one more custom is a migration. Use a child table.',
      ],
    },
  ],
};
