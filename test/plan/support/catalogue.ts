import type { PGlite } from '@electric-sql/pglite';

const OWN = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;
const LOCATED = `n.nspname || '.' || c.relname`;

/** Everything of the catalogue that a schema says, as kind, key and definition; the places of columns are left out, for an added column stands last. */
const CATALOGUE = `
SELECT 'relation' AS kind, ${LOCATED} AS key, jsonb_build_object('kind', c.relkind, 'options', c.reloptions, 'persistence', c.relpersistence,
    'row security', c.relrowsecurity, 'partition key', pg_get_partkeydef(c.oid), 'bound', pg_get_expr(c.relpartbound, c.oid),
    'parents', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid),
    'view', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, 'comment', obj_description(c.oid, 'pg_class'))::text AS definition
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'c') AND ${OWN}
UNION ALL SELECT 'column', ${LOCATED} || '.' || a.attname, jsonb_build_object('type', format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull,
    'default', pg_get_expr(d.adbin, d.adrelid), 'generated', a.attgenerated, 'identity', a.attidentity,
    'collation', CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END, 'comment', col_description(c.oid, a.attnum))::text
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm', 'c') AND ${OWN}
UNION ALL SELECT 'constraint', coalesce(r.oid::regclass::text, y.oid::regtype::text) || '.' || o.conname,
    pg_get_constraintdef(o.oid) || CASE WHEN o.convalidated THEN '' ELSE ' not valid' END
  FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace LEFT JOIN pg_class r ON r.oid = o.conrelid LEFT JOIN pg_type y ON y.oid = o.contypid WHERE ${OWN}
UNION ALL SELECT 'index', ${LOCATED}, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OWN}
UNION ALL SELECT 'sequence', ${LOCATED}, jsonb_build_object('type', s.seqtypid::regtype, 'owner', (SELECT d.refobjid::regclass::text || '.' || a.attname FROM pg_depend d
    JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1))::text
  FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OWN}
UNION ALL SELECT 'trigger', ${LOCATED} || '.' || t.tgname, pg_get_triggerdef(t.oid) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE NOT t.tgisinternal AND ${OWN}
UNION ALL SELECT 'function', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', pg_get_functiondef(p.oid)
  FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.prokind <> 'a' AND ${OWN}
UNION ALL SELECT 'type', n.nspname || '.' || t.typname, jsonb_build_object('values', (SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid),
    'base', CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END, 'not null', t.typnotnull, 'default', t.typdefault)::text
  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype IN ('e', 'd') AND ${OWN}
UNION ALL SELECT 'policy', ${LOCATED} || '.' || p.polname, jsonb_build_object('command', p.polcmd, 'permissive', p.polpermissive, 'roles', p.polroles::regrole[]::text,
    'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid))::text
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${OWN}`;

/** The catalogue as sorted lines. */
export async function catalogueOf(db: PGlite): Promise<readonly string[]> {
  const { rows } = await db.query<{ kind: string; key: string; definition: string }>(CATALOGUE);
  return rows.map(({ kind, key, definition }) => `${kind} ${key} ${definition}`).sort();
}

/** Empties the database. */
export async function emptyDatabase(db: PGlite): Promise<void> {
  await db.exec('ROLLBACK; DROP SCHEMA IF EXISTS app CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public;');
}
