import type { Index, Statement, Table, Trigger } from '../../model';
import { nameKey, objectKey } from '../../model';
import { printStatements } from '../../sql';
import type { Cases } from '../cases';
import { fix, insertAfterSpan } from '../edits';
import { listed } from '../names';
import type { FileContext } from '../rule';
import { defineRule } from '../rule';

interface Old {
  readonly name: string;
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly at: Statement['span'];
}

const start = () => ({ old: new Map<string, Old>(), renamed: new Map<string, string>() });

export const rule = defineRule({
  id: 'sqlite-rebuild-loses-objects',
  category: 'migration-safety',
  severity: 'warning',
  dialects: ['sqlite'],
  recommended: true,
  what: 'A rebuild that does not make the indexes and triggers of the old table again loses them.',
  why: 'Indexes and triggers go with the table that is dropped. Queries read the whole table from then on, a lost unique index lets duplicates in, and a lost trigger no longer keeps what it kept; nothing fails, so nobody sees it.',
  instead: 'CREATE INDEX and CREATE TRIGGER again once the new table has its name.',
  sources: ['https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes'],
  check: {
    renameTable({ table, to }, context) {
      const { renamed } = context.memory(start);
      if (!context.isNew(table)) renamed.set(nameKey('sqlite', to.name), nameKey('sqlite', table.name));
    },
    dropTable({ table }, context) {
      const known = context.table(table);
      const memory = context.memory(start);
      const key = objectKey(context.dialect, table.schema, table.name);
      const origin = memory.renamed.get(key);
      if (!known || (context.isNew(table) && origin === undefined)) return;
      const { indexes, triggers } = known;
      memory.old.set(origin ?? key, { name: origin ?? table.name, indexes, triggers, at: table.span });
    },
    migration(context) {
      for (const [key, old] of context.memory(start).old) {
        const now = context.schema.tables.get(key);
        if (now?.complete) report(old, now, context);
      }
    },
  },
});

function report(old: Old, now: Table, context: FileContext): void {
  const indexes = old.indexes.filter((index) => isLost(index, now));
  const triggers = old.triggers.filter(({ name }) => !now.triggers.some((other) => same(other.name, name)));
  if (indexes.length + triggers.length === 0) return;
  const isUnique = indexes.some(({ unique }) => unique);
  const lost = [
    ...indexes.map(({ name, unique }) => `${unique ? 'unique index' : 'index'} ${name}`),
    ...triggers.map(({ name }) => `trigger ${name}`),
  ];
  context.report({
    span: old.at,
    table: now,
    ...(isUnique || triggers.length > 0 ? { severity: 'error' as const } : {}),
    message: `The rebuild of ${now.name} loses ${listed(lost)}: ${lost.length === 1 ? 'it goes' : 'they go'} with the old table and nothing makes ${lost.length === 1 ? 'it' : 'them'} again. Create ${lost.length === 1 ? 'it' : 'them'} once the new table has its name.`,
    related: [...indexes, ...triggers].map(({ name, at }) => ({ span: at, message: `${name} was made here` })),
    fixes: [triggers.length === 0 ? madeAgain(indexes, now, context) : undefined],
  });
}

/** Not there under its name or over its columns, though the new table has them all. */
function isLost(index: Index, now: Table): boolean {
  if (index.implicit || index.columns.some(({ column }) => !column)) return false;
  const columns = index.columns.map(({ column }) => column?.name ?? '');
  if (!columns.every((name) => now.columns.some((column) => same(column.name, name)))) return false;
  if (now.indexes.some(({ name }) => same(name, index.name))) return false;
  const keys = [
    ...now.indexes,
    ...[...now.uniques, ...(now.primaryKey ? [now.primaryKey] : [])].map((key) => ({ ...key, unique: true })),
  ];
  return !keys.some((key) => {
    const others = key.columns.map(({ column }) => column?.name ?? '');
    // A unique index is stood for by another one over the same columns, in whatever order.
    if (index.unique)
      return key.unique && others.length === columns.length && others.every((name) => has(columns, name));
    return columns.every((name, at) => same(others[at] ?? '', name));
  });
}

function has(names: readonly string[], asked: string): boolean {
  return names.some((name) => same(name, asked));
}

function same(a: string, b: string): boolean {
  return nameKey('sqlite', a) === nameKey('sqlite', b);
}

function madeAgain(indexes: readonly Index[], now: Table, context: FileContext) {
  const last = context.script.statements.at(-1);
  if (!last || context.script.statements.some(({ conditional }) => conditional)) return undefined;
  const table = { name: now.name, span: now.at };
  const made = indexes.map((index) =>
    printStatements(
      [
        {
          kind: 'createIndex',
          table,
          span: index.span,
          index: { ...index, name: { name: index.name, span: index.at } },
        },
      ],
      'sqlite',
    ).trim(),
  );
  return fix('safe', `Make ${indexes.length === 1 ? 'the index' : 'the indexes'} again`, [
    insertAfterSpan(context, last.span, made),
  ]);
}

const OLD =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, email TEXT);\nCREATE INDEX users_name ON users (name);\nCREATE UNIQUE INDEX users_email ON users (email);';
const REBUILD =
  'CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL);\nINSERT INTO new_users SELECT id, name, email FROM users;\nDROP TABLE users;\nALTER TABLE new_users RENAME TO users;';

export const cases: Cases = {
  good: [
    {
      title: 'indexes made again',
      before: OLD,
      sql: `${REBUILD}\nCREATE INDEX users_name ON users (name);\nCREATE UNIQUE INDEX users_email ON users (email);`,
      clean: true,
    },
    {
      title: 'an index that a longer one or a key stands for now',
      before: OLD,
      sql: 'CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT, email TEXT NOT NULL UNIQUE);\nINSERT INTO new_users SELECT id, name, email FROM users;\nDROP TABLE users;\nALTER TABLE new_users RENAME TO users;\nCREATE INDEX users_by_name ON users (name, email);',
    },
    {
      title: 'an index of a column that goes',
      before: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE INDEX users_name ON users (name);',
      sql: 'CREATE TABLE new_users (id INTEGER PRIMARY KEY);\nINSERT INTO new_users SELECT id FROM users;\nDROP TABLE users;\nALTER TABLE new_users RENAME TO users;',
    },
    {
      title: 'the index under its old name over other columns',
      before: OLD,
      sql: `${REBUILD}\nCREATE INDEX users_name ON users (email, name);\nCREATE UNIQUE INDEX users_email ON users (email);`,
    },
    {
      title: 'a unique index that is a key of the new table now',
      before: 'CREATE TABLE s (user_id INT, k TEXT);\nCREATE UNIQUE INDEX s_key ON s (k, user_id);',
      sql: 'CREATE TABLE new_s (user_id INT, k TEXT, UNIQUE (user_id, k));\nINSERT INTO new_s SELECT * FROM s;\nDROP TABLE s;\nALTER TABLE new_s RENAME TO s;',
    },
    { title: 'a table that is dropped for good', before: OLD, sql: 'DROP TABLE users;' },
  ],
  bad: [
    {
      title: 'indexes left out',
      before: OLD,
      sql: REBUILD.replace('TABLE users;', 'TABLE «users»;'),
      says: [
        'The rebuild of users loses index users_name and unique index users_email: they go with the old table and nothing makes them again. Create them once the new table has its name.',
      ],
      fixed: `${REBUILD}\nCREATE INDEX users_name ON users (name);\nCREATE UNIQUE INDEX users_email ON users (email);`,
    },
    {
      title: 'a trigger left out, of a table renamed away',
      before:
        'CREATE TABLE t (id INTEGER PRIMARY KEY, n INT);\nCREATE TRIGGER t_after AFTER INSERT ON t BEGIN UPDATE t SET n = 1 WHERE id = new.id; END;',
      sql: 'ALTER TABLE t RENAME TO _t_old;\nCREATE TABLE t (id INTEGER PRIMARY KEY, n INT NOT NULL);\nINSERT INTO t SELECT id, n FROM _t_old;\nDROP TABLE «_t_old»;',
      says: [
        'The rebuild of t loses trigger t_after: it goes with the old table and nothing makes it again. Create it once the new table has its name.',
      ],
    },
  ],
};
