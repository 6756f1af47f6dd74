/** How many pages InnoDB takes (MySQL, 17.10 "InnoDB Row Formats"; the header sizes are those of rem0rec.h and fil0types.h). */
import type { Width } from './layout';

export const INNODB_PAGE = 16_384;
/** FIL header and trailer, index header, infimum and supremum. */
const PAGE_OVERHEAD = 38 + 8 + 56 + 26;
const RECORD_HEADER = 5;
/** DB_TRX_ID and DB_ROLL_PTR. */
const SYSTEM_COLUMNS = 13;
/** A row without a primary key and a usable unique key gets one of six bytes. */
export const ROW_ID = 6;
/** A slot of two bytes for four to eight records. */
const DIRECTORY = 2 / 6;
/** Ordered inserts leave a sixteenth of the page free (MySQL, 17.6.2.2). */
const ORDERED_FILL = 15 / 16;
const RANDOM_FILL = 0.69;
/** A value over this share of the row goes to pages of its own in DYNAMIC rows, leaving 20 bytes. */
const MOST_IN_PAGE = INNODB_PAGE / 2 - 200;
const POINTER = 20;

export interface InnodbColumn {
  readonly width: Width;
  readonly nullShare: number;
}

const valueBytes = ({ width, nullShare }: InnodbColumn): number => {
  const length = width.kind === 'fixed' ? 0 : width.bytes > 127 ? 2 : 1;
  return (1 - nullShare) * (width.bytes + length);
};

export interface InnodbSize {
  readonly rowBytes: number;
  readonly pages: number;
  readonly overflowBytes: number;
}

/** The clustered index, which is the table, or a secondary one, whose columns end in the primary key's. */
export function innodbSize(
  columns: readonly InnodbColumn[],
  rows: number,
  index: { readonly kind: 'clustered' | 'secondary'; readonly arrival: 'ordered' | 'random' },
): InnodbSize {
  const nullable = columns.filter(({ nullShare }) => nullShare > 0).length;
  const head = RECORD_HEADER + Math.ceil(nullable / 8) + (index.kind === 'clustered' ? SYSTEM_COLUMNS : 0);
  let overflow = 0;
  let data = columns.reduce((sum, column) => sum + valueBytes(column), 0);
  for (const column of [...columns].sort((a, b) => b.width.bytes - a.width.bytes)) {
    if (head + data <= MOST_IN_PAGE || column.width.kind === 'fixed') break;
    overflow += (1 - column.nullShare) * Math.ceil(column.width.bytes / (INNODB_PAGE - 50)) * INNODB_PAGE;
    data -= valueBytes(column) - POINTER;
  }
  const rowBytes = head + data;
  const fill = index.arrival === 'ordered' ? ORDERED_FILL : RANDOM_FILL;
  const perPage = Math.max(1, Math.floor(((INNODB_PAGE - PAGE_OVERHEAD) * fill) / (rowBytes + DIRECTORY)));
  const leaves = Math.max(1, Math.ceil(rows / perPage));
  // Inner pages hold the key and a page number; some hundred to a page: a few in a thousand of the leaves.
  const inner = leaves > 1 ? Math.max(1, Math.ceil(leaves / 400)) : 0;
  return { rowBytes: Math.round(rowBytes), pages: leaves + inner, overflowBytes: Math.round(overflow * rows) };
}
