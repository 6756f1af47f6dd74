import { Migration } from '@mikro-orm/migrations';

/** Customers and what they order. */
export class Migration20240102090000 extends Migration {
  async up() {
    this.addSql(`create type order_status as enum ('open', 'paid', 'shipped', 'cancelled');`);

    this.addSql(`create table customers (
      id bigint generated always as identity primary key,
      email text not null,
      name text not null,
      fax varchar(30),
      created_at timestamp not null default now(),
      constraint customers_email_key unique (email)
    );`);

    this.addSql(`create table orders (
      id integer generated always as identity primary key,
      customer_id bigint not null references customers (id),
      status order_status not null default 'open',
      placed_at timestamptz not null default now()
    );`);

    this.addSql(`create table order_lines (
      order_id integer not null references orders (id) on delete cascade,
      book_id bigint not null references books (id),
      quantity integer not null check (quantity > 0),
      unit_price numeric(10, 2) not null,
      primary key (order_id, book_id)
    );`);
  }

  async down() {
    for (const table of ['order_lines', 'orders', 'customers']) this.addSql(`drop table ${table};`);
    this.addSql('drop type order_status;');
  }
}
