/**
 * How many pages PostgreSQL takes: heap, TOAST and B-tree (PostgreSQL, 66.6 "Database Page Layout", 65.1.4 "B-Tree Implementation";
 * the constants are those of bufpage.h, htup_details.h, itup.h, nbtree.h and heaptoast.h).
 */
import type { Width } from './layout';

export const PAGE = 8_192;
const PAGE_HEADER = 24;
const LINE_POINTER = 4;
const TUPLE_HEADER = 23;
const INDEX_TUPLE_HEADER = 8;
const BTREE_SPECIAL = 16;
/** A row over this is made smaller: compressed, then moved out (TOAST_TUPLE_THRESHOLD). */
const TOAST_THRESHOLD = 2_032;
const TOAST_POINTER = 18;
const TOAST_CHUNK = 1_996;
/** BTMaxItemSize: a third of a page. */
const MOST_KEY = 2_704;
const BTREE_FILL = 0.9;
const BTREE_INNER_FILL = 0.7;
/** A page that was split at random places is, on average, ln 2 full (Yao 1978). */
export const RANDOM_FILL = 0.69;

const roundUp = (bytes: number, to: number) => Math.ceil(bytes / to) * to;

/** A variable value: one length byte up to 126 bytes, unaligned; else four, aligned. */
const stored = (bytes: number) => (bytes <= 126 ? { size: bytes + 1, align: 1 } : { size: bytes + 4, align: 4 });

function dataBytes(columns: readonly StoredColumn[], most: number): number {
  let at = 0;
  for (const { width, moved } of columns) {
    const { size, align } =
      width.kind === 'fixed'
        ? { size: width.bytes, align: width.align }
        : moved
          ? { size: TOAST_POINTER, align: 1 }
          : stored(Math.min(width.bytes, most));
    at = roundUp(at, align) + size;
  }
  return at;
}

export interface StoredColumn {
  readonly width: Width;
  /** Share of rows in which it is NULL: those take no place in the row. */
  readonly nullShare: number;
  readonly moved?: boolean;
}

export interface HeapSize {
  readonly tupleBytes: number;
  readonly rowsPerPage: number;
  readonly pages: number;
  readonly toastBytes: number;
}

/** The heap and its TOAST table. `fillfactor` in per cent. */
export function heapSize(columns: readonly StoredColumn[], rows: number, fillfactor = 100): HeapSize {
  const nullable = columns.some(({ nullShare }) => nullShare > 0);
  const header = roundUp(TUPLE_HEADER + (nullable ? Math.ceil(columns.length / 8) : 0), 8);
  const present = columns.filter(({ nullShare }) => nullShare < 1);
  const { columns: kept, movedBytes } = moveOut(present, header);
  // NULL values shorten rows by their share: alignment makes this an average and no exact figure.
  const full = dataBytes(kept, Number.POSITIVE_INFINITY);
  const saved = kept.reduce(
    (sum, { width, nullShare }) => sum + nullShare * (width.kind === 'fixed' ? width.bytes : stored(width.bytes).size),
    0,
  );
  const tupleBytes = roundUp(header + Math.max(0, full - saved), 8);
  const free = PAGE - PAGE_HEADER - Math.floor((PAGE * (100 - fillfactor)) / 100);
  const rowsPerPage = Math.max(1, Math.floor(free / (tupleBytes + LINE_POINTER)));
  return { tupleBytes, rowsPerPage, pages: Math.ceil(rows / rowsPerPage), toastBytes: Math.round(movedBytes * rows) };
}

/** The longest values go to the TOAST table until the row fits; text is taken to compress to half. */
function moveOut(columns: readonly StoredColumn[], header: number) {
  let kept = columns;
  let movedBytes = 0;
  while (header + dataBytes(kept, Number.POSITIVE_INFINITY) > TOAST_THRESHOLD) {
    const longest = [...kept.keys()]
      .filter((at) => kept[at]?.width.kind === 'variable' && kept[at]?.moved !== true)
      .sort((a, b) => (kept[b]?.width.bytes ?? 0) - (kept[a]?.width.bytes ?? 0))[0];
    const column = longest === undefined ? undefined : kept[longest];
    if (column === undefined || column.width.bytes <= TOAST_POINTER) break;
    const bytes = column.width.bytes / 2;
    const chunks = Math.ceil(bytes / TOAST_CHUNK);
    // Each chunk is a row of its own: header, id, number and length word, and an entry in the TOAST table's index.
    movedBytes += (1 - column.nullShare) * (bytes + chunks * (24 + 12 + LINE_POINTER + 24));
    kept = kept.map((other, at) => (at === longest ? { ...other, moved: true } : other));
  }
  return { columns: kept, movedBytes };
}

export interface BtreeSize {
  readonly tupleBytes: number;
  readonly pages: number;
}

export interface BtreeKeys {
  readonly columns: readonly StoredColumn[];
  /** Rows for each different key: 1 where keys are unique. */
  readonly rowsPerKey: number;
  /** `ordered` keys rise (ids, times) or the index was built at once; `random` ones split pages anywhere. */
  readonly arrival: 'ordered' | 'random';
}

/** A B-tree over so many rows. Equal keys share one posting list (PostgreSQL 13+, 65.1.4.3 "Deduplication"). */
export function btreeSize({ columns, rowsPerKey, arrival }: BtreeKeys, rows: number): BtreeSize {
  const key = roundUp(INDEX_TUPLE_HEADER + dataBytes(columns, MOST_KEY), 8);
  const posting = postingList(key, rowsPerKey);
  const perRow = (posting.bytes + LINE_POINTER) / posting.rows;
  const fill = arrival === 'ordered' ? BTREE_FILL : RANDOM_FILL;
  // The high key takes the place of one tuple.
  const room = PAGE - PAGE_HEADER - BTREE_SPECIAL - key - LINE_POINTER - PAGE * (1 - fill);
  const leaves = Math.max(1, Math.ceil((rows * perRow) / room));
  let pages = leaves + 1; // the meta page
  for (let level = leaves; level > 1; ) {
    const fanOut = Math.floor(((PAGE - PAGE_HEADER - BTREE_SPECIAL) * BTREE_INNER_FILL) / (key + LINE_POINTER));
    level = Math.ceil(level / Math.max(2, fanOut));
    pages += level;
  }
  return { tupleBytes: key, pages };
}

/** A posting list holds 6 bytes a row, up to a tenth of a page when the index is built (nbtsort.c). */
function postingList(key: number, rowsPerKey: number): { readonly bytes: number; readonly rows: number } {
  if (rowsPerKey < 2) return { bytes: key, rows: 1 };
  const most = Math.floor((Math.floor(PAGE / 10 / 8) * 8 - LINE_POINTER - key) / 6);
  const rows = Math.max(1, Math.min(rowsPerKey, most));
  return rows < 2 ? { bytes: key, rows: 1 } : { bytes: roundUp(key + 6 * rows, 8), rows };
}
