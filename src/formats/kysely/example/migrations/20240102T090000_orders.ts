import { type Kysely, sql } from 'kysely';

/** Customers and what they order. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.createType('order_status').asEnum(['open', 'paid', 'shipped', 'cancelled']).execute();
  await db.schema
    .createTable('customers')
    .addColumn('id', 'bigint', (col) => col.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('email', 'text', (col) => col.notNull())
    .addColumn('name', 'text', (col) => col.notNull())
    .addColumn('fax', 'varchar(30)')
    .addColumn('created_at', 'timestamp', (col) => col.notNull().defaultTo(sql`now()`))
    .addUniqueConstraint('customers_email_key', ['email'])
    .execute();
  await db.schema
    .createTable('orders')
    .addColumn('id', 'integer', (col) => col.primaryKey().generatedAlwaysAsIdentity())
    .addColumn('customer_id', 'bigint', (col) => col.notNull().references('customers.id'))
    .addColumn('status', sql`order_status`, (col) => col.notNull().defaultTo('open'))
    .addColumn('placed_at', 'timestamptz', (col) => col.notNull().defaultTo(sql`now()`))
    .execute();
  await db.schema
    .createTable('order_lines')
    .addColumn('order_id', 'integer', (col) => col.notNull().references('orders.id').onDelete('cascade'))
    .addColumn('book_id', 'bigint', (col) => col.notNull())
    .addColumn('quantity', 'integer', (col) => col.notNull().check(sql`quantity > 0`))
    .addColumn('unit_price', 'numeric(10, 2)', (col) => col.notNull())
    .addPrimaryKeyConstraint('order_lines_pkey', ['order_id', 'book_id'])
    .addForeignKeyConstraint('order_lines_book_id_fkey', ['book_id'], 'books', ['id'])
    .execute();
}

export async function down(db: Kysely<unknown>): Promise<void> {
  for (const table of ['order_lines', 'orders', 'customers']) await db.schema.dropTable(table).execute();
  await db.schema.dropType('order_status').execute();
}
