import type { Ident, Operation } from '../../model';
import type { Cases } from '../cases';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

/** Bytes (PostgreSQL, NAMEDATALEN - 1; Oracle since 12.2) or characters (MySQL, MariaDB, SQL Server). */
const LIMITS: Readonly<Record<string, { readonly length: number; readonly unit: 'bytes' | 'characters' }>> = {
  postgresql: { length: 63, unit: 'bytes' },
  mysql: { length: 64, unit: 'characters' },
  mariadb: { length: 64, unit: 'characters' },
  sqlserver: { length: 128, unit: 'characters' },
  oracle: { length: 128, unit: 'bytes' },
};

export const rule = defineRule({
  id: 'identifier-too-long',
  category: 'naming',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'A name is longer than the engine keeps.',
  why: 'PostgreSQL cuts it after 63 bytes with no more than a notice: the next migration does not find the constraint by the name that stands here, and two names that differ only behind that are one. The others refuse the statement.',
  instead: 'A shorter name.',
  sources: [
    'https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS',
    'https://dev.mysql.com/doc/refman/8.4/en/identifier-length.html',
  ],
  check: {
    operation(operation, context) {
      const limit = LIMITS[context.dialect];
      if (!limit) return;
      for (const name of namesMade(operation)) {
        const text = writtenOut(name, context);
        const length = limit.unit === 'bytes' ? new TextEncoder().encode(text).length : [...text].length;
        if (length > limit.length)
          context.report({ span: name.span, message: message(name, { length, limit }, context) });
      }
    },
  },
});

/** The names that an operation gives; what it only mentions was named elsewhere. */
function namesMade(operation: Operation): readonly Ident[] {
  switch (operation.kind) {
    case 'createTable':
      return [
        operation.table,
        ...operation.columns.map(({ name }) => name),
        ...[...operation.constraints, ...operation.indexes].flatMap(({ name }) => (name ? [name] : [])),
      ];
    case 'addColumn':
      return [operation.column.name];
    case 'addConstraint':
      return operation.constraint.name ? [operation.constraint.name] : [];
    case 'createIndex':
      return operation.index.name ? [operation.index.name] : [];
    case 'renameTable':
    case 'renameColumn':
    case 'renameIndex':
    case 'renameConstraint':
      return [operation.to];
    default:
      return [];
  }
}

/** What is read of a name in PostgreSQL is what the engine keeps; its own text may go on. */
function writtenOut({ name, span }: Ident, context: StepContext): string {
  const text = context.text(span).replace(/^["`[]|["`\]]$/g, '');
  return text.toLowerCase().startsWith(name.toLowerCase()) ? text : name;
}

interface Measured {
  readonly length: number;
  readonly limit: { readonly length: number; readonly unit: string };
}

function message({ name }: Ident, { length, limit }: Measured, { dialect }: StepContext): string {
  const shown = `${name.slice(0, 30)}…`;
  return dialect === 'postgresql'
    ? `${shown} has ${length} bytes: PostgreSQL keeps ${limit.length} and cuts the rest off, so that later statements do not find it by this name. Shorten it.`
    : `${shown} has ${length} ${limit.unit}, and ${limit.length} are allowed: the statement is refused. Shorten it.`;
}

const LONG = 'index_on_customers_by_the_country_of_their_first_and_their_last_order';

export const cases: Cases = {
  good: [
    { title: 'sixty-three bytes', sql: `CREATE TABLE ${'t'.repeat(63)} (id int PRIMARY KEY);` },
    { title: 'a long name that is only mentioned', sql: `DROP INDEX CONCURRENTLY IF EXISTS ${LONG};` },
  ],
  bad: [
    {
      title: 'cut by PostgreSQL',
      before: 'CREATE TABLE customers (id int PRIMARY KEY, country text);',
      sql: `CREATE INDEX CONCURRENTLY «${LONG}» ON customers (country);`,
      says: [
        'index_on_customers_by_the_coun… has 69 bytes: PostgreSQL keeps 63 and cuts the rest off, so that later statements do not find it by this name. Shorten it.',
      ],
    },
    {
      title: 'refused by MySQL',
      dialect: 'mysql',
      sql: `CREATE TABLE t (id int PRIMARY KEY, a int, KEY «${LONG}» (a));`,
      says: [
        'index_on_customers_by_the_coun… has 69 characters, and 64 are allowed: the statement is refused. Shorten it.',
      ],
    },
  ],
};
