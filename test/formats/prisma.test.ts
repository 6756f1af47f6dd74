import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll, type Operation, type Script } from '../../src/model';
import { readSql } from '../../src/sql';
import { operationsOf, withoutSpans } from '../sql/operations';
import { summaryOf } from './summary';
import { exampleOf, formatOf, found, portOf } from './support';

const prisma = formatOf('prisma');
const HEAD = 'datasource db {\n  provider = "postgresql"\n}\n';

function read(
  text: string,
  dialect: Dialect = 'postgresql',
  together: readonly { uri: string; text: string }[] = [],
): Script {
  return prisma.read({ uri: 'file:///schema.prisma', text }, { dialect, together }).up;
}

function steps(script: Script): readonly Operation[] {
  return script.statements.flatMap(({ operations }) => operations);
}

const schemaOf = (text: string, dialect: Dialect = 'postgresql') => foldAll(dialect, steps(read(text, dialect)));
const fixture = (name: string) => readFileSync(join(__dirname, 'fixtures', name), 'utf8');
const tableOf = (text: string, name: string, dialect: Dialect = 'postgresql') => {
  const table = schemaOf(text, dialect).tables.get(name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};

describe('models are the tables that Prisma makes', () => {
  // The SQL beside each schema is what Prisma's own engine gives for it: @prisma/schema-engine-wasm, diff from empty.
  it.each([
    ['kinds.prisma', 'kinds.postgresql.sql', 'postgresql'],
    ['lite.prisma', 'lite.sqlite.sql', 'sqlite'],
  ] as const)('%s: types, defaults, keys, names and actions as in %s', (models, sql, dialect) => {
    const expected = foldAll(dialect, steps(readSql('file:///e.sql', fixture(sql), dialect)));
    expect(summaryOf(schemaOf(fixture(models), dialect))).toEqual(summaryOf(expected));
  });

  it('MySQL’s have their own types, unnamed keys and inline enums', () => {
    const text = `enum Kind { \n a \n b @map("B-b") \n }
model Post {
  id Int @id @default(autoincrement()) @db.UnsignedInt
  title String
  at DateTime @default(now())
  day DateTime @default(now()) @db.Timestamp(0)
  kind Kind @default(b)
  author_id Int? @db.UnsignedInt
  parent Post? @relation("p", fields: [author_id], references: [id])
  children Post[] @relation("p")
  @@fulltext([title])
}`;
    const table = tableOf(text, 'post', 'mysql');
    expect(table.columns.map(({ type }) => type?.canonical)).toEqual([
      'int unsigned',
      'varchar(191)',
      'datetime(3)',
      'timestamp',
      "enum('a','B-b')",
      'int unsigned',
    ]);
    expect(table.columns.map((column) => column.default?.text)).toEqual([
      undefined,
      undefined,
      'CURRENT_TIMESTAMP(3)',
      'CURRENT_TIMESTAMP(0)',
      "'B-b'",
      undefined,
    ]);
    expect(table.columns[0]?.identity).toBe('auto increment');
    expect(table.foreignKeys.map(({ name, onDelete, onUpdate }) => [name, onDelete, onUpdate])).toEqual([
      ['Post_author_id_fkey', 'set null', 'cascade'],
    ]);
    expect(table.indexes.find(({ method }) => method === 'fulltext')?.name).toBe('Post_title_idx');
  });

  it('ignored models and fields are still in the database', () => {
    const table = tableOf('model A {\n id Int @id\n secret String? @ignore\n @@ignore\n}', 'A');
    expect(table.columns.map(({ name }) => name)).toEqual(['id', 'secret']);
  });

  it('relationMode = "prisma" leaves the foreign keys out', () => {
    const relations =
      'model A {\n id Int @id\n b B @relation(fields: [id], references: [id])\n}\nmodel B {\n id Int @id\n a A?\n}';
    expect(tableOf(`${HEAD}${relations}`, 'A').foreignKeys).toHaveLength(1);
    expect(tableOf(`${HEAD.replace('\n}', '\n  relationMode = "prisma"\n}')}${relations}`, 'A').foreignKeys).toEqual(
      [],
    );
  });

  it('schemas, extensions and mapped names are kept', () => {
    const schema = schemaOf(`datasource db {
  provider   = "postgresql"
  schemas    = ["public", "auth"]
  extensions = [citext, uuidOssp(map: "uuid-ossp")]
}
enum Role {
  admin
  @@schema("auth")
}
model User {
  id   Int  @id(map: "pk_user")
  role Role
  @@map("users")
  @@schema("auth")
}`);
    const users = schema.tables.get('auth.users');
    expect(users?.primaryKey?.name).toBe('pk_user');
    expect(users?.columns[1]?.type?.canonical).toBe('auth."Role"');
    expect([...schema.extensions]).toEqual(['citext', 'uuid-ossp']);
  });
});

describe('a schema that is being typed', () => {
  const GOOD = 'model A {\n  id Int @id\n  name String\n}\n\nmodel B {\n  id Int @id\n}\n';
  const halfTyped = (line: string) => GOOD.replace('  name String', line);

  it.each([
    '  na',
    '  name Str',
    '  name String @',
    '  name String @db.',
    '  name String @default(',
    '  name String @relation(fields: [',
    '  name: String',
    '  @@index([',
    '  name String @default("x',
    '  name String[',
    '  ???',
  ])('costs only the line "%s"', (line) => {
    const script = read(halfTyped(line));
    const made = steps(script).filter(({ kind }) => kind === 'createTable');
    expect(made.map((operation) => operation.kind === 'createTable' && operation.table.name)).toEqual(['A', 'B']);
    const opaque = steps(script).filter(({ kind }) => kind === 'opaque');
    expect(opaque).toHaveLength(1);
    const at = opaque[0]?.span.start;
    expect(at?.line).toBe(2);
  });

  it('a missing brace ends the block where the next one starts, and is told', () => {
    const script = read(GOOD.replace('}\n\nmodel B', '\nmodel B'));
    expect(steps(script).filter(({ kind }) => kind === 'createTable')).toHaveLength(2);
    expect(script.problems.map(({ message }) => message)).toEqual(['The block A is not closed.']);
  });

  it('any beginning and any garbage is read without an exception', () => {
    const text = Object.values(exampleOf('prisma')).join('\n');
    for (let end = 0; end < text.length; end += 7) read(text.slice(0, end));
    for (const garbage of [
      '\u0000',
      '}}}}',
      'model',
      'model {',
      'model A {',
      '@@',
      '"',
      '/*',
      'model A { id Int @id }',
      'enum E {',
      '{'.repeat(2000),
      `model A {\n@@index(${'['.repeat(2000)}`,
    ])
      read(garbage);
  });
});

describe('a schema of several files', () => {
  const users = { uri: 'file:///user.prisma', text: 'model User {\n  id Int @id\n  role Role\n  posts Post[]\n}\n' };
  const posts = {
    uri: 'file:///schema.prisma',
    text: `${HEAD}enum Role {\n  admin\n}\nmodel Post {\n  id Int @id\n  user_id Int\n  user User @relation(fields: [user_id], references: [id])\n}\n`,
  };

  it('knows the models and enums of its other files', () => {
    const both = [users, posts];
    const operations = both.flatMap((file) => steps(prisma.read(file, { dialect: 'postgresql', together: both }).up));
    expect(operations.filter(({ kind }) => kind === 'opaque')).toEqual([]);
    const schema = foldAll('postgresql', operations);
    expect(schema.tables.get('Post')?.foreignKeys[0]?.refTable.name).toBe('User');
    expect(schema.tables.get('User')?.columns[1]?.type?.canonical).toBe('"Role"');
  });

  it('is found as one, and apart from another schema', () => {
    const texts = {
      'a/schema/schema.prisma': HEAD,
      'a/schema/user.prisma': 'model U {\n id Int @id\n}',
      'b/schema.prisma': HEAD.replace('postgresql', 'mysql'),
    };
    expect(found('prisma', Object.keys(texts), texts)).toEqual([
      'a/schema [postgresql]: a/schema/schema.prisma, a/schema/user.prisma',
      'b [mysql]: b/schema.prisma',
    ]);
  });

  it('of a database that we do not read is left out, and the user is told', () => {
    const port = portOf({ 'schema.prisma': HEAD.replace('postgresql', 'mongodb') });
    expect(prisma.locate(port)).toEqual([]);
    expect(port.notes).toEqual([
      'schema.prisma: Its provider is mongodb; the dialect is not supported, so the schema is not read.',
    ]);
  });
});

describe('Prisma Migrate', () => {
  const migrate = formatOf('prisma-migrate');
  const LOCK = { 'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n' };

  it('runs in the order of the folders’ names, with the provider of its lock', () => {
    const paths = ['prisma/migrations/20240201000000_b/migration.sql', 'prisma/migrations/0_init/migration.sql'];
    expect(found('prisma-migrate', paths, LOCK)).toEqual(['prisma/migrations [postgresql]: 0 init, 20240201000000 b']);
  });

  it('is not assumed where neither a lock nor a schema is near', () => {
    expect(found('prisma-migrate', ['drizzle/20240201000000_b/migration.sql'])).toEqual([]);
  });

  it('runs a file as one query: one transaction in PostgreSQL, none in SQLite, each statement in MySQL', () => {
    const modes = (['postgresql', 'sqlite', 'mysql'] as const).map(
      (dialect) => migrate.read({ uri: 'file:///m.sql', text: '' }, { dialect }).transaction,
    );
    expect(modes.map(({ mode, except }) => [mode, except])).toEqual([
      ['file', 'single statement'],
      ['statement', undefined],
      ['statement', undefined],
    ]);
  });

  it('writes folders after the latest, titled as Prisma titles, and a concurrent index alone', () => {
    const up = operationsOf(
      'ALTER TABLE "A" ADD COLUMN b int; CREATE INDEX CONCURRENTLY "A_b_idx" ON "A" (b); ALTER TABLE "A" ADD CONSTRAINT "A_b_fkey" FOREIGN KEY (b) REFERENCES "B" (id);',
      'postgresql',
    );
    const latest = [
      {
        migration: { version: '20260304050607', name: 'x', path: 'prisma/migrations/20260304050607_x/migration.sql' },
        text: '',
      },
    ];
    const written =
      migrate.write?.('Add b', up, [], {
        dialect: 'postgresql',
        root: 'prisma/migrations',
        latest,
        now: new Date('2026-03-04T05:06:07Z'),
      }) ?? [];
    expect(written.map(({ path }) => path)).toEqual([
      'prisma/migrations/20260304050608_add_b/migration.sql',
      'prisma/migrations/20260304050609_add_b_2/migration.sql',
      'prisma/migrations/20260304050610_add_b_3/migration.sql',
    ]);
    expect(written[0]?.text).toBe('-- AlterTable\nALTER TABLE "A" ADD COLUMN "b" int;\n');
    expect(written[2]?.text).toContain('-- AddForeignKey\n');
    const back = written.flatMap(({ path, text }) =>
      steps(migrate.read({ uri: path, text }, { dialect: 'postgresql' }).up),
    );
    expect(withoutSpans(back)).toEqual(withoutSpans(up));
  });
});
