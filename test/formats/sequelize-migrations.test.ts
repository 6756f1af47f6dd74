import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { readScript, sqlOf } from '../support/script-migration';
import { found } from './support';

withGrammars('javascript', 'typescript');

const up = (body: string, dialect: Dialect = 'postgresql') =>
  sqlOf(
    readScript(
      'sequelize-migrations',
      `module.exports = { up: async (queryInterface, Sequelize) => {\n${body}\n} };`,
      dialect,
      'm/1-a.js',
    ).up,
    dialect,
  );

describe('the query interface', () => {
  const table = `await queryInterface.createTable('posts', {
    id: { type: Sequelize.INTEGER, primaryKey: true, autoIncrement: true, allowNull: false },
    Title: { type: Sequelize.STRING, allowNull: false, unique: true, defaultValue: '' },
    state: { type: Sequelize.ENUM('draft', 'live'), defaultValue: 'draft' },
    tags: Sequelize.ARRAY(Sequelize.STRING(20)),
    meta: { type: Sequelize.JSONB, defaultValue: { a: 1 } },
    at: { type: Sequelize.DATE, defaultValue: Sequelize.NOW },
    user: { type: Sequelize.UUID, field: 'userId', references: { model: 'users' }, onDelete: 'set null' },
  });`;

  it('makes the types, enums and keys of PostgreSQL', () => {
    expect(up(table)).toEqual([
      "CREATE TYPE enum_posts_state AS ENUM ('draft', 'live');",
      `CREATE TABLE IF NOT EXISTS posts ( id SERIAL, "Title" VARCHAR(255) NOT NULL DEFAULT '' UNIQUE, state enum_posts_state DEFAULT 'draft', tags VARCHAR(20)[], meta JSONB DEFAULT '{"a":1}', at TIMESTAMP WITH TIME ZONE, "userId" UUID REFERENCES users (id) ON DELETE SET NULL, PRIMARY KEY (id) );`,
    ]);
  });

  it('makes the types and keys of MySQL and SQLite', () => {
    const text = table.replace('Sequelize.ARRAY(Sequelize.STRING(20))', "Sequelize.TEXT('long')");
    expect(up(text, 'mysql')).toEqual([
      "CREATE TABLE IF NOT EXISTS posts ( id INTEGER NOT NULL AUTO_INCREMENT, Title VARCHAR(255) NOT NULL DEFAULT '' UNIQUE, state ENUM('draft', 'live') DEFAULT 'draft', tags LONGTEXT, meta JSON, at DATETIME, userId CHAR(36) BINARY, PRIMARY KEY (id), FOREIGN KEY (userId) REFERENCES users (id) ON DELETE SET NULL );",
    ]);
    expect(up(text, 'sqlite')[0]).toContain('id INTEGER PRIMARY KEY AUTOINCREMENT');
  });

  it('changes columns as the dialect does, and names what has no name', () => {
    expect(
      up(`await queryInterface.changeColumn('posts', 'title', { type: Sequelize.TEXT, allowNull: false });
        await queryInterface.changeColumn('posts', 'user', { type: Sequelize.UUID, references: { model: 'users', key: 'id' } });
        await queryInterface.addIndex('posts', ['userId', 'createdAt'], { unique: true, where: { deletedAt: null } });
        await queryInterface.addIndex('posts', { fields: [{ name: 'title', order: 'DESC' }], concurrently: true, using: 'btree' });
        await queryInterface.removeIndex('posts', ['userId', 'createdAt']);
        await queryInterface.addConstraint('posts', { type: 'foreign key', fields: ['a'], references: { table: 'b', field: 'id' }, onDelete: 'cascade' });
        await queryInterface.addConstraint('posts', ['a'], { type: 'unique', name: 'u' });
        await queryInterface.removeConstraint('posts', 'u');
        await queryInterface.renameColumn('posts', 'a', 'b');
        await queryInterface.bulkDelete('posts', {});`),
    ).toEqual([
      'ALTER TABLE posts ALTER COLUMN title SET NOT NULL;',
      'ALTER TABLE posts ALTER COLUMN title DROP DEFAULT;',
      'ALTER TABLE posts ALTER COLUMN title TYPE TEXT;',
      'ALTER TABLE posts ADD FOREIGN KEY ("user") REFERENCES users (id);',
      'CREATE UNIQUE INDEX posts_user_id_created_at ON posts ("userId", "createdAt") WHERE "deletedAt" IS NULL;',
      'CREATE INDEX CONCURRENTLY posts_title ON posts USING btree (title DESC);',
      'DROP INDEX IF EXISTS posts_user_id_created_at;',
      'ALTER TABLE posts ADD CONSTRAINT posts_a_b_fk FOREIGN KEY (a) REFERENCES b (id) ON DELETE CASCADE;',
      'ALTER TABLE posts ADD CONSTRAINT u UNIQUE (a);',
      'ALTER TABLE posts DROP CONSTRAINT u;',
      'ALTER TABLE posts RENAME COLUMN a TO b;',
      'delete posts',
    ]);
  });

  it('follows transactions, chains, dialect questions and what it cannot tell', () => {
    expect(
      up(`const { sequelize } = queryInterface;
        await sequelize.transaction((t) => Promise.all([
          queryInterface.removeColumn('a', 'b', { transaction: t }),
          queryInterface.sequelize.query('DROP TABLE c', { transaction: t }),
        ]));
        await queryInterface.dropTable('d').then(() => queryInterface.dropTable('e'));
        if (queryInterface.sequelize.getDialect() === 'mysql') await queryInterface.dropTable('f');
        await queryInterface.addColumn('g', 'h', { type: kind() });
        await helper(queryInterface);`),
    ).toEqual([
      'ALTER TABLE a DROP COLUMN b;',
      'DROP TABLE c;',
      'DROP TABLE IF EXISTS d;',
      'DROP TABLE IF EXISTS e;',
      'opaque: what queryInterface.addColumn is given cannot be told without running it',
      'opaque: what this function does with the query interface cannot be told: its code was not found',
    ]);
  });

  it("reads umzug's context and TypeScript", () => {
    const text =
      "export const up = async ({ context: queryInterface }: Params) => { await queryInterface.dropTable('a'); };";
    expect(sqlOf(readScript('sequelize-migrations', text).up)).toEqual(['DROP TABLE IF EXISTS a;']);
  });
});

it('finds scripts that speak of the query interface, with the dialect of their configuration', () => {
  const text = 'module.exports = { up: (queryInterface) => queryInterface.dropTable("a") };';
  expect(
    found('sequelize-migrations', [], {
      'migrations/20240102-b.js': text,
      'migrations/20240101-a.js': text,
      'migrations/20240103-c.js': 'exports.up = (knex) => knex.schema.dropTable("a");',
      'config/config.json': '{ "test": { "dialect": "mysql" } }',
    }),
  ).toEqual(['migrations [mysql]: 20240101 a, 20240102 b']);
});
