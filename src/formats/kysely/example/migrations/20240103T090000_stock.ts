import { type Kysely, sql } from 'kysely';

/** What lies on which shelf. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('stock')
    .addColumn('book_id', 'bigint', (col) => col.primaryKey().references('books.id').onDelete('cascade'))
    .addColumn('on_hand', 'integer', (col) => col.notNull().defaultTo(0))
    .addColumn('reorder_at', 'integer', (col) => col.notNull().defaultTo(5))
    .addColumn('shelf', 'text')
    .addCheckConstraint('stock_on_hand_check', sql`on_hand >= 0`)
    .execute();
  await db.schema
    .createView('books_to_reorder')
    .as(sql`
      select b.id, b.isbn, b.title, s.on_hand
      from books b
      join stock s on s.book_id = b.id
      where s.on_hand <= s.reorder_at
    `)
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropView('books_to_reorder').execute();
  await db.schema.dropTable('stock').execute();
}
