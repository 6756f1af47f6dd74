-- Readers may say what they think.
create table reviews (
  id bigint generated always as identity primary key,
  book_id bigint not null references books (id) on delete cascade,
  customer_id bigint references customers (id),
  stars smallint not null check (stars between 1 and 5),
  body text,
  written_at timestamptz not null default now()
);

alter table orders add column gift_from bigint;
alter table orders add constraint orders_gift_from_fkey foreign key (gift_from) references customers (id);
