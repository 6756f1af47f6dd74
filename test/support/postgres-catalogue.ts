import { PGlite } from '@electric-sql/pglite';
import type { Schema, Table } from '../../src/model';

/** A table as a test compares it: what the catalogue and our fold must agree on. */
export interface ComparedTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly primaryKey: string | undefined;
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
}

let engine: Promise<PGlite> | undefined;

/** One embedded PostgreSQL for the test file: starting it costs seconds. */
function database(): Promise<PGlite> {
  engine ??= PGlite.create();
  return engine;
}

/** Runs a script in an empty database and reads what the catalogue then says of schema public. */
export async function postgresTables(script: string): Promise<readonly ComparedTable[]> {
  const db = await database();
  await db.exec('ROLLBACK; RESET ALL; DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
  await db.exec(script);
  const { rows } = await db.query<{ name: string; oid: number }>(
    `SELECT relname AS name, oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
  return Promise.all(rows.map((row) => readTable(db, row)));
}

async function readTable(db: PGlite, table: { name: string; oid: number }): Promise<ComparedTable> {
  const columns = await db.query<{ line: string }>(
    `SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' not null' ELSE '' END
       || CASE WHEN attidentity <> '' THEN ' identity' WHEN attgenerated <> '' THEN ' generated' WHEN atthasdef THEN ' default' ELSE '' END AS line
     FROM pg_attribute WHERE attrelid = $1 AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table.oid],
  );
  const names = `(SELECT string_agg(attname, ',' ORDER BY ord) FROM unnest(%) WITH ORDINALITY AS key(num, ord) JOIN pg_attribute ON attrelid = $1 AND attnum = num)`;
  const constraints = await db.query<{ line: string; type: string }>(
    `SELECT contype AS type, conname || ' ' || CASE contype WHEN 'f' THEN 'fk ' || ${names.replace('%', 'conkey')} || ' -> ' || confrelid::regclass || ' ' || confdeltype::text || confupdtype::text
        WHEN 'u' THEN 'unique ' || ${names.replace('%', 'conkey')} WHEN 'p' THEN 'pk ' || ${names.replace('%', 'conkey')}
        WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclude' END || CASE WHEN convalidated THEN '' ELSE ' not valid' END AS line
     FROM pg_constraint WHERE conrelid = $1 AND contype IN ('f', 'u', 'p', 'c', 'x') ORDER BY 2`,
    [table.oid],
  );
  const indexes = await db.query<{ line: string }>(
    `SELECT c.relname || CASE WHEN i.indisunique THEN ' unique' ELSE '' END || ' ' || am.amname || ' ' || i.indnkeyatts AS line
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
     WHERE i.indrelid = $1 AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid AND contype IN ('p', 'u', 'x')) ORDER BY 1`,
    [table.oid],
  );
  const lines = constraints.rows.filter((row) => row.type !== 'p').map((row) => row.line);
  return {
    name: table.name,
    columns: columns.rows.map((row) => row.line),
    primaryKey: constraints.rows.find((row) => row.type === 'p')?.line,
    constraints: lines.sort(),
    indexes: indexes.rows.map((row) => row.line).sort(),
  };
}

/** The same lines from a folded schema. */
export function foldedTables(schema: Schema): readonly ComparedTable[] {
  const tables = [...schema.tables.values()].filter((table) => table.schema === undefined && !table.temporary);
  return tables.sort((a, b) => (a.name < b.name ? -1 : 1)).map(foldedTable);
}

const ACTION = { 'no action': 'a', restrict: 'r', cascade: 'c', 'set null': 'n', 'set default': 'd' } as const;

function foldedTable(table: Table): ComparedTable {
  const list = (columns: readonly { readonly column?: { readonly name: string }; readonly name?: string }[]) =>
    columns.map((part) => part.column?.name ?? part.name ?? '(expression)').join(',');
  const invalid = (constraint: { readonly notValid?: boolean }) => (constraint.notValid ? ' not valid' : '');
  const constraints = [
    ...table.foreignKeys.map(
      (key) =>
        `${key.name} fk ${list(key.columns)} -> ${key.refTable.name} ${ACTION[key.onDelete ?? 'no action']}${ACTION[key.onUpdate ?? 'no action']}${invalid(key)}`,
    ),
    ...table.uniques.map((unique) => `${unique.name} unique ${list(unique.columns)}`),
    ...table.checks.map((check) => `${check.name} check${invalid(check)}`),
    ...table.exclusions.map((exclusion) => `${exclusion.name} exclude`),
  ];
  return {
    name: table.name,
    columns: table.columns.map(columnLine),
    primaryKey: table.primaryKey && `${table.primaryKey.name} pk ${list(table.primaryKey.columns)}`,
    constraints: constraints.sort(),
    indexes: table.indexes
      .map(
        (index) => `${index.name}${index.unique ? ' unique' : ''} ${index.method ?? 'btree'} ${index.columns.length}`,
      )
      .sort(),
  };
}

function columnLine(column: Table['columns'][number]): string {
  const extra = column.identity ? ' identity' : column.generated ? ' generated' : column.default ? ' default' : '';
  return `${column.name} ${column.type?.canonical ?? '?'}${column.notNull ? ' not null' : ''}${extra}`;
}
