/** What lies on which shelf. */
exports.up = async (knex) => {
  await knex.schema.createTable('stock', (table) => {
    table.bigInteger('book_id').primary();
    table.integer('on_hand').notNullable().defaultTo(0).check('on_hand >= 0');
    table.integer('reorder_at').notNullable().defaultTo(5);
    table.text('shelf');
    table.foreign('book_id', 'stock_book_id_fkey').references('id').inTable('books').onDelete('CASCADE');
  });
  await knex.schema.createView('books_to_reorder', (view) => {
    view.as(
      knex.raw(`
        select b.id, b.isbn, b.title, s.on_hand
        from books b
        join stock s on s.book_id = b.id
        where s.on_hand <= s.reorder_at
      `),
    );
  });
};

exports.down = (knex) => knex.schema.dropView('books_to_reorder').dropTable('stock');
