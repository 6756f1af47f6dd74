import type { Column, Table } from '../model';

export { wordsOf } from '../model';

/** A column of a table's own: a partition repeats its parent's. */
export function ownColumns(table: Table): readonly Column[] {
  return table.partitionOf ? [] : table.columns;
}

/** True for a column of characters: text, varchar or char of any length. */
export function isText({ type }: Column): boolean {
  return type?.family === 'text' || type?.family === 'varchar' || type?.family === 'char' || type?.family === 'citext';
}

/** True for a whole number of any size. */
export function isInteger({ type }: Column): boolean {
  const family = type?.family ?? '';
  return /^(?:tinyint|smallint|mediumint|integer|bigint)$/.test(family) && type?.dimensions === undefined;
}
