import type { SetParameter, Statement } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAt, isPlain } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = (): { said: boolean; begin: Statement | undefined } => ({ said: false, begin: undefined });

export const rule = defineRule({
  id: 'sqlite-pragma-in-transaction',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  what: 'PRAGMA foreign_keys does nothing inside a transaction, and says nothing either.',
  why: 'A rebuild that believes that it has switched foreign keys off drops the old table with them on: the rows that reference it are deleted by cascade, or the migration fails. PRAGMA defer_foreign_keys works inside, but only puts the check off; it stops no cascade.',
  instead: 'Put the PRAGMA before BEGIN, or on the connection of a runner that opens the transaction itself.',
  sources: ['https://www.sqlite.org/pragma.html#pragma_foreign_keys'],
  check: {
    transactionControl({ action }, context) {
      if (action === 'begin' && context.transaction === undefined) context.memory(start).begin = context.statement;
    },
    setParameter(operation, context) {
      const memory = context.memory(start);
      if (operation.name !== 'pragma foreign_keys' || context.transaction === undefined || memory.said) return;
      memory.said = true;
      const turns = isOn(operation.value) ? 'on' : 'off';
      const where = context.wrapped ? 'the transaction that the runner opens round this file' : 'this transaction';
      const instead = context.wrapped
        ? 'Set it on the connection, outside the migration.'
        : turns === 'off'
          ? 'Put it before BEGIN.'
          : 'Put it behind COMMIT.';
      context.report({
        span: operation.span,
        message: `Inside ${where} this PRAGMA does nothing: foreign keys are not switched ${turns}. ${instead}`,
        fixes: [turns === 'off' ? beforeBegin(operation, memory.begin, context) : undefined],
      });
    },
  },
});

function isOn(value: string): boolean {
  return /^'?(?:on|1|true|yes)'?$/i.test(value.trim());
}

/** Takes the PRAGMA with its semicolon out, and writes it on a line of its own before BEGIN. */
function beforeBegin({ span }: SetParameter, begin: Statement | undefined, context: StepContext) {
  const source = context.source(span.uri);
  if (context.wrapped || !begin || source === undefined || !isPlain(context)) return undefined;
  const own = source.slice(span.start.offset, span.end.offset);
  const after = /^\s*;[ \t]*(?:\r?\n)?/.exec(source.slice(span.end.offset))?.[0].length ?? 0;
  const lineStart = span.start.offset - span.start.column;
  const from = /^[ \t]*$/.test(source.slice(lineStart, span.start.offset)) ? lineStart : span.start.offset;
  const gone = context.at(span.uri, from, span.end.offset + after);
  return fix('safe', 'Put the PRAGMA before BEGIN', [
    insertAt(context, span.uri, begin.span.start.offset, `${own.replace(/;\s*$/, '')};\n`),
    gone && { span: gone, newText: '' },
  ]);
}

export const cases: Cases = {
  good: [
    {
      title: 'before BEGIN',
      sql: 'PRAGMA foreign_keys = OFF;\nBEGIN;\nCREATE TABLE t (id INTEGER PRIMARY KEY);\nCOMMIT;\nPRAGMA foreign_keys = ON;',
      clean: true,
    },
    {
      title: 'a runner that opens no transaction',
      sql: 'PRAGMA foreign_keys=OFF;\nSELECT 1;\nPRAGMA foreign_keys=ON;',
    },
    {
      title: 'one that works inside a transaction',
      sql: 'BEGIN;\nPRAGMA defer_foreign_keys = ON;\nCREATE TABLE t (id INTEGER PRIMARY KEY);\nCOMMIT;',
    },
  ],
  bad: [
    {
      title: 'behind BEGIN',
      sql: 'BEGIN;\n«PRAGMA foreign_keys=off»;\nCREATE TABLE t (id INTEGER PRIMARY KEY);\nCOMMIT;',
      says: [
        'Inside this transaction this PRAGMA does nothing: foreign keys are not switched off. Put it before BEGIN.',
      ],
      fixed: 'PRAGMA foreign_keys=off;\nBEGIN;\nCREATE TABLE t (id INTEGER PRIMARY KEY);\nCOMMIT;',
    },
    {
      title: 'in the runner’s transaction, once a file',
      transaction: 'file',
      sql: '«PRAGMA foreign_keys = OFF»;\nCREATE TABLE t (id INTEGER PRIMARY KEY);\nPRAGMA foreign_keys = ON;',
      says: [
        'Inside the transaction that the runner opens round this file this PRAGMA does nothing: foreign keys are not switched off. Set it on the connection, outside the migration.',
      ],
    },
  ],
};
