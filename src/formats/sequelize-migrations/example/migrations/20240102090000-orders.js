// Customers and what they order.
module.exports = {
  async up(queryInterface, { DataTypes, fn, Op }) {
    await queryInterface.sequelize.query("CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled')");
    await queryInterface.createTable('customers', {
      id: { type: 'bigint generated always as identity', primaryKey: true },
      email: { type: DataTypes.TEXT, allowNull: false },
      name: { type: DataTypes.TEXT, allowNull: false },
      fax: { type: DataTypes.STRING(30) },
      created_at: { type: 'timestamp', allowNull: false, defaultValue: fn('now') },
    });
    await queryInterface.addConstraint('customers', { type: 'unique', fields: ['email'], name: 'customers_email_key' });
    await queryInterface.createTable('orders', {
      id: { type: 'integer generated always as identity', primaryKey: true },
      customer_id: { type: DataTypes.BIGINT, allowNull: false, references: { model: 'customers', key: 'id' } },
      status: { type: 'order_status', allowNull: false, defaultValue: 'open' },
      placed_at: { type: DataTypes.DATE, allowNull: false, defaultValue: fn('now') },
    });
    await queryInterface.createTable('order_lines', {
      order_id: {
        type: DataTypes.INTEGER,
        allowNull: false,
        primaryKey: true,
        references: { model: 'orders', key: 'id' },
        onDelete: 'CASCADE',
      },
      book_id: {
        type: DataTypes.BIGINT,
        allowNull: false,
        primaryKey: true,
        references: { model: 'books', key: 'id' },
      },
      quantity: { type: DataTypes.INTEGER, allowNull: false },
      unit_price: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
    });
    await queryInterface.addConstraint('order_lines', {
      type: 'check',
      fields: ['quantity'],
      name: 'order_lines_quantity_check',
      where: { quantity: { [Op.gt]: 0 } },
    });
  },

  async down(queryInterface) {
    await queryInterface.dropTable('order_lines');
    await queryInterface.dropTable('orders');
    await queryInterface.dropTable('customers');
    await queryInterface.sequelize.query('DROP TYPE order_status');
  },
};
