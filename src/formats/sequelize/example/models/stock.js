module.exports = (sequelize, DataTypes) =>
  sequelize.define(
    'Stock',
    {
      bookId: { type: DataTypes.BIGINT, primaryKey: true },
      onHand: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
      reorderAt: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 5 },
      shelf: DataTypes.TEXT,
    },
    { freezeTableName: true, tableName: 'stock' },
  );
