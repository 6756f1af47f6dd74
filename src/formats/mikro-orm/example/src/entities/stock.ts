import { defineEntity, p } from '@mikro-orm/core';
import { Book } from './book.js';

export const StockSchema = defineEntity({
  name: 'Stock',
  properties: {
    book: () =>
      p.oneToOne(Book).primary().deleteRule('cascade').updateRule('no action').foreignKeyName('stock_book_id_fkey'),
    onHand: p
      .integer()
      .default(0)
      .check((columns) => `${columns.onHand} >= 0`),
    reorderAt: p.integer().default(5),
    shelf: p.text().nullable(),
  },
});

export const BookToReorder = defineEntity({
  name: 'BookToReorder',
  tableName: 'books_to_reorder',
  view: true,
  expression: `
    select b.id, b.isbn, b.title, s.on_hand
    from books b
    join stock s on s.book_id = b.id
    where s.on_hand <= s.reorder_at
  `,
  properties: {
    id: p.bigint().primary(),
    isbn: p.character().length(13),
    title: p.text(),
    onHand: p.integer(),
  },
});
