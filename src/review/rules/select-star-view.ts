import type { Cases } from '../cases';
import { tableName } from '../names';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'select-star-view',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'SELECT * in a view is written out when the view is made: a column that is added later is not in it.',
  why: 'The view looks as if it had all columns and has those of its birthday; in SQL Server, after a column is dropped, its values come out under the wrong names. A star over the view’s own subquery or WITH is let pass, and so are the old name of a table that the file renames, and SQLite, which looks it up anew.',
  instead: 'Write the columns.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-createview.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-view.html',
    'https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-refreshview-transact-sql',
  ],
  check: {
    renameTable({ to }, context) {
      context.memory(() => new Set<string>()).add(to.name);
    },
    createView({ view, query, temporary, sources }, context) {
      if (temporary || !selectsStar(query)) return;
      // The old name of a table that this file renames: it lives until the code knows the new one.
      const renamed = context.memory(() => new Set<string>());
      if (sources.some(({ name }) => renamed.has(name))) return;
      context.report({
        span: view.span,
        message: `${tableName(view)} selects *, which is written out once, now: columns that are added later are missing from it. Write the columns.`,
      });
    },
  },
});

const TOKEN = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[\w$]+|[^\s]/g;

/** True when a select list outside all parentheses is, or has, a star over a table. */
function selectsStar(query: string): boolean {
  const tokens = (query.match(TOKEN) ?? [])
    .filter((token) => !/^(?:--|\/\*)/.test(token))
    .map((token) => token.toLowerCase());
  if (tokens[0] === 'with') return false;
  let depth = 0;
  let inList = false;
  let star = false;
  for (const [at, token] of tokens.entries()) {
    if (token === '(') depth++;
    else if (token === ')') depth--;
    else if (depth > 0) continue;
    else if (token === 'select') inList = true;
    else if (token === 'from') {
      if (inList && star && tokens[at + 1] !== '(') return true;
      inList = false;
      star = false;
    } else if (inList && token === '*' && /^(?:select|distinct|all|,|\.)$/.test(tokens[at - 1] ?? '')) star = true;
  }
  return false;
}

export const cases: Cases = {
  good: [
    { title: 'columns, and a count', sql: 'CREATE VIEW v AS SELECT id, a * 2 AS b, count(*) FROM t GROUP BY id, a;' },
    {
      title: 'the old name of a table that is renamed',
      sql: 'ALTER TABLE t RENAME TO u;\nCREATE VIEW t AS SELECT * FROM u;',
    },
    {
      title: 'a star over a subquery',
      sql: 'CREATE VIEW v AS SELECT * FROM (SELECT id, a FROM t) s;\nCREATE VIEW w AS WITH s AS (SELECT id FROM t) SELECT * FROM s;',
    },
  ],
  bad: [
    {
      title: 'a star',
      sql: 'CREATE VIEW «v» AS SELECT * FROM t WHERE a > 0;',
      says: [
        'v selects *, which is written out once, now: columns that are added later are missing from it. Write the columns.',
      ],
    },
    {
      title: 'the star of one table of a join',
      sql: 'CREATE VIEW app.«v» AS SELECT DISTINCT t.*, u.name FROM t JOIN u ON u.id = t.u_id;',
      says: [
        'app.v selects *, which is written out once, now: columns that are added later are missing from it. Write the columns.',
      ],
    },
  ],
};
