import { PGlite } from '@electric-sql/pglite';
import type { Operation } from '../../src/model';
import { printScript, readSql } from '../../src/sql';

let engine: Promise<PGlite> | undefined;

/** One embedded PostgreSQL 18 for a test file: starting it costs seconds. */
export function database(): Promise<PGlite> {
  engine ??= PGlite.create();
  return engine;
}

export async function emptied(): Promise<PGlite> {
  const db = await database();
  await db.exec(
    'ROLLBACK; RESET ALL; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;',
  );
  return db;
}

/** Runs a script statement by statement, each in a transaction of its own. */
export async function runSql(db: PGlite, sql: string): Promise<void> {
  for (const statement of statementsOf(sql)) await db.exec(statement);
}

/** A DO block is read as the statements inside it: only what stands at the top is run. */
function statementsOf(sql: string): readonly string[] {
  const { statements } = readSql('file:///x.sql', sql, 'postgresql');
  const top = statements.filter(({ conditional }) => conditional === undefined);
  const whole = top.map(({ span }) => sql.slice(span.start.offset, span.end.offset));
  return statements.length === top.length ? whole : [sql];
}

/** Runs the operations of a step as its tool would: in one transaction, or each by itself. */
export async function runStep(db: PGlite, operations: readonly Operation[], manner: 'one' | 'none'): Promise<void> {
  const { statements, unsupported } = printScript(operations, 'postgresql');
  if (unsupported.length > 0) throw new Error(unsupported.map(({ because }) => because).join('; '));
  if (manner === 'one') await db.exec('BEGIN');
  try {
    for (const statement of statements) await db.exec(statement);
    if (manner === 'one') await db.exec('COMMIT');
  } catch (error) {
    await db.exec('ROLLBACK');
    throw new Error(`${String(error)}\nin: ${statements.join(';\n')}`);
  }
}

const CATALOGUE = `
  SELECT 'table ' || c.oid::regclass || ' ' || c.relkind::text || ' rls ' || c.relrowsecurity AS line FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm')
  UNION ALL SELECT 'column ' || a.attrelid::regclass || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod)
      || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END || coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') || a.attidentity::text
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL SELECT 'constraint ' || conrelid::regclass || ' ' || CASE contype WHEN 'n' THEN '' ELSE conname END || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace AND conrelid <> 0
  UNION ALL SELECT 'index ' || pg_get_indexdef(indexrelid) || CASE WHEN indisvalid THEN '' ELSE ' invalid' END FROM pg_index
    JOIN pg_class c ON c.oid = indexrelid WHERE c.relnamespace = 'public'::regnamespace
  UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT t.tgisinternal
  UNION ALL SELECT 'function ' || p.proname || ' ' || md5(p.prosrc) FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
  UNION ALL SELECT 'enum ' || t.typname || ' ' || string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder) FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid GROUP BY t.typname
  UNION ALL SELECT 'sequence ' || c.relname || ' ' || format_type(s.seqtypid, NULL) FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
  UNION ALL SELECT 'policy ' || polname || ' ' || polrelid::regclass || ' ' || coalesce(pg_get_expr(polqual, polrelid), '') FROM pg_policy
  UNION ALL SELECT 'view ' || c.relname || ' ' || pg_get_viewdef(c.oid) FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('v', 'm')`;

/** What the engine's catalogue says of schema public, in no order of columns. */
export async function catalogue(db: PGlite): Promise<readonly string[]> {
  const { rows } = await db.query<{ line: string }>(CATALOGUE);
  return rows.map(({ line }) => line).sort();
}
