import type { TableOption } from '../../model';
import type { Cases } from '../cases';
import { fix, replace } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-charset-not-utf8mb4',
  category: 'schema-design',
  severity: 'warning',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'utf8 means utf8mb3: three bytes a character, so no emoji, no rarer Chinese, and an error or a cut-off text when one arrives.',
  why: 'In strict mode the INSERT fails with “Incorrect string value”; without it the text is cut at that character. utf8mb3 is deprecated, and comparing its columns with utf8mb4 ones converts and may not use an index. ASCII and binary columns for codes and hashes are left alone.',
  instead: 'utf8mb4. For a table that has rows, ALTER TABLE … CONVERT TO CHARACTER SET utf8mb4 rebuilds it: plan that.',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/charset-unicode-utf8mb3.html'],
  reviews: ['up', 'dump'],
  check: {
    createTable(operation, context) {
      check(operation.table.name, operation.options, context);
    },
  },
});

function check(table: string, options: readonly TableOption[], context: StepContext): void {
  const charset = options.find(({ name }) => name === 'charset');
  if (!charset || !/^(utf8|utf8mb3|latin1)$/i.test(charset.value)) return;
  const collation = options.find(({ name }) => name === 'collation');
  const written = context.text(charset.span);
  const fixed = written.replace(new RegExp(`${charset.value}$`, 'i'), 'utf8mb4');
  const limits = /^latin1$/i.test(charset.value) ? 'Western European letters' : 'characters of three bytes';
  context.report({
    span: charset.span,
    message: `${table} stores ${charset.value}: only ${limits}, so an emoji or another script fails to insert or is cut off. Use utf8mb4.`,
    fixes: [
      collation || fixed === written ? undefined : fix('thoughtful', 'Use utf8mb4', [replace(charset.span, fixed)]),
    ],
  });
}

export const cases: Cases = {
  good: [
    {
      title: 'utf8mb4',
      sql: 'CREATE TABLE t (id int PRIMARY KEY) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci;',
      clean: true,
    },
    {
      title: 'a column of ASCII codes',
      sql: 'CREATE TABLE t (code char(3) CHARACTER SET ascii PRIMARY KEY) CHARSET utf8mb4;',
    },
  ],
  bad: [
    {
      title: 'utf8',
      sql: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=InnoDB «DEFAULT CHARSET=utf8»;',
      says: [
        't stores utf8: only characters of three bytes, so an emoji or another script fails to insert or is cut off. Use utf8mb4.',
      ],
      fixed: 'CREATE TABLE t (id int PRIMARY KEY) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;',
    },
    {
      title: 'latin1 with a collation of its own: both must change',
      dialect: 'mariadb',
      sql: 'CREATE TABLE t (id int PRIMARY KEY) «CHARACTER SET latin1» COLLATE latin1_swedish_ci;',
      says: [
        't stores latin1: only Western European letters, so an emoji or another script fails to insert or is cut off. Use utf8mb4.',
      ],
    },
  ],
};
