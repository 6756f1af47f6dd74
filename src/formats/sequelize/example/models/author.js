const { Model } = require('sequelize');

module.exports = (sequelize, DataTypes) => {
  class Author extends Model {
    static associate({ Book, BookAuthor }) {
      Author.belongsToMany(Book, {
        through: { model: BookAuthor, unique: false },
        foreignKey: 'authorId',
        otherKey: 'bookId',
      });
    }
  }
  Author.init(
    {
      id: { type: DataTypes.BIGINT, primaryKey: true, autoIncrement: true, autoIncrementIdentity: true },
      name: { type: DataTypes.TEXT, allowNull: false },
      born: DataTypes.DATEONLY,
      age: {
        type: DataTypes.VIRTUAL,
        get() {
          return new Date().getFullYear() - new Date(this.born).getFullYear();
        },
      },
    },
    { sequelize, modelName: 'Author' },
  );
  return Author;
};
