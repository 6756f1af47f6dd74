import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONCURRENT } from './steps';
import {
  catalogueOf,
  expectSame,
  inspectOf,
  type PostgresServer,
  projectFolder,
  runTool,
  sqliteFile,
  startPostgres,
  writeMigration,
} from './support';

const OWN = ['schema_migrations', 'ar_internal_metadata'];

/** Runs the migrations of db/migrate, as `rails db:migrate` does, or takes steps back. */
const RUN = `
require "active_record"
require "logger"
ActiveRecord::Base.establish_connection(ENV.fetch("DATABASE_URL"))
ActiveRecord::Migration.verbose = false
context = ActiveRecord::MigrationContext.new("db/migrate", ActiveRecord::SchemaMigration)
ARGV[0] == "back" ? context.rollback(ARGV[1].to_i) : context.migrate
`;

function rails(folder: string, url: string, ...words: readonly string[]) {
  return runTool('env', [`DATABASE_URL=${url}`, 'ruby', 'run.rb', ...words], folder);
}

const migration = (name: string, body: string, version: string) =>
  `class ${name} < ActiveRecord::Migration[${version}]\n${body}\nend\n`;

/** What both engines have. */
const COMMON = {
  'run.rb': RUN,
  'db/migrate/20240101000000_create_people.rb': migration(
    'CreatePeople',
    `  def change
    create_table :people do |t|
      t.string :name, null: false, default: "nobody", limit: 80
      t.decimal :credit, precision: 8, scale: 2, default: 0
      t.boolean :active, null: false, default: true
      t.integer :rank, limit: 8
      t.datetime :seen_at
      t.index [:name, :active], unique: true
      t.timestamps
    end
    create_table :categories, id: false do |t|
      t.string :code, primary_key: true
      t.text :note
    end
  end`,
    '6.1',
  ),
  'db/migrate/20240102000000_create_posts.rb': migration(
    'CreatePosts',
    `  def change
    create_table :posts do |t|
      t.belongs_to :person, null: false, foreign_key: { on_delete: :cascade }
      t.references :subject, polymorphic: true
      t.float :score, :weight
      t.check_constraint "score >= 0"
    end
    create_join_table :categories, :posts
    %w[one two].each { |word| create_table("shelf_#{word}") { |t| t.date :on } }
    add_index :posts, :score, where: "score > 10", name: :high
    rename_table :shelf_two, :shelf_three
    rename_column :posts, :weight, :mass
    remove_index :posts, :score, name: :high
  end`,
    '6.1',
  ),
  'db/migrate/20240103000000_create_old.rb': migration(
    'CreateOld',
    `  def up
    create_table(:olds) { |t| t.references :person; t.timestamps; t.string :title }
    create_table(:gone) { |t| t.string :x }
    drop_table :gone
  end

  def down
    drop_table :olds
  end`,
    '5.0',
  ),
};

const ON_POSTGRESQL = {
  'db/migrate/20240104000000_more.rb': migration(
    'More',
    `  def change
    enable_extension "citext"
    create_table :things, id: :uuid, comment: "all things" do |t|
      t.jsonb :data, null: false, default: {}
      t.string :tags, array: true, default: []
      t.citext :mail, index: { unique: true }
      t.inet :ip
      t.datetime :at, default: -> { "now()" }
      t.binary :blob
    end
    add_index :things, "lower(mail)"
    add_index :things, [:ip, :at], order: { at: :desc }, using: :btree
    add_reference :things, :person, foreign_key: true, index: { unique: true }
    add_check_constraint :things, "at IS NOT NULL", validate: false
    change_column_null :things, :tags, false
    change_column_default :things, :at, from: -> { "now()" }, to: nil
    reversible { |dir| dir.up { change_column :posts, :score, :decimal, precision: 5, scale: 1 } }
  end`,
    '6.1',
  ),
};

describe('ActiveRecord builds what is read', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  test('in PostgreSQL, and what is written runs forth and back', async () => {
    const database = await postgres.freshDatabase();
    const folder = projectFolder({ ...COMMON, ...ON_POSTGRESQL, Gemfile: 'gem "pg"\n' });
    await rails(folder, database.url);
    const before = await catalogueOf(database, OWN);
    expectSame((await inspectOf(folder, database)).tables, before);
    writeMigration('rails', folder, LOYALTY);
    writeMigration('rails', folder, {
      ...CONCURRENT,
      up: 'CREATE INDEX CONCURRENTLY posts_mass_idx ON posts (mass);',
      down: 'DROP INDEX CONCURRENTLY posts_mass_idx;',
    });
    await rails(folder, database.url);
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
    await rails(folder, database.url, 'back', '2');
    expectSame(await catalogueOf(database, OWN), before);
  });

  test('in SQLite', async () => {
    const folder = projectFolder({ ...COMMON, Gemfile: 'gem "sqlite3"\n' });
    await rails(folder, `sqlite3:${join(folder, 'shop.db')}`);
    const database = await sqliteFile(join(folder, 'shop.db'));
    const { layer, tables } = await inspectOf(folder, database);
    expect(layer.migrations).toHaveLength(3);
    expectSame(tables, await catalogueOf(database, OWN));
  });
});

const LOYALTY = {
  name: 'add loyalty',
  up: `ALTER TABLE people ADD COLUMN points integer NOT NULL DEFAULT 0;
    CREATE TABLE rewards (id bigint PRIMARY KEY, name text NOT NULL, CONSTRAINT rewards_name_check CHECK (name <> ''));
    ALTER TABLE posts ADD CONSTRAINT posts_reward_fkey FOREIGN KEY (person_id) REFERENCES people (id) ON DELETE CASCADE;`,
  down: `ALTER TABLE posts DROP CONSTRAINT posts_reward_fkey;
    DROP TABLE rewards;
    ALTER TABLE people DROP COLUMN points;`,
};
