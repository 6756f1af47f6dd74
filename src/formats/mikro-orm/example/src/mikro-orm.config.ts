import { defineConfig } from '@mikro-orm/postgresql';
import { TsMorphMetadataProvider } from '@mikro-orm/reflection';
import { Author } from './entities/author.js';
import { Book, BookAuthor } from './entities/book.js';
import { Customer, Order, OrderLine } from './entities/order.js';
import { BookToReorder, StockSchema } from './entities/stock.js';

export default defineConfig({
  clientUrl: process.env.DATABASE_URL,
  metadataProvider: TsMorphMetadataProvider,
  entities: [Author, Book, BookAuthor, Customer, Order, OrderLine, StockSchema, BookToReorder],
});
