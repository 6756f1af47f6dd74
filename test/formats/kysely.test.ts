import {
  DummyDriver,
  Kysely,
  MysqlAdapter,
  MysqlIntrospector,
  MysqlQueryCompiler,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Dialect, Operation } from '../../src/model';
import { readSql } from '../../src/sql';
import { withoutSpans } from '../sql/operations';
import { withGrammars } from '../support/grammars';
import { readScript, sqlOf } from '../support/script-migration';

withGrammars('javascript', 'typescript');

const COMPILERS = {
  postgresql: [PostgresAdapter, PostgresQueryCompiler, PostgresIntrospector],
  mysql: [MysqlAdapter, MysqlQueryCompiler, MysqlIntrospector],
  sqlite: [SqliteAdapter, SqliteQueryCompiler, SqliteIntrospector],
} as const;

/** The SQL that Kysely itself makes of a migration's body, with no database behind. */
async function compiled(body: string, dialect: keyof typeof COMPILERS): Promise<readonly string[]> {
  const [Adapter, Compiler, Introspector] = COMPILERS[dialect];
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new Adapter(),
      createDriver: () => new DummyDriver(),
      createQueryCompiler: () => new Compiler(),
      createIntrospector: (inner) => new Introspector(inner),
    },
    log: ({ query }) => void statements.push(query.sql),
  });
  const AsyncFunction = Object.getPrototypeOf(async () => undefined).constructor;
  await new AsyncFunction('db', 'sql', body)(db, sql);
  return statements;
}

const read = (body: string, dialect: Dialect) =>
  readScript('kysely', `import { sql } from 'kysely';\nexport async function up(db) {\n${body}\n}`, dialect, 'm/1_a.ts')
    .up;

function operationsOf(script: ReturnType<typeof read>): readonly Operation[] {
  return script.statements.flatMap(({ operations }) => operations);
}

async function expectAsCompiled(body: string, dialect: keyof typeof COMPILERS): Promise<void> {
  // Kysely puts every name in quotes; those that need none are the same without.
  const text = (await compiled(body, dialect)).join(';\n').replace(/"([a-z_]+)"/g, '$1');
  const theirs = operationsOf(readSql('file:///m/1_a.ts', text, dialect));
  expect(theirs.length).toBeGreaterThan(0);
  expect(withoutSpans(operationsOf(read(body, dialect)))).toEqual(withoutSpans(theirs));
}

const PEOPLE = `
  await db.schema.createTable('people')
    .addColumn('id', 'integer', (col) => col.primaryKey())
    .addColumn('name', 'varchar(80)', (col) => col.notNull().defaultTo("it's"))
    .addColumn('age', 'integer', (col) => col.defaultTo(18).check(sql\`age > 0\`))
    .addColumn('alive', 'boolean', (col) => col.notNull().defaultTo(true))
    .addColumn('price', sql\`decimal(8, 2)\`)
    .addColumn('at', 'timestamp', (col) => col.defaultTo(sql\`CURRENT_TIMESTAMP\`).notNull())
    .addUniqueConstraint('people_name_age', ['name', 'age'])
    .execute();
  await db.schema.createTable('pets').ifNotExists()
    .addColumn('owner_id', 'integer', (col) => col.references('people.id').onDelete('cascade').onUpdate('no action'))
    .addColumn('kind', 'text', (col) => col.notNull())
    .addPrimaryKeyConstraint('pets_key', ['owner_id', 'kind'])
    .addForeignKeyConstraint('pets_owner', ['owner_id'], 'people', ['id'], (cb) => cb.onDelete('set null'))
    .addCheckConstraint('pets_kind', sql\`kind <> ''\`)
    .execute();
`;

describe('the schema builder', () => {
  it.each(['postgresql', 'mysql', 'sqlite'] as const)('makes the tables that Kysely makes in %s', async (dialect) => {
    await expectAsCompiled(PEOPLE, dialect);
  });

  it.each(['postgresql', 'sqlite'] as const)(
    'makes indexes, views and what drops them as Kysely does in %s',
    async (dialect) => {
      await expectAsCompiled(
        `await db.schema.createIndex('by_name').on('people').columns(['name', 'age desc']).unique().execute();
       await db.schema.createIndex('grown').on('people').column('age').where('age', '>', 17).execute();
       await db.schema.dropIndex('by_name').ifExists().execute();
       await db.schema.dropView('v').ifExists().execute();
       await db.schema.dropTable('people').execute();`,
        dialect,
      );
    },
  );

  it('alters tables as Kysely does in PostgreSQL', async () => {
    await expectAsCompiled(
      `await db.schema.alterTable('people').addColumn('note', 'text').addColumn('rank', 'int2', (c) => c.notNull().defaultTo(0)).execute();
       await db.schema.alterTable('people').renameColumn('note', 'notes').execute();
       await db.schema.alterTable('people').alterColumn('age', (c) => c.setDataType('bigint')).execute();
       await db.schema.alterTable('people').alterColumn('age', (c) => c.setNotNull()).execute();
       await db.schema.alterTable('people').alterColumn('age', (c) => c.dropDefault()).execute();
       await db.schema.alterTable('people').dropColumn('rank').execute();
       await db.schema.alterTable('people').addUniqueConstraint('u', ['notes']).execute();
       await db.schema.alterTable('people').dropConstraint('u').execute();
       await db.schema.alterTable('people').renameTo('persons').execute();
       await db.schema.withSchema('shop').createTable('t').addColumn('id', 'serial', (c) => c.primaryKey()).execute();
       await db.schema.createType('mood').asEnum(['sad', 'glad']).execute();`,
      'postgresql',
    );
  });

  it('reads raw SQL in place, with the pieces that it is made of', () => {
    const text = "const t = 'people'; await sql`ALTER TABLE ${sql.table(t)} ADD COLUMN x int`.execute(db);";
    expect(sqlOf(read(text, 'postgresql'), 'postgresql')).toEqual(['ALTER TABLE people ADD COLUMN x int;']);
  });

  it('shows what it cannot tell, and keeps the rest', () => {
    const text =
      "await db.schema.createTable(nameOf(x)).addColumn('a', 'text').execute(); await db.schema.dropTable('t').execute();";
    expect(operationsOf(read(text, 'postgresql')).map(({ kind }) => kind)).toEqual(['opaque', 'dropTable']);
  });
});
