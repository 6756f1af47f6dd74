/** Did the rows survive? Counts, and a checksum of every column. */
import type { Operation } from '../model';
import type { Engine } from './engine';
import type { RowsEvidence } from './result';
import { quoted, type SeedTable } from './seed/tables';

export interface TableRows {
  readonly table: string;
  readonly count: number;
  /** By column; the order of rows does not count. */
  readonly sums: ReadonlyMap<string, string>;
}

/** Rows as they are now, of tables that are still there, by the oid of each. */
export async function rowsOf(engine: Engine, tables: readonly SeedTable[]): Promise<ReadonlyMap<number, TableRows>> {
  const found = new Map<number, TableRows>();
  for (const table of tables) {
    const columns = await engine.query(
      `SELECT a.attname AS name, n.nspname AS schema, c.relname AS relation FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attrelid = ${table.oid} AND a.attnum > 0 AND NOT a.attisdropped`,
    );
    const [first] = columns;
    if (!first) continue;
    const names = columns.map(({ name }) => String(name));
    const sums = names.map((name, at) => `sum(hashtext(${quoted(name)}::text)::bigint)::text AS c${at}`);
    const [row] = await engine.query(
      `SELECT count(*)::int AS n, ${sums.join(', ')} FROM ${quoted(String(first.schema))}.${quoted(String(first.relation))}`,
    );
    found.set(table.oid, {
      table: table.name,
      count: Number(row?.n ?? 0),
      sums: new Map(names.map((name, at) => [name, String(row?.[`c${at}`])])),
    });
  }
  return found;
}

/** What became of the rows; columns that a statement names may change. */
export function rowsSince(
  before: ReadonlyMap<number, TableRows>,
  after: ReadonlyMap<number, TableRows>,
  named: ReadonlySet<string>,
): readonly RowsEvidence[] {
  return [...before].map(([oid, { table, count, sums }]) => {
    const now = after.get(oid);
    if (!now) return { table, before: count, changed: [] };
    const changed = [...now.sums].filter(
      ([column, sum]) => sums.has(column) && sums.get(column) !== sum && !named.has(column),
    );
    return {
      table,
      before: count,
      after: now.count,
      changed: count === now.count ? changed.map(([column]) => column) : [],
    };
  });
}

/** Columns whose values are not there again after the way back. */
export function lostSince(
  before: ReadonlyMap<number, TableRows>,
  after: ReadonlyMap<number, TableRows>,
): readonly string[] {
  return [...before].flatMap(([oid, { table, count, sums }]) => {
    const now = after.get(oid);
    if (count === 0) return [];
    if (!now) return [table];
    if (now.count !== count) return [`${table} (${count} rows, then ${now.count})`];
    return [...sums].flatMap(([column, sum]) => (now.sums.get(column) === sum ? [] : [`${table}.${column}`]));
  });
}

/** Names of columns that the operations write or define. */
export function columnsIn(operations: readonly Operation[]): ReadonlySet<string> {
  return new Set(
    operations.flatMap((operation): readonly string[] => {
      switch (operation.kind) {
        case 'changeData':
          return operation.columns.map(({ name }) => name);
        case 'addColumn':
          return [operation.column.name.name];
        case 'alterColumn':
        case 'dropColumn':
          return [operation.column.name];
        case 'renameColumn':
          return [operation.column.name, operation.to.name];
        default:
          return [];
      }
    }),
  );
}
