import initSqlJs, { type Database } from 'sql.js';
import type { Schema, Table } from '../../src/model';

/** A table as SQLite's pragmas give it, and as our fold must. */
export interface SqliteTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly primaryKey: string;
  readonly foreignKeys: readonly string[];
  readonly indexes: readonly string[];
}

/** Runs a script in an empty database and reads the catalogue. */
export async function sqliteTables(script: string): Promise<readonly SqliteTable[]> {
  const { Database: Engine } = await initSqlJs();
  const db = new Engine();
  try {
    db.run(script);
    const names = rows(
      db,
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    );
    return names.map(([name]) => readTable(db, String(name)));
  } finally {
    db.close();
  }
}

function rows(db: Database, sql: string): unknown[][] {
  return db.exec(sql)[0]?.values ?? [];
}

function readTable(db: Database, name: string): SqliteTable {
  const quoted = `'${name.replaceAll("'", "''")}'`;
  const info = rows(db, `SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_xinfo(${quoted})`);
  const keys = rows(
    db,
    `SELECT group_concat("from", ',') || ' -> ' || "table" || ' ' || on_delete || ' ' || on_update
     FROM (SELECT * FROM pragma_foreign_key_list(${quoted}) ORDER BY id, seq) GROUP BY id`,
  );
  const indexes = rows(db, `SELECT name, "unique" FROM pragma_index_list(${quoted}) WHERE origin = 'c'`);
  return {
    name,
    columns: info.map(
      ([column, type, notNull, value]) =>
        `${column} ${type}${notNull ? ' not null' : ''}${value === null ? '' : ' default'}`,
    ),
    primaryKey: info
      .filter(([, , , , pk]) => Number(pk) > 0)
      .sort((a, b) => Number(a[4]) - Number(b[4]))
      .map(([column]) => column)
      .join(','),
    foreignKeys: keys.map(([line]) => String(line).toLowerCase()).sort(),
    indexes: indexes.map(([index, unique]) => `${index}${unique ? ' unique' : ''}`).sort(),
  };
}

/** The same lines from a folded schema. */
export function foldedSqliteTables(schema: Schema): readonly SqliteTable[] {
  const tables = [...schema.tables.values()].filter((table) => !table.temporary);
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1)).map(foldedTable);
}

function foldedTable(table: Table): SqliteTable {
  return {
    name: table.name,
    columns: table.columns.map(
      (c) => `${c.name} ${c.type?.canonical ?? ''}${c.notNull ? ' not null' : ''}${c.default ? ' default' : ''}`,
    ),
    primaryKey: (table.primaryKey?.columns ?? []).map((part) => part.column?.name ?? '').join(','),
    foreignKeys: table.foreignKeys
      .map((key) =>
        `${key.columns.map((c) => c.name).join(',')} -> ${key.refTable.name} ${key.onDelete ?? 'no action'} ${key.onUpdate ?? 'no action'}`.toLowerCase(),
      )
      .sort(),
    indexes: table.indexes.map((index) => `${index.name}${index.unique ? ' unique' : ''}`).sort(),
  };
}
