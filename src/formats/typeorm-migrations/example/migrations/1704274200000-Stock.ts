import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What lies on which shelf. */
export class Stock1704274200000 implements MigrationInterface {
  name = 'Stock1704274200000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE stock (
      book_id bigint primary key references books (id) on delete cascade,
      on_hand integer not null default 0 check (on_hand >= 0),
      reorder_at integer not null default 5,
      shelf text
    )`);
    await queryRunner.query(`CREATE VIEW books_to_reorder AS
      select b.id, b.isbn, b.title, s.on_hand
      from books b
      join stock s on s.book_id = b.id
      where s.on_hand <= s.reorder_at`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP VIEW books_to_reorder');
    await queryRunner.query('DROP TABLE stock');
  }
}
