import { type Kysely, sql } from 'kysely';

/** Authors, books and who wrote what. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('authors')
    .addColumn('id', 'bigint', (col) => col.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('born', 'date')
    .execute();
  await db.schema
    .createTable('books')
    .addColumn('id', 'bigint', (col) => col.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('isbn', 'char(13)', (col) => col.notNull())
    .addColumn('title', 'text', (col) => col.notNull())
    .addColumn('price', 'real', (col) => col.notNull())
    .addColumn('published_on', 'date')
    .addUniqueConstraint('books_isbn_key', ['isbn'])
    .execute();
  await sql`comment on table books is 'One row an edition: a hardcover and its paperback are two books.'`.execute(db);
  await db.schema
    .createTable('book_authors')
    .addColumn('book_id', 'bigint', (col) => col.notNull().references('books.id').onDelete('cascade'))
    .addColumn('author_id', 'bigint', (col) => col.notNull().references('authors.id'))
    .addPrimaryKeyConstraint('book_authors_pkey', ['book_id', 'author_id'])
    .execute();
  await db.schema.createIndex('book_authors_author_id_idx').on('book_authors').column('author_id').execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['book_authors', 'books', 'authors']) await db.schema.dropTable(table).execute();
}
