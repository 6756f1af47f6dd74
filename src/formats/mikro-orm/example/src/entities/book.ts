import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import type { Author } from './author.js';
import { Numbered } from './numbered.js';

@Entity({ tableName: 'books', comment: 'One row an edition: a hardcover and its paperback are two books.' })
export class Book extends Numbered {
  @Property({ type: 'character', length: 13, unique: 'books_isbn_key' })
  isbn!: string;

  @Property({ type: 'text' })
  title!: string;

  @Property({ type: 'float' })
  price!: number;

  @Property({ type: 'date' })
  publishedOn?: string;
}

/** Who wrote what. */
@Entity({ tableName: 'book_authors' })
@Index({ name: 'book_authors_author_id_idx', properties: ['author'] })
export class BookAuthor {
  @ManyToOne({ primary: true, updateRule: 'no action', foreignKeyName: 'book_authors_book_id_fkey' })
  book!: Book;

  @ManyToOne({
    primary: true,
    deleteRule: 'no action',
    updateRule: 'no action',
    foreignKeyName: 'book_authors_author_id_fkey',
  })
  author!: Author;
}
