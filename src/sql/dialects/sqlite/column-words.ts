import type { ColumnWords } from '../facts';

/** SQLite, CREATE TABLE: column-constraint. AUTOINCREMENT and MySQL's spelling of it are met in the wild behind types. */
export const columnWords: ColumnWords = {
  ends: new Set(
    'constraint primary not null unique check default collate references generated as autoincrement deferrable on'.split(
      ' ',
    ),
  ),
};
