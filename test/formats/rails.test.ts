import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll, type Operation } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { formatOf, found } from './support';

withGrammars('ruby');

const rails = formatOf('rails');

interface Options {
  readonly dialect?: Dialect;
  readonly version?: string;
}

/** What migrations with these bodies do, one after another, as `table: column type…` and the names of all else. */
function read(bodies: readonly string[], { dialect = 'postgresql', version = '7.1' }: Options = {}) {
  const files = bodies.map((body, at) => ({
    path: `db/migrate/${at}_a.rb`,
    uri: `file:///project/db/migrate/${at}_a.rb`,
    text: `class A${at} < ActiveRecord::Migration[${version}]\n${body}\nend\n`,
  }));
  return rails.readTogether?.(files, { dialect }) ?? [];
}

function operationsOf(bodies: readonly string[], options?: Options): readonly Operation[] {
  return read(bodies, options).flatMap(({ up }) => up.statements.flatMap(({ operations }) => operations));
}

function tables(bodies: readonly string[], options: Options = {}): Readonly<Record<string, readonly string[]>> {
  const schema = foldAll(options.dialect ?? 'postgresql', operationsOf(bodies, options));
  return Object.fromEntries(
    [...schema.tables.values()].map((table) => [
      table.name,
      [
        ...table.columns.map(({ name, type, notNull, default: value }) =>
          [name, type?.canonical, notNull ? '!' : '', value ? `= ${value.text}` : ''].filter(Boolean).join(' '),
        ),
        ...table.indexes.map(({ name, unique }) => `${unique ? 'unique ' : ''}index ${name}`),
        ...table.foreignKeys.map(({ name, refTable, onDelete }) =>
          `key ${name} ${refTable.name} ${onDelete ?? ''}`.trim(),
        ),
        ...table.checks.map(({ name }) => `check ${name}`),
      ],
    ]),
  );
}

const change = (body: string) => `  def change\n    ${body}\n  end`;

describe('the defaults of a version', () => {
  const body = change('create_table(:posts) { |t| t.references :user; t.timestamps; t.datetime :at }');

  it('of 7.0: bigint keys, six digits of a second, indexes on references', () => {
    expect(tables([body]).posts).toEqual([
      "id bigint ! = nextval('posts_id_seq'::regclass)",
      'user_id bigint',
      'created_at timestamp(6) without time zone !',
      'updated_at timestamp(6) without time zone !',
      'at timestamp(6) without time zone',
      'index index_posts_on_user_id',
    ]);
  });

  it('of 5.2: no digits; of 5.0: integer keys; of 4.2: times may be null and references have no index', () => {
    expect(tables([body], { version: '5.2' }).posts?.[2]).toBe('created_at timestamp without time zone !');
    expect(tables([body], { version: '5.0' }).posts?.slice(0, 2)).toEqual([
      "id integer ! = nextval('posts_id_seq'::regclass)",
      'user_id integer',
    ]);
    expect(tables([body], { version: '4.2' }).posts?.slice(2)).toEqual([
      'created_at timestamp without time zone',
      'updated_at timestamp without time zone',
      'at timestamp without time zone',
    ]);
  });
});

describe('types', () => {
  it('are those of the engine', () => {
    const body = change(
      'create_table(:a, id: false) { |t| t.string :s; t.text :l, limit: 16_777_215; t.boolean :b, default: false; t.integer :n, limit: 8, unsigned: true; t.binary :d; t.decimal :p, precision: 8, scale: 2 }',
    );
    expect(tables([body], { dialect: 'mysql' }).a).toEqual([
      's varchar(255)',
      'l mediumtext',
      'b tinyint(1) = 0',
      'n bigint unsigned',
      'd blob',
      'p decimal(8,2)',
    ]);
    expect(tables([body]).a).toEqual([
      's character varying',
      'l text',
      'b boolean = FALSE',
      'n bigint',
      'd bytea',
      'p numeric(8,2)',
    ]);
  });

  it('have defaults in words of the engine, arrays, enums and generated columns', () => {
    const body = change(
      'create_table(:a, id: :uuid) { |t| t.jsonb :j, default: {}; t.string :tags, array: true, default: []; t.string :v, default: 1; t.datetime :at, default: -> { "CURRENT_TIMESTAMP" }, precision: nil; t.virtual :f, type: :text, as: "lower(v)", stored: true }',
    );
    expect(tables([body]).a).toEqual([
      'id uuid ! = gen_random_uuid()',
      "j jsonb = '{}'",
      "tags character varying[] = '{}'",
      "v character varying = '1'",
      'at timestamp without time zone = CURRENT_TIMESTAMP',
      'f text',
    ]);
  });
});

describe('names', () => {
  it('of foreign keys and checks are those that ActiveRecord hashes', () => {
    const body = change(
      'create_table(:users) { }\n create_table(:posts) { |t| t.belongs_to :user, foreign_key: true }\n add_check_constraint :posts, "id > 0"',
    );
    expect(tables([body]).posts?.slice(2)).toEqual([
      'index index_posts_on_user_id',
      'key fk_rails_5b5ddfd518 users',
      expect.stringMatching(/^check chk_rails_[0-9a-f]{10}$/),
    ]);
  });

  it('are found again by the columns when an index is removed, and follow tables and columns', () => {
    const first = change(
      'create_table(:users) { |t| t.string :mail, index: true; t.string :b }\n add_index :users, :b, name: :odd',
    );
    expect(
      tables([first, change('rename_table :users, :people\n rename_column :people, :mail, :email')]).people,
    ).toEqual(expect.arrayContaining(['index index_people_on_email', 'index odd']));
    expect(tables([first, change('remove_index :users, :b')]).users).not.toContain('index odd');
  });
});

describe('directions', () => {
  const down = (body: string) =>
    read([body])[0]?.down?.statements.flatMap(({ operations }) => operations.map(({ kind }) => kind));

  it('turn change round, from the last to the first', () => {
    expect(
      down(
        change(
          'create_table(:a) { |t| t.text :b, index: true }\n add_column :a, :c, :text\n reversible { |dir| dir.up { execute "SELECT 1" }; dir.down { execute "DELETE FROM a" } }',
        ),
      ),
    ).toEqual(['changeData', 'dropColumn', 'dropTable']);
  });

  it('say why there is no way back', () => {
    expect(read([change('execute "UPDATE a SET b = 1"')])[0]?.irreversible).toContain('execute');
    expect(read([change('remove_column :a, :b')])[0]?.irreversible).toContain('remove_column');
    expect(
      read(['  def up; end\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end'])[0]?.irreversible,
    ).toBeDefined();
  });
});

describe('what runs', () => {
  it('is followed through loops, helpers, constants and change_table', () => {
    const body =
      '  T = %i[a b].freeze\n  def change\n    T.each { |t| make t }\n    change_table(:a, bulk: true) { |t| t.string :x, :y; t.rename :x, :z; t.remove :y }\n  end\n  def make(t)\n    create_table t, id: false do |x|\n      x.text "#{t}_name"\n    end\n  end';
    expect(tables([body])).toEqual({ a: ['a_name text', 'z character varying'], b: ['b_name text'] });
  });

  it('changes rows through models', () => {
    const body =
      '  class Member < ActiveRecord::Base; self.table_name = "users"; end\n  def up\n    Member.where(a: nil).update_all(a: 1)\n    BlogPost.find_each { |post| post.update!(b: 2) }\n    Person.delete_all\n  end';
    expect(operationsOf([body])).toMatchObject([
      { kind: 'changeData', change: 'update', tables: [{ name: 'users' }], hasWhere: true },
      { kind: 'changeData', change: 'update', tables: [{ name: 'blog_posts' }], isBatched: true },
      { kind: 'changeData', change: 'delete', tables: [{ name: 'people' }], hasWhere: false },
    ]);
  });

  it('is counted where it cannot be told, and marked where it is conditional', () => {
    expect(
      operationsOf([change('add_wonder :a\n say "b"\n execute File.read("x.sql")')]).map(({ kind }) => kind),
    ).toEqual(['opaque', 'opaque']);
    expect(read([change('drop_table :a if table_exists?(:a)')])[0]?.up.statements[0]?.conditional?.kind).toBe('guard');
  });

  it('opts out of the transaction', () => {
    const body = `  disable_ddl_transaction!\n${change('add_index :a, :b, algorithm: :concurrently')}`;
    const [one] = read([body]);
    expect(one?.transaction.mode).toBe('statement');
    expect(one?.up.statements[0]?.operations).toMatchObject([{ kind: 'createIndex', concurrently: true }]);
  });
});

describe('a schema', () => {
  it('is read as its version means it', () => {
    const text =
      'ActiveRecord::Schema[7.1].define(version: 2024) do\n  enable_extension "plpgsql"\n  create_table "a", force: :cascade do |t|\n    t.datetime "at", null: false\n  end\nend\n';
    const { up } = rails.read({ uri: 'file:///db/schema.rb', text }, { dialect: 'postgresql' });
    expect(up.statements.flatMap(({ operations }) => operations.map(({ kind }) => kind))).toEqual([
      'createExtension',
      'createTable',
    ]);
  });
});

describe('files', () => {
  it('of an application and its engines are one history in the order of their numbers; each database has its own', () => {
    const migration = 'class A < ActiveRecord::Migration[7.1]';
    const files = {
      'config/application.rb': '',
      'config/database.yml':
        'production:\n  primary:\n    adapter: mysql2\n  animals:\n    adapter: sqlite3\n    migrations_paths: db/animals_migrate\n',
      'db/migrate/20240101000000_a.rb': migration,
      'db/migrate/20240103000000_c.blog.rb': migration,
      'engines/blog/db/migrate/20240102000000_b.rb': migration,
      'db/animals_migrate/20240101000000_d.rb': migration,
      'db/schema.rb': 'ActiveRecord::Schema.define do\nend',
    };
    expect(found('rails', [], files)).toEqual([
      'db/animals_migrate [sqlite]: 20240101000000 d',
      ' [mysql]: 20240101000000 a, 20240102000000 b, 20240103000000 c',
      'db [mysql]: db/schema.rb',
    ]);
  });

  it('of other kinds are none of it', () => {
    expect(found('rails', ['lib/schema.rb', 'db/migrate/readme.rb', 'app/20240101000000_a.rb'])).toEqual([]);
  });
});
