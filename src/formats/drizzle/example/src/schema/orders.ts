import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  foreignKey,
  integer,
  numeric,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  varchar,
} from 'drizzle-orm/pg-core';
import { books } from './books';
import { id } from './columns';

export const orderStatus = pgEnum('order_status', ['open', 'paid', 'shipped', 'cancelled']);

export const customers = pgTable('customers', {
  id: id(),
  email: text().notNull().unique('customers_email_key'),
  name: text().notNull(),
  fax: varchar({ length: 30 }),
  createdAt: timestamp('created_at').notNull().defaultNow(),
});

export const orders = pgTable(
  'orders',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    customerId: bigint('customer_id', { mode: 'number' }).notNull(),
    status: orderStatus().notNull().default('open'),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [foreignKey({ name: 'orders_customer_id_fkey', columns: [t.customerId], foreignColumns: [customers.id] })],
);

export const orderLines = pgTable(
  'order_lines',
  {
    orderId: integer('order_id').notNull(),
    bookId: bigint('book_id', { mode: 'number' }).notNull(),
    quantity: integer().notNull(),
    unitPrice: numeric('unit_price', { precision: 10, scale: 2 }).notNull(),
  },
  (t) => [
    primaryKey({ name: 'order_lines_pkey', columns: [t.orderId, t.bookId] }),
    foreignKey({ name: 'order_lines_order_id_fkey', columns: [t.orderId], foreignColumns: [orders.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'order_lines_book_id_fkey', columns: [t.bookId], foreignColumns: [books.id] }),
    check('order_lines_quantity_check', sql`${t.quantity} > 0`),
  ],
);
