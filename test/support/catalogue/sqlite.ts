import type { JsonQuery } from './postgres';
import type { CatalogueTable } from './truth';

const COLUMNS = `(SELECT json_group_array(json_object('name', name, 'type', type, 'notnull', json(iif("notnull", 'true', 'false')), 'default', dflt_value, 'hidden', hidden))
  FROM (SELECT * FROM pragma_table_xinfo(t.name) ORDER BY cid))`;

const KEYS = `(SELECT json_group_array(json(key)) FROM (
    SELECT json_object('type', 'f', 'cols', json_group_array("from"), 'ref', "table", 'refcols', json_group_array("to"), 'ondelete', on_delete, 'onupdate', on_update) AS key
    FROM (SELECT * FROM pragma_foreign_key_list(t.name) ORDER BY id, seq) GROUP BY id))`;

const INDEXES = `(SELECT json_group_array(json_object('name', i.name, 'unique', json(iif(i."unique", 'true', 'false')), 'origin', i.origin, 'partial', json(iif(i.partial, 'true', 'false')),
    'cols', json((SELECT json_group_array(c.name) FROM (SELECT * FROM pragma_index_info(i.name) ORDER BY seqno) c))))
  FROM pragma_index_list(t.name) i)`;

const PRIMARY_KEY = `(SELECT json_group_array(name) FROM (SELECT name FROM pragma_table_xinfo(t.name) WHERE pk > 0 ORDER BY pk))`;

/** What a SQLite database says of its tables, in the form of shared/truth. */
export async function sqliteCatalogue(query: JsonQuery): Promise<readonly CatalogueTable[]> {
  const rows = await query(
    `SELECT json_object('name', t.name, 'kind', 'table', 'columns', json(${COLUMNS}), 'pk', json(${PRIMARY_KEY}), 'constraints', json(${KEYS}), 'indexes', json(${INDEXES})) AS json
     FROM sqlite_master t WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name`,
  );
  return rows as readonly CatalogueTable[];
}
