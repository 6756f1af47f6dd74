/** SQLite's schema as text, keyed by names. What it keeps is the text of statements, which ALTER TABLE edits: words are compared. */
import { wordsOf } from '../../sql';
import type { Catalogue } from '../catalogue';
import type { Engine } from '../engine';

const OBJECTS = `SELECT type, name, tbl_name AS tbl, coalesce(sql, '') AS sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

const COLUMNS = `SELECT m.name AS tbl, c.name, lower(c.type) AS type, c."notnull" AS nn, coalesce(c.dflt_value, '') AS def, c.pk, c.hidden
  FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`;

const KEYS = `SELECT m.name AS tbl, k."from" AS col, k."table" AS parent, coalesce(k."to", '') AS ref, k.on_delete AS del, k.on_update AS upd
  FROM sqlite_schema m JOIN pragma_foreign_key_list(m.name) k WHERE m.type = 'table'`;

const ORDER = `SELECT m.name AS tbl, group_concat(c.name, ', ') AS names FROM sqlite_schema m JOIN pragma_table_xinfo(m.name) c
  WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' GROUP BY m.name`;

export async function sqliteCatalogue(engine: Engine): Promise<Catalogue> {
  const found = new Map<string, string>();
  for (const { type, name, sql } of await engine.query(OBJECTS))
    found.set(
      type === 'table' ? `relation main.${name}` : `${type} main.${name}`,
      type === 'table' ? checksIn(String(sql)) : words(String(sql)),
    );
  for (const { tbl, name, type, nn, def, pk, hidden } of await engine.query(COLUMNS))
    found.set(
      `column main.${tbl}.${name}`,
      JSON.stringify({ type, 'not null': nn === 1, default: def, key: pk, hidden }),
    );
  for (const { tbl, col, parent, ref, del, upd } of await engine.query(KEYS))
    found.set(`foreign key main.${tbl}.${col}`, `${parent} (${ref}) on delete ${del} on update ${upd}`);
  for (const { tbl, names } of await engine.query(ORDER)) found.set(`order of columns main.${tbl}`, String(names));
  return found;
}

/** Names without their quotes: a rebuild gives a table its name back in others. */
function words(sql: string): string {
  return wordsOf(sql, 'sqlite')
    .map(({ kind, word, text }) => (kind === 'quoted' ? text.slice(1, -1) : word === '' ? text : word))
    .join(' ');
}

/** Of a table what its columns do not tell: checks and collations, wherever they stand, and what follows the columns. */
function checksIn(sql: string): string {
  const all = wordsOf(sql, 'sqlite');
  const kept: string[] = [];
  for (const [at, { word }] of all.entries()) {
    if (word === 'collate' || word === 'strict' || word === 'without') kept.push(`${word} ${all[at + 1]?.text ?? ''}`);
    if (word === 'unique') kept.push('unique');
    if (word === 'check') kept.push(parenthesis(all.slice(at + 1).map((one) => one.text)));
  }
  return kept.sort().join('; ');
}

function parenthesis(texts: readonly string[]): string {
  let depth = 0;
  const taken: string[] = [];
  for (const text of texts) {
    taken.push(text);
    if (text === '(') depth++;
    if (text === ')' && --depth === 0) break;
  }
  return `check ${taken.join(' ')}`;
}
