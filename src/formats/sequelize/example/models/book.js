module.exports = (sequelize, DataTypes) => {
  const Book = sequelize.define(
    'Book',
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true },
      isbn: { type: DataTypes.CHAR(13), allowNull: false, unique: true },
      title: { type: DataTypes.TEXT, allowNull: false },
      price: { type: DataTypes.REAL, allowNull: false },
      publishedOn: DataTypes.DATEONLY,
    },
    { comment: 'One row an edition: a hardcover and its paperback are two books.' },
  );

  Book.associate = (models) => {
    Book.belongsToMany(models.Author, {
      through: { model: models.BookAuthor, unique: false },
      foreignKey: 'bookId',
      otherKey: 'authorId',
    });
    Book.hasOne(models.Stock, { foreignKey: 'bookId', onDelete: 'CASCADE', onUpdate: 'NO ACTION' });
  };

  return Book;
};
