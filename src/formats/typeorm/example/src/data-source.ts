import { DataSource } from 'typeorm';
import { Author } from './entities/author';
import { Book, BookAuthor } from './entities/book';
import { Customer, Order, OrderLine } from './entities/order';
import { BookToReorder, Stock } from './entities/stock';

export const dataSource = new DataSource({
  type: 'postgres',
  url: process.env.DATABASE_URL,
  entities: [Author, Book, BookAuthor, Customer, Order, OrderLine, Stock, BookToReorder],
});
