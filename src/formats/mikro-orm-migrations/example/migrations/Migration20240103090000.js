import { Migration } from '@mikro-orm/migrations';

/** What lies on which shelf. */
export class Migration20240103090000 extends Migration {
  async up() {
    this.addSql(`create table stock (
      book_id bigint primary key references books (id) on delete cascade,
      on_hand integer not null default 0 check (on_hand >= 0),
      reorder_at integer not null default 5,
      shelf text
    );`);

    this.addSql(`create view books_to_reorder as
      select b.id, b.isbn, b.title, s.on_hand
      from books b
      join stock s on s.book_id = b.id
      where s.on_hand <= s.reorder_at;`);
  }

  async down() {
    this.addSql('drop view books_to_reorder;');
    for (const table of ['stock']) this.addSql(`drop table ${table};`);
  }
}
