import type { ColumnWords } from '../facts';

/** SQL Language Reference, CREATE TABLE: column_definition, virtual_column_definition, inline_constraint, constraint_state. */
export const columnWords: ColumnWords = {
  ends: new Set(
    'not null default primary unique references check constraint collate generated as virtual visible invisible sort encrypt decrypt enable disable novalidate deferrable initially rely norely using scope annotations reserved drop domain'.split(
      ' ',
    ),
  ),
};
