import type { Operation } from '../../model';
import { refusesTransaction } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertAfter, isPlain } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ made: new Set<string>(), dropped: new Set<string>() });

export const rule = defineRule({
  id: 'non-idempotent-statement',
  category: 'migration-safety',
  severity: 'info',
  dialects: ['postgresql', 'mariadb', 'sqlite'],
  recommended: false,
  what: 'A statement that commits by itself, among others, cannot be run again after a later one failed.',
  why: 'Outside a transaction what ran before the failure stays. The next try stops at the first statement, "already exists" or "does not exist", and somebody must mend the database by hand. Statements inside a transaction, the only statement of a file, and objects of a table that the migration made are exempt; so are concurrent index builds, where IF NOT EXISTS would hide an invalid index.',
  instead: 'IF NOT EXISTS or IF EXISTS; or one such statement a file.',
  sources: [
    'https://squawkhq.com/docs/prefer-robust-stmts',
    'https://www.postgresql.org/docs/current/sql-createtable.html',
  ],
  check: {
    operation(operation, context) {
      if (context.transaction !== undefined || context.script.statements.length < 2) return;
      const found = repeatable(operation, context);
      if (!found) return;
      context.report({
        span: operation.span,
        message: `Should a later statement fail, this one stops the next try, because ${found.because}. Write ${found.words}.`,
        fixes: [
          isPlain(context)
            ? fix('safe', `Add ${found.words}`, [
                insertAfter(context, context.statement.span, found.after, ` ${found.words}`),
              ])
            : undefined,
        ],
      });
    },
  },
});

interface Found {
  readonly words: 'IF EXISTS' | 'IF NOT EXISTS';
  readonly after: readonly string[];
  readonly because: string;
}

function repeatable(operation: Operation, context: StepContext): Found | undefined {
  const memory = context.memory(start);
  if (refusesTransaction(operation)) return undefined;
  switch (operation.kind) {
    case 'createTable': {
      const isFree = operation.ifNotExists || operation.temporary || memory.dropped.has(operation.table.name);
      memory.made.add(operation.table.name);
      return isFree
        ? undefined
        : {
            words: 'IF NOT EXISTS',
            after: [...(operation.unlogged ? ['UNLOGGED'] : []), 'TABLE'],
            because: 'the table is there then',
          };
    }
    case 'dropTable':
      memory.dropped.add(operation.table.name);
      return operation.ifExists
        ? undefined
        : { words: 'IF EXISTS', after: ['DROP', 'TABLE'], because: 'the table is gone then' };
    case 'createIndex':
      return operation.ifNotExists || context.isNew(operation.table) || !operation.index.name
        ? undefined
        : { words: 'IF NOT EXISTS', after: ['INDEX'], because: 'the index is there then' };
    case 'dropIndex':
      return operation.ifExists
        ? undefined
        : { words: 'IF EXISTS', after: ['DROP', 'INDEX'], because: 'the index is gone then' };
    case 'addColumn':
      return context.dialect === 'sqlite' ||
        operation.ifNotExists ||
        context.isNew(operation.table) ||
        context.statement.operations.length > 1
        ? undefined
        : { words: 'IF NOT EXISTS', after: ['ADD', 'COLUMN'], because: 'the column is there then' };
    case 'dropColumn':
      return context.dialect === 'sqlite' || operation.ifExists || context.statement.operations.length > 1
        ? undefined
        : { words: 'IF EXISTS', after: ['DROP', 'COLUMN'], because: 'the column is gone then' };
    default:
      return undefined;
  }
}

const T = 'CREATE TABLE users (id bigint PRIMARY KEY, name text);';

export const cases: Cases = {
  good: [
    {
      title: 'inside a transaction',
      before: T,
      transaction: 'file',
      sql: 'ALTER TABLE users ADD COLUMN a int;\nALTER TABLE users ADD COLUMN b int;',
    },
    { title: 'alone', before: T, sql: 'ALTER TABLE users ADD COLUMN a int;' },
    {
      title: 'written to be run again',
      before: T,
      sql: 'ALTER TABLE users ADD COLUMN IF NOT EXISTS a int;\nDROP INDEX IF EXISTS i;\nCREATE TABLE IF NOT EXISTS tags (id bigint PRIMARY KEY);',
    },
  ],
  bad: [
    {
      title: 'a column',
      before: T,
      sql: 'ALTER TABLE users «ADD COLUMN a int»;\nALTER TABLE users ADD COLUMN IF NOT EXISTS b int;',
      says: [
        'Should a later statement fail, this one stops the next try, because the column is there then. Write IF NOT EXISTS.',
      ],
      fixed: 'ALTER TABLE users ADD COLUMN IF NOT EXISTS a int;\nALTER TABLE users ADD COLUMN IF NOT EXISTS b int;',
    },
    {
      title: 'a table',
      sql: '«CREATE TABLE tags (id bigint PRIMARY KEY)»;\nCREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY);',
      says: [
        'Should a later statement fail, this one stops the next try, because the table is there then. Write IF NOT EXISTS.',
      ],
      fixed:
        'CREATE TABLE IF NOT EXISTS tags (id bigint PRIMARY KEY);\nCREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY);',
    },
  ],
};
