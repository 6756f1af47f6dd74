import type { Dialect } from '../model';

/** The one query of each engine whose result, printed as CSV or TSV, is the statistics file. They read catalogues, never the tables. */
const QUERIES: Readonly<Partial<Record<Dialect, string>>> = {
  // reltuples is what the last ANALYZE estimated, -1 before the first (pg_class); writes are counted since the last reset of statistics.
  postgresql: `SELECT n.nspname AS schema, c.relname AS "table", greatest(c.reltuples, 0)::bigint AS rows,
       pg_total_relation_size(c.oid) AS bytes,
       round((coalesce(s.n_tup_ins + s.n_tup_upd + s.n_tup_del, 0)
         / greatest(extract(epoch FROM now() - coalesce(d.stats_reset, pg_postmaster_start_time())), 1))::numeric, 3) AS writes_per_second
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
LEFT JOIN pg_stat_database d ON d.datname = current_database()
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
ORDER BY 1, 2;`,
  // TABLE_ROWS of InnoDB is an estimate (information_schema, "The INFORMATION_SCHEMA TABLES Table").
  mysql: `SELECT TABLE_NAME AS \`table\`, TABLE_ROWS AS \`rows\`, DATA_LENGTH + INDEX_LENGTH AS bytes
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE'
ORDER BY 1;`,
  // dbstat is there where SQLite was compiled with it; the first column of sqlite_stat1 is the number of rows when ANALYZE last ran.
  sqlite: `SELECT tbl AS "table", max(CAST(stat AS INTEGER)) AS rows FROM sqlite_stat1 GROUP BY tbl ORDER BY 1;`,
  sqlserver: `SELECT s.name AS [schema], t.name AS [table], SUM(CASE WHEN p.index_id IN (0, 1) THEN p.row_count ELSE 0 END) AS [rows],
       SUM(p.reserved_page_count) * 8192 AS bytes
FROM sys.dm_db_partition_stats p
JOIN sys.tables t ON t.object_id = p.object_id
JOIN sys.schemas s ON s.schema_id = t.schema_id
GROUP BY s.name, t.name
ORDER BY 1, 2;`,
  // NUM_ROWS is as of the last DBMS_STATS.
  oracle: `SELECT owner AS "schema", table_name AS "table", num_rows AS "rows", blocks * 8192 AS "bytes"
FROM all_tables
WHERE owner = SYS_CONTEXT('USERENV', 'CURRENT_SCHEMA')
ORDER BY 1, 2;`,
};

/** The query that makes the statistics file; undefined where an engine has none in SQL. */
export function statisticsQuery(dialect: Dialect): string | undefined {
  return QUERIES[dialect === 'mariadb' ? 'mysql' : dialect];
}
