import type { CatalogueTable } from './truth';

/** Runs one query whose rows are one JSON value each. */
export type JsonQuery = (sql: string) => Promise<readonly unknown[]>;

const columnsOf = (table: string, numbers: string) =>
  `(SELECT json_agg(attname ORDER BY ord) FROM unnest(${numbers}) WITH ORDINALITY AS key(num, ord) JOIN pg_attribute ON attrelid = ${table} AND attnum = num)`;

const COLUMNS = `(SELECT coalesce(json_agg(json_build_object('name', attname, 'type', format_type(atttypid, atttypmod), 'notnull', attnotnull,
    'default', CASE WHEN attgenerated = '' THEN pg_get_expr(adbin, adrelid) END, 'generated', CASE WHEN attgenerated <> '' THEN pg_get_expr(adbin, adrelid) END,
    'identity', nullif(attidentity, '')) ORDER BY attnum), '[]')
  FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped)`;

const CONSTRAINTS = `(SELECT coalesce(json_agg(json_build_object('name', conname, 'type', contype, 'cols', ${columnsOf('conrelid', 'conkey')},
    'ref', CASE WHEN contype = 'f' THEN confrelid::regclass::text END, 'refcols', ${columnsOf('confrelid', 'confkey')},
    'ondelete', confdeltype, 'onupdate', confupdtype, 'def', pg_get_constraintdef(pg_constraint.oid)) ORDER BY conname), '[]')
  FROM pg_constraint WHERE conrelid = c.oid AND contype IN ('p', 'u', 'f', 'c', 'x'))`;

const INDEXES = `(SELECT coalesce(json_agg(json_build_object('name', i.relname, 'unique', indisunique, 'primary', indisprimary,
    'def', pg_get_indexdef(indexrelid)) ORDER BY i.relname), '[]')
  FROM pg_index JOIN pg_class i ON i.oid = indexrelid WHERE indrelid = c.oid)`;

/** What a PostgreSQL database's catalogue says of its tables, in the form of shared/truth. */
export async function postgresCatalogue(query: JsonQuery): Promise<readonly CatalogueTable[]> {
  const rows = await query(
    `SELECT json_build_object('schema', nspname, 'name', relname, 'kind', relkind, 'columns', ${COLUMNS}, 'constraints', ${CONSTRAINTS}, 'indexes', ${INDEXES}) AS json
     FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
     WHERE relkind IN ('r', 'p', 'f') AND relpersistence <> 't' AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' ORDER BY nspname, relname`,
  );
  return rows as readonly CatalogueTable[];
}
