import type { Dialect, Schema, Span, Table } from '../../model';
import { isStandIn, nameKey } from '../../model';
import type { Cases } from '../cases';
import { defineRule } from '../rule';

export const rule = defineRule({
  id: 'duplicate-constraint-name',
  category: 'schema-design',
  severity: 'error',
  dialects: ['mysql', 'mariadb', 'postgresql', 'sqlserver', 'oracle'],
  recommended: true,
  what: 'Two tables have a constraint or index of one name, where names are one for the whole schema.',
  why: 'The second statement is refused. Foreign keys are named per database in MySQL and MariaDB, checks too in MySQL; primary and unique keys and indexes per schema in PostgreSQL, whose other constraints are their table’s own; all constraints per schema in SQL Server and Oracle.',
  instead: 'Put the table’s name into the constraint’s.',
  sources: [
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-check-constraints.html',
    'https://www.postgresql.org/docs/current/sql-createindex.html',
  ],
  check: {
    schema(schema, context) {
      const first = new Map<string, Named>();
      for (const named of namesOf(schema)) {
        const { space, table, name, at } = named;
        const key = `${space} ${table.schema ?? ''} ${nameKey(context.dialect, name)}`;
        const known = first.get(key);
        if (!known) first.set(key, named);
        else if (known.table !== table) {
          context.report({
            span: at,
            table,
            message: `${name} of ${table.name} has the name of ${known.what} of ${known.table.name}: the server refuses the second one. Put the table's name into it.`,
            related: [{ span: known.at, message: `${known.what} of ${known.table.name}.` }],
          });
        }
      }
    },
  },
});

interface Named {
  /** Names differ within one space only. */
  readonly space: string;
  readonly what: string;
  readonly table: Table;
  readonly name: string;
  readonly at: Span;
}

/** A dot in a name is a model's way to a table of another schema, whose names are not in this one's way. */
function namesOf(schema: Schema): readonly Named[] {
  return [...schema.tables.values()]
    .filter(
      ({ kind, partitionOf, temporary, name }) => kind === 'table' && !partitionOf && !temporary && !name.includes('.'),
    )
    .flatMap((table) => namesOfTable(schema.dialect, table))
    .filter(({ name }) => name !== '' && name.toUpperCase() !== 'PRIMARY' && !isStandIn(name));
}

function namesOfTable(dialect: Dialect, table: Table): readonly Named[] {
  const { primaryKey, uniques, foreignKeys, checks, indexes } = table;
  const as =
    (space: string, what: string) =>
    ({ name, at }: { readonly name: string; readonly at: Span }) => ({ space, what, table, name, at });
  const keys = [...(primaryKey ? [primaryKey] : []), ...uniques].map(as('all', 'a key'));
  const references = foreignKeys.map(
    as(dialect === 'mysql' || dialect === 'mariadb' ? 'references' : 'all', 'a foreign key'),
  );
  const checked = checks.map(as(dialect === 'mysql' ? 'checks' : 'all', 'a check'));
  switch (dialect) {
    case 'postgresql':
      return [...keys, ...indexes.map(as('all', 'an index'))];
    case 'mysql':
      return [...references, ...checked];
    case 'mariadb':
      return references;
    default:
      return [...keys, ...references, ...checked];
  }
}

const P = 'CREATE TABLE p (id int PRIMARY KEY);';

export const cases: Cases = {
  good: [
    {
      title: 'names with their table',
      before: P,
      sql: 'CREATE TABLE a (id int PRIMARY KEY, p int, CONSTRAINT a_p FOREIGN KEY (p) REFERENCES p (id));\nCREATE TABLE b (id int PRIMARY KEY, p int, CONSTRAINT b_p FOREIGN KEY (p) REFERENCES p (id));',
    },
    {
      title: 'indexes of MySQL, which are their table’s',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, x int, KEY k (x));\nCREATE TABLE b (id int PRIMARY KEY, x int, KEY k (x));',
    },
    {
      title: 'foreign keys of PostgreSQL, which are their table’s',
      dialect: 'postgresql',
      before: P,
      sql: 'CREATE TABLE a (id int PRIMARY KEY, p int, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id));\nCREATE TABLE b (id int PRIMARY KEY, p int, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id));',
    },
  ],
  bad: [
    {
      title: 'foreign keys of MySQL',
      before: P,
      sql: 'CREATE TABLE a (id int PRIMARY KEY, p int, CONSTRAINT fk FOREIGN KEY (p) REFERENCES p (id));\nCREATE TABLE b (id int PRIMARY KEY, p int, CONSTRAINT «fk» FOREIGN KEY (p) REFERENCES p (id));',
      says: [
        "fk of b has the name of a foreign key of a: the server refuses the second one. Put the table's name into it.",
      ],
    },
    {
      title: 'indexes of PostgreSQL',
      dialect: 'postgresql',
      sql: 'CREATE TABLE a (id int PRIMARY KEY, x int);\nCREATE INDEX x_idx ON a (x);\nCREATE TABLE b (id int PRIMARY KEY, x int);\nCREATE INDEX «x_idx» ON b (x);',
      says: [
        "x_idx of b has the name of an index of a: the server refuses the second one. Put the table's name into it.",
      ],
    },
  ],
};
