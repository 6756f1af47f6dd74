import { eq, lte, sql } from 'drizzle-orm';
import { bigint, check, foreignKey, integer, pgTable, pgView, text } from 'drizzle-orm/pg-core';
import { books } from './books';

export const stock = pgTable(
  'stock',
  {
    bookId: bigint('book_id', { mode: 'number' }).primaryKey(),
    onHand: integer('on_hand').notNull().default(0),
    reorderAt: integer('reorder_at').notNull().default(5),
    shelf: text(),
  },
  (t) => [
    foreignKey({ name: 'stock_book_id_fkey', columns: [t.bookId], foreignColumns: [books.id] }).onDelete('cascade'),
    check('stock_on_hand_check', sql`${t.onHand} >= 0`),
  ],
);

export const booksToReorder = pgView('books_to_reorder').as((qb) =>
  qb
    .select({ id: books.id, isbn: books.isbn, title: books.title, onHand: stock.onHand })
    .from(books)
    .innerJoin(stock, eq(stock.bookId, books.id))
    .where(lte(stock.onHand, stock.reorderAt)),
);
