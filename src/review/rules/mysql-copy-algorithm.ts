import type { OnlineClauses, Operation, QualifiedName, Statement } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfterStatement, insertBeforeStatement, isPlain, replace } from '../edits';
import type { Blocking } from '../mysql-copy';
import { blocking } from '../mysql-copy';
import { capital, listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-copy-algorithm',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'Some changes can only be made by copying the table, and writes wait until the copy is done.',
  why: 'Another type, a foreign key while foreign_key_checks is on, a CHECK, partitioning: InnoDB writes every row into a new table under LOCK=SHARED, minutes to hours for a large one, and replicas do it again afterwards. FULLTEXT and SPATIAL indexes are built under the same lock. Without ALGORITHM and LOCK clauses the server does so without a word; with clauses that ask for better it refuses. ALGORITHM=COPY and LOCK=SHARED ask for the wait where none is needed.',
  instead:
    'gh-ost or pt-online-schema-change for a large table; a foreign key with foreign_key_checks = 0 after a query that shows no orphans. Write ALGORITHM=INPLACE, LOCK=NONE (or INSTANT) wherever you believe that a change is online: the server then refuses instead of blocking.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/innodb-online-ddl-operations.html',
    'https://mariadb.com/kb/en/innodb-online-ddl-operations-with-the-inplace-alter-algorithm/',
  ],
  check: {
    statement(statement, context) {
      const table = existingTable(statement, context);
      if (!table) return;
      const [operation, first] = firstBlocking(statement, context) ?? [];
      if (operation && first) report(operation, first, table, context);
      else if (statement.online) reportClauses(statement.online, table, context);
    },
  },
});

function existingTable({ operations }: Statement, context: StepContext): QualifiedName | undefined {
  const [first] = operations;
  if (!first || !('table' in first) || !first.table || first.kind === 'createTable') return undefined;
  return context.isNew(first.table) ? undefined : first.table;
}

/** All clauses of one ALTER TABLE share one copy: the first that needs it says so. */
function firstBlocking({ operations }: Statement, context: StepContext): readonly [Operation, Blocking] | undefined {
  for (const operation of operations) {
    const found = blocking(operation, context);
    if (found) return [operation, found];
  }
  return undefined;
}

function report(operation: Operation, found: Blocking, table: QualifiedName, context: StepContext): void {
  const online = context.statement.online;
  const asked = online && asksForOnline(online, found);
  const isKey = operation.kind === 'addConstraint' && operation.constraint.kind === 'foreignKey';
  const instead = isKey
    ? 'SET foreign_key_checks = 0 for this statement, once a query has shown that no row points nowhere: it is then added in place.'
    : 'Use gh-ost or pt-online-schema-change if the table is large.';
  const does = `${capital(found.what)} ${found.does}, and writes to it wait until that is done`;
  context.report({
    span: asked && online ? online.span : operation.span,
    table,
    message: asked
      ? `The server refuses this: ${found.what} ${found.kind === 'copy' ? 'needs ALGORITHM=COPY' : 'needs LOCK=SHARED'}, which stops writes. ${instead}`
      : `${does}. ${instead}`,
    fixes: [isKey ? withoutChecks(context) : undefined],
  });
}

function asksForOnline({ algorithm, lock }: OnlineClauses, { kind }: Blocking): boolean {
  if (lock === 'none') return true;
  return kind === 'copy' && algorithm !== undefined && ['instant', 'inplace', 'nocopy'].includes(algorithm);
}

function withoutChecks(context: StepContext) {
  if (!isPlain(context)) return undefined;
  return fix('thoughtful', 'Add it with foreign_key_checks off', [
    insertBeforeStatement(context, ['SET foreign_key_checks = 0;']),
    insertAfterStatement(context, ['SET foreign_key_checks = 1;']),
  ]);
}

/** Clauses that ask for the wait, on a change that may not need it. */
function reportClauses(online: OnlineClauses, table: QualifiedName, context: StepContext): void {
  const asks = [
    ...(online.algorithm === 'copy' ? ['ALGORITHM=COPY'] : []),
    ...(online.lock === 'shared' || online.lock === 'exclusive' ? [`LOCK=${online.lock.toUpperCase()}`] : []),
  ];
  if (asks.length === 0) return;
  const waits = online.lock === 'exclusive' ? 'reads and writes' : 'writes';
  const alone = /^(?:algorithm|lock)[\s=]*\w+(?:\s*,?\s*(?:algorithm|lock)[\s=]*\w+)?$/i.test(
    context.text(online.span),
  );
  context.report({
    span: online.span,
    table,
    message: `${listed(asks)} makes ${waits} of ${tableName(table)} wait until this is done, though the change may not need it. Write ALGORITHM=INPLACE, LOCK=NONE: the server then refuses if it does.`,
    fixes: [
      alone && isPlain(context)
        ? fix('thoughtful', 'Ask for ALGORITHM=INPLACE, LOCK=NONE', [
            replace(online.span, 'ALGORITHM=INPLACE, LOCK=NONE'),
          ])
        : undefined,
    ],
  });
}

const TWO =
  "CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE t (id int PRIMARY KEY, p int, name varchar(50), state enum('a', 'b'), KEY (p));";

export const cases: Cases = {
  good: [
    {
      title: 'changes that are online',
      before: TWO,
      sql: "ALTER TABLE t ADD COLUMN x int;\nALTER TABLE t MODIFY name varchar(60);\nALTER TABLE t MODIFY state enum('a', 'b', 'c');\nALTER TABLE t ADD INDEX (name), ALGORITHM=INPLACE, LOCK=NONE;\nCREATE INDEX i ON t (name, p);",
    },
    {
      title: 'a foreign key with foreign_key_checks off',
      before: TWO,
      sql: 'SET foreign_key_checks = 0;\nALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p (id);\nSET foreign_key_checks = 1;',
    },
    {
      title: 'a table made in the same migration',
      sql: `${TWO}\nALTER TABLE t ADD FOREIGN KEY (p) REFERENCES p (id);\nALTER TABLE t MODIFY p bigint;`,
    },
    {
      title: 'a CHECK that is not enforced',
      before: TWO,
      sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK (p > 0) NOT ENFORCED;',
    },
    {
      title: 'a small table',
      before: TWO,
      sizes: { t: { rows: 500 } },
      sql: 'ALTER TABLE t MODIFY p bigint;',
    },
  ],
  bad: [
    {
      title: 'another type',
      before: TWO,
      sql: 'ALTER TABLE t «MODIFY p bigint»;',
      says: [
        'Changing t.p from int to bigint copies t, and writes to it wait until that is done. Use gh-ost or pt-online-schema-change if the table is large.',
      ],
    },
    {
      title: 'a foreign key while its check is on',
      before: TWO,
      sql: 'ALTER TABLE t «ADD CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p (id)»;',
      says: [
        'Adding foreign key t_p to t with foreign_key_checks on copies t, and writes to it wait until that is done. SET foreign_key_checks = 0 for this statement, once a query has shown that no row points nowhere: it is then added in place.',
      ],
      fixed:
        'SET foreign_key_checks = 0;\nALTER TABLE t ADD CONSTRAINT t_p FOREIGN KEY (p) REFERENCES p (id);\nSET foreign_key_checks = 1;',
    },
    {
      title: 'what no copy can do online, asked for online, in MariaDB',
      dialect: 'mariadb',
      before: TWO,
      sql: 'ALTER TABLE t ADD CONSTRAINT c CHECK (p > 0), «ALGORITHM=INPLACE, LOCK=NONE»;',
      says: [
        'The server refuses this: adding a CHECK to t needs ALGORITHM=COPY, which stops writes. Use gh-ost or pt-online-schema-change if the table is large.',
      ],
    },
    {
      title: 'a copy that is asked for',
      before: TWO,
      sql: 'ALTER TABLE t ADD INDEX (name), «ALGORITHM=COPY»;',
      says: [
        'ALGORITHM=COPY makes writes of t wait until this is done, though the change may not need it. Write ALGORITHM=INPLACE, LOCK=NONE: the server then refuses if it does.',
      ],
      fixed: 'ALTER TABLE t ADD INDEX (name), ALGORITHM=INPLACE, LOCK=NONE;',
    },
    {
      title: 'a full-text index',
      before: TWO,
      sql: '«CREATE FULLTEXT INDEX i ON t (name)»;',
      says: [
        'Building a FULLTEXT index reads t, and writes to it wait until that is done. Use gh-ost or pt-online-schema-change if the table is large.',
      ],
    },
  ],
};
