import type { ColumnWords } from '../facts';

/** PostgreSQL manual, CREATE TABLE: column_constraint, COLLATE, STORAGE, COMPRESSION; OPTIONS of foreign tables. */
export const columnWords: ColumnWords = {
  ends: new Set(
    'not null default primary unique references check constraint collate generated deferrable initially storage compression using enforced options'.split(
      ' ',
    ),
  ),
};
