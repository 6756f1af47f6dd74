module.exports = (sequelize, DataTypes) => {
  const Customer = sequelize.define('Customer', {
    id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true },
    email: { type: DataTypes.TEXT, allowNull: false, unique: true },
    name: { type: DataTypes.TEXT, allowNull: false },
    fax: DataTypes.STRING(30),
    createdAt: { type: 'TIMESTAMP', allowNull: false, defaultValue: sequelize.fn('now') },
  });

  Customer.associate = ({ Order }) => {
    Customer.hasMany(Order, { foreignKey: 'customerId', onDelete: 'NO ACTION', onUpdate: 'NO ACTION' });
  };

  return Customer;
};
