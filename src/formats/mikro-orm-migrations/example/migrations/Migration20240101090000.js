import { Migration } from '@mikro-orm/migrations';

/** Authors, books and who wrote what. */
export class Migration20240101090000 extends Migration {
  async up() {
    this.addSql(`create table authors (
      id bigint generated always as identity primary key,
      name text not null,
      born date
    );`);

    this.addSql(`create table books (
      id bigint generated always as identity primary key,
      isbn char(13) not null,
      title text not null,
      price real not null,
      published_on date,
      constraint books_isbn_key unique (isbn)
    );`);

    this.addSql(`create table book_authors (
      book_id bigint not null references books (id) on delete cascade,
      author_id bigint not null references authors (id),
      primary key (book_id, author_id)
    );`);

    this.addSql(`create index book_authors_author_id_idx on book_authors (author_id);`);

    this.addSql(`comment on table books is 'One row an edition: a hardcover and its paperback are two books.';`);
  }

  async down() {
    for (const table of ['book_authors', 'books', 'authors']) this.addSql(`drop table ${table};`);
  }
}
