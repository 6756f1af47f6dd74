import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  JoinColumn,
  ManyToOne,
  OneToMany,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { Book } from './book';
import { Id } from './numbered';

const STATUSES = ['open', 'paid', 'shipped', 'cancelled'] as const;

@Entity('customers')
export class Customer {
  @Id('customers_pkey')
  id: string;

  @Column('text')
  @Unique('customers_email_key', ['email'])
  email: string;

  @Column('text')
  name: string;

  @Column({ length: 30, nullable: true })
  fax?: string;

  @CreateDateColumn({ name: 'created_at' })
  createdAt: Date;

  @OneToMany(
    () => Order,
    (order) => order.customer,
  )
  orders: Order[];
}

@Entity('orders')
export class Order {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS', primaryKeyConstraintName: 'orders_pkey' })
  id: number;

  @Column('bigint', { name: 'customer_id' })
  customerId: string;

  @ManyToOne(
    () => Customer,
    (customer) => customer.orders,
  )
  @JoinColumn({ name: 'customer_id', foreignKeyConstraintName: 'orders_customer_id_fkey' })
  customer: Customer;

  @Column({ type: 'enum', enum: STATUSES, enumName: 'order_status', default: 'open' })
  status: (typeof STATUSES)[number];

  @CreateDateColumn({ name: 'placed_at', type: 'timestamptz' })
  placedAt: Date;

  @OneToMany(
    () => OrderLine,
    (line) => line.order,
    { cascade: true },
  )
  lines: OrderLine[];
}

@Entity('order_lines')
@Check('order_lines_quantity_check', 'quantity > 0')
export class OrderLine {
  @PrimaryColumn({ name: 'order_id', primaryKeyConstraintName: 'order_lines_pkey' })
  orderId: number;

  @PrimaryColumn('bigint', { name: 'book_id', primaryKeyConstraintName: 'order_lines_pkey' })
  bookId: string;

  @Column()
  quantity: number;

  @Column('decimal', { name: 'unit_price', precision: 10, scale: 2 })
  unitPrice: string;

  @ManyToOne(
    () => Order,
    (order) => order.lines,
    { onDelete: 'CASCADE' },
  )
  @JoinColumn({ name: 'order_id', foreignKeyConstraintName: 'order_lines_order_id_fkey' })
  order: Order;

  @ManyToOne(() => Book)
  @JoinColumn({ name: 'book_id', foreignKeyConstraintName: 'order_lines_book_id_fkey' })
  book: Book;
}
