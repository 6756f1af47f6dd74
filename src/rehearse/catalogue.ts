/** The whole catalogue as text, keyed by names and never by oids, so that two of them can be compared. */
import type { Engine } from './engine';
import { OWN_SCHEMA } from './rewrite-reasons';

/** Definitions by `kind schema.name`. */
export type Catalogue = ReadonlyMap<string, string>;

const USER = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast', '${OWN_SCHEMA}') AND n.nspname NOT LIKE 'pg\\_temp%' AND n.nspname NOT LIKE 'pg\\_toast\\_temp%'`;

/** Members of extensions come and go with them. */
const own = (catalogue: string, oid: string) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** GRANT and then REVOKE leave the default written out where nothing was: the same rights. */
const rights = (acl: string, kind: string, owner: string) =>
  `(SELECT string_agg(a::text, ' ' ORDER BY a::text) FROM unnest(coalesce(${acl}, acldefault('${kind}', ${owner}))) a)`;

const fields = (parts: Readonly<Record<string, string>>) =>
  `jsonb_strip_nulls(jsonb_build_object(${Object.entries(parts)
    .map(([name, expression]) => `'${name}', ${expression}`)
    .join(', ')}))::text`;

const RELATION_KINDS = `c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')`;

const RELATION = fields({
  kind: 'c.relkind',
  owner: 'pg_get_userbyid(c.relowner)',
  rights: rights('c.relacl', 'r', 'c.relowner'),
  options: 'c.reloptions',
  persistence: 'c.relpersistence',
  'row security': `nullif(c.relrowsecurity::text || c.relforcerowsecurity::text, 'falsefalse')`,
  'replica identity': 'c.relreplident',
  'access method': '(SELECT amname FROM pg_am WHERE oid = c.relam)',
  tablespace: 'nullif(c.reltablespace, 0)',
  partitioned: 'pg_get_partkeydef(c.oid)',
  bound: 'pg_get_expr(c.relpartbound, c.oid)',
  parents:
    '(SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i WHERE i.inhrelid = c.oid)',
  query: `CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END`,
  comment: `obj_description(c.oid, 'pg_class')`,
});

const COLUMN = fields({
  type: 'format_type(a.atttypid, a.atttypmod)',
  'not null': 'nullif(a.attnotnull, false)',
  default: 'pg_get_expr(d.adbin, d.adrelid)',
  generated: `nullif(a.attgenerated, '')`,
  identity: `nullif(a.attidentity, '')`,
  collation: 'CASE WHEN a.attcollation <> t.typcollation THEN a.attcollation::regcollation::text END',
  storage: 'nullif(a.attstorage, t.typstorage)',
  compression: `nullif(a.attcompression, '')`,
  statistics: 'a.attstattarget',
  options: 'a.attoptions',
  rights: 'a.attacl::text',
  comment: 'col_description(c.oid, a.attnum)',
});

const INDEX = fields({
  definition: 'pg_get_indexdef(c.oid)',
  invalid: 'nullif(NOT i.indisvalid, false)',
  clustered: 'nullif(i.indisclustered, false)',
  'replica identity': 'nullif(i.indisreplident, false)',
  options: 'c.reloptions',
  comment: `obj_description(c.oid, 'pg_class')`,
});

const SEQUENCE = fields({
  type: 's.seqtypid::regtype',
  start: 's.seqstart',
  increment: 's.seqincrement',
  most: 's.seqmax',
  least: 's.seqmin',
  cache: 's.seqcache',
  cycle: 's.seqcycle',
  rights: rights('c.relacl', 's', 'c.relowner'),
  'owned by': `(SELECT d.refobjid::regclass::text || '.' || a.attname FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid
    AND a.attnum = d.refobjsubid WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1)`,
});

const TYPE = fields({
  kind: 't.typtype',
  values: '(SELECT jsonb_agg(enumlabel ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid)',
  base: `CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END`,
  'not null': 'nullif(t.typnotnull, false)',
  default: 't.typdefault',
  comment: `obj_description(t.oid, 'pg_type')`,
});

const ROUTINE = `CASE WHEN p.prokind = 'a' THEN 'aggregate' ELSE pg_get_functiondef(p.oid) END || ' ' ||
  ${rights('p.proacl', 'f', 'p.proowner')} || ' ' || pg_get_userbyid(p.proowner)`;

const CLASS = 'pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace';

/** Each gives kind, name and definition. */
const PARTS: readonly string[] = [
  `'schema', n.nspname::text, ${fields({ owner: 'pg_get_userbyid(n.nspowner)', rights: rights('n.nspacl', 'n', 'n.nspowner') })}
    FROM pg_namespace n WHERE ${USER} AND ${own('pg_namespace', 'n.oid')}`,
  `'extension', extname::text, extversion FROM pg_extension`,
  `'relation', n.nspname || '.' || c.relname, ${RELATION} FROM ${CLASS} WHERE ${RELATION_KINDS} AND ${USER} AND ${own('pg_class', 'c.oid')}`,
  // One column that moved moves all behind it: their order is compared once for each table.
  `'order of columns', n.nspname || '.' || c.relname, string_agg(a.attname, ', ' ORDER BY a.attnum) FROM ${CLASS}
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE ${RELATION_KINDS} AND ${USER} AND ${own('pg_class', 'c.oid')} GROUP BY 2`,
  `'column', n.nspname || '.' || c.relname || '.' || a.attname, ${COLUMN} FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND ${RELATION_KINDS} AND ${USER} AND ${own('pg_class', 'c.oid')}`,
  `'constraint', coalesce(n.nspname || '.' || r.relname, n.nspname || '.' || ty.typname) || '.' || co.conname,
    pg_get_constraintdef(co.oid) || coalesce(' -- ' || obj_description(co.oid, 'pg_constraint'), '')
    FROM pg_constraint co JOIN pg_namespace n ON n.oid = co.connamespace LEFT JOIN pg_class r ON r.oid = co.conrelid
    LEFT JOIN pg_type ty ON ty.oid = co.contypid WHERE ${USER} AND ${own('pg_constraint', 'co.oid')}`,
  `'index', n.nspname || '.' || c.relname, ${INDEX} FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
  `'sequence', n.nspname || '.' || c.relname, ${SEQUENCE} FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER} AND ${own('pg_class', 'c.oid')}`,
  `'trigger', n.nspname || '.' || c.relname || '.' || t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal AND ${USER}`,
  `'function', n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', ${ROUTINE}
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE ${USER} AND ${own('pg_proc', 'p.oid')}`,
  `'type', n.nspname || '.' || t.typname, ${TYPE} FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd', 'r') AND ${USER} AND ${own('pg_type', 't.oid')}`,
  `'policy', n.nspname || '.' || c.relname || '.' || p.polname, ${fields({
    command: 'p.polcmd',
    permissive: 'p.polpermissive',
    roles: 'p.polroles::regrole[]::text',
    using: 'pg_get_expr(p.polqual, p.polrelid)',
    'with check': 'pg_get_expr(p.polwithcheck, p.polrelid)',
  })} FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${USER}`,
  `'rule', n.nspname || '.' || c.relname || '.' || r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.rulename <> '_RETURN' AND ${USER} AND ${own('pg_class', 'c.oid')}`,
  `'statistics', n.nspname || '.' || s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s
    JOIN pg_namespace n ON n.oid = s.stxnamespace WHERE ${USER}`,
  `'publication', p.pubname::text, p.puballtables::text || coalesce((SELECT string_agg(prrelid::regclass::text, ',' ORDER BY prrelid::regclass::text)
    FROM pg_publication_rel WHERE prpubid = p.oid), '') FROM pg_publication p`,
  `'event trigger', evtname::text, evtevent || ' ' || evtenabled::text FROM pg_event_trigger WHERE evtname NOT LIKE 'database\\_architect\\_%'`,
  `'default rights', pg_get_userbyid(d.defaclrole) || '.' || coalesce(d.defaclnamespace::regnamespace::text, '') || '.' || d.defaclobjtype::text,
    d.defaclacl::text FROM pg_default_acl d`,
  `'role', rolname::text, ${fields({ superuser: 'rolsuper', inherit: 'rolinherit', 'create roles': 'rolcreaterole', login: 'rolcanlogin' })}
    FROM pg_roles WHERE rolname !~ '^pg_'`,
];

const CATALOGUE = PARTS.map((part) => `SELECT ${part}`).join('\nUNION ALL ');

export async function catalogueOf(engine: Engine): Promise<Catalogue> {
  const rows = await engine.query(
    `SELECT kind, name, definition FROM (${CATALOGUE}) AS catalogue (kind, name, definition)`,
  );
  return new Map(rows.map(({ kind, name, definition }) => [`${kind} ${name}`, String(definition)]));
}
