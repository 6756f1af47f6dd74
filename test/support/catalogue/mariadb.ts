import type { JsonQuery } from './postgres';
import type { CatalogueTable } from './truth';

type Column = CatalogueTable['columns'][number];
type Constraint = CatalogueTable['constraints'][number];
type Index = CatalogueTable['indexes'][number];
type InTable<T> = T & { readonly table: string };

const COLUMNS = `SELECT JSON_OBJECT('table', TABLE_NAME, 'name', COLUMN_NAME, 'type', COLUMN_TYPE, 'default', COLUMN_DEFAULT, 'extra', EXTRA,
    'gen', GENERATION_EXPRESSION, 'nullable', IS_NULLABLE)
  FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME, ORDINAL_POSITION`;

const KEYS = `SELECT JSON_OBJECT('table', k.TABLE_NAME, 'name', k.CONSTRAINT_NAME, 'type', 'f', 'cols', JSON_ARRAYAGG(k.COLUMN_NAME ORDER BY k.ORDINAL_POSITION),
    'ref', k.REFERENCED_TABLE_NAME, 'refcols', JSON_ARRAYAGG(k.REFERENCED_COLUMN_NAME ORDER BY k.ORDINAL_POSITION), 'ondelete', r.DELETE_RULE, 'onupdate', r.UPDATE_RULE)
  FROM information_schema.KEY_COLUMN_USAGE k
  JOIN information_schema.REFERENTIAL_CONSTRAINTS r ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME AND r.TABLE_NAME = k.TABLE_NAME
  WHERE k.TABLE_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL GROUP BY k.TABLE_NAME, k.CONSTRAINT_NAME`;

const INDEXES = `SELECT JSON_OBJECT('table', TABLE_NAME, 'name', INDEX_NAME, 'unique', NON_UNIQUE = 0, 'primary', INDEX_NAME = 'PRIMARY', 'type', INDEX_TYPE,
    'cols', JSON_ARRAYAGG(COLUMN_NAME ORDER BY SEQ_IN_INDEX))
  FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() GROUP BY TABLE_NAME, INDEX_NAME ORDER BY TABLE_NAME, INDEX_NAME`;

/** What a MariaDB database's catalogue says of its tables, in the form of shared/truth. */
export async function mariadbCatalogue(query: JsonQuery): Promise<readonly CatalogueTable[]> {
  const names = (await query(
    `SELECT JSON_QUOTE(TABLE_NAME) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME`,
  )) as readonly string[];
  const columns = (await query(COLUMNS)) as readonly InTable<Column & { readonly nullable: string }>[];
  const keys = (await query(KEYS)) as readonly InTable<Constraint>[];
  const indexes = (await query(INDEXES)) as readonly InTable<Index>[];
  return names.map((name) => {
    const own = indexes.filter(({ table }) => table === name);
    return {
      name,
      kind: 'BASE TABLE',
      columns: columns
        .filter(({ table }) => table === name)
        .map((column) => ({ ...column, notnull: column.nullable === 'NO' })),
      pk: (own.find(({ primary }) => primary)?.cols ?? []).map(String),
      constraints: keys.filter(({ table }) => table === name),
      indexes: own.map((index) => ({ ...index, unique: Boolean(index.unique), primary: Boolean(index.primary) })),
    };
  });
}
