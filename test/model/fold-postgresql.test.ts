import { describe, expect, it } from 'vitest';
import { foldAll } from '../../src/model';
import { readSql } from '../../src/sql';
import { foldedTables, postgresTables } from '../support/postgres-catalogue';

/** Scripts of our own hand; the embedded PostgreSQL says what each makes. */
const SCRIPTS: Readonly<Record<string, string>> = {
  'names that PostgreSQL gives to unnamed keys, checks and indexes': `
    CREATE TABLE author (id serial PRIMARY KEY, email text UNIQUE, born date CHECK (born > '1900-01-01'));
    CREATE TABLE book (id bigint GENERATED ALWAYS AS IDENTITY, author_id int NOT NULL REFERENCES author, isbn char(13),
      price numeric(10,2) DEFAULT 0 CHECK (price >= 0), PRIMARY KEY (id), UNIQUE (author_id, isbn), CHECK (price > 0 AND isbn <> ''));
    CREATE INDEX ON book (isbn); CREATE INDEX ON book (lower(isbn)); CREATE INDEX ON book ((price * 2)); CREATE INDEX ON book (isbn);
    CREATE UNIQUE INDEX ON book (author_id, price) WHERE price > 10;`,
  'names that are too long are shortened where PostgreSQL shortens them': `
    CREATE TABLE a_table_with_a_name_that_is_rather_long_for_a_table (a_column_with_a_name_that_is_long_as_well int UNIQUE, other int);
    CREATE INDEX ON a_table_with_a_name_that_is_rather_long_for_a_table (a_column_with_a_name_that_is_long_as_well, other);`,
  'a dropped column takes its indexes and constraints along': `
    CREATE TABLE t (a int, b int, c int CHECK (c > 0), UNIQUE (a, b), CHECK (a < b), FOREIGN KEY (b) REFERENCES t2 (id)) ;
    CREATE INDEX t_b ON t (b); CREATE INDEX t_c ON t (c) WHERE b > 0; CREATE INDEX t_i ON t (c) INCLUDE (b);
    ALTER TABLE t DROP COLUMN b;`.replace('CREATE TABLE t (', 'CREATE TABLE t2 (id int PRIMARY KEY); CREATE TABLE t ('),
  'renames are followed in keys and references': `
    CREATE TABLE parent (id int PRIMARY KEY, code text UNIQUE); CREATE TABLE child (parent_id int REFERENCES parent ON DELETE CASCADE, code text REFERENCES parent (code));
    ALTER TABLE parent RENAME COLUMN id TO parent_key; ALTER TABLE parent RENAME TO elder; ALTER TABLE child RENAME CONSTRAINT child_code_fkey TO by_code;
    ALTER INDEX parent_code_key RENAME TO elder_code; ALTER TABLE child ADD FOREIGN KEY (parent_id) REFERENCES elder;`,
  'an index is adopted as a constraint': `
    CREATE TABLE t (id int NOT NULL, k text); CREATE UNIQUE INDEX t_id ON t (id); CREATE UNIQUE INDEX t_k ON t (k);
    ALTER TABLE t ADD CONSTRAINT t_key PRIMARY KEY USING INDEX t_id; ALTER TABLE t ADD UNIQUE USING INDEX t_k;`,
  'column changes': `
    CREATE TABLE t (a int, b varchar(20) DEFAULT 'x' NOT NULL, c int);
    ALTER TABLE t ALTER a SET NOT NULL, ALTER a SET DEFAULT 3, ALTER COLUMN b DROP NOT NULL, ALTER b DROP DEFAULT, ALTER b TYPE text,
      ADD COLUMN d timestamptz NOT NULL DEFAULT now(), ADD e int REFERENCES t (a), DROP c;`.replace(
    'a int,',
    'a int UNIQUE,',
  ),
  'constraints that are not validated, then validated': `
    CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int, p int);
    ALTER TABLE t ADD CONSTRAINT fk FOREIGN KEY (p) REFERENCES p NOT VALID; ALTER TABLE t ADD CHECK (a > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT fk;`,
  'partitions have their parent keys and indexes under names of their own': `
    CREATE TABLE payment (id int, paid date NOT NULL, customer int, PRIMARY KEY (id, paid)) PARTITION BY RANGE (paid);
    CREATE TABLE payment_2025 PARTITION OF payment FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
    CREATE INDEX payment_customer ON payment (customer);
    CREATE TABLE payment_2026 PARTITION OF payment FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
    ALTER TABLE payment ADD COLUMN note text;
    CREATE TABLE payment_2027 (LIKE payment INCLUDING DEFAULTS); ALTER TABLE payment ATTACH PARTITION payment_2027 FOR VALUES FROM ('2027-01-01') TO ('2028-01-01');`,
  'inheritance gives columns and checks, but no keys': `
    CREATE TABLE base (id int PRIMARY KEY, made timestamp NOT NULL DEFAULT now(), CHECK (id > 0)); CREATE TABLE derived (extra text) INHERITS (base);
    ALTER TABLE base ADD COLUMN late int;`,
  'LIKE copies what INCLUDING names': `
    CREATE TABLE a (id int PRIMARY KEY, n int DEFAULT 1 CHECK (n > 0), m text); CREATE INDEX a_m ON a (m);
    CREATE TABLE b (LIKE a); CREATE TABLE c (LIKE a INCLUDING ALL); CREATE TABLE d (LIKE a INCLUDING DEFAULTS INCLUDING CONSTRAINTS, more int);`,
  'enums, domains and renamed types': `
    CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE TABLE t (m mood NOT NULL, n positive, o mood[]);
    ALTER TYPE mood RENAME TO feeling; ALTER TYPE feeling ADD VALUE 'happy';
    CREATE TYPE "Role_new" AS ENUM ('A'); CREATE TABLE u (r "Role_new", s "Role_new"[]); ALTER TYPE "Role_new" RENAME TO "Role";`,
  'dropping a table with cascade drops the references to it': `
    CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (p int REFERENCES p); DROP TABLE p CASCADE;`,
};

describe('the folded schema is what PostgreSQL says it is', () => {
  for (const [what, script] of Object.entries(SCRIPTS)) {
    it(what, async () => {
      const operations = readSql('file:///t.sql', script, 'postgresql').statements.flatMap(
        (statement) => statement.operations,
      );
      expect(operations.filter((operation) => operation.kind === 'opaque')).toEqual([]);
      expect(foldedTables(foldAll('postgresql', operations))).toEqual(await postgresTables(script));
    });
  }
});
