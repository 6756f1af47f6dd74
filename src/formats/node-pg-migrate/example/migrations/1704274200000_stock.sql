-- Up Migration
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

-- Down Migration
drop view books_to_reorder;
drop table stock;
