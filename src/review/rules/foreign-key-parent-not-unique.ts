import type { ForeignKey, Table } from '../../model';
import { isMysqlFamily, nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed } from '../names';
import type { BaseContext } from '../rule';
import { defineRule } from '../rule';
import { isTemplated } from '../templates';

export const rule = defineRule({
  id: 'foreign-key-parent-not-unique',
  category: 'schema-design',
  severity: 'error',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlite'],
  recommended: true,
  what: 'A foreign key references columns that no primary key and no unique key of the parent covers.',
  why: 'PostgreSQL refuses it, and so does MySQL 8.4 unless restrict_fk_on_non_standard_key is off; older MySQL and MariaDB take any index, and then it is not defined which of several parents a row belongs to. SQLite takes the declaration and fails at the first INSERT or DELETE with "foreign key mismatch". A partial unique index does not count.',
  instead: 'Reference the primary key, or make the referenced columns unique first.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
    'https://www.sqlite.org/foreignkeys.html#fk_indexes',
  ],
  check: {
    table(table, context) {
      for (const key of table.foreignKeys) {
        if (key.notEnforced) continue;
        const parent = context.table(key.refTable);
        if (!parent || !isKnown(parent) || isTemplated(context, parent.span)) continue;
        const columns = key.refColumns.map(({ name }) => name);
        if (columns.length === 0 ? parent.primaryKey : isUnique(parent, columns, context)) continue;
        report(table, parent, key, columns, context);
      }
    },
  },
});

/** All of its keys are at hand: a partition's and an inheritor's come from elsewhere. */
function isKnown(parent: Table): boolean {
  return parent.complete && parent.kind === 'table' && !parent.partitionOf && !parent.inherits;
}

interface Key {
  readonly columns: readonly { readonly column?: { readonly name: string }; readonly prefix?: number }[];
}

/** The same columns in any order: each engine matches them by name. */
function isUnique(parent: Table, columns: readonly string[], { dialect }: BaseContext): boolean {
  const asked = new Set(columns.map((name) => nameKey(dialect, name)));
  const covers = (key: Key): boolean =>
    key.columns.length === asked.size &&
    key.columns.every(
      ({ column, prefix }) => column && prefix === undefined && asked.has(nameKey(dialect, column.name)),
    );
  const indexes = parent.indexes.filter(({ unique, where }) => unique && !where);
  return [...(parent.primaryKey ? [parent.primaryKey] : []), ...parent.uniques, ...indexes].some(covers);
}

function report(table: Table, parent: Table, key: ForeignKey, columns: readonly string[], context: BaseContext): void {
  const what =
    columns.length === 0 ? `${parent.name}, which has no primary key` : `${parent.name} (${columns.join(', ')})`;
  const isLoose = isMysqlFamily(context.dialect) && hasIndex(parent, columns, context);
  const then =
    context.dialect === 'postgresql'
      ? 'PostgreSQL refuses the foreign key'
      : context.dialect === 'sqlite'
        ? 'with foreign keys on every INSERT here and DELETE there fails with "foreign key mismatch"'
        : isLoose
          ? 'MySQL 8.4 refuses the foreign key, and before that it is not defined which parent a row belongs to'
          : 'the server refuses the foreign key (error 1822)';
  context.report({
    span: key.at,
    table,
    ...(isLoose ? { severity: 'warning' as const } : {}),
    message: `${table.name} (${listed(key.columns.map(({ name }) => name))}) references ${what}${columns.length === 0 ? '' : ', which nothing makes unique'}: ${then}. Reference the primary key, or make ${columns.length > 1 ? 'them' : 'it'} unique.`,
    related: [{ span: parent.at, message: `${parent.name} is declared here` }],
  });
}

/** InnoDB wants an index that begins with the columns. */
function hasIndex(parent: Table, columns: readonly string[], { dialect }: BaseContext): boolean {
  const keys: readonly Key[] = [
    ...parent.indexes,
    ...parent.uniques,
    ...(parent.primaryKey ? [parent.primaryKey] : []),
  ];
  return keys.some((key) =>
    columns.every((name, at) => nameKey(dialect, key.columns[at]?.column?.name ?? '') === nameKey(dialect, name)),
  );
}

export const cases: Cases = {
  good: [
    {
      title: 'the primary key, named or not',
      sql: 'CREATE TABLE p (id int PRIMARY KEY);\nCREATE TABLE c (a int REFERENCES p, b int REFERENCES p (id));',
    },
    {
      title: 'a unique index, in another order',
      sql: 'CREATE TABLE p (id int PRIMARY KEY, a int, b int);\nCREATE UNIQUE INDEX ON p (b, a);\nCREATE TABLE c (x int, y int, FOREIGN KEY (x, y) REFERENCES p (a, b));',
    },
    {
      title: 'a unique key added after the table',
      dialect: 'sqlite',
      sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY, code TEXT);\nCREATE TABLE c (code TEXT REFERENCES p (Code));\nCREATE UNIQUE INDEX p_code ON p (code);',
    },
    {
      title: 'a parent whose key a template may bring',
      dialect: 'sqlite',
      sql: 'CREATE TABLE p (id $%AUTO_INCREMENT_PRIMARY_KEY%$, n INT);\nCREATE TABLE c (id INTEGER PRIMARY KEY, p INT REFERENCES p (id));',
    },
    { title: 'a parent that no history makes', sql: 'CREATE TABLE c (a int REFERENCES p (code));' },
  ],
  bad: [
    {
      title: 'a column that may repeat',
      sql: 'CREATE TABLE p (id int PRIMARY KEY, code text);\nCREATE TABLE c (id int PRIMARY KEY, code text «REFERENCES p (code)»);',
      says: [
        'c (code) references p (code), which nothing makes unique: PostgreSQL refuses the foreign key. Reference the primary key, or make it unique.',
      ],
    },
    {
      title: 'half of a composite key in SQLite',
      dialect: 'sqlite',
      sql: 'CREATE TABLE p (a INT, b INT, PRIMARY KEY (a, b));\nCREATE TABLE c (id INTEGER PRIMARY KEY, a INT «REFERENCES p (a)»);',
      says: [
        'c (a) references p (a), which nothing makes unique: with foreign keys on every INSERT here and DELETE there fails with "foreign key mismatch". Reference the primary key, or make it unique.',
      ],
    },
    {
      title: 'a plain index in MySQL',
      dialect: 'mysql',
      sql: 'CREATE TABLE p (id int PRIMARY KEY, n int, KEY (n));\nCREATE TABLE c (id int PRIMARY KEY, n int, «FOREIGN KEY (n) REFERENCES p (n)»);',
      says: [
        'c (n) references p (n), which nothing makes unique: MySQL 8.4 refuses the foreign key, and before that it is not defined which parent a row belongs to. Reference the primary key, or make it unique.',
      ],
    },
  ],
};
