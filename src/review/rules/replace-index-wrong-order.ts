import type { QualifiedName, Span } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { tableKey } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

interface DroppedIndex {
  readonly span: Span;
  readonly name: string;
  readonly table: string;
  readonly first: string;
}

const start = () => ({ dropped: [] as DroppedIndex[] });

export const rule = defineRule({
  id: 'replace-index-wrong-order',
  category: 'performance',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb'],
  recommended: true,
  scales: 'rows',
  what: 'An index is dropped before the one that takes its place is built: queries run without either meanwhile.',
  why: 'On a large table the build takes minutes, in which each query that used the old index reads the whole table. Within one transaction nobody sees the gap, and an index of the same name cannot be built beside the old one.',
  instead: 'Build the new index first, under another name; then drop the old one, and rename if the name matters.',
  sources: ['https://docs.gitlab.com/development/database/adding_database_indexes/'],
  check: {
    dropIndex({ index, table }, context) {
      if (context.transaction !== undefined) return;
      const found = find(index, table, context);
      if (found) context.memory(start).dropped.push(found);
    },
    createIndex({ table, index }, context) {
      const first = index.columns[0]?.column;
      if (!first || context.isNew(table)) return;
      const key = tableKey(context, table);
      const old = context
        .memory(start)
        .dropped.find((one) => one.table === key && one.first === nameKey(context.dialect, first.name));
      if (!old || old.name === index.name?.name) return;
      context.report({
        span: old.span,
        table,
        message: `${old.name} is dropped before ${index.name?.name ?? 'the index'} that takes its place is built: queries by ${first.name} read all of ${table.name} meanwhile. Build the new one first.`,
        related: [{ span: index.name?.span ?? table.span, message: 'Built only here' }],
      });
    },
  },
});

function find(index: QualifiedName, on: QualifiedName | undefined, context: StepContext): DroppedIndex | undefined {
  const wanted = nameKey(context.dialect, index.name);
  for (const [key, table] of context.schema.tables) {
    if (on && tableKey(context, on) !== key) continue;
    const found = table.indexes.find(({ name }) => nameKey(context.dialect, name) === wanted);
    const first = found?.columns[0]?.column;
    if (first) return { span: index.span, name: index.name, table: key, first: nameKey(context.dialect, first.name) };
  }
  return undefined;
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, a int, b int);\nCREATE INDEX old ON t (a);';

export const cases: Cases = {
  good: [
    {
      title: 'the new one first',
      before: T,
      sql: 'CREATE INDEX CONCURRENTLY new ON t (a, b);\nDROP INDEX CONCURRENTLY old;',
    },
    {
      title: 'another column',
      before: T,
      sql: 'DROP INDEX CONCURRENTLY old;\nCREATE INDEX CONCURRENTLY new ON t (b);',
    },
    {
      title: 'one transaction, which nobody sees into',
      before: T,
      transaction: 'file',
      sql: 'DROP INDEX old;\nCREATE INDEX new ON t (a, b);',
    },
    {
      title: 'the same name, which leaves no other order',
      before: T,
      sql: 'DROP INDEX CONCURRENTLY old;\nCREATE INDEX CONCURRENTLY old ON t (a, b);',
    },
  ],
  bad: [
    {
      title: 'the old one first',
      before: T,
      sql: 'DROP INDEX CONCURRENTLY «old»;\nCREATE INDEX CONCURRENTLY new ON t (a, b);',
      says: [
        'old is dropped before new that takes its place is built: queries by a read all of t meanwhile. Build the new one first.',
      ],
    },
    {
      title: 'in MySQL',
      dialect: 'mysql',
      before: T,
      sql: 'DROP INDEX «old» ON t;\nCREATE INDEX new ON t (a, b);',
      says: [
        'old is dropped before new that takes its place is built: queries by a read all of t meanwhile. Build the new one first.',
      ],
    },
  ],
};
