/** What the engine's catalogue says of the tables that are to hold rows. */
import type { Engine } from '../engine';

export interface SeedColumn {
  readonly name: string;
  /** `format_type`, as a cast can name it. */
  readonly type: string;
  /** Of a domain, its base; of an array, its elements. */
  readonly base: string;
  readonly form: 'plain' | 'enum' | 'array' | 'range' | 'composite' | 'other';
  readonly notNull: boolean;
  /** The engine gives a value: identity, a sequence, a generated column. */
  readonly given: boolean;
  readonly hasDefault: boolean;
  readonly unique: boolean;
}

export interface SeedReference {
  readonly columns: readonly string[];
  readonly parent: number;
  readonly parentColumns: readonly string[];
}

export interface SeedTable {
  readonly oid: number;
  readonly name: string;
  /** Quoted, with its schema. */
  readonly sql: string;
  readonly kind: 'table' | 'partitioned';
  readonly columns: readonly SeedColumn[];
  readonly references: readonly SeedReference[];
  /** Expressions that every row satisfies: checks, those of domains, the bounds of a partition. */
  readonly checks: readonly string[];
}

/** Quotes a name as SQL. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Tables by name, with those that they refer to, parents first. A partitioned table stands for its partitions. */
export async function seedTables(engine: Engine, names: readonly string[]): Promise<readonly SeedTable[]> {
  const edges = await engine.query(
    `SELECT conrelid::int AS child, confrelid::int AS parent FROM pg_constraint WHERE contype = 'f' AND conrelid <> 0
     UNION ALL SELECT i.inhparent::int, i.inhrelid::int FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE c.relispartition`,
  );
  const wanted = await oidsOf(engine, names);
  const order: number[] = [];
  const seen = new Set<number>();
  const visit = (oid: number): void => {
    if (seen.has(oid)) return;
    seen.add(oid);
    for (const { child, parent } of edges) if (Number(child) === oid) visit(Number(parent));
    order.push(oid);
  };
  for (const oid of wanted) visit(oid);
  if (order.length === 0) return [];
  const tables = await read(engine, order);
  return order.flatMap((oid) => tables.get(oid) ?? []);
}

async function oidsOf(engine: Engine, names: readonly string[]): Promise<readonly number[]> {
  if (names.length === 0) return [];
  const list = names.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');
  const rows = await engine.query(
    `SELECT c.oid::int AS oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')
     AND CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END IN (${list}) ORDER BY c.oid`,
  );
  return rows.map(({ oid }) => Number(oid));
}

async function read(engine: Engine, oids: readonly number[]): Promise<ReadonlyMap<number, SeedTable>> {
  const list = oids.join(', ');
  const tables = await engine.query(
    `SELECT c.oid::int AS oid, CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END AS name,
      quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS sql, c.relkind::text AS kind,
      CASE WHEN c.relispartition THEN pg_get_partition_constraintdef(c.oid) END AS bound
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid IN (${list})`,
  );
  const columns = await engine.query(
    `SELECT a.attrelid::int AS oid, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type,
      format_type(coalesce(nullif(CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE 0 END, 0), nullif(t.typelem, 0), a.atttypid),
        CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END) AS base,
      coalesce(bt.typtype, t.typtype)::text AS typtype, t.typcategory::text AS category, a.attnotnull OR t.typnotnull AS not_null,
      a.attidentity <> '' OR a.attgenerated <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false) AS given,
      d.oid IS NOT NULL AS has_default,
      EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS is_unique,
      (SELECT string_agg(pg_get_constraintdef(co.oid), chr(10)) FROM pg_constraint co WHERE co.contypid = t.oid AND co.contype = 'c') AS checks
     FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type bt ON bt.oid = nullif(t.typbasetype, 0)
     LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
     WHERE a.attrelid IN (${list}) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum`,
  );
  const constraints = await engine.query(
    `SELECT co.conrelid::int AS oid, co.contype::text AS kind, co.confrelid::int AS parent,
      CASE co.contype WHEN 'c' THEN pg_get_expr(co.conbin, co.conrelid) END AS expression,
      (SELECT string_agg(a.attname, chr(31) ORDER BY k.n) FROM unnest(co.conkey) WITH ORDINALITY k (num, n) JOIN pg_attribute a ON a.attrelid = co.conrelid AND a.attnum = k.num) AS columns,
      (SELECT string_agg(a.attname, chr(31) ORDER BY k.n) FROM unnest(co.confkey) WITH ORDINALITY k (num, n) JOIN pg_attribute a ON a.attrelid = co.confrelid AND a.attnum = k.num) AS parent_columns
     FROM pg_constraint co WHERE co.conrelid IN (${list}) AND co.contype IN ('c', 'f') ORDER BY co.conname`,
  );
  const split = (text: unknown) => String(text ?? '').split('\x1f');
  return new Map(
    tables.map(({ oid, name, sql, kind, bound }): [number, SeedTable] => {
      const own = columns.filter((column) => column.oid === oid);
      const rules = constraints.filter((constraint) => constraint.oid === oid);
      return [
        Number(oid),
        {
          oid: Number(oid),
          name: String(name),
          sql: String(sql),
          kind: kind === 'p' ? 'partitioned' : 'table',
          columns: own.map((column) => ({
            name: String(column.name),
            type: String(column.type),
            base: String(column.base),
            form: formOf(String(column.typtype), String(column.category)),
            notNull: column.not_null === true,
            given: column.given === true,
            hasDefault: column.has_default === true,
            unique: column.is_unique === true,
          })),
          references: rules.flatMap((rule) =>
            rule.kind === 'f'
              ? [
                  {
                    columns: split(rule.columns),
                    parent: Number(rule.parent),
                    parentColumns: split(rule.parent_columns),
                  },
                ]
              : [],
          ),
          checks: [
            ...rules.flatMap((rule) => (rule.kind === 'c' ? [String(rule.expression)] : [])),
            ...(bound === null ? [] : [String(bound)]),
            ...own.flatMap((column) => domainChecks(String(column.name), column.checks)),
          ],
        },
      ];
    }),
  );
}

function formOf(typtype: string, category: string): SeedColumn['form'] {
  if (category === 'A') return 'array';
  if (typtype === 'e') return 'enum';
  if (typtype === 'r') return 'range';
  if (typtype === 'c') return 'composite';
  return typtype === 'b' ? 'plain' : 'other';
}

/** `CHECK ((VALUE > 0))` of a domain, said of the column. */
function domainChecks(column: string, checks: unknown): readonly string[] {
  if (typeof checks !== 'string') return [];
  return checks.split('\n').map((check) => check.replace(/^CHECK /, '').replace(/\bVALUE\b/g, quoted(column)));
}
