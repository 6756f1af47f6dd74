const STATUSES = ['open', 'paid', 'shipped', 'cancelled'];

/** Customers and what they order. */
exports.up = (knex) =>
  knex.schema
    .createTable('customers', (table) => {
      table.specificType('id', 'bigint generated always as identity').primary();
      table.text('email').notNullable();
      table.text('name').notNullable();
      table.string('fax', 30);
      table.timestamp('created_at', { useTz: false }).notNullable().defaultTo(knex.fn.now());
      table.unique('email', { indexName: 'customers_email_key' });
    })
    .createTable('orders', (table) => {
      table.specificType('id', 'integer generated always as identity').primary();
      table
        .bigInteger('customer_id')
        .notNullable()
        .references('id')
        .inTable('customers')
        .withKeyName('orders_customer_id_fkey');
      table.enum('status', STATUSES, { useNative: true, enumName: 'order_status' }).notNullable().defaultTo('open');
      table.timestamp('placed_at').notNullable().defaultTo(knex.fn.now());
    })
    .then(() =>
      knex.schema.createTable('order_lines', (table) => {
        table.integer('order_id').notNullable();
        table.bigInteger('book_id').notNullable();
        table.integer('quantity').notNullable().checkPositive();
        table.decimal('unit_price', 10, 2).notNullable();
        table.primary(['order_id', 'book_id']);
        table.foreign('order_id', 'order_lines_order_id_fkey').references('id').inTable('orders').onDelete('CASCADE');
        table.foreign('book_id', 'order_lines_book_id_fkey').references('books.id');
      }),
    );

exports.down = async (knex) => {
  for (const table of ['order_lines', 'orders', 'customers']) await knex.schema.dropTable(table);
  await knex.raw('DROP TYPE order_status');
};
