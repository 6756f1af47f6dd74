import type { Column, Table } from '../model';
import { nameKey } from '../model';
import type { BaseContext } from './rule';

/** A table that the team designed and that is meant to last, with all its columns known: no partition, no half of a model, none of a framework's own. */
export function isDesigned(table: Table): boolean {
  if (table.kind !== 'table' || !table.complete || table.temporary || table.partitionOf) return false;
  return table.columns.length > 0 && !isFrameworkTable(table.name);
}

/** Tables that a framework or a runner brings along, which nobody here can change: queues, sessions, histories of migrations. */
const FRAMEWORK =
  /^(?:solid_(?:queue|cache|cable)|active_storage|action_(?:text|mailbox)|good_job|ar_internal|django|auth_(?:group|permission|user_)|socialaccount|telescope|qrtz|act_(?:ru|re|ge|hi|id))_|^(?:schema_migrations|jobs|job_batches|failed_jobs|cache|cache_locks|sessions|password_resets?|password_reset_tokens|personal_access_tokens|flyway_schema_history|databasechangelog(?:lock)?|alembic_version|knex_migrations(?:_lock)?|_prisma_migrations|migrations|sequelizemeta|goose_db_version|pgmigrations|__efmigrationshistory|__drizzle_migrations|sqlite_sequence|spatial_ref_sys)$/i;

/** True for the name of such a table. */
export function isFrameworkTable(name: string): boolean {
  return FRAMEWORK.test(name);
}

/** The column of a table under a name, as the dialect compares names. */
export function columnOf(table: Table, name: string, { dialect }: Pick<BaseContext, 'dialect'>): Column | undefined {
  const key = nameKey(dialect, name);
  return table.columns.find((column) => nameKey(dialect, column.name) === key);
}

/** The sets of columns that the table keeps unique over all rows: its keys and unique indexes of plain columns without a condition. */
export function uniqueKeys(table: Table): readonly (readonly string[])[] {
  const keys = [
    ...(table.primaryKey ? [table.primaryKey] : []),
    ...table.uniques,
    ...table.indexes.filter(({ unique, where }) => unique && !where),
  ];
  return keys.flatMap(({ columns }) => {
    const names = columns.flatMap(({ column }) => (column ? [column.name] : []));
    return names.length === columns.length ? [names] : [];
  });
}
