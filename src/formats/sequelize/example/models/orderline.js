module.exports = (sequelize, DataTypes) => {
  const OrderLine = sequelize.define('OrderLine', {
    orderId: { type: DataTypes.INTEGER, primaryKey: true },
    bookId: { type: DataTypes.BIGINT, primaryKey: true },
    quantity: { type: DataTypes.INTEGER, allowNull: false, validate: { min: 1 } },
    unitPrice: { type: DataTypes.DECIMAL(10, 2), allowNull: false },
  });

  OrderLine.associate = ({ Book }) => {
    OrderLine.belongsTo(Book, { foreignKey: 'bookId', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
  };

  return OrderLine;
};
