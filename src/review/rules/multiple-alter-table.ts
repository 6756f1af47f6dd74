import type { Operation, QualifiedName, Statement } from '../../model';
import type { Cases } from '../cases';
import { tableKey, tableName } from '../names';
import { defineRule } from '../rule';

interface Last {
  readonly key: string;
  readonly kind: Operation['kind'];
  readonly statement: Statement;
  readonly said: boolean;
}

const start = (): { last: Last | undefined } => ({ last: undefined });

export const rule = defineRule({
  id: 'multiple-alter-table',
  category: 'performance',
  severity: 'info',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  what: 'Several ALTER TABLEs of one table follow one another that could be one.',
  why: 'Each takes the lock anew (and waits for it anew); in MySQL each may copy or rebuild the table by itself, where one statement with all clauses does it once. Said where statements run by themselves: in one transaction PostgreSQL takes the lock once. Steps of different kinds (a column, then its default; a check, then its validation) have to stand apart.',
  instead: 'One ALTER TABLE with a clause for each change.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html',
    'https://dev.mysql.com/doc/refman/8.4/en/alter-table.html',
  ],
  check: {
    statement(statement, context) {
      const memory = context.memory(start);
      const found = onlyKind(statement);
      const isAlone = context.dialect !== 'postgresql' || context.transaction === undefined;
      if (!found || !isAlone || context.isNew(found.table)) {
        memory.last = undefined;
        return;
      }
      const { table, kind } = found;
      const key = tableKey(context, table);
      const { last } = memory;
      const follows = last?.key === key && last.kind === kind;
      memory.last = { key, kind, statement, said: follows };
      if (!follows || last.said) return;
      const costs = context.dialect === 'postgresql' ? 'waits for its lock anew' : 'may rebuild the table anew';
      context.report({
        span: table.span,
        table,
        message: `${tableName(table)} was altered by the statement before: each ${costs}. Put the clauses into one ALTER TABLE.`,
        related: [{ span: last.statement.span, message: 'The statement before' }],
      });
    },
  },
});

/** The table of a statement that does one kind of thing to its columns; such statements may be one. */
function onlyKind({
  operations,
  conditional,
}: Statement): { readonly table: QualifiedName; readonly kind: Operation['kind'] } | undefined {
  const [first] = operations;
  if (first?.kind !== 'addColumn' && first?.kind !== 'dropColumn' && first?.kind !== 'alterColumn') return undefined;
  const { table, kind } = first;
  return conditional === undefined && operations.every((operation) => operation.kind === kind)
    ? { table, kind }
    : undefined;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'one statement', before: T, sql: 'ALTER TABLE t ADD COLUMN a int, ADD COLUMN b int;' },
    {
      title: 'one transaction in PostgreSQL',
      before: T,
      transaction: 'file',
      sql: 'ALTER TABLE t ADD COLUMN a int;\nALTER TABLE t ADD COLUMN b int;',
    },
    {
      title: 'a table made in the same migration',
      sql: `${T}\nALTER TABLE t ADD COLUMN a int;\nALTER TABLE t ADD COLUMN b int;`,
    },
    {
      title: 'a default that only new rows are to get',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN a int;\nALTER TABLE t ALTER COLUMN a SET DEFAULT 1;',
    },
    {
      title: 'a check and its validation',
      before: T,
      sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK (id > 0) NOT VALID;\nALTER TABLE t VALIDATE CONSTRAINT c;',
    },
  ],
  bad: [
    {
      title: 'in MySQL, said once',
      dialect: 'mysql',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN a int;\nALTER TABLE «t» ADD COLUMN b int;\nALTER TABLE t ADD COLUMN c int;',
      says: [
        't was altered by the statement before: each may rebuild the table anew. Put the clauses into one ALTER TABLE.',
      ],
    },
    {
      title: 'each by itself in PostgreSQL',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN a int;\nALTER TABLE «t» ADD COLUMN b int;',
      says: [
        't was altered by the statement before: each waits for its lock anew. Put the clauses into one ALTER TABLE.',
      ],
    },
  ],
};
