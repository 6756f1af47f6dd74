module.exports = (sequelize, DataTypes) => {
  const Order = sequelize.define('Order', {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true },
    customerId: { type: DataTypes.BIGINT, allowNull: false },
    status: {
      type: DataTypes.ENUM('open', 'paid', 'shipped', 'cancelled'),
      allowNull: false,
      defaultValue: 'open',
    },
    placedAt: { type: DataTypes.DATE, allowNull: false, defaultValue: sequelize.fn('now') },
  });

  Order.associate = ({ Customer, OrderLine }) => {
    Order.belongsTo(Customer, { foreignKey: 'customerId', onUpdate: 'NO ACTION' });
    Order.hasMany(OrderLine, { foreignKey: 'orderId', onDelete: 'CASCADE', onUpdate: 'NO ACTION' });
  };

  return Order;
};
