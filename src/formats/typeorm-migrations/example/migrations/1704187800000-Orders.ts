import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers and what they order. */
export class Orders1704187800000 implements MigrationInterface {
  name = 'Orders1704187800000';

  public async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TYPE order_status AS ENUM ('open', 'paid', 'shipped', 'cancelled')`);
    await queryRunner.query(`CREATE TABLE customers (
      id bigint generated always as identity primary key,
      email text not null,
      name text not null,
      fax varchar(30),
      created_at timestamp not null default now(),
      CONSTRAINT customers_email_key UNIQUE (email)
    )`);
    await queryRunner.query(`CREATE TABLE orders (
      id integer generated always as identity primary key,
      customer_id bigint not null references customers (id),
      status order_status not null default 'open',
      placed_at timestamptz not null default now()
    )`);
    await queryRunner.query(`CREATE TABLE order_lines (
      order_id integer not null references orders (id) on delete cascade,
      book_id bigint not null references books (id),
      quantity integer not null check (quantity > 0),
      unit_price numeric(10, 2) not null,
      primary key (order_id, book_id)
    )`);
  }

  public async down(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['order_lines', 'orders', 'customers']) await queryRunner.query(`DROP TABLE ${table}`);
    await queryRunner.query('DROP TYPE order_status');
  }
}
