import type { DropTable, ForeignKey, QualifiedName, Table } from '../../model';
import { nameKey, objectKey } from '../../model';
import type { Cases } from '../cases';
import { fix, insertAfterSpan, insertAt, isPlain } from '../edits';
import { listed } from '../names';
import { isWorkingName } from '../rebuild';
import type { BaseContext, StepContext } from '../rule';
import { defineRule } from '../rule';

interface Orphaned {
  readonly operation: DropTable;
  readonly origin: string;
}

/** `renamed`: new key of an old table that this migration renamed, to the name that it had. */
const start = () => ({ renamed: new Map<string, string>(), orphaned: [] as Orphaned[] });

export const rule = defineRule({
  id: 'sqlite-rebuild-foreign-keys',
  category: 'migration-safety',
  severity: 'error',
  dialects: ['sqlite'],
  recommended: true,
  what: 'A rebuild that drops the old table while foreign keys are on deletes the rows that reference it, or fails.',
  why: 'DROP TABLE first deletes every row: ON DELETE CASCADE empties the child tables without a word, SET NULL forgets the references, and without an action the drop fails as soon as a child has a row. defer_foreign_keys does not help. Renaming the old table away is worse: since 3.26 the children follow it to its new name, whatever foreign_keys says, and reference nothing once it is dropped.',
  instead:
    'PRAGMA foreign_keys = OFF before the transaction; create the new table, copy, drop the old, rename the new; PRAGMA foreign_key_check; COMMIT; PRAGMA foreign_keys = ON.',
  sources: [
    'https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes',
    'https://www.sqlite.org/foreignkeys.html#fk_schemacommands',
  ],
  check: {
    renameTable({ table, to }, context) {
      if (context.isNew(table)) return;
      const key = objectKey(context.dialect, to.schema ?? table.schema, to.name);
      context.memory(start).renamed.set(key, table.name);
    },
    dropTable(operation, context) {
      const { table } = operation;
      const { renamed, orphaned } = context.memory(start);
      const origin = renamed.get(objectKey(context.dialect, table.schema, table.name));
      if (origin !== undefined && context.schema.tables.has(nameKey('sqlite', origin))) {
        if (!isOn(context.parameter('pragma legacy_alter_table'))) orphaned.push({ operation, origin });
        return;
      }
      if (context.isNew(table) || !hasCopy(table, context) || isOff(context.parameter('pragma foreign_keys'))) return;
      // TypeORM's drivers of SQLite turn foreign keys off before migrations (beforeMigration in its query runners).
      if (context.tool === 'typeorm-migrations') return;
      const children = childrenOf(table, context);
      if (children.length > 0) reportCascade(operation, children, context);
    },
    migration(context) {
      // A child that is made anew later in the file names its parent again.
      for (const { operation, origin } of context.memory(start).orphaned) {
        const children = childrenOf(operation.table, context);
        if (children.length > 0) reportOrphans(operation, origin, children, context);
      }
    },
  },
});

interface Child {
  readonly table: Table;
  readonly key: ForeignKey;
}

function childrenOf(table: QualifiedName, context: BaseContext): readonly Child[] {
  const own = objectKey(context.dialect, table.schema, table.name);
  return [...context.schema.tables.values()].flatMap((child) => {
    if (objectKey(context.dialect, child.schema, child.name) === own) return [];
    // A copy of this table repeats its references to itself.
    if (isWorkingName(child.name, table.name)) return [];
    const key = child.foreignKeys.find(
      ({ refTable }) => objectKey(context.dialect, refTable.schema, refTable.name) === own,
    );
    return key ? [{ table: child, key }] : [];
  });
}

/** Its copy stands beside it under a working name: this is the drop of a rebuild. */
function hasCopy(table: QualifiedName, context: StepContext): boolean {
  return [...context.schema.tables.values()].some(({ name }) => isWorkingName(name, table.name));
}

function isOff(value: string | undefined): boolean {
  return value !== undefined && /^'?(?:off|0|false|no)'?$/i.test(value.trim());
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && /^'?(?:on|1|true|yes)'?$/i.test(value.trim());
}

function reportOrphans(operation: DropTable, origin: string, children: readonly Child[], context: BaseContext): void {
  const names = listed(children.map(({ table }) => table.name));
  const reference = children.length === 1 ? 'references' : 'reference';
  context.report({
    span: operation.table.span,
    table: operation.table,
    message: `${names} followed the rename of ${origin} and ${reference} ${operation.table.name}, which is dropped here: every later INSERT there fails with "no such table". Create the new table under another name, copy, drop ${origin}, and rename the new one.`,
    related: children.map(({ table, key }) => ({ span: key.at, message: `${table.name} references it here` })),
  });
}

function reportCascade(operation: DropTable, children: readonly Child[], context: StepContext): void {
  const { table } = operation;
  const those = (is: (action: string) => boolean): string =>
    listed(children.filter(({ key }) => is(key.onDelete ?? 'no action')).map((child) => child.table.name));
  const [cascade, forgets, refuses] = [
    those((action) => action === 'cascade'),
    those((action) => action.startsWith('set ')),
    those((action) => action !== 'cascade' && !action.startsWith('set ')),
  ];
  const harm = [
    ...(cascade ? [`all rows of ${cascade} are deleted (ON DELETE CASCADE)`] : []),
    ...(forgets ? [`the references of ${forgets} are forgotten (ON DELETE SET)`] : []),
    ...(refuses ? [`it fails if there are rows in ${refuses}`] : []),
  ];
  context.report({
    span: table.span,
    table,
    message: `Dropping ${table.name} in this rebuild with foreign keys on first deletes its rows: ${listed(harm)}. PRAGMA foreign_keys = OFF before it, outside a transaction, and run PRAGMA foreign_key_check after it.`,
    related: children.map(({ table: child, key }) => ({ span: key.at, message: `${child.name} references it here` })),
    fixes: [switchedOff(context)],
  });
}

/** Switches them off before the first statement and on behind the last, where the runner lets a PRAGMA work. */
function switchedOff(context: StepContext) {
  const { statements } = context.script;
  const [first, last] = [statements[0], statements.at(-1)];
  if (!first || !last || context.wrapped || !isPlain(context)) return undefined;
  return fix('thoughtful', 'Switch foreign keys off for the rebuild', [
    insertAt(context, first.span.uri, first.span.start.offset, 'PRAGMA foreign_keys = OFF;\n'),
    insertAfterSpan(context, last.span, ['PRAGMA foreign_key_check;', 'PRAGMA foreign_keys = ON;']),
  ]);
}

const TWO =
  'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id) ON DELETE CASCADE);\nCREATE INDEX posts_user ON posts (user_id);';
const REBUILD =
  'CREATE TABLE new_users (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\nINSERT INTO new_users SELECT id, name FROM users;\nDROP TABLE users;\nALTER TABLE new_users RENAME TO users;';

export const cases: Cases = {
  good: [
    {
      title: 'switched off first',
      before: TWO,
      sql: `PRAGMA foreign_keys=OFF;\n${REBUILD}\nPRAGMA foreign_key_check;\nPRAGMA foreign_keys=ON;`,
      clean: true,
    },
    {
      title: 'TypeORM, which switches them off itself',
      tool: 'typeorm-migrations',
      before: TWO,
      sql: REBUILD,
    },
    {
      title: 'a table that nothing references',
      before: 'CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);',
      sql: REBUILD,
    },
    { title: 'a table that is dropped for good, which drop-table speaks of', before: TWO, sql: 'DROP TABLE users;' },
    {
      title: 'renamed away, where the child is made anew too',
      before: TWO,
      sql: 'PRAGMA foreign_keys=OFF;\nALTER TABLE users RENAME TO _users_old;\nCREATE TABLE users (id INTEGER PRIMARY KEY);\nINSERT INTO users SELECT id FROM _users_old;\nDROP TABLE _users_old;\nALTER TABLE posts RENAME TO _posts_old;\nCREATE TABLE posts (id INTEGER PRIMARY KEY, user_id INT REFERENCES users (id));\nINSERT INTO posts SELECT id, user_id FROM _posts_old;\nDROP TABLE _posts_old;',
    },
    {
      title: 'renamed away with the old behaviour of RENAME',
      before: TWO,
      sql: 'PRAGMA foreign_keys=OFF;\nPRAGMA legacy_alter_table=ON;\nALTER TABLE users RENAME TO _users_old;\nCREATE TABLE users (id INTEGER PRIMARY KEY);\nINSERT INTO users SELECT id FROM _users_old;\nDROP TABLE _users_old;',
    },
  ],
  bad: [
    {
      title: 'children with several actions, and the second rebuild of a file',
      before:
        'CREATE TABLE t (id INTEGER PRIMARY KEY);\nCREATE TABLE a (id INTEGER PRIMARY KEY, t INT REFERENCES t (id));\nCREATE TABLE b (id INTEGER PRIMARY KEY, t INT REFERENCES t (id) ON DELETE SET NULL);\nCREATE TABLE c (id INTEGER PRIMARY KEY, t INT REFERENCES t (id));',
      transaction: 'file',
      sql: 'CREATE TABLE _t_tmp (id INTEGER PRIMARY KEY);\nDROP TABLE «t»;\nALTER TABLE _t_tmp RENAME TO t;\nCREATE TABLE _t_tmp (id INTEGER PRIMARY KEY);\nDROP TABLE t;\nALTER TABLE _t_tmp RENAME TO t;',
      says: [
        'Dropping t in this rebuild with foreign keys on first deletes its rows: the references of b are forgotten (ON DELETE SET) and it fails if there are rows in a and c. PRAGMA foreign_keys = OFF before it, outside a transaction, and run PRAGMA foreign_key_check after it.',
      ],
    },
    {
      title: 'with foreign keys as the connection has them',
      before: TWO,
      sql: REBUILD.replace('TABLE users;', 'TABLE «users»;'),
      says: [
        'Dropping users in this rebuild with foreign keys on first deletes its rows: all rows of posts are deleted (ON DELETE CASCADE). PRAGMA foreign_keys = OFF before it, outside a transaction, and run PRAGMA foreign_key_check after it.',
      ],
      fixed: `PRAGMA foreign_keys = OFF;\n${REBUILD}\nPRAGMA foreign_key_check;\nPRAGMA foreign_keys = ON;`,
    },
    {
      title: 'the old table renamed away, and children that follow it',
      before: TWO,
      sql: 'PRAGMA foreign_keys=OFF;\nALTER TABLE users RENAME TO _users_old;\nCREATE TABLE users (id INTEGER PRIMARY KEY);\nINSERT INTO users SELECT id FROM _users_old;\nDROP TABLE «_users_old»;\nPRAGMA foreign_keys=ON;',
      says: [
        'posts followed the rename of users and references _users_old, which is dropped here: every later INSERT there fails with "no such table". Create the new table under another name, copy, drop users, and rename the new one.',
      ],
    },
  ],
};
