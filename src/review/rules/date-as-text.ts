import type { Column } from '../../model';
import type { Cases } from '../cases';
import { isText, ownColumns, wordsOf } from '../column-words';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'date-as-text',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A date or time kept as text sorts by letters, takes 31 February, and has no zone.',
  why: 'Two writers with two formats are enough, and no query can tell 03/04 from 04/03 again; ranges and intervals need a cast that fails on the first odd value, and an index on the text does not serve it. SQLite has no other type, and is let pass.',
  instead:
    'date, or timestamptz (DATETIME in MySQL) for a moment. Convert with ALTER … USING in PostgreSQL, through a new column elsewhere.',
  sources: [
    'https://www.postgresql.org/docs/current/datatype-datetime.html',
    'https://dev.mysql.com/doc/refman/8.4/en/date-and-time-types.html',
  ],
  check: {
    table(table, context) {
      for (const column of ownColumns(table)) {
        if (!isText(column) || column.type?.dimensions || !namesMoment(column)) continue;
        context.report({
          span: column.type?.span ?? column.at,
          table,
          message: `${table.name}.${column.name} keeps a ${/(?:date|birthday|dob)$/i.test(column.name) ? 'date' : 'time'} as text: any spelling is stored, order is that of letters, and ranges cannot use an index without a cast that fails on the first odd value. Use a date or time type.`,
        });
      }
    },
  },
});

/** `created_at`, `due_date`, `date_of_birth`; not a format of dates, nor a text that is too short or long to be one. */
function namesMoment({ name, type }: Column): boolean {
  if (type?.length !== undefined && (type.length < 8 || type.length > 64)) return false;
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (words.length === 1) return /^(?:birthday|birthdate|dob|timestamp|datetime)$/.test(last);
  if (/^(?:date|datetime|timestamp|birthday)$/.test(last)) return true;
  if (/^date of birth$/.test(words.slice(-3).join(' '))) return true;
  return last === 'at' && /(?:ed|sent|paid|seen|read|begun|sold|built|made|left|ran|held)$/.test(words.at(-2) ?? '');
}

export const cases: Cases = {
  good: [
    { title: 'a moment and a day', sql: 'CREATE TABLE t (id int PRIMARY KEY, created_at timestamptz, due_date date);' },
    {
      title: 'a format, a place, a word',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, date_format text, looks_at text, update_note text, "date" varchar(4));',
    },
    {
      title: 'SQLite, which has no other type',
      dialect: 'sqlite',
      sql: 'CREATE TABLE t (id INTEGER PRIMARY KEY, created_at TEXT);',
    },
  ],
  bad: [
    {
      title: 'a moment',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, created_at «text»);',
      says: [
        't.created_at keeps a time as text: any spelling is stored, order is that of letters, and ranges cannot use an index without a cast that fails on the first odd value. Use a date or time type.',
      ],
    },
    {
      title: 'a day in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, birthDate «varchar(10)»);',
      says: [
        't.birthDate keeps a date as text: any spelling is stored, order is that of letters, and ranges cannot use an index without a cast that fails on the first odd value. Use a date or time type.',
      ],
    },
  ],
};
