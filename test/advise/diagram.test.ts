import { expect, it } from 'vitest';
import { architecture, erd, replication, sharding } from '../../src/advise';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';

const schema = foldAll(
  'postgresql',
  readSql(
    'file:///t.sql',
    'CREATE TABLE authors (id bigint PRIMARY KEY, name varchar(80) NOT NULL); CREATE TABLE books (id bigint PRIMARY KEY, author_id bigint NOT NULL REFERENCES authors, editor_id bigint REFERENCES authors, price numeric(10,2)); CREATE TABLE covers (book_id bigint PRIMARY KEY REFERENCES books); CREATE TABLE "odd ""one" (id int); CREATE TABLE tags (id int PRIMARY KEY)',
    'postgresql',
  ).statements.flatMap(({ operations }) => operations),
);

it('the ERD has entities with their keys, and relations with how many', () => {
  const text = erd(schema, { extent: 'these', columns: 'all' });
  expect(text).toContain('erDiagram\n  "authors" {\n    bigint id PK\n    character_varying(80) name\n  }');
  expect(text).toContain('    numeric(10-2) price "null"');
  expect(text).toContain('  "authors" ||--o{ "books" : "author_id"');
  expect(text).toContain('  "authors" |o--o{ "books" : "editor_id"');
  expect(text).toContain('  "books" ||--o| "covers" : "book_id"');
  expect(text).toContain('"odd \'one"');
});

it('some tables come with their neighbours, without columns where asked', () => {
  const text = erd(schema, { tables: ['covers'], extent: 'around', columns: 'none' });
  expect(text).toBe('erDiagram\n  "books"\n  "covers"\n  "books" ||--o| "covers" : "book_id"');
});

it('flows are drawn from a few facts', () => {
  expect(
    architecture({
      application: 'shop',
      engine: 'PostgreSQL',
      instances: 3,
      replicas: 1,
      pooler: 'PgBouncer',
      cache: 'Redis',
    }),
  ).toContain('pool["PgBouncer"]');
  expect(replication('PostgreSQL', 2)).toContain('synchronous');
  expect(sharding('MySQL', 'tenant_id', 4).match(/shard \d of 4/g)).toHaveLength(4);
});
