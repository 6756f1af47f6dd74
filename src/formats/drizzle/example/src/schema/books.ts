import { bigint, char, date, foreignKey, index, pgTable, primaryKey, real, text } from 'drizzle-orm/pg-core';
import { id } from './columns';

/** Who wrote what. */
export const authors = pgTable('authors', {
  id: id(),
  name: text().notNull(),
  born: date(),
});

/** One row an edition: a hardcover and its paperback are two books. */
export const books = pgTable('books', {
  id: id(),
  isbn: char({ length: 13 }).notNull().unique('books_isbn_key'),
  title: text().notNull(),
  price: real().notNull(),
  publishedOn: date('published_on'),
});

export const bookAuthors = pgTable(
  'book_authors',
  {
    bookId: bigint('book_id', { mode: 'number' }).notNull(),
    authorId: bigint('author_id', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'book_authors_pkey', columns: [t.bookId, t.authorId] }),
    index('book_authors_author_id_idx').on(t.authorId),
    foreignKey({ name: 'book_authors_book_id_fkey', columns: [t.bookId], foreignColumns: [books.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'book_authors_author_id_fkey', columns: [t.authorId], foreignColumns: [authors.id] }),
  ],
);
