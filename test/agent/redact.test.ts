import { describe, expect, it } from 'vitest';
import { redact } from '../../src/agent/redact';
import { expectLinear } from '../support/growth';

/** Put together here so that no scanner takes this file for a leak. */
const aws = `AKIA${'IOSFODNN7EXAMPLE'}`;
const pem = (body: string) => `-----BEGIN RSA ${'PRIVATE'} KEY-----\n${body}\n-----END RSA ${'PRIVATE'} KEY-----`;

const secrets: readonly (readonly [name: string, text: string, ...secrets: string[]])[] = [
  ['a connection string', 'DATABASE_URL=postgres://app:hunter2@db.internal:5432/prod', 'hunter2'],
  ['a connection string in a comment', '-- psql postgresql://u:p%40ss@h/d', 'p%40ss'],
  ['the password of a PostgreSQL role', "CREATE ROLE app LOGIN PASSWORD 's3cr''et';", "s3cr''et"],
  ['an encrypted password', "ALTER USER app WITH ENCRYPTED PASSWORD 'md5abc123'", 'md5abc123'],
  ['the password of a MySQL user', "CREATE USER 'a'@'%' IDENTIFIED BY 'pw123';", 'pw123'],
  ['a password behind a plugin', "ALTER USER a IDENTIFIED WITH mysql_native_password BY 'pw9999'", 'pw9999'],
  ['a password that the file cuts off', "CREATE ROLE app PASSWORD 'hunter2 and mo", 'hunter2'],
  ['the password of a SQL Server login', "CREATE LOGIN x WITH PASSWORD = N'Pa$$w0rd!'", 'Pa$$w0rd!'],
  [
    'inserted rows',
    "INSERT INTO users(email,ssn) VALUES ('a@b.com','123-45-6789'),('O''Brien',987654321);",
    'a@b.com',
    '123-45-6789',
    "O''Brien",
    '987654321',
  ],
  ['an escape string', "INSERT INTO t VALUES (E'it\\'s secret');", 'secret'],
  ["MySQL's backslash", "INSERT INTO t VALUES ('it\\'s secret', 'and more');\nSELECT 1;", 'secret', 'and more'],
  ['a backslash that ends a string', "INSERT INTO t VALUES ('C:\\', 'secret');\nSELECT 1;", 'secret'],
  ['a dollar-quoted value', 'INSERT INTO t VALUES ($x$tell no one$x$);', 'tell no one'],
  ['rows inserted in a DO block', "DO $$ BEGIN INSERT INTO u VALUES ('ada@x.org', 7734); END $$;", 'ada@x.org', '7734'],
  ['an update', "UPDATE users SET token='abc123def' WHERE id=42", 'abc123def'],
  ['copied rows', 'COPY public.users (id, email) FROM stdin;\n1\ta@b.com\n2\tc@d.com\n\\.\n', 'a@b.com', 'c@d.com'],
  ['copied rows that never end', 'COPY t FROM stdin;\n1\tq@z.com\n', 'q@z.com'],
  ['a key of AWS', `-- key ${aws}`, aws],
  ['a JSON web token', "'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-_'", 'eyJhbGciOiJIUzI1NiJ9'],
  ['a private key', pem('MIIabc'), 'MIIabc'],
  ['a url in a Prisma schema', 'url = "mysql://root:toor99@localhost/db"', 'toor99'],
  ['a dblink connection', "SELECT dblink_connect('host=h user=u password=zzz999')", 'zzz999'],
  ['a user mapping', "CREATE USER MAPPING FOR x SERVER s OPTIONS (user 'u', password 'fdwpw1');", 'fdwpw1'],
  ['a setting in YAML', 'db:\n  password: "topsecret"', 'topsecret'],
  ['a password in a JDBC query', 'jdbc:postgresql://h/d?user=u&password=jj88', 'jj88'],
];

const harmless: readonly (readonly [name: string, text: string])[] = [
  [
    'columns named for secrets',
    'CREATE TABLE users (id bigint PRIMARY KEY, password text NOT NULL, token varchar(64));',
  ],
  ['literals of a check', "CREATE TABLE t (status text CHECK (status IN ('new','paid')) DEFAULT 'new');"],
  ['labels of an enum', "CREATE TYPE mood AS ENUM ('sad','ok');"],
  ['a comment on a column', "COMMENT ON COLUMN users.password IS 'argon2id, never plain';"],
  ['names that begin like statements', 'CREATE TABLE t (update_at timestamptz, "insert" int);'],
  ['a trigger', "CREATE TRIGGER a BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION f('x');"],
  ['a url without a password', 'https://example.com/a:b'],
  ['the body of a function', 'CREATE FUNCTION f() RETURNS trigger AS $$ BEGIN RETURN NEW; END $$ LANGUAGE plpgsql;'],
  ['a default after a Windows path', "CREATE TABLE t (path text DEFAULT 'C:\\', name text DEFAULT 'x');"],
];

describe('what is sent to a model', () => {
  it.each(secrets)('does not hold %s', (_, text, ...hidden) => {
    const { text: sent, hits } = redact(text);
    for (const secret of hidden) expect(sent).not.toContain(secret);
    expect(Object.keys(hits).length).toBeGreaterThan(0);
  });

  it.each(harmless)('keeps %s as written', (_, text) => {
    expect(redact(text)).toEqual({ text, hits: {} });
  });

  it.each(secrets)('keeps the line numbers around %s', (_, text) => {
    const around = `SELECT 1;\n${text}\n;\nCREATE TABLE last (id int);\n`;
    const lineOf = (whole: string) => whole.split('\n').findIndex((line) => line.includes('CREATE TABLE last'));
    const sent = redact(around).text;
    // An unfinished password, or rows without an end, take the rest of the file with them.
    if (sent.includes('CREATE TABLE last')) expect(lineOf(sent)).toBe(lineOf(around));
    else expect(text).toMatch(/never|mo$|q@z/);
  });

  it('is ready in time linear in the text, whatever it holds', () => {
    const rows = `INSERT INTO t VALUES (1,'${'x'.repeat(40)}');\n`;
    const evil = [
      "PASSWORD '",
      'a.a_',
      'COPY t ',
      '$a$ ',
      "'\\'",
      '-----BEGIN PRIVATE KEY-----',
      '://a:',
      'IDENTIFIED WITH ',
    ];
    for (const piece of [rows, ...evil]) expectLinear(redact, piece, JSON.stringify(piece));
  });
});
