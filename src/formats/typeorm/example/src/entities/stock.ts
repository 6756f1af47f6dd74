import { Check, Column, Entity, JoinColumn, OneToOne, PrimaryColumn, ViewColumn, ViewEntity } from 'typeorm';
import { Book } from './book';

@Entity('stock')
@Check('stock_on_hand_check', 'on_hand >= 0')
export class Stock {
  @PrimaryColumn('bigint', { name: 'book_id', primaryKeyConstraintName: 'stock_pkey' })
  bookId: string;

  @OneToOne(() => Book, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'book_id', foreignKeyConstraintName: 'stock_book_id_fkey' })
  book: Book;

  @Column({ name: 'on_hand', default: 0 })
  onHand: number;

  @Column({ name: 'reorder_at', default: 5 })
  reorderAt: number;

  @Column('text', { nullable: true })
  shelf: string | null;
}

@ViewEntity({
  name: 'books_to_reorder',
  expression: `
    select b.id, b.isbn, b.title, s.on_hand
    from books b
    join stock s on s.book_id = b.id
    where s.on_hand <= s.reorder_at
  `,
})
export class BookToReorder {
  @ViewColumn()
  id: string;

  @ViewColumn()
  isbn: string;

  @ViewColumn()
  title: string;

  @ViewColumn({ name: 'on_hand' })
  onHand: number;
}
