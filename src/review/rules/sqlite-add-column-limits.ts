import type { AddColumn } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAt } from '../edits';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'sqlite-add-column-limits',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  what: 'SQLite refuses some columns in ALTER TABLE ADD COLUMN: unique ones, keys, NOT NULL without a default, and defaults that must be computed.',
  why: 'ADD COLUMN only changes the text of the table’s declaration; it never writes a row. So what each old row would have to be given or checked for is refused, and the migration stops there: CURRENT_TIMESTAMP and expressions only when the table has rows, so it passes on a developer’s empty database.',
  instead:
    'Give a constant default; add a UNIQUE INDEX of its own; or rebuild the table (create the new one, copy, drop, rename).',
  sources: ['https://www.sqlite.org/lang_altertable.html#alter_table_add_column'],
  supersedes: ['add-column-not-null-no-default'],
  check: {
    addColumn(operation, context) {
      const problem = refusal(operation);
      if (!problem) return;
      const { column, table } = operation;
      context.report({
        span: column.name.span,
        table,
        message: `SQLite refuses to add ${table.name}.${column.name.name}: ${problem.because}. ${problem.instead}`,
        fixes: [problem.kind === 'notNull' ? withDefault(operation, context) : undefined],
      });
    },
  },
});

interface Refusal {
  readonly kind: 'key' | 'notNull' | 'computed' | 'generated';
  readonly because: string;
  readonly instead: string;
}

function refusal({ column }: AddColumn): Refusal | undefined {
  const kinds = new Set(column.constraints.map(({ kind }) => kind));
  if (kinds.has('primaryKey'))
    return { kind: 'key', because: 'a primary key cannot be added', instead: 'Rebuild the table.' };
  if (kinds.has('unique'))
    return {
      kind: 'key',
      because: 'a UNIQUE column cannot be added',
      instead: 'Add it without, and CREATE UNIQUE INDEX.',
    };
  if (column.generated?.stored)
    return {
      kind: 'generated',
      because: 'a STORED generated column cannot be added',
      instead: 'Make it VIRTUAL, or rebuild the table.',
    };
  const value = column.default;
  if (column.nullable === false && !column.generated && (!value || value.kind === 'null')) {
    return {
      kind: 'notNull',
      because: 'it is NOT NULL and has no default for the rows that exist',
      instead: 'Give it one, or let it be NULL.',
    };
  }
  if (value && (value.kind === 'call' || value.kind === 'other') && !isSignedNumber(value.text)) {
    return {
      kind: 'computed',
      because: `its default ${value.text} must be computed, which fails as soon as the table has rows`,
      instead: 'Give a constant, or rebuild the table.',
    };
  }
  return undefined;
}

function isSignedNumber(text: string): boolean {
  return /^\(*\s*[+-]?\s*[\d.]+(e[+-]?\d+)?\s*\)*$/i.test(text);
}

/** The plain default for its type: empty text or zero. Somebody must say whether that is true of the old rows. */
function withDefault({ column }: AddColumn, context: StepContext) {
  const declared = column.type?.text.toUpperCase() ?? '';
  if (column.default || !column.nullableSpan) return undefined;
  // "Determination Of Column Affinity" (Datatypes In SQLite, 3.1).
  const value = /CHAR|CLOB|TEXT/.test(declared)
    ? "''"
    : /INT|REAL|FLOA|DOUB|NUM|DEC|BOOL/.test(declared)
      ? '0'
      : undefined;
  if (value === undefined) return undefined;
  const { uri, end } = column.nullableSpan;
  return fix('thoughtful', `Give the old rows ${value}`, [insertAt(context, uri, end.offset, ` DEFAULT ${value}`)]);
}

const T = 'CREATE TABLE t (id INTEGER PRIMARY KEY);';

export const cases: Cases = {
  good: [
    { title: 'a column that may be NULL', before: T, sql: 'ALTER TABLE t ADD COLUMN name TEXT;', clean: true },
    {
      title: 'NOT NULL with a constant',
      before: T,
      sql: "ALTER TABLE t ADD COLUMN state TEXT NOT NULL DEFAULT 'new';\nALTER TABLE t ADD n INT NOT NULL DEFAULT -1;\nALTER TABLE t ADD ok BOOLEAN NOT NULL DEFAULT FALSE;",
      clean: true,
    },
    {
      title: 'a virtual generated column',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN twice INT GENERATED ALWAYS AS (id * 2) VIRTUAL;',
    },
    {
      title: 'a reference that is NULL at first',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN parent INT REFERENCES t (id);',
    },
  ],
  bad: [
    {
      title: 'NOT NULL without a default',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN «name» VARCHAR(20) NOT NULL;',
      says: [
        'SQLite refuses to add t.name: it is NOT NULL and has no default for the rows that exist. Give it one, or let it be NULL.',
      ],
      fixed: "ALTER TABLE t ADD COLUMN name VARCHAR(20) NOT NULL DEFAULT '';",
    },
    {
      title: 'a unique column',
      before: T,
      sql: 'alter table t add column «email» text unique;',
      says: [
        'SQLite refuses to add t.email: a UNIQUE column cannot be added. Add it without, and CREATE UNIQUE INDEX.',
      ],
    },
    {
      title: 'the time of the migration',
      before: T,
      sql: 'ALTER TABLE t ADD «made» DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP;',
      says: [
        'SQLite refuses to add t.made: its default CURRENT_TIMESTAMP must be computed, which fails as soon as the table has rows. Give a constant, or rebuild the table.',
      ],
    },
  ],
};
