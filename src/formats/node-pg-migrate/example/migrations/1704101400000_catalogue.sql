-- Up Migration
-- Authors, books and who wrote what.
create table authors (
  id bigint generated always as identity primary key,
  name text not null,
  born date
);

create table books (
  id bigint generated always as identity primary key,
  isbn char(13) not null,
  title text not null,
  price real not null,
  published_on date,
  constraint books_isbn_key unique (isbn)
);

create table book_authors (
  book_id bigint not null references books (id) on delete cascade,
  author_id bigint not null references authors (id),
  primary key (book_id, author_id)
);

create index book_authors_author_id_idx on book_authors (author_id);

comment on table books is 'One row an edition: a hardcover and its paperback are two books.';

-- Down Migration
drop table book_authors;
drop table books;
drop table authors;
