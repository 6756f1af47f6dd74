import type { Expression, QualifiedName, SqlType } from '../../model';
import type { TypeChange } from '../../sql';
import { changeOfType } from '../../sql';
import type { Cases } from '../cases';
import { tableName } from '../names';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

const start = () => ({ said: -1 });

export const rule = defineRule({
  id: 'change-column-type',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['postgresql'],
  recommended: true,
  scales: 'rows',
  what: 'A type change that the engine cannot make in its catalogue alone writes the table, or builds its indexes, anew under ACCESS EXCLUSIVE.',
  why: 'int to bigint, json to jsonb, another numeric scale or char to text rewrite every row and every index while nobody reads or writes. Silent on what needs no rewrite: a longer varchar, varchar to text, more numeric precision at the same scale, more fractional seconds, cidr to inet.',
  instead:
    'Add a column of the new type; keep it in step with a trigger; fill it in batches; switch reading and writing over; drop the old column in a later release.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-NOTES',
    'https://www.postgresql.org/docs/release/12.0/',
  ],
  check: {
    alterColumn({ change, column, table }, context) {
      if (change.kind !== 'setType' || context.isNewColumn(table, column.name) || context.isNew(table)) return;
      const from = context.column(table, column.name)?.type;
      const cost = costOf(from, column.name, change, context);
      if (cost === 'same' || cost === 'widening without rewrite' || cost === 'narrowing') return;
      if (cost === 'index rebuild' && !isIndexed(table, column.name, context)) return;
      // All types of one ALTER TABLE are changed in one rewrite: the first says it.
      const memory = context.memory(start);
      if (memory.said === context.index) return;
      memory.said = context.index;
      context.report({
        span: change.type.span,
        table,
        severity: cost === 'rewrite' ? 'error' : 'warning',
        message: message(`${tableName(table)}.${column.name}`, table, from, change.type, cost),
      });
    },
  },
});

function costOf(
  from: SqlType | undefined,
  column: string,
  change: { readonly type: SqlType; readonly using?: Expression; readonly collation?: string },
  context: StepContext,
): TypeChange | 'unknown' {
  if (!from || from.family === 'unknown') return 'unknown';
  const told = changeOfType(from, change.type, context.dialect, context.version);
  const cost = told === 'rewrite unless UTC' && isUtc(context) ? 'index rebuild' : told;
  // A USING expression is computed for every row, whatever the types; the bare column is none.
  return change.using &&
    change.using.text !== column &&
    (cost === 'widening without rewrite' || cost === 'index rebuild')
    ? 'rewrite'
    : cost;
}

/** The file itself has set the time zone in which both types store the same. */
function isUtc(context: StepContext): boolean {
  const zone = context.parameter('timezone') ?? '';
  return /^'?(?:utc|gmt|etc\/utc|0)'?$/i.test(zone.trim());
}

function isIndexed(table: QualifiedName, column: string, context: StepContext): boolean {
  const known = context.table(table);
  if (!known) return true;
  const keys = [...known.indexes, ...known.uniques, ...(known.primaryKey ? [known.primaryKey] : [])];
  return keys.some((key) => key.columns.some((part) => part.column?.name === column || part.expression !== undefined));
}

function message(
  what: string,
  table: QualifiedName,
  from: SqlType | undefined,
  to: SqlType,
  cost: TypeChange | 'unknown',
): string {
  const change = from ? `Changing ${what} from ${from.text} to ${to.text}` : `Changing ${what} to ${to.text}`;
  const name = tableName(table);
  const wait = 'reads and writes wait until it is done.';
  const instead = 'Add a new column, keep it in step with a trigger, fill it in batches, and swap in a later release.';
  switch (cost) {
    case 'index rebuild':
      return `${change} builds its indexes anew under ACCESS EXCLUSIVE on ${name}: ${wait}`;
    case 'rewrite unless UTC':
      return `${change} rewrites ${name} and its indexes under ACCESS EXCLUSIVE unless the session's TimeZone is UTC: ${wait} SET TimeZone = 'UTC' first if the values are in UTC; else ${lowerFirst(instead)}`;
    case 'unknown':
      return `${change} rewrites ${name} and its indexes under ACCESS EXCLUSIVE unless the old type (which no migration here tells) is binary compatible: ${wait} ${instead}`;
    default:
      return `${change} rewrites ${name} and its indexes under ACCESS EXCLUSIVE: ${wait} ${instead}`;
  }
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

const T = 'CREATE TABLE t (id int PRIMARY KEY, a varchar(50), n numeric(10,2), at timestamp, j json);';
const INSTEAD =
  'reads and writes wait until it is done. Add a new column, keep it in step with a trigger, fill it in batches, and swap in a later release.';

export const cases: Cases = {
  good: [
    {
      title: 'a longer varchar',
      before: T,
      sql: "SET lock_timeout = '5s';\nALTER TABLE t ALTER COLUMN a TYPE varchar(100);",
      clean: true,
    },
    {
      title: 'timestamp to timestamptz where the file sets UTC',
      before: T,
      sql: "SET timezone = 'UTC';\nALTER TABLE t ALTER COLUMN at TYPE timestamptz USING at;",
    },
    {
      title: 'the same in the other spelling',
      before: T,
      sql: "SET TIME ZONE 'UTC';\nALTER TABLE t ALTER COLUMN at TYPE timestamptz;",
    },
    { title: 'varchar to text', before: T, sql: 'ALTER TABLE t ALTER COLUMN a TYPE text;' },
    { title: 'more precision at the same scale', before: T, sql: 'ALTER TABLE t ALTER COLUMN n TYPE numeric(12,2);' },
    { title: 'a table made in the same migration', sql: `${T}\nALTER TABLE t ALTER COLUMN id TYPE bigint;` },
    {
      title: 'a column made in the same migration',
      before: T,
      sql: 'ALTER TABLE t ADD COLUMN b int;\nALTER TABLE t ALTER COLUMN b TYPE bigint;',
    },
  ],
  bad: [
    {
      title: 'int to bigint',
      before: T,
      sql: 'ALTER TABLE t ALTER COLUMN id TYPE «bigint»;',
      says: [`Changing t.id from int to bigint rewrites t and its indexes under ACCESS EXCLUSIVE: ${INSTEAD}`],
    },
    {
      title: 'two columns in one statement, which is one rewrite',
      before: T,
      sql: 'ALTER TABLE t ALTER COLUMN id TYPE «bigint», ALTER COLUMN j TYPE jsonb;',
      says: [`Changing t.id from int to bigint rewrites t and its indexes under ACCESS EXCLUSIVE: ${INSTEAD}`],
    },
    {
      title: 'json to jsonb',
      before: T,
      sql: 'ALTER TABLE t ALTER COLUMN j SET DATA TYPE «jsonb» USING j::jsonb;',
      says: [`Changing t.j from json to jsonb rewrites t and its indexes under ACCESS EXCLUSIVE: ${INSTEAD}`],
    },
    {
      title: 'timestamp to timestamptz',
      before: T,
      sql: 'ALTER TABLE t ALTER COLUMN at TYPE «timestamptz»;',
      says: [
        "Changing t.at from timestamp to timestamptz rewrites t and its indexes under ACCESS EXCLUSIVE unless the session's TimeZone is UTC: reads and writes wait until it is done. SET TimeZone = 'UTC' first if the values are in UTC; else add a new column, keep it in step with a trigger, fill it in batches, and swap in a later release.",
      ],
    },
    {
      title: 'an unknown old type',
      sql: 'ALTER TABLE t ALTER COLUMN id TYPE «bigint»;',
      says: [
        `Changing t.id to bigint rewrites t and its indexes under ACCESS EXCLUSIVE unless the old type (which no migration here tells) is binary compatible: ${INSTEAD}`,
      ],
    },
  ],
};
