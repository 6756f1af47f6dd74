import { describe, expect, it } from 'vitest';
import { foldAll, type Operation } from '../../src/model';
import { operationsOf } from '../sql/operations';
import { summaryOf } from './summary';
import { exampleOf, formatOf } from './support';

const prisma = formatOf('prisma');
const SHOP = exampleOf('prisma')['prisma/schema.prisma'] ?? '';

function edited(sql: string, text = SHOP): string {
  const files = [{ path: 'schema.prisma', text }];
  const written = prisma.editModels?.(operationsOf(sql, 'postgresql'), files, { dialect: 'postgresql' }) ?? [];
  return written[0]?.text ?? text;
}

function stepsOf(text: string): readonly Operation[] {
  return prisma
    .read({ uri: 'file:///schema.prisma', text }, { dialect: 'postgresql' })
    .up.statements.flatMap(({ operations }) => operations);
}

/** The lines that are new, without the ones that were there. */
function added(before: string, after: string): readonly string[] {
  const old = before.split('\n');
  return after.split('\n').filter((line) => !old.includes(line));
}

describe('edits of the models say what the migration makes', () => {
  it.each([
    'ALTER TABLE customers ADD COLUMN points integer NOT NULL DEFAULT 0',
    'ALTER TABLE customers ADD COLUMN phone_number varchar(40), ADD COLUMN last_seen_at timestamptz(3) DEFAULT CURRENT_TIMESTAMP, ADD COLUMN tags text[]',
    "ALTER TABLE customers ADD COLUMN kind order_status NOT NULL DEFAULT 'paid', ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN area polygon",
    'ALTER TABLE customers DROP COLUMN fax',
    'ALTER TABLE orders DROP CONSTRAINT orders_customer_id_fkey; ALTER TABLE orders DROP COLUMN customer_id',
    'ALTER TABLE books RENAME COLUMN title TO name',
    'ALTER TABLE books RENAME COLUMN published_on TO published_at',
    'ALTER TABLE books ALTER COLUMN price TYPE numeric(10,2)',
    'ALTER TABLE books ALTER COLUMN isbn TYPE text',
    'ALTER TABLE books ALTER COLUMN title TYPE varchar(200)',
    'ALTER TABLE books ALTER COLUMN published_on SET NOT NULL; ALTER TABLE books ALTER COLUMN title DROP NOT NULL',
    "ALTER TABLE books ALTER COLUMN title SET DEFAULT 'it''s \"new\"'; ALTER TABLE orders ALTER COLUMN status DROP DEFAULT; ALTER TABLE stock ALTER COLUMN reorder_at SET DEFAULT 9",
    'CREATE INDEX orders_customer_id_placed_at_idx ON orders (customer_id, placed_at DESC); CREATE INDEX odd_name ON books USING gin (title gin_trgm_ops)',
    'CREATE UNIQUE INDEX books_title_key ON books (title); CREATE UNIQUE INDEX u ON order_lines (book_id, quantity)',
    'DROP INDEX book_authors_author_id_idx; DROP INDEX customers_email_key',
    'ALTER TABLE customers ADD COLUMN referrer_id bigint; ALTER TABLE customers ADD CONSTRAINT customers_referrer_id_fkey FOREIGN KEY (referrer_id) REFERENCES customers (id) ON DELETE SET NULL ON UPDATE CASCADE',
    'ALTER TABLE books ADD COLUMN editor_id bigint REFERENCES authors (id) ON DELETE RESTRICT',
    `CREATE TYPE loyalty_tier AS ENUM ('silver', '24k gold');
     CREATE TABLE loyalty_cards (id bigserial PRIMARY KEY, customer_id bigint NOT NULL UNIQUE REFERENCES customers (id) ON DELETE CASCADE ON UPDATE CASCADE,
       tier loyalty_tier NOT NULL DEFAULT '24k gold', since date NOT NULL, note varchar(80));`,
    'CREATE TABLE visits (customer_id bigint NOT NULL, day date NOT NULL, count integer NOT NULL DEFAULT 1, PRIMARY KEY (customer_id, day), FOREIGN KEY (customer_id) REFERENCES customers (id))',
    "ALTER TYPE order_status ADD VALUE 'returned'; ALTER TYPE order_status ADD VALUE 'packed' BEFORE 'shipped'; ALTER TYPE order_status ADD VALUE 'on hold' AFTER 'open'",
    'DROP TABLE stock',
    'ALTER TABLE stock RENAME TO stock_levels',
    'ALTER TABLE book_authors RENAME COLUMN author_id TO writer_id; ALTER TABLE customers RENAME COLUMN email TO mail; ALTER TABLE books RENAME TO editions',
  ])('%s', (sql) => {
    // Unique constraints and unnamed keys of SQL get Prisma's names, which are PostgreSQL's own.
    const expected = foldAll('postgresql', [...stepsOf(SHOP), ...operationsOf(sql, 'postgresql')]);
    const after = edited(sql);
    expect(stepsOf(after).filter(({ kind }) => kind === 'opaque')).toEqual([]);
    const actual = foldAll('postgresql', stepsOf(after));
    expect(withoutChecks(summaryOf(actual))).toEqual(withoutChecks(summaryOf(expected)));
  });
});

function withoutChecks(summary: ReturnType<typeof summaryOf>): unknown {
  const tables = Object.fromEntries(
    Object.entries(summary.tables).map(([name, table]) => {
      const { checks: _checks, ...rest } = table;
      return [name, { ...rest, columns: [...rest.columns].sort() }];
    }),
  );
  return { ...summary, tables };
}

describe('edits of the models read as the project writes', () => {
  it('a new field is named, mapped and aligned as its neighbours, before the relations', () => {
    const after = edited('ALTER TABLE customers ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now()');
    expect(added(SHOP, after)).toEqual(['  lastSeenAt DateTime @default(now()) @map("last_seen_at") @db.Timestamptz']);
    expect(after.split('\n').findIndex((line) => line.includes('lastSeenAt'))).toBe(
      after.split('\n').findIndex((line) => line.includes('createdAt')) + 1,
    );
  });

  it('a new model maps its table, and both ends of its relation are there', () => {
    const after = edited(
      'CREATE TABLE gift_cards (id bigserial PRIMARY KEY, customer_id bigint NOT NULL, CONSTRAINT gift_cards_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE RESTRICT ON UPDATE CASCADE)',
    );
    expect(added(SHOP, after)).toEqual([
      '  giftCards GiftCard[]',
      'model GiftCard {',
      '  id         BigInt @id @default(autoincrement())',
      '  customerId BigInt @map("customer_id")',
      '  customer   Customer @relation(fields: [customerId], references: [id])',
      '  @@map("gift_cards")',
    ]);
  });

  it('a project that maps nothing gets no maps', () => {
    const plain =
      'datasource db {\n  provider = "postgresql"\n}\n\nmodel User {\n  id   Int    @id\n  name String\n}\n';
    expect(added(plain, edited('ALTER TABLE "User" ADD COLUMN "createdAt" timestamp(3)', plain))).toEqual([
      '  createdAt DateTime?',
    ]);
    expect(edited('ALTER TABLE "User" ALTER COLUMN name DROP NOT NULL', plain)).toContain('  name String?\n');
  });

  it('keeps CRLF line ends', () => {
    const windows = SHOP.replace(/\n/g, '\r\n');
    const after = edited('ALTER TABLE customers ADD COLUMN points integer; CREATE INDEX i ON orders (status)', windows);
    expect(after.replace(/\r\n/g, '')).not.toMatch(/[\r\n]/);
  });

  it('what models cannot say leaves them as they are', () => {
    expect(
      edited(
        'ALTER TABLE stock ADD CONSTRAINT c CHECK (on_hand < 9); CREATE INDEX p ON orders (status) WHERE note IS NULL; ALTER TABLE nobody ADD COLUMN a int',
      ),
    ).toBe(SHOP);
  });
});
