module.exports = (sequelize, DataTypes) => {
  const fixed = { onUpdate: 'NO ACTION' };
  const BookAuthor = sequelize.define(
    'BookAuthor',
    {
      bookId: { type: DataTypes.BIGINT, primaryKey: true, onDelete: 'CASCADE', ...fixed },
      authorId: { type: DataTypes.BIGINT, primaryKey: true, onDelete: 'NO ACTION', ...fixed },
    },
    { indexes: [{ name: 'book_authors_author_id_idx', fields: ['author_id'] }] },
  );
  return BookAuthor;
};
