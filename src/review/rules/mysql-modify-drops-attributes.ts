import type { AlterColumn, Column, ColumnSpec, Fix } from '../../model';
import { nameKey } from '../../model';
import { quoteText, sameType } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertAt } from '../edits';
import { listed, tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-modify-drops-attributes',
  category: 'destructive',
  severity: 'error',
  dialects: ['mysql', 'mariadb'],
  recommended: true,
  what: 'MODIFY and CHANGE restate the whole column: what they leave out is gone.',
  why: 'A statement that only wants a longer type drops NOT NULL, DEFAULT, AUTO_INCREMENT, ON UPDATE or the comment of the column, and nothing says so: NULLs come in, inserts that relied on the default fail in strict mode. Silent where the one thing left out is all that changes: that is how MySQL is told to drop it.',
  instead: 'Restate every attribute that is to stay (SHOW CREATE TABLE shows them).',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/alter-table.html#alter-table-redefine-column'],
  check: {
    alterColumn(operation, context) {
      const { change, column, table } = operation;
      if (change.kind !== 'redefine') return;
      const old = context.column(table, column.name);
      if (!old || old.generated || change.column.generated) return;
      const lost = lostAttributes(old, change.column, operation, context);
      if (lost.length === 0) return;
      context.report({
        span: change.column.span,
        table,
        ...(lost.every(({ kind }) => kind === 'comment') ? { severity: 'info' as const } : {}),
        message: `This definition of ${tableName(table)}.${column.name} leaves out ${listed(lost.map(({ text }) => text))}, which the column has: MySQL drops what MODIFY and CHANGE do not restate. Restate what is to stay; drop the rest in a statement of its own.`,
        related: [{ span: old.at, message: 'What the column has was declared here' }],
        fixes: [restated(lost, change.column, context)],
      });
    },
  },
});

interface Attribute {
  readonly kind: 'not null' | 'default' | 'auto increment' | 'on update' | 'comment';
  /** As it is written. */
  readonly text: string;
}

function lostAttributes(
  old: Column,
  next: ColumnSpec,
  operation: AlterColumn,
  context: StepContext,
): readonly Attribute[] {
  const isTyped = !old.type || !next.type || sameType(old.type, next.type);
  const gains = gained(old, next) || !isTyped || isRenamed(operation, next);
  const isKey = context
    .table(operation.table)
    ?.primaryKey?.columns.some((part) => same(part.column?.name ?? '', operation.column.name));
  const all: Attribute[] = [];
  if (
    old.notNull &&
    next.nullable === undefined &&
    !isKey &&
    !next.constraints.some(({ kind }) => kind === 'primaryKey')
  )
    all.push({ kind: 'not null', text: 'NOT NULL' });
  if (old.default && old.default.kind !== 'null' && !next.default && !next.identity)
    all.push({ kind: 'default', text: `DEFAULT ${old.default.text}` });
  if (old.identity && !next.identity) all.push({ kind: 'auto increment', text: 'AUTO_INCREMENT' });
  if (old.onUpdate && !next.onUpdate) all.push({ kind: 'on update', text: `ON UPDATE ${old.onUpdate.text}` });
  if (old.comment && next.comment === undefined)
    all.push({ kind: 'comment', text: `COMMENT ${quoteText(old.comment, 'mysql')}` });
  // Where nothing else changes, leaving one out is what the statement is for; NOT NULL goes before the rest.
  if (gains || all.length === 0) return all;
  return all[0]?.kind === 'not null' ? all.slice(1) : all.length === 1 ? [] : all;
}

/** Something that the old column did not have. */
function gained(old: Column, next: ColumnSpec): boolean {
  return (
    (next.nullable === false && !old.notNull) ||
    (next.nullable === true && old.notNull) ||
    (next.default !== undefined && next.default.text !== old.default?.text && next.default.kind !== 'null') ||
    (next.identity !== undefined && !old.identity) ||
    (next.onUpdate !== undefined && !old.onUpdate) ||
    (next.comment !== undefined && next.comment !== old.comment)
  );
}

function isRenamed({ column }: AlterColumn, next: ColumnSpec): boolean {
  return !same(column.name, next.name.name);
}

function same(a: string, b: string): boolean {
  return nameKey('mysql', a) === nameKey('mysql', b);
}

/** Writes them behind the definition: MySQL takes column attributes in any order. */
function restated(lost: readonly Attribute[], { span }: ColumnSpec, context: StepContext): Fix | undefined {
  const text = lost.map((attribute) => ` ${attribute.text}`).join('');
  return fix('thoughtful', `Restate ${listed(lost.map(({ text: words }) => words))}`, [
    insertAt(context, span.uri, span.end.offset, text),
  ]);
}

const T =
  "CREATE TABLE t (id int NOT NULL AUTO_INCREMENT PRIMARY KEY, name varchar(50) NOT NULL DEFAULT '' COMMENT 'shown', n int NOT NULL DEFAULT 0, at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP);";

export const cases: Cases = {
  good: [
    {
      title: 'everything restated',
      before: T,
      sql: "ALTER TABLE t MODIFY name varchar(55) NOT NULL DEFAULT '' COMMENT 'shown';",
    },
    {
      title: 'a column that is made nullable, which MySQL is told in this way',
      before: 'CREATE TABLE t (id int PRIMARY KEY, name varchar(50) NOT NULL);',
      sql: 'ALTER TABLE t MODIFY name varchar(50);',
    },
    {
      title: 'an explicit NULL and another default',
      before: T,
      sql: 'ALTER TABLE t MODIFY n bigint NULL DEFAULT 1;',
    },
    { title: 'a column that no history makes', sql: 'ALTER TABLE u MODIFY name varchar(80);' },
    {
      title: 'NOT NULL of the primary key, which has no other way',
      before: T,
      sql: 'ALTER TABLE t MODIFY id bigint AUTO_INCREMENT;',
    },
  ],
  bad: [
    {
      title: 'a longer type alone',
      before: T,
      sql: 'ALTER TABLE t MODIFY «name varchar(55)» AFTER id;',
      says: [
        "This definition of t.name leaves out NOT NULL, DEFAULT '' and COMMENT 'shown', which the column has: MySQL drops what MODIFY and CHANGE do not restate. Restate what is to stay; drop the rest in a statement of its own.",
      ],
      fixed: "ALTER TABLE t MODIFY name varchar(55) NOT NULL DEFAULT '' COMMENT 'shown' AFTER id;",
    },
    {
      title: 'AUTO_INCREMENT of a wider key',
      before: T,
      sql: 'ALTER TABLE t MODIFY «id bigint»;',
      says: [
        'This definition of t.id leaves out AUTO_INCREMENT, which the column has: MySQL drops what MODIFY and CHANGE do not restate. Restate what is to stay; drop the rest in a statement of its own.',
      ],
      fixed: 'ALTER TABLE t MODIFY id bigint AUTO_INCREMENT;',
    },
    {
      title: 'a renamed column, in MariaDB',
      dialect: 'mariadb',
      before: T,
      sql: 'ALTER TABLE t CHANGE at «updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP»;',
      says: [
        'This definition of t.at leaves out ON UPDATE CURRENT_TIMESTAMP, which the column has: MySQL drops what MODIFY and CHANGE do not restate. Restate what is to stay; drop the rest in a statement of its own.',
      ],
      fixed:
        'ALTER TABLE t CHANGE at updated_at timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP;',
    },
  ],
};
