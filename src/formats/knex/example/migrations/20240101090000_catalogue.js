/** Authors, books and who wrote what. */
exports.up = async (knex) => {
  await knex.schema.createTable('authors', (table) => {
    table.specificType('id', 'bigint generated always as identity').primary();
    table.text('name').notNullable();
    table.date('born');
  });
  await knex.schema.createTable('books', (table) => {
    table.specificType('id', 'bigint generated always as identity').primary();
    table.specificType('isbn', 'char(13)').notNullable();
    table.text('title').notNullable();
    table.float('price').notNullable();
    table.date('published_on');
    table.unique(['isbn'], { indexName: 'books_isbn_key' });
    table.comment('One row an edition: a hardcover and its paperback are two books.');
  });
  await knex.schema.createTable('book_authors', (table) => {
    table
      .bigInteger('book_id')
      .notNullable()
      .references('books.id')
      .onDelete('CASCADE')
      .withKeyName('book_authors_book_id_fkey');
    table
      .bigInteger('author_id')
      .notNullable()
      .references('id')
      .inTable('authors')
      .withKeyName('book_authors_author_id_fkey');
    table.primary(['book_id', 'author_id']);
    table.index(['author_id'], 'book_authors_author_id_idx');
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('book_authors').dropTable('books').dropTable('authors');
};
