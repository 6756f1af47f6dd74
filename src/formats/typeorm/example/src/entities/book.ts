import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { Author } from './author';
import { Id } from './numbered';

@Entity({ name: 'books', comment: 'One row an edition: a hardcover and its paperback are two books.' })
@Unique('books_isbn_key', ['isbn'])
export class Book {
  @Id('books_pkey')
  id: string;

  @Column('char', { length: 13 })
  isbn: string;

  @Column('text')
  title: string;

  @Column('real')
  price: number;

  @Column({ name: 'published_on', type: 'date', nullable: true })
  publishedOn: string | null;
}

/** Who wrote what. */
@Entity('book_authors')
@Index('book_authors_author_id_idx', ['authorId'])
export class BookAuthor {
  @PrimaryColumn({ name: 'book_id', type: 'bigint', primaryKeyConstraintName: 'book_authors_pkey' })
  bookId: string;

  @PrimaryColumn({ name: 'author_id', type: 'bigint', primaryKeyConstraintName: 'book_authors_pkey' })
  authorId: string;

  @ManyToOne(() => Book, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'book_id', foreignKeyConstraintName: 'book_authors_book_id_fkey' })
  book: Book;

  @ManyToOne(() => Author)
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'book_authors_author_id_fkey' })
  author: Author;
}
