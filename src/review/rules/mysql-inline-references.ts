import type { ColumnSpec, ConstraintSpec, ForeignKeySpec, QualifiedName } from '../../model';
import { quoteName } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertAt } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'mysql-inline-references',
  category: 'schema-design',
  severity: 'error',
  dialects: ['mysql'],
  recommended: true,
  what: 'MySQL before 9.0 reads REFERENCES behind a column and throws it away: no foreign key is made.',
  why: 'The table looks protected and is not: rows that point nowhere are accepted from the first day, and the constraint cannot be added later before they are cleaned up. MariaDB (10.5) and MySQL 9.0 make the key.',
  instead: 'A table constraint: FOREIGN KEY (column) REFERENCES parent (column).',
  sources: ['https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html'],
  reviews: ['up', 'dump'],
  check: {
    createTable(operation, context) {
      for (const column of operation.columns)
        for (const key of inlineKeys(column)) report(operation.table, column, key, context, 'create');
    },
    addColumn(operation, context) {
      for (const key of inlineKeys(operation.column)) report(operation.table, operation.column, key, context, 'alter');
    },
  },
});

function inlineKeys({ constraints }: ColumnSpec): readonly ForeignKeySpec[] {
  return constraints.filter((constraint: ConstraintSpec) => constraint.kind === 'foreignKey');
}

function report(
  table: QualifiedName,
  column: ColumnSpec,
  key: ForeignKeySpec,
  context: StepContext,
  where: 'create' | 'alter',
): void {
  if (context.atLeast(9)) return;
  context.report({
    span: key.span,
    table,
    message: `MySQL ignores this REFERENCES: ${table.name}.${column.name.name} gets no foreign key to ${key.refTable.name}, and rows that point nowhere are accepted. Declare FOREIGN KEY (${column.name.name}) as a constraint of its own.`,
    fixes: [tableConstraint(table, column, key, context, where)],
  });
}

/** Takes the clause from the column and puts it behind the definition as a constraint of the table. */
function tableConstraint(
  table: QualifiedName,
  column: ColumnSpec,
  key: ForeignKeySpec,
  context: StepContext,
  where: 'create' | 'alter',
) {
  const source = context.source(key.span.uri);
  if (source === undefined || column.span.end.offset !== key.span.end.offset) return undefined;
  let start = key.span.start.offset;
  while (/\s/.test(source[start - 1] ?? '')) start--;
  const removed = context.at(key.span.uri, start, key.span.end.offset);
  const quoted = context.text(column.name.span) || quoteName(column.name.name, context.dialect);
  const clause = `FOREIGN KEY (${quoted}) ${context.text(key.span)}`;
  const end = where === 'create' ? closingParenthesis(source, context) : column.span.end.offset;
  if (!removed || end === undefined) return undefined;
  const added = insertAt(context, key.span.uri, end, where === 'create' ? `, ${clause}` : `, ADD ${clause}`);
  const title = `Declare the foreign key of ${table.name}.${column.name.name}`;
  return fix('thoughtful', title, [{ span: removed, newText: '' }, added]);
}

/** Before the last parenthesis of the statement that is not part of its options, and the white space before that. */
function closingParenthesis(source: string, context: StepContext): number | undefined {
  const { span } = context.statement;
  let depth = 0;
  for (let at = source.indexOf('(', span.start.offset); at >= 0 && at < span.end.offset; at++) {
    if (source[at] === '(') depth++;
    if (source[at] === ')' && --depth === 0) return source.slice(0, at).trimEnd().length;
  }
  return undefined;
}

const P = 'CREATE TABLE p (id int PRIMARY KEY);\n';

export const cases: Cases = {
  good: [
    {
      title: 'a table constraint',
      sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int, FOREIGN KEY (p) REFERENCES p (id));`,
    },
    { title: 'MySQL 9', version: '9.0', sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p (id));` },
    { title: 'MariaDB', dialect: 'mariadb', sql: `${P}CREATE TABLE c (id int PRIMARY KEY, p int REFERENCES p (id));` },
  ],
  bad: [
    {
      title: 'behind a column of a new table',
      sql: `${P}CREATE TABLE c (\n  id int PRIMARY KEY,\n  \`p\` int NOT NULL «REFERENCES p (id) ON DELETE CASCADE»,\n  n decimal(10, 2)\n) ENGINE=InnoDB;`,
      says: [
        'MySQL ignores this REFERENCES: c.p gets no foreign key to p, and rows that point nowhere are accepted. Declare FOREIGN KEY (p) as a constraint of its own.',
      ],
      fixed: `${P}CREATE TABLE c (\n  id int PRIMARY KEY,\n  \`p\` int NOT NULL,\n  n decimal(10, 2), FOREIGN KEY (\`p\`) REFERENCES p (id) ON DELETE CASCADE\n) ENGINE=InnoDB;`,
      fixLeaves: ['mysql-copy-algorithm'],
    },
    {
      title: 'behind a new column',
      version: '8.4',
      before: `${P}CREATE TABLE c (id int PRIMARY KEY);`,
      sql: 'ALTER TABLE c ADD COLUMN p int «REFERENCES p (id)»;',
      says: [
        'MySQL ignores this REFERENCES: c.p gets no foreign key to p, and rows that point nowhere are accepted. Declare FOREIGN KEY (p) as a constraint of its own.',
      ],
      fixed: 'ALTER TABLE c ADD COLUMN p int, ADD FOREIGN KEY (p) REFERENCES p (id);',
      fixLeaves: ['mysql-copy-algorithm'],
    },
  ],
};
