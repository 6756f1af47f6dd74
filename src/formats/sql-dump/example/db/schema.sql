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
-- Customers and what they order.
create type order_status as enum ('open', 'paid', 'shipped', 'cancelled');

create table customers (
  id bigint generated always as identity primary key,
  email text not null,
  name text not null,
  fax varchar(30),
  created_at timestamp not null default now(),
  constraint customers_email_key unique (email)
);

create table orders (
  id integer generated always as identity primary key,
  customer_id bigint not null references customers (id),
  status order_status not null default 'open',
  placed_at timestamptz not null default now()
);

create table order_lines (
  order_id integer not null references orders (id) on delete cascade,
  book_id bigint not null references books (id),
  quantity integer not null check (quantity > 0),
  unit_price numeric(10, 2) not null,
  primary key (order_id, book_id)
);
-- What lies on which shelf.
create table stock (
  book_id bigint primary key references books (id) on delete cascade,
  on_hand integer not null default 0 check (on_hand >= 0),
  reorder_at integer not null default 5,
  shelf text
);

create view books_to_reorder as
  select b.id, b.isbn, b.title, s.on_hand
  from books b
  join stock s on s.book_id = b.id
  where s.on_hand <= s.reorder_at;
