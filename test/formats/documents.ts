import { type Column, nameKey, type Schema, type Table } from '../../src/model';

/** Where each column of the bookshop's tables stands in its documents: collection and path. */
export const BOOKSHOP: Readonly<Record<string, string>> = {
  'authors.id': 'authors _id',
  'authors.name': 'authors name',
  'authors.born': 'authors born',
  'books.id': 'books _id',
  'books.isbn': 'books isbn',
  'books.title': 'books title',
  'books.price': 'books price',
  'books.published_on': 'books publishedOn',
  'book_authors.author_id': 'books authors',
  'stock.on_hand': 'books stock.onHand',
  'stock.reorder_at': 'books stock.reorderAt',
  'stock.shelf': 'books stock.shelf',
  'customers.id': 'customers _id',
  'customers.email': 'customers email',
  'customers.name': 'customers name',
  'customers.fax': 'customers fax',
  'customers.created_at': 'customers createdAt',
  'orders.id': 'orders _id',
  'orders.customer_id': 'orders customer',
  'orders.status': 'orders status',
  'orders.placed_at': 'orders placedAt',
  'order_lines.book_id': 'orders lines.book',
  'order_lines.quantity': 'orders lines.quantity',
  'order_lines.unit_price': 'orders lines.unitPrice',
};

/** A document's own key is what these referred to: they have no path. */
export const IN_THE_DOCUMENT: readonly string[] = ['book_authors.book_id', 'stock.book_id', 'order_lines.order_id'];

/** Types of tables and of documents that hold the same. */
const SAME: Readonly<Record<string, string>> = {
  varchar: 'text',
  char: 'text',
  user: 'enum',
  real: 'number',
  double: 'number',
  integer: 'number',
  date: 'time',
  timestamp: 'time',
};

interface Place {
  readonly table: Table;
  readonly column: Column;
}

/** What is said of a column, in words that tables and documents share. */
function said({ table, column }: Place, refers: (name: string) => string): string {
  const key = (name: string) => nameKey('mongodb', name);
  const isKey = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0]?.column?.name === column.name;
  const reference = table.foreignKeys.find((one) => one.columns.some(({ name }) => key(name) === key(column.name)));
  const unique = [...table.uniques, ...table.indexes.filter((index) => index.unique)].some(
    ({ columns }) => columns.length === 1 && columns[0]?.column?.name === column.name,
  );
  const family = isKey || reference ? 'key' : (SAME[column.type?.family ?? ''] ?? column.type?.family);
  return [
    family,
    column.notNull ? 'required' : '',
    reference ? `to ${refers(reference.refTable.name)}` : '',
    unique ? 'unique' : '',
  ]
    .filter((word) => word !== '')
    .join(' ');
}

/** The bookshop's columns by the paths that they have in documents, as tables say them. */
export function tablesAsDocuments(schema: Schema): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of schema.tables.values())
    for (const column of table.columns) {
      const name = `${table.name}.${column.name}`;
      if (IN_THE_DOCUMENT.includes(name)) continue;
      found[BOOKSHOP[name] ?? `no place for ${name}`] = said({ table, column }, (other) => other);
    }
  return found;
}

/** The same paths as a schema of documents says them. */
export function documentsAsSuch(schema: Schema): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const table of schema.tables.values())
    for (const column of table.columns) {
      const path = `${table.name} ${column.name}`;
      if (Object.values(BOOKSHOP).includes(path)) found[path] = said({ table, column }, (other) => other);
    }
  return found;
}
