import type { Format } from '../format';
import { locate, matches } from './locate';
import { read } from './read';

/** Schema files and dumps: pg_dump, mysqldump, SQLite's .schema, structure.sql, schema.sql. Dumps are made by engines, so none is written. */
export const format: Format = { id: 'sql-dump', title: 'SQL schema file', language: 'sql', matches, locate, read };
