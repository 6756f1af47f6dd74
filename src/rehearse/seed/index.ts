/** Synthetic rows that satisfy the constraints, made by the engine itself. */
import type { Engine } from '../engine';
import type { SeededTable, Standing } from '../result';
import { quoted, type SeedReference, type SeedTable, seedTables } from './tables';
import { namesIn, valuesOf } from './values';

/**
 * `varied`: columns that may be NULL are NULL in some rows, and values repeat where they may. `clean`: neither, for a migration that
 * such rows stop.
 */
export type RowsKind = 'varied' | 'clean';

export interface Seeded {
  readonly tables: readonly SeedTable[];
  readonly seeded: readonly SeededTable[];
  readonly notSeeded: readonly Standing[];
}

/** Brings the tables of these names, and those that they refer to, to about `rows` rows. */
export async function seed(engine: Engine, names: readonly string[], rows: number, kind: RowsKind): Promise<Seeded> {
  const tables = await seedTables(engine, names);
  const counts = new Map<number, number>();
  const sqlNames = new Map(tables.map(({ oid, sql }) => [oid, sql]));
  const seeded: SeededTable[] = [];
  const notSeeded: Standing[] = [];
  // Triggers stay out of it, and foreign keys hold by construction.
  await engine.run('SET session_replication_role = replica');
  for (const table of tables) {
    if (table.kind === 'partitioned') continue;
    const because = await fill(engine, table, { rows, kind, counts, names: sqlNames });
    const now = await countOf(engine, table);
    counts.set(table.oid, now);
    if (now > 0) seeded.push({ table: table.name, rows: now });
    if (now < rows / 2 && because !== undefined) notSeeded.push({ what: table.name, because });
  }
  await engine.run('RESET session_replication_role');
  await engine.run('ANALYZE');
  return { tables, seeded, notSeeded };
}

async function countOf(engine: Engine, table: SeedTable): Promise<number> {
  const [row] = await engine.query(`SELECT count(*)::int AS n FROM ONLY ${table.sql}`);
  return Number(row?.n ?? 0);
}

/** Two rounds: a table's rows may shut out candidates. The result says why there are too few. */
async function fill(engine: Engine, table: SeedTable, wish: Omit<Wish, 'from'>): Promise<string | undefined> {
  const { rows, kind } = wish;
  const kinds: readonly RowsKind[] = kind === 'clean' ? ['clean', 'varied'] : ['varied', 'clean'];
  let because: string | undefined;
  for (const one of kinds) {
    const there = await countOf(engine, table);
    if (there >= rows) return undefined;
    if (one !== kind && there > 0) break;
    const sql = insertInto(table, { ...wish, from: there + 1, rows: rows - there, kind: one });
    if (sql.kind === 'impossible') return sql.because;
    const ran = await engine.run(sql.text);
    because = ran.kind === 'failed' ? ran.error.message : 'its checks and unique keys let few of the synthetic rows in';
  }
  return because;
}

interface Wish {
  readonly from: number;
  readonly rows: number;
  readonly kind: RowsKind;
  readonly counts: ReadonlyMap<number, number>;
  /** Quoted names by oid. */
  readonly names: ReadonlyMap<number, string>;
}

/** Candidates for one row: most checks let one in four through. */
const CANDIDATES = 8;

type Insert =
  | { readonly kind: 'sql'; readonly text: string }
  | { readonly kind: 'impossible'; readonly because: string };

function insertInto(table: SeedTable, wish: Wish): Insert {
  const selected: string[] = [];
  const joins: string[] = [];
  const fromParents = parentValues(table, wish, joins);
  const names: string[] = [];
  for (const [at, column] of table.columns.entries()) {
    if (column.given && !fromParents.has(column.name)) continue;
    const values = fromParents.has(column.name) ? [fromParents.get(column.name) ?? 'NULL'] : valuesOf(column, table);
    if (values.length === 0) {
      if (column.notNull && !column.hasDefault)
        return { kind: 'impossible', because: `no value of type ${column.type} is known for ${column.name}` };
      continue;
    }
    const one = inTurn(values, at, column.unique);
    const value = wish.kind === 'varied' && !column.notNull ? `CASE WHEN (g + ${at}) % 7 <> 0 THEN ${one} END` : one;
    names.push(quoted(column.name));
    selected.push(`${value} AS ${quoted(column.name)}`);
  }
  if (names.length === 0)
    return { kind: 'sql', text: `INSERT INTO ${table.sql} SELECT FROM generate_series(1, ${wish.rows})` };
  const known = new Set(names);
  const checks = table.checks
    .filter((check) => mentionsOnly(check, table, known))
    .map((check) => `AND (${check}) IS NOT FALSE`);
  const last = wish.from + (table.checks.length > 0 ? CANDIDATES : 2) * wish.rows - 1;
  return {
    kind: 'sql',
    text: `INSERT INTO ${table.sql} (${names.join(', ')}) OVERRIDING SYSTEM VALUE SELECT ${names.join(', ')} FROM (
      SELECT ${selected.join(', ')} FROM generate_series(${wish.from}::bigint, ${last}) AS s (g) ${joins.join(' ')} ORDER BY g
    ) AS ${quoted(table.name.slice(table.name.lastIndexOf('.') + 1))} WHERE true ${checks.join(' ')} LIMIT ${wish.rows} ON CONFLICT DO NOTHING`,
  };
}

/** The columns take their values in turn, each at its own pace, so that all combinations come. */
function inTurn(values: readonly string[], at: number, unique: boolean): string {
  const [only, ...others] = values;
  if (only === undefined || others.length === 0 || unique) return only ?? 'NULL';
  const whens = others.map((value, i) => `WHEN ${i + 1} THEN ${value}`).join(' ');
  return `CASE (g / ${at + 1} + ${at}) % ${values.length} ${whens} ELSE ${only} END`;
}

/** Values of foreign keys come from the rows of their parents: joined by number. */
function parentValues(table: SeedTable, { counts, names }: Wish, joins: string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const usable = table.references.filter(
    ({ parent, columns }) => parent !== table.oid && columns.every((name) => !values.has(name)),
  );
  for (const [at, reference] of usable.entries()) {
    const rows = counts.get(reference.parent) ?? 0;
    const alias = `parent${at}`;
    if (rows === 0) {
      for (const name of reference.columns) values.set(name, 'NULL');
      continue;
    }
    joins.push(joinOf(reference, names.get(reference.parent) ?? '', alias, rows, at));
    for (const [i, name] of reference.columns.entries())
      values.set(name, `${alias}.${quoted(reference.parentColumns[i] ?? '')}`);
  }
  // The first row of a tree has no parent, and rows of one statement do not see one another.
  for (const { parent, columns } of table.references)
    if (parent === table.oid) for (const name of columns) if (!values.has(name)) values.set(name, 'NULL');
  return values;
}

/** The second key of a join table moves on by one whenever the first has gone round: no pair comes twice. */
function joinOf({ parentColumns }: SeedReference, parent: string, alias: string, rows: number, at: number): string {
  const columns = parentColumns.map(quoted).join(', ');
  return `LEFT JOIN (SELECT row_number() OVER () - 1 AS number, ${columns} FROM ${parent}) ${alias} ON ${alias}.number = (g + ${at} * (g / ${rows})) % ${rows}`;
}

function mentionsOnly(check: string, table: SeedTable, known: ReadonlySet<string>): boolean {
  const names = namesIn(check);
  return table.columns.every(({ name }) => known.has(quoted(name)) || !names.has(name));
}
