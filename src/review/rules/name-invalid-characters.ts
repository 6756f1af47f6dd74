import type { Span } from '../../model';
import type { Cases } from '../cases';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'name-invalid-characters',
  category: 'naming',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A name has a character that nobody sees, a blank at its end, or a letter of another alphabet among Latin ones.',
  why: 'Copied from a page, "user\u200bid" or "сode" with a Cyrillic с looks as it should and is never found: every query that is typed names another column. Names in one alphabet of their own, and blanks within, are let pass.',
  instead: 'Type the name anew.',
  sources: [
    'https://www.unicode.org/reports/tr39/',
    'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
  ],
  check: {
    table(table, context) {
      ask(table.name, table.at, 'Table', context);
      for (const { name, at } of table.columns) ask(name, at, `Column of ${table.name},`, context);
    },
  },
});

function ask(name: string, span: Span, what: string, context: BaseContext): void {
  const reason = reasonOf(name);
  if (reason)
    context.report({
      span,
      message: `${what} ${JSON.stringify(name)}: ${reason}, so that whoever types the name does not find it. Type it anew.`,
    });
}

function reasonOf(name: string): string | undefined {
  if (/[\u200b-\u200f\u2028-\u202f\u2060-\u2064\ufeff\u00ad\u00a0]/.test(name))
    return 'it has a character that nobody sees';
  if (/^\s|\s$/.test(name)) return 'it has a blank at its end';
  if (/[a-z]/i.test(name) && /[\u0370-\u03ff\u0400-\u04ff]/.test(name))
    return 'Latin letters stand among Greek or Cyrillic ones, which look the same';
  return undefined;
}

export const cases: Cases = {
  good: [
    {
      title: 'blanks within, and another alphabet',
      sql: 'CREATE TABLE "order details" (id int PRIMARY KEY, "größe" text, "имя" text);',
    },
    { title: 'plain names', sql: 'CREATE TABLE t (id int PRIMARY KEY, user_id int);' },
    { title: 'quoted plain names', sql: 'CREATE TABLE "T" ("Id" int PRIMARY KEY);' },
  ],
  bad: [
    {
      title: 'a blank at the end',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «"name "» text);',
      says: [
        'Column of t, "name ": it has a blank at its end, so that whoever types the name does not find it. Type it anew.',
      ],
    },
    {
      title: 'a character that nobody sees',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «"user\u200bid"» int);',
      says: [
        'Column of t, "user\u200bid": it has a character that nobody sees, so that whoever types the name does not find it. Type it anew.',
      ],
    },
    {
      title: 'a Cyrillic letter',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, «"\u0441ode"» int);',
      says: [
        'Column of t, "\u0441ode": Latin letters stand among Greek or Cyrillic ones, which look the same, so that whoever types the name does not find it. Type it anew.',
      ],
    },
  ],
};
