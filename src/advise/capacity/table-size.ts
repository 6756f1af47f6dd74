/** The size of a table and its indexes from its definition and a number of rows. */
import type { Column, Dialect, IndexColumn, Table } from '../../model';
import { isMysqlFamily, nameKey } from '../../model';
import { INNODB_PAGE, innodbSize, ROW_ID } from './innodb-pages';
import { innodbWidth, postgresWidth, type Width } from './layout';
import { btreeSize, heapSize, PAGE, type StoredColumn } from './postgres-pages';

/** What is known of the rows; what is not is guessed, and said. */
export interface RowFacts {
  readonly rows: number;
  /** Average bytes of a value, by column name. */
  readonly averageBytes?: ReadonlyMap<string, number>;
  /** Share of NULLs, 0 to 1, by column name. */
  readonly nullShare?: ReadonlyMap<string, number>;
  /** Different values, by column name. */
  readonly distinct?: ReadonlyMap<string, number>;
  /** Indexes just built are fuller than those that grew by inserts at random places; grown unless told. */
  readonly indexes?: 'rebuilt' | 'grown';
}

export interface IndexEstimate {
  readonly name: string;
  readonly bytes: number;
}

export interface TableEstimate {
  readonly table: string;
  readonly rows: number;
  /** One row as it is stored, headers included. */
  readonly rowBytes: number;
  /** Heap or clustered index. */
  readonly tableBytes: number;
  /** Values kept outside the row. */
  readonly outsideBytes: number;
  readonly indexes: readonly IndexEstimate[];
  readonly totalBytes: number;
  /** The total if variable values are short, and if they are long. Equal where all is fixed or known. */
  readonly leastBytes: number;
  readonly mostBytes: number;
  readonly assumed: readonly string[];
}

export type Estimated =
  | { readonly kind: 'estimate'; readonly estimate: TableEstimate }
  | { readonly kind: 'unknown'; readonly because: string };

type Choice = (width: Width) => number;

/** Reckons a table. Engines whose pages we do not know are said to be unknown rather than guessed. */
export function estimateTable(table: Table, dialect: Dialect, facts: RowFacts): Estimated {
  if (dialect !== 'postgresql' && !isMysqlFamily(dialect))
    return { kind: 'unknown', because: `Pages are reckoned for PostgreSQL, MySQL and MariaDB, not for ${dialect}.` };
  if (!table.complete) return { kind: 'unknown', because: `Not all columns of ${table.name} are known.` };
  const sized = (choose: Choice) => (dialect === 'postgresql' ? postgresSize : mysqlSize)(table, facts, choose);
  const usual = sized(({ bytes }) => bytes);
  const total = (size: Sized) =>
    size.tableBytes + size.outsideBytes + size.indexes.reduce((sum, { bytes }) => sum + bytes, 0);
  const estimate: TableEstimate = {
    table: table.schema === undefined ? table.name : `${table.schema}.${table.name}`,
    rows: facts.rows,
    ...usual,
    totalBytes: total(usual),
    leastBytes: total(sized(({ least }) => least)),
    mostBytes: total(sized(({ most }) => most)),
    assumed: assumptions(table, dialect, facts),
  };
  return { kind: 'estimate', estimate };
}

type Sized = Pick<TableEstimate, 'rowBytes' | 'tableBytes' | 'outsideBytes' | 'indexes'>;

const shareOf = (facts: RowFacts, { name, notNull }: Column) => (notNull ? 0 : (facts.nullShare?.get(name) ?? 0));

const withBytes = (width: Width, choose: Choice): Width => ({ ...width, bytes: choose(width) });

function postgresSize(table: Table, facts: RowFacts, choose: Choice): Sized {
  const stored = (column: Column): StoredColumn => ({
    width: withBytes(postgresWidth(column, facts.averageBytes?.get(column.name)), choose),
    nullShare: shareOf(facts, column),
  });
  const kept = table.columns.filter(({ generated }) => generated === undefined || generated.stored);
  const fillfactor = fillfactorOf(table);
  const heap = heapSize(kept.map(stored), facts.rows, fillfactor);
  const indexes = keysOf(table).map(({ name, parts, unique }) => {
    const columns = parts.map(({ column }) => column).flatMap((column) => (column === undefined ? [] : [column]));
    const distinct = unique ? facts.rows : distinctOf(columns, facts);
    const size = btreeSize(
      {
        columns: parts.map(({ column }) => (column === undefined ? EXPRESSION : stored(column))),
        rowsPerKey: unique ? 1 : facts.rows / Math.max(1, distinct),
        arrival: facts.indexes === 'rebuilt' ? 'ordered' : arrivalOf(columns[0]),
      },
      facts.rows,
    );
    return { name, bytes: size.pages * PAGE };
  });
  return { rowBytes: heap.tupleBytes, tableBytes: heap.pages * PAGE, outsideBytes: heap.toastBytes, indexes };
}

function fillfactorOf({ options }: Table): number {
  const { fillfactor } = options;
  const number = Number(fillfactor ?? 100);
  return Number.isFinite(number) ? number : 100;
}

const EXPRESSION: StoredColumn = {
  width: { kind: 'variable', align: 4, bytes: 24, least: 8, most: 255 },
  nullShare: 0,
};

function mysqlSize(table: Table, facts: RowFacts, choose: Choice): Sized {
  const stored = (column: Column) => ({
    width: withBytes(innodbWidth(column, facts.averageBytes?.get(column.name)), choose),
    nullShare: shareOf(facts, column),
  });
  const keys = keysOf(table);
  const primary = keys.find(({ primary: isPrimary }) => isPrimary);
  const primaryColumns = (primary?.parts ?? []).flatMap(({ column }) => (column === undefined ? [] : [column]));
  const rowId = {
    width: { kind: 'fixed', align: 1, bytes: ROW_ID, least: ROW_ID, most: ROW_ID } as const,
    nullShare: 0,
  };
  const kept = table.columns.filter(({ generated }) => generated === undefined || generated.stored).map(stored);
  const clustered = innodbSize(primary === undefined ? [rowId, ...kept] : kept, facts.rows, {
    kind: 'clustered',
    arrival: primary === undefined ? 'ordered' : arrivalOf(primaryColumns[0]),
  });
  const indexes = keys
    .filter(({ primary: isPrimary }) => !isPrimary)
    .map(({ name, parts }) => {
      const columns = parts.flatMap(({ column }) => (column === undefined ? [] : [column]));
      const rest = primaryColumns.filter(({ name: key }) => !columns.some((column) => column.name === key));
      const all = [...columns.map(stored), ...(primary === undefined ? [rowId] : rest.map(stored))];
      const size = innodbSize(all, facts.rows, { kind: 'secondary', arrival: arrivalOf(columns[0]) });
      return { name, bytes: size.pages * INNODB_PAGE };
    });
  return {
    rowBytes: clustered.rowBytes,
    tableBytes: clustered.pages * INNODB_PAGE,
    outsideBytes: clustered.overflowBytes,
    indexes,
  };
}

interface Key {
  readonly name: string;
  readonly parts: readonly { readonly column: Column | undefined }[];
  readonly unique: boolean;
  readonly primary: boolean;
}

/** Every B-tree of a table: primary key, unique keys, indexes. Others (GIN, BRIN…) are left out and named as assumed. */
function keysOf(table: Table): readonly Key[] {
  const at = (parts: readonly IndexColumn[], include: readonly { readonly name: string }[] = []) =>
    [...parts.map(({ column }) => column?.name), ...include.map(({ name }) => name)].map((name) => ({
      column: name === undefined ? undefined : table.columns.find((column) => column.name === name),
    }));
  const { primaryKey } = table;
  return [
    ...(primaryKey === undefined
      ? []
      : [{ name: primaryKey.name, parts: at(primaryKey.columns, primaryKey.include), unique: true, primary: true }]),
    ...table.uniques.map(({ name, columns, include }) => ({
      name,
      parts: at(columns, include),
      unique: true,
      primary: false,
    })),
    ...table.indexes.filter(isBtree).map(({ name, columns, include, unique }) => ({
      name,
      parts: at(columns, include),
      unique: unique === true,
      primary: false,
    })),
  ];
}

const isBtree = ({ method }: { readonly method?: string }) => method === undefined || method === 'btree';

/** Keys that rise are put at the end; others anywhere. */
function arrivalOf(column: Column | undefined): 'ordered' | 'random' {
  if (column === undefined) return 'random';
  const family = column.type?.family ?? 'unknown';
  const rises =
    column.identity !== undefined || column.type?.serial === true || /(?:timestamp|datetime|date)/.test(family);
  return rises || (/(?:^|_)(?:id|created_at|inserted_at)$/.test(nameKey('mysql', column.name)) && family !== 'uuid')
    ? 'ordered'
    : 'random';
}

/** Different keys of several columns are at most the product of each; unknown ones are taken as one in ten. */
function distinctOf(columns: readonly Column[], { rows, distinct }: RowFacts): number {
  const counts = columns.map(({ name, type }) => distinct?.get(name) ?? (type?.family === 'boolean' ? 2 : rows / 10));
  return Math.min(
    rows,
    counts.reduce((product, count) => product * Math.max(1, count), 1),
  );
}

function assumptions(table: Table, dialect: Dialect, facts: RowFacts): readonly string[] {
  const width = dialect === 'postgresql' ? postgresWidth : innodbWidth;
  const guessed = table.columns.filter((column) => {
    const { least, most } = width(column, facts.averageBytes?.get(column.name));
    return least !== most;
  });
  const other = table.indexes.filter((index) => !isBtree(index)).map(({ name }) => name);
  return [
    ...(guessed.length === 0 ? [] : [`average length guessed for ${guessed.map(({ name }) => name).join(', ')}`]),
    ...(other.length === 0 ? [] : [`not reckoned, being no B-trees: ${other.join(', ')}`]),
    ...(table.indexes.some(({ where }) => where !== undefined)
      ? ['partial indexes reckoned as if they held every row']
      : []),
  ];
}
