// Authors, books and who wrote what.
module.exports = {
  async up(queryInterface, Sequelize) {
    const id = { type: 'bigint generated always as identity', primaryKey: true };
    await queryInterface.createTable('authors', {
      id,
      name: { type: Sequelize.TEXT, allowNull: false },
      born: Sequelize.DATEONLY,
    });
    await queryInterface.createTable(
      'books',
      {
        id,
        isbn: { type: Sequelize.CHAR(13), allowNull: false, unique: true },
        title: { type: Sequelize.TEXT, allowNull: false },
        price: { type: Sequelize.REAL, allowNull: false },
        published_on: { type: Sequelize.DATEONLY },
      },
      { comment: 'One row an edition: a hardcover and its paperback are two books.' },
    );
    await queryInterface.createTable('book_authors', {
      book_id: {
        type: Sequelize.BIGINT,
        allowNull: false,
        primaryKey: true,
        references: { model: 'books', key: 'id' },
        onDelete: 'cascade',
      },
      author_id: {
        type: Sequelize.BIGINT,
        allowNull: false,
        primaryKey: true,
        references: { model: { tableName: 'authors' }, key: 'id' },
      },
    });
    await queryInterface.addIndex('book_authors', ['author_id'], { name: 'book_authors_author_id_idx' });
  },

  async down(queryInterface) {
    for (const table of ['book_authors', 'books', 'authors']) await queryInterface.dropTable(table);
  },
};
