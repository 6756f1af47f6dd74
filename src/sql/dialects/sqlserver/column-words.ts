import type { ColumnWords } from '../facts';

/** Transact-SQL reference, CREATE TABLE: column_definition and what ALTER COLUMN may add to it. */
export const columnWords: ColumnWords = {
  ends: new Set(
    'not null default primary unique foreign references check constraint collate identity rowguidcol sparse filestream masked encrypted hidden generated as index persisted clustered nonclustered with on for inline'.split(
      ' ',
    ),
  ),
};
