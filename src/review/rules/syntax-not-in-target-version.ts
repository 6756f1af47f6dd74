import type { ColumnSpec, ConstraintSpec, Dialect, IndexSpec, Operation, Span } from '../../model';
import { compareVersions, DIALECT_NAMES, parseVersion } from '../../model';
import type { Cases } from '../cases';
import type { StepContext } from '../rule';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'syntax-not-in-target-version',
  category: 'portability',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'The statement uses what the server of this project does not know yet.',
  why: 'It runs on the developer’s newer server and stops in production. Said only where the version is configured or found (a setting, a compose file); IF NOT EXISTS for columns, which is MariaDB’s, is told of MySQL in any version.',
  instead: 'What the older server has, or a newer server first.',
  sources: [
    'https://www.postgresql.org/docs/release/',
    'https://dev.mysql.com/doc/refman/8.0/en/mysql-nutshell.html',
    'https://www.sqlite.org/changes.html',
    'https://mariadb.com/kb/en/release-notes/',
  ],
  check: {
    operation(operation, context) {
      for (const { what, since, span } of newThings(operation, context)) {
        const needed = since[context.dialect];
        if (needed === undefined) continue;
        const known = context.knownVersion;
        const wanted = needed === 'never' ? undefined : parseVersion(needed);
        if (wanted && (!known || compareVersions(known, wanted) >= 0)) continue;
        const name = DIALECT_NAMES[context.dialect];
        context.report({
          span,
          // Which of MySQL and MariaDB a project runs may have been guessed.
          ...(wanted ? {} : { severity: 'warning' as const }),
          message:
            wanted && known
              ? `${what} came with ${name} ${needed}, and this project's server is ${known.major}${known.major >= 10 && context.dialect === 'postgresql' ? '' : `.${known.minor}`}: the statement fails there.`
              : `${what} is not known to ${name} in any version: the statement fails.`,
        });
      }
    },
  },
});

type Since = Readonly<Partial<Record<Dialect, string>>>;
interface NewThing {
  readonly what: string;
  readonly since: Since;
  readonly span: Span;
}

function newThings(operation: Operation, context: StepContext): readonly NewThing[] {
  const { span } = operation;
  const thing = (what: string, since: Since, isUsed: unknown): readonly NewThing[] =>
    isUsed ? [{ what, since, span }] : [];
  switch (operation.kind) {
    case 'createTable':
      return [
        ...operation.columns.flatMap((column) => ofColumn(column, context)),
        ...operation.constraints.flatMap(ofConstraint),
        ...operation.indexes.flatMap(ofIndex),
        ...thing(
          'STRICT',
          { sqlite: '3.37' },
          operation.options.some(({ name }) => name === 'strict'),
        ),
        ...thing('Partitioning by hash', { postgresql: '11' }, operation.partitionBy?.method === 'hash'),
        ...thing('PARTITION BY', { postgresql: '10' }, operation.partitionBy),
      ];
    case 'addColumn':
      return [
        ...ofColumn(operation.column, context),
        ...thing('ADD COLUMN IF NOT EXISTS', { mysql: 'never', postgresql: '9.6' }, operation.ifNotExists),
      ];
    case 'dropColumn':
      return [
        ...thing('DROP COLUMN', { sqlite: '3.35' }, true),
        ...thing('DROP COLUMN IF EXISTS', { mysql: 'never' }, operation.ifExists),
      ];
    case 'renameColumn':
      return isMarked(operation, context, /\brename\s+column\b/i)
        ? thing('RENAME COLUMN', { sqlite: '3.25', mysql: '8.0', mariadb: '10.5.2' }, true)
        : thing('RENAME COLUMN', { sqlite: '3.25' }, true);
    case 'addConstraint':
      return ofConstraint(operation.constraint);
    case 'dropConstraint':
      return thing('DROP CONSTRAINT', { mysql: '8.0.19' }, operation.name && !operation.constraintKind);
    case 'createIndex':
      return [
        ...ofIndex(operation.index),
        ...thing('CREATE INDEX IF NOT EXISTS', { mysql: 'never', postgresql: '9.5' }, operation.ifNotExists),
      ];
    case 'reindex':
      return thing('REINDEX CONCURRENTLY', { postgresql: '12' }, operation.concurrently);
    case 'alterTable':
      return thing(
        'DETACH PARTITION CONCURRENTLY',
        { postgresql: '14' },
        operation.change.kind === 'detachPartition' && operation.change.concurrently,
      );
    case 'alterColumn':
      return thing('SET EXPRESSION', { postgresql: '17' }, operation.change.kind === 'setExpression');
    case 'createView':
      return thing('security_invoker', { postgresql: '15' }, operation.securityInvoker);
    case 'createRoutine':
      return thing('CREATE PROCEDURE', { postgresql: '11' }, operation.form === 'procedure');
    case 'createTrigger':
      return thing('CREATE OR REPLACE TRIGGER', { postgresql: '14' }, operation.orReplace);
    case 'changeData':
      return thing('MERGE', { postgresql: '15' }, operation.change === 'merge');
    default:
      return [];
  }
}

function ofColumn(
  { name, generated, identity, default: value, constraints }: ColumnSpec,
  { schema }: StepContext,
): readonly NewThing[] {
  const found: NewThing[] = constraints.flatMap(ofConstraint);
  const add = (what: string, since: Since) => found.push({ what, since, span: name.span });
  if (generated) add('A generated column', { postgresql: '12', sqlite: '3.31' });
  if (generated && !generated.stored) add('A virtual generated column', { postgresql: '18' });
  if (identity === 'always' || identity === 'by default') add('An identity column', { postgresql: '10' });
  if (value?.calls.includes('uuidv7')) add('uuidv7()', { postgresql: '18' });
  if (value?.calls.includes('gen_random_uuid') && !schema.extensions.has('pgcrypto'))
    add('gen_random_uuid() without pgcrypto', { postgresql: '13' });
  if (value?.text.startsWith('(') && value.kind !== 'literal')
    add('An expression as default', { mysql: '8.0.13', mariadb: '10.2.1' });
  return found;
}

function ofConstraint(constraint: ConstraintSpec): readonly NewThing[] {
  const { span } = constraint;
  const found: NewThing[] = [];
  if (constraint.kind === 'unique' && constraint.nullsNotDistinct)
    found.push({ what: 'NULLS NOT DISTINCT', since: { postgresql: '15' }, span });
  if (constraint.kind === 'notNull' && constraint.notValid)
    found.push({ what: 'NOT NULL … NOT VALID', since: { postgresql: '18' }, span });
  if (constraint.notEnforced) found.push({ what: 'NOT ENFORCED', since: { postgresql: '18', mysql: '8.0.16' }, span });
  if ((constraint.kind === 'unique' || constraint.kind === 'primaryKey') && constraint.include?.length)
    found.push({ what: 'INCLUDE', since: { postgresql: '11' }, span });
  return found;
}

function ofIndex({ span, include, nullsNotDistinct, columns, invisible }: IndexSpec): readonly NewThing[] {
  const found: NewThing[] = [];
  if (include?.length) found.push({ what: 'INCLUDE', since: { postgresql: '11' }, span });
  if (nullsNotDistinct) found.push({ what: 'NULLS NOT DISTINCT', since: { postgresql: '15' }, span });
  if (invisible) found.push({ what: 'An invisible index', since: { mysql: '8.0' }, span });
  if (columns.some(({ expression }) => expression))
    found.push({ what: 'An expression in an index', since: { mysql: '8.0.13', mariadb: 'never' }, span });
  return found;
}

/** MySQL’s CHANGE renames as well, in all versions. */
function isMarked(operation: Operation, context: StepContext, words: RegExp): boolean {
  return words.test(context.text(operation.span));
}

export const cases: Cases = {
  good: [
    {
      title: 'a server that knows it',
      version: '16',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, UNIQUE NULLS NOT DISTINCT (a));',
    },
    {
      title: 'a server that nobody named',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, UNIQUE NULLS NOT DISTINCT (a));',
    },
    { title: 'what MariaDB knows', dialect: 'mariadb', sql: 'ALTER TABLE t ADD COLUMN IF NOT EXISTS a int;' },
    {
      title: 'pgcrypto’s function',
      version: '12',
      sql: 'CREATE EXTENSION pgcrypto;\nCREATE TABLE t (id uuid PRIMARY KEY DEFAULT gen_random_uuid());',
    },
  ],
  bad: [
    {
      title: 'PostgreSQL 14',
      version: '14',
      sql: 'CREATE TABLE t (id int PRIMARY KEY, a int, «UNIQUE NULLS NOT DISTINCT (a)»);',
      says: ["NULLS NOT DISTINCT came with PostgreSQL 15, and this project's server is 14: the statement fails there."],
    },
    {
      title: 'SQLite 3.31',
      dialect: 'sqlite',
      version: '3.31',
      sql: 'ALTER TABLE t «DROP COLUMN a»;',
      says: ["DROP COLUMN came with SQLite 3.35, and this project's server is 3.31: the statement fails there."],
    },
    {
      title: "MariaDB's words in MySQL",
      dialect: 'mysql',
      sql: 'ALTER TABLE t «ADD COLUMN IF NOT EXISTS a int»;',
      says: ['ADD COLUMN IF NOT EXISTS is not known to MySQL in any version: the statement fails.'],
    },
  ],
};
