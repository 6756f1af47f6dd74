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
