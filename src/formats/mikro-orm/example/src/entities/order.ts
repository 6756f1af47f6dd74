import { Collection, type Opt, type Rel } from '@mikro-orm/core';
import { Entity, Enum, ManyToOne, OneToMany, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Book } from './book.js';
import { Numbered } from './numbered.js';

const STATUSES = ['open', 'paid', 'shipped', 'cancelled'] as const;

@Entity({ tableName: 'customers' })
export class Customer extends Numbered {
  @Property({ type: 'text', unique: 'customers_email_key' })
  email!: string;

  @Property({ type: 'text' })
  name!: string;

  @Property({ length: 30 })
  fax?: string;

  @Property({ columnType: 'timestamp', defaultRaw: 'now()' })
  createdAt!: Date & Opt;

  @OneToMany(
    () => Order,
    (order) => order.customer,
  )
  orders = new Collection<Order>(this);
}

@Entity({ tableName: 'orders' })
export class Order {
  @PrimaryKey({ type: 'integer', generated: 'identity' })
  id!: number;

  @ManyToOne({ entity: () => Customer, foreignKeyName: 'orders_customer_id_fkey' })
  customer!: Rel<Customer>;

  @Enum({ items: () => STATUSES, nativeEnumName: 'order_status' })
  status: Opt<(typeof STATUSES)[number]> = 'open';

  @Property({ defaultRaw: 'now()' })
  placedAt!: Date & Opt;

  @OneToMany(() => OrderLine, 'order')
  lines = new Collection<OrderLine>(this);
}

@Entity({ tableName: 'order_lines' })
export class OrderLine {
  @ManyToOne({ primary: true, updateRule: 'no action', foreignKeyName: 'order_lines_order_id_fkey' })
  order!: Rel<Order>;

  @ManyToOne({
    primary: true,
    deleteRule: 'no action',
    updateRule: 'no action',
    foreignKeyName: 'order_lines_book_id_fkey',
  })
  book!: Book;

  @Property({ check: 'quantity > 0' })
  quantity!: number;

  @Property({ type: 'decimal', precision: 10, scale: 2 })
  unitPrice!: string;
}
