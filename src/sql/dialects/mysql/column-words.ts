import type { ColumnWords } from '../facts';

/** MySQL 8.4 manual, CREATE TABLE: column_definition; FIRST and AFTER from ALTER TABLE. */
export const columnWords: ColumnWords = {
  ends: new Set(
    'not null default primary unique key references check constraint collate charset generated as auto_increment comment on virtual stored persistent column_format storage engine_attribute secondary_engine_attribute visible invisible first after srid'.split(
      ' ',
    ),
  ),
};
