import { type MigrationInterface, type QueryRunner, Table } from 'typeorm';

/** Authors, books and who wrote what. */
export class Catalogue1704101400000 implements MigrationInterface {
  name = 'Catalogue1704101400000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE authors (
      id bigint generated always as identity primary key,
      name text not null,
      born date
    )`);
    await queryRunner.query(`CREATE TABLE books (
      id bigint generated always as identity primary key,
      isbn char(13) not null,
      title text not null,
      price real not null,
      published_on date,
      CONSTRAINT books_isbn_key UNIQUE (isbn)
    )`);
    await queryRunner.query(
      `COMMENT ON TABLE books IS 'One row an edition: a hardcover and its paperback are two books.'`,
    );
    await queryRunner.createTable(
      new Table({
        name: 'book_authors',
        columns: [
          { name: 'book_id', type: 'bigint', isPrimary: true, primaryKeyConstraintName: 'book_authors_pkey' },
          { name: 'author_id', type: 'bigint', isPrimary: true, primaryKeyConstraintName: 'book_authors_pkey' },
        ],
        foreignKeys: [
          {
            name: 'book_authors_book_id_fkey',
            columnNames: ['book_id'],
            referencedTableName: 'books',
            referencedColumnNames: ['id'],
            onDelete: 'CASCADE',
          },
          {
            name: 'book_authors_author_id_fkey',
            columnNames: ['author_id'],
            referencedTableName: 'authors',
            referencedColumnNames: ['id'],
          },
        ],
        indices: [{ name: 'book_authors_author_id_idx', columnNames: ['author_id'] }],
      }),
    );
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.dropTable('book_authors');
    await queryRunner.dropTable('books');
    await queryRunner.dropTable('authors');
  }
}
