// What lies on which shelf.
module.exports = {
  up: (queryInterface, Sequelize) =>
    queryInterface.sequelize.transaction(async (transaction) => {
      await queryInterface.createTable(
        'stock',
        {
          book_id: {
            type: Sequelize.BIGINT,
            primaryKey: true,
            references: { model: 'books', key: 'id' },
            onDelete: 'CASCADE',
          },
          on_hand: { type: Sequelize.INTEGER, allowNull: false, defaultValue: 0 },
          reorder_at: { type: Sequelize.INTEGER, allowNull: false, defaultValue: 5 },
          shelf: Sequelize.TEXT,
        },
        { transaction },
      );
      await queryInterface.addConstraint('stock', {
        type: 'check',
        fields: ['on_hand'],
        name: 'stock_on_hand_check',
        where: Sequelize.literal('on_hand >= 0'),
        transaction,
      });
      await queryInterface.sequelize.query(
        `create view books_to_reorder as
          select b.id, b.isbn, b.title, s.on_hand
          from books b
          join stock s on s.book_id = b.id
          where s.on_hand <= s.reorder_at`,
        { transaction },
      );
    }),

  down: async (queryInterface) => {
    await queryInterface.sequelize.query('drop view books_to_reorder');
    await queryInterface.dropTable('stock');
  },
};
