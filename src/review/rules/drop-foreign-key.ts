import type { DropConstraint, ForeignKey } from '../../model';
import { nameKey } from '../../model';
import type { Cases } from '../cases';
import { listed, tableKey, tableName } from '../names';
import type { FileContext, StepContext } from '../rule';
import { defineRule } from '../rule';

interface Dropped {
  readonly operation: DropConstraint;
  readonly key: ForeignKey | undefined;
}

const start = () => ({ dropped: [] as Dropped[], gone: new Set<string>(), added: new Set<string>() });

export const rule = defineRule({
  id: 'drop-foreign-key',
  category: 'destructive',
  severity: 'warning',
  dialects: ['postgresql', 'mysql', 'mariadb', 'sqlserver'],
  recommended: true,
  what: 'A foreign key is dropped and none takes its place: rows may point at nothing from then on.',
  why: 'Deleting a parent leaves orphans that no later key can be added over, and ON DELETE CASCADE stops working without an error. Exempt: its column or either table is dropped in the same migration, a new key over the same table is added, a table made in it. PostgreSQL takes ACCESS EXCLUSIVE on both tables for the drop.',
  instead:
    'Keep the key; to change its action, add the new key (NOT VALID in PostgreSQL) and drop the old one in one migration.',
  sources: [
    'https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-FK',
    'https://dev.mysql.com/doc/refman/8.4/en/create-table-foreign-keys.html',
  ],
  check: {
    dropConstraint(operation, context) {
      if (context.isNew(operation.table)) return;
      const key = context.table(operation.table)?.foreignKeys.find(({ name }) => isNamed(name, operation, context));
      if (!key && operation.constraintKind !== 'foreignKey' && !isKeyName(operation)) return;
      if (key && hasTwin(key, context.table(operation.table)?.foreignKeys ?? [])) return;
      context.memory(start).dropped.push({ operation, key });
    },
    addConstraint({ table, constraint }, context) {
      if (constraint.kind === 'foreignKey') context.memory(start).added.add(tableKey(context, table));
    },
    dropColumn({ table, column }, context) {
      context.memory(start).gone.add(`${tableKey(context, table)}.${nameKey(context.dialect, column.name)}`);
    },
    dropTable({ table }, context) {
      context.memory(start).gone.add(tableKey(context, table));
    },
    migration(context) {
      const { dropped, gone, added } = context.memory(start);
      for (const { operation, key } of dropped) {
        const table = tableKey(context, operation.table);
        const columns = key?.columns.map(({ name }) => `${table}.${nameKey(context.dialect, name)}`) ?? [];
        const parent = key ? tableKey(context, key.refTable) : '';
        if (added.has(table) || gone.has(table) || gone.has(parent) || columns.some((one) => gone.has(one))) continue;
        context.report({
          span: operation.name?.span ?? operation.span,
          table: operation.table,
          message: message(operation, key, context),
        });
      }
    },
  },
});

/** Another reference of the same columns stays: one that a plan made beside it, or one too many. */
function hasTwin(key: ForeignKey, all: readonly ForeignKey[]): boolean {
  const columns = (one: ForeignKey) => one.columns.map(({ name }) => name).join();
  return all.some((other) => other !== key && columns(other) === columns(key));
}

function isNamed(name: string, operation: DropConstraint, context: StepContext): boolean {
  return (
    operation.name !== undefined && nameKey(context.dialect, name) === nameKey(context.dialect, operation.name.name)
  );
}

/** Where no history tells what the constraint is, the names that engines and tools give foreign keys do. */
function isKeyName({ name }: DropConstraint): boolean {
  return name !== undefined && /(?:_fkey|_foreign|_fk)\d*$|^fk_|^fk[0-9a-z]{20,}$|_ibfk_\d+$/i.test(name.name);
}

function message({ name, table }: DropConstraint, key: ForeignKey | undefined, context: FileContext): string {
  const from = key ? `${tableName(table)} (${listed(key.columns.map((column) => column.name))})` : tableName(table);
  const to = key ? tableName(key.refTable) : 'what they refer to';
  const lock =
    context.dialect === 'postgresql' && key ? ` The drop takes ACCESS EXCLUSIVE on ${to} too, for a moment.` : '';
  return `Without ${name?.name ?? 'its foreign key'} rows of ${from} may point at nothing: deletes in ${to} leave orphans, over which the key cannot be added again.${lock} Keep it, or add the new key in the same migration.`;
}

const TWO =
  'CREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE posts (id int PRIMARY KEY, user_id int, CONSTRAINT posts_user_fkey FOREIGN KEY (user_id) REFERENCES users (id));';

export const cases: Cases = {
  good: [
    {
      title: 'a new key in its place',
      before: TWO,
      sql: 'ALTER TABLE posts DROP CONSTRAINT posts_user_fkey, ADD CONSTRAINT f FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE NOT VALID;',
    },
    {
      title: 'its column goes too',
      before: TWO,
      sql: 'ALTER TABLE posts DROP CONSTRAINT posts_user_fkey, DROP COLUMN user_id;',
    },
    {
      title: 'another constraint',
      before: `${TWO}\nALTER TABLE posts ADD CONSTRAINT posts_check CHECK (id > 0);`,
      sql: 'ALTER TABLE posts DROP CONSTRAINT posts_check;',
    },
    { title: 'a table made in the same migration', sql: `${TWO}\nALTER TABLE posts DROP CONSTRAINT posts_user_fkey;` },
  ],
  bad: [
    {
      title: 'with nothing in its place',
      before: TWO,
      sql: 'ALTER TABLE posts DROP CONSTRAINT «posts_user_fkey»;',
      says: [
        'Without posts_user_fkey rows of posts (user_id) may point at nothing: deletes in users leave orphans, over which the key cannot be added again. The drop takes ACCESS EXCLUSIVE on users too, for a moment. Keep it, or add the new key in the same migration.',
      ],
    },
    {
      title: 'in MySQL, of a table that no history makes',
      dialect: 'mysql',
      sql: 'ALTER TABLE posts DROP FOREIGN KEY «fk_user»;',
      says: [
        'Without fk_user rows of posts may point at nothing: deletes in what they refer to leave orphans, over which the key cannot be added again. Keep it, or add the new key in the same migration.',
      ],
    },
  ],
};
