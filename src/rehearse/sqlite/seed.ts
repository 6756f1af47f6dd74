/** Synthetic rows for SQLite: what its constraints refuse is left out by INSERT OR IGNORE. */
import { wordsOf } from '../../sql';
import type { Engine, Row } from '../engine';
import type { SeededTable, Standing } from '../result';
import { quoted } from '../seed/tables';

export interface SqliteSeeded {
  readonly seeded: readonly SeededTable[];
  readonly notSeeded: readonly Standing[];
}

/** Brings the tables and those that they refer to to about `rows` rows. */
export async function seedSqlite(
  engine: Engine,
  names: readonly string[],
  rows: number,
  kind: 'varied' | 'clean',
): Promise<SqliteSeeded> {
  const tables = await parentsFirst(engine, names);
  const seeded: SeededTable[] = [];
  const notSeeded: Standing[] = [];
  await engine.run('PRAGMA foreign_keys = OFF');
  for (const table of tables) {
    let because = 'its constraints let few of the synthetic rows in';
    // The second round makes up for candidates that its unique keys and checks refused.
    for (const round of [0, 1]) {
      const there = await countOf(engine, table);
      if (there >= rows) break;
      const wish = { from: there + 1 + round * rows, rows: rows - there, kind };
      const ran = await engine.run(await insertInto(engine, table, wish));
      if (ran.kind === 'failed') because = ran.error.message;
    }
    const now = await countOf(engine, table);
    if (now > 0) seeded.push({ table, rows: now });
    if (now < rows / 2) notSeeded.push({ what: table, because });
  }
  await engine.run('PRAGMA foreign_keys = ON');
  return { seeded, notSeeded };
}

export async function countOf(engine: Engine, table: string): Promise<number> {
  const [row] = await engine.query(`SELECT count(*) AS n FROM ${quoted(table)}`);
  return Number(row?.n ?? 0);
}

async function keysOf(engine: Engine, table: string): Promise<readonly Row[]> {
  return engine.query(`SELECT * FROM pragma_foreign_key_list('${table.replaceAll("'", "''")}')`);
}

async function parentsFirst(engine: Engine, names: readonly string[]): Promise<readonly string[]> {
  const there = (
    await engine.query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`)
  ).map(({ name }) => String(name));
  const named = new Map(there.map((name) => [name.toLowerCase(), name]));
  const order: string[] = [];
  const seen = new Set<string>();
  const visit = async (name: string): Promise<void> => {
    const table = named.get(name.toLowerCase());
    if (table === undefined || seen.has(table)) return;
    seen.add(table);
    for (const { table: parent } of await keysOf(engine, table)) await visit(String(parent));
    order.push(table);
  };
  for (const name of names) await visit(name);
  return order;
}

interface Wish {
  readonly from: number;
  readonly rows: number;
  readonly kind: 'varied' | 'clean';
}

async function insertInto(engine: Engine, table: string, { from, rows, kind }: Wish): Promise<string> {
  const text = `'${table.replaceAll("'", "''")}'`;
  const columns = await engine.query(`SELECT * FROM pragma_table_xinfo(${text}) WHERE hidden = 0`);
  const [{ sql } = { sql: '' }] = await engine.query(
    `SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ${text}`,
  );
  const parents = await parentValues(engine, table);
  const literals = literalsIn(String(sql));
  const kept = columns.filter(
    ({ pk, type }) =>
      !(pk === 1 && /^int/i.test(String(type)) && columns.filter((one) => Number(one.pk) > 0).length === 1),
  );
  if (kept.length === 0)
    return `WITH RECURSIVE s (g) AS (SELECT ${from} UNION ALL SELECT g + 1 FROM s WHERE g < ${from + rows - 1}) INSERT INTO ${quoted(table)} DEFAULT VALUES`;
  const values = kept.map(({ name, type, notnull, pk }, at) => {
    const value = parents.values.get(String(name)) ?? sampleOf(String(name), String(type), literals, at);
    const nullable = notnull === 0 && Number(pk) === 0;
    return kind === 'varied' && nullable ? `CASE WHEN (g + ${at}) % 7 <> 0 THEN ${value} END` : value;
  });
  return `INSERT OR IGNORE INTO ${quoted(table)} (${kept.map(({ name }) => quoted(String(name))).join(', ')})
    WITH RECURSIVE ${parents.tables.map((one) => `${one}, `).join('')}s (g) AS (SELECT ${from} UNION ALL SELECT g + 1 FROM s WHERE g < ${from + rows - 1}) SELECT ${values.join(', ')} FROM s`;
}

/** More of a parent's rows are not looked at: each value is found by its number. */
const MOST_PARENTS = 500;

interface Parents {
  /** A table of numbered rows for each key. */
  readonly tables: readonly string[];
  readonly values: ReadonlyMap<string, string>;
}

/** A value of a row of the parent, the rows in turn. OFFSET could not name the row that is being made. */
async function parentValues(engine: Engine, table: string): Promise<Parents> {
  const values = new Map<string, string>();
  const tables: string[] = [];
  for (const { from, to, table: parent } of await keysOf(engine, table)) {
    if (values.has(String(from))) continue;
    const there = String(parent) === table ? 0 : await countOf(engine, String(parent));
    const rows = Math.min(there, MOST_PARENTS);
    const at = tables.length;
    if (rows === 0) {
      values.set(String(from), 'NULL');
      continue;
    }
    const column = to === null ? 'rowid' : quoted(String(to));
    tables.push(
      `parent${at} AS (SELECT row_number() OVER () - 1 AS number, ${column} AS value FROM ${quoted(String(parent))} LIMIT ${rows})`,
    );
    values.set(String(from), `(SELECT value FROM parent${at} WHERE number = (g + ${at} * (g / ${rows})) % ${rows})`);
  }
  return { tables, values };
}

/** String literals of `CHECK (column IN (…))`, by column. */
function literalsIn(sql: string): ReadonlyMap<string, readonly string[]> {
  const words = wordsOf(sql, 'sqlite');
  const found = new Map<string, readonly string[]>();
  for (const [at, { word }] of words.entries()) {
    if (word !== 'in' || words[at + 1]?.word !== '(') continue;
    const column = (words[at - 1]?.text ?? '').replace(/^["`[]|["`\]]$/g, '').toLowerCase();
    const end = words.findIndex((one, i) => i > at && one.word === ')');
    found.set(
      column,
      words.slice(at + 2, end).flatMap(({ kind, text }) => (kind === 'string' || kind === 'number' ? [text] : [])),
    );
  }
  return found;
}

/** By the affinity of the declared type (sqlite.org/datatype3.html, "Determination Of Column Affinity"). */
function sampleOf(name: string, type: string, literals: ReadonlyMap<string, readonly string[]>, at: number): string {
  const allowed = literals.get(name.toLowerCase()) ?? [];
  if (allowed.length > 0)
    return `CASE (g + ${at}) % ${allowed.length} ${allowed.map((value, i) => `WHEN ${i} THEN ${value}`).join(' ')} END`;
  if (/bool/i.test(type)) return '(g % 2)';
  if (/int/i.test(type)) return '(g)';
  if (/date|time/i.test(type)) return `datetime('2024-01-01', '+' || g || ' minutes')`;
  if (/char|clob|text|uuid|json/i.test(type))
    return /json/i.test(type)
      ? `json_object('n', g)`
      : /mail/i.test(name)
        ? `('user' || g || '@example.com')`
        : `('v' || g)`;
  if (/blob/i.test(type)) return `CAST('v' || g AS BLOB)`;
  if (/real|floa|doub|num|dec/i.test(type)) return '(g % 1000)';
  return `('v' || g)`;
}
