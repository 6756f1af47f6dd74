import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'insert-too-many-rows',
  category: 'schema-design',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'sqlite'],
  recommended: false,
  what: 'One INSERT brings more rows than a statement should.',
  why: 'It is one transaction, one packet (max_allowed_packet in MySQL) and one moment of lag for replicas; SQL Server refuses more than 1,000 rows in VALUES. Opinion: it is the quickest way to load.',
  instead: 'Several INSERTs, or COPY and LOAD DATA.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/packet-too-large.html',
    'https://learn.microsoft.com/en-us/sql/t-sql/queries/table-value-constructor-transact-sql',
  ],
  options: { max: { default: 1000, description: 'Rows that one INSERT may bring.' } },
  check: {
    changeData({ change, tables }, context) {
      const [table] = tables;
      if (change !== 'insert' || !table) return;
      const rows = rowsOf(context.text(context.statement.span));
      if (rows <= context.option('max')) return;
      context.report({
        span: table.span,
        table,
        message: `One INSERT brings ${rows} rows into ${table.name}: one transaction, one packet, one moment of lag for replicas. Split it.`,
      });
    },
  },
});

const PART = /'(?:[^'\\]|''|\\.)*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|\bvalues\b|[()]/gi;

/** Parentheses behind VALUES that stand in no others. */
function rowsOf(text: string): number {
  let depth = 0;
  let rows = 0;
  let isBehind = false;
  for (const [part] of text.matchAll(PART)) {
    if (part === ')') depth--;
    else if (part === '(') {
      if (isBehind && depth === 0) rows++;
      depth++;
    } else if (/^values$/i.test(part) && depth === 0) isBehind = true;
  }
  return rows;
}

const values = (count: number) => Array.from({ length: count }, (_, n) => `(${n}, lower('A)'))`).join(', ');

export const cases: Cases = {
  good: [{ title: 'a thousand', sql: `INSERT INTO t (a, b) VALUES ${values(1000)};` }],
  bad: [
    {
      title: 'a thousand and one',
      sql: `INSERT INTO «t» (a, b) VALUES ${values(1001)};`,
      says: [
        'One INSERT brings 1001 rows into t: one transaction, one packet, one moment of lag for replicas. Split it.',
      ],
    },
  ],
};
