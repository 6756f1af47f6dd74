import { describe, expect, it } from 'vitest';
import { formatOf } from '../../src/formats';
import { createFold, type DataLayer, type Dialect, type Finding, type Fix } from '../../src/model';
import { applyEdits, reviewDataLayer } from '../../src/review';
import { readSql } from '../../src/sql';
import { withGrammars } from '../support/grammars';

withGrammars();

const BEFORE = `CREATE TABLE users (id bigint PRIMARY KEY, email text, shop_id bigint, name text NOT NULL);
CREATE TABLE shops (id bigint PRIMARY KEY);`;

/** Reviews one file of a tool behind tables that plain SQL made. */
function findingsIn(tool: string, path: string, text: string, dialect: Dialect = 'postgresql'): readonly Finding[] {
  const format = formatOf(tool);
  if (!format) throw new Error(`There is no format ${tool}`);
  const uri = `file:///${path}`;
  const read = format.read({ uri, text }, { dialect });
  const before = readSql('file:///0.sql', BEFORE, dialect);
  const fold = createFold(dialect);
  for (const { operations } of before.statements) for (const operation of operations) fold.apply(operation);
  const first = { id: '1', tool: 'sql-files', version: '1', name: 'a', uri: before.uri, up: before } as const;
  const own = { id: '2', tool, version: '2', name: 'b', uri, up: read.up } as const;
  const layer: DataLayer = {
    id: 'x',
    name: 'x',
    root: 'file:///',
    dialect,
    dialectBecause: 'the test says so',
    migrations: [
      { ...first, down: { kind: 'none' }, transaction: { mode: 'none', because: 'test' } },
      { ...own, down: { kind: 'none' }, transaction: read.transaction },
    ],
    models: [],
    dumps: [],
    schema: fold.snapshot(),
    problems: [],
    sizes: new Map(),
    coverage: { statements: 0, understood: 0, notUnderstood: [], verified: 0, disputed: [] },
  };
  const found = reviewDataLayer(layer, { source: (asked) => (asked === uri ? text : undefined), tool: formatOf });
  return found.filter(({ span }) => span.uri === uri);
}

function editOf(fix: Fix | undefined) {
  return fix && fix.kind !== 'plan' ? fix.edits : undefined;
}

/** The text after the first fix of a rule's first finding. */
function fixed(tool: string, path: string, text: string, rule: string): string | undefined {
  const finding = findingsIn(tool, path, text).find((one) => one.rule === rule);
  expect(finding, `${rule} speaks`).toBeDefined();
  const edits = editOf(finding?.fixes[0]);
  if (!edits) return undefined;
  const after = applyEdits(text, edits);
  const has = findingsIn(tool, path, after).map((one) => one.rule);
  expect(has, 'the rule is silent').not.toContain(rule);
  const had = new Set(findingsIn(tool, path, text).map((one) => one.rule));
  expect(has.filter((one) => !had.has(one))).toEqual([]);
  return after;
}

const INDEX = 'create-index-non-concurrent';

describe('an index is made concurrently in each tool’s own words', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'alembic',
      'versions/a.py',
      `from alembic import op\n\n\ndef upgrade():\n    op.create_index("ix", "users", ["email"])\n`,
    ],
    [
      'alembic',
      'versions/b.py',
      `from alembic import op\n\n\ndef upgrade():\n    op.execute(\n        "CREATE INDEX ix ON users (email)"\n    )\n`,
    ],
    [
      'rails',
      'db/migrate/20240101000000_a.rb',
      `class A < ActiveRecord::Migration[7.0]\n  def change\n    add_index :users, :email\n  end\nend\n`,
    ],
    [
      'rails',
      'db/migrate/20240101000001_b.rb',
      `class B < ActiveRecord::Migration[7.0]\n  def up\n    execute "CREATE INDEX ix ON users (email)"\n  end\nend\n`,
    ],
    [
      'rails',
      'db/migrate/20240101000002_c.rb',
      `class C < ActiveRecord::Migration[7.0]\n  def change\n    change_table :users do |t|\n      t.index :email\n    end\n  end\nend\n`,
    ],
    [
      'knex',
      'migrations/1_a.js',
      `exports.up = async function (db) {\n  await db.schema.alterTable('users', (t) => {\n    t.index('email');\n  });\n};\n`,
    ],
    [
      'knex',
      'migrations/1_b.ts',
      `import type { Knex } from 'knex'\n\nexport async function up(knex: Knex) {\n  return knex.schema.alterTable('users', (t) => {\n    t.index('email')\n  })\n}\n`,
    ],
    [
      'laravel',
      'database/migrations/2024_01_01_000000_a.php',
      `<?php\n\nuse Illuminate\\Database\\Migrations\\Migration;\nuse Illuminate\\Support\\Facades\\Schema;\n\nreturn new class extends Migration\n{\n    public function up()\n    {\n        Schema::table('users', function ($table) {\n            $table->index('email');\n        });\n    }\n};\n`,
    ],
    [
      'typeorm-migrations',
      'migrations/1700000000000-A.ts',
      `import { MigrationInterface, QueryRunner } from 'typeorm';\n\nexport class A1700000000000 implements MigrationInterface {\n  name = 'A1700000000000';\n\n  public async up(queryRunner: QueryRunner): Promise<void> {\n    await queryRunner.query(\`CREATE INDEX "ix" ON "users" ("email")\`);\n  }\n\n  public async down(): Promise<void> {}\n}\n`,
    ],
    [
      'sequelize-migrations',
      'migrations/20240101000000-a.js',
      `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.addIndex('users', ['email']);\n  },\n  async down() {},\n};\n`,
    ],
    [
      'sequelize-migrations',
      'migrations/20240101000001-b.js',
      `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.addIndex('users', ['email'], { name: 'ix' });\n  },\n  async down() {},\n};\n`,
    ],
    [
      'ef-core-migrations',
      'Migrations/20240101000000_A.cs',
      `using Microsoft.EntityFrameworkCore.Migrations;\n\npublic partial class A : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        migrationBuilder.CreateIndex(\n            name: "IX_users_email",\n            table: "users",\n            column: "email");\n    }\n}\n`,
    ],
    [
      'ef-core-migrations',
      'Migrations/20240101000001_B.cs',
      `using Microsoft.EntityFrameworkCore.Migrations;\n\npublic partial class B : Migration\n{\n    protected override void Up(MigrationBuilder migrationBuilder)\n    {\n        migrationBuilder.Sql("CREATE INDEX ix ON users (email)");\n    }\n}\n`,
    ],
    [
      'node-pg-migrate',
      'migrations/1700000000000_a.js',
      `exports.up = (pgm) => {\n  pgm.createIndex('users', 'email');\n};\n`,
    ],
    [
      'mikro-orm-migrations',
      'migrations/Migration20240101000000.ts',
      `import { Migration } from '@mikro-orm/migrations';\n\nexport class Migration20240101000000 extends Migration {\n  async up(): Promise<void> {\n    this.addSql('create index "ix" on "users" ("email");');\n  }\n}\n`,
    ],
    [
      'fluent-migrator',
      'Migrations/20240101_A.cs',
      `using FluentMigrator;\n\n[Migration(20240101)]\npublic class A : Migration\n{\n    public override void Up()\n    {\n        Create.Index("ix").OnTable("users").OnColumn("email");\n    }\n\n    public override void Down()\n    {\n        Delete.Index("ix").OnTable("users");\n    }\n}\n`,
    ],
    [
      'liquibase',
      'changelog.xml',
      `<databaseChangeLog>\n  <changeSet id="1" author="ann">\n    <createIndex indexName="ix" tableName="users">\n      <column name="email"/>\n    </createIndex>\n  </changeSet>\n</databaseChangeLog>\n`,
    ],
    [
      'liquibase',
      'changelog.sql',
      `--liquibase formatted sql\n\n--changeset ann:1\nCREATE INDEX ix ON users (email);\n--rollback DROP INDEX ix;\n`,
    ],
    [
      'django-migrations',
      'shop/migrations/0002_a.py',
      `from django.db import migrations\n\n\nclass Migration(migrations.Migration):\n    dependencies = []\n\n    operations = [\n        migrations.RunSQL("CREATE INDEX ix ON users (email)"),\n    ]\n`,
    ],
    [
      'goose',
      'migrations/1_a.sql',
      `-- +goose Up\nCREATE INDEX ix ON users (email);\n\n-- +goose Down\nDROP INDEX ix;\n`,
    ],
    [
      'dbmate',
      'db/migrations/1_a.sql',
      `-- migrate:up\nCREATE INDEX ix ON users (email);\n\n-- migrate:down\nDROP INDEX ix;\n`,
    ],
    ['atlas', 'migrations/1_a.sql', `-- create index\nCREATE INDEX ix ON users (email);\n`],
  ];
  it.each(cases)('%s %s', (tool, path, text) => {
    expect(fixed(tool, path, text, INDEX)).toMatchSnapshot();
  });
});

const PYTHON = (line: string) =>
  `from alembic import op\n\n\ndef upgrade():\n    op.drop_column("shops", "x")\n    ${line}\n`;
const RUBY = (line: string, method = 'change') =>
  `class A < ActiveRecord::Migration[7.0]\n  def ${method}\n    ${line}\n  end\nend\n`;

describe('other fixes in tools’ own words', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'alembic',
      'versions/a.py',
      PYTHON('op.create_foreign_key("fk", "users", "shops", ["shop_id"], ["id"])'),
      'add-foreign-key-validating',
    ],
    [
      'alembic',
      'versions/b.py',
      PYTHON('op.create_unique_constraint("u", "users", ["email"])'),
      'add-unique-constraint-blocking',
    ],
    ['alembic', 'versions/c.py', PYTHON('op.alter_column("users", "email", nullable=False)'), 'set-not-null-scan'],
    ['rails', 'db/migrate/20240101000000_a.rb', RUBY('add_foreign_key :users, :shops'), 'add-foreign-key-validating'],
    [
      'rails',
      'db/migrate/20240101000001_b.rb',
      RUBY('add_check_constraint :users, "shop_id > 0", name: "c"'),
      'add-check-validating',
    ],
    ['rails', 'db/migrate/20240101000002_c.rb', RUBY('change_column_null :users, :email, false'), 'set-not-null-scan'],
    [
      'rails',
      'db/migrate/20240101000003_d.rb',
      RUBY('change_column_null :users, :email, false', 'up'),
      'set-not-null-scan',
    ],
    [
      'knex',
      'migrations/1_a.js',
      `exports.up = async (knex) => {\n  await knex.schema.alterTable('users', (t) => {\n    t.foreign('shop_id').references('shops.id');\n  });\n};\n`,
      'add-foreign-key-validating',
    ],
    [
      'knex',
      'migrations/1_b.js',
      `exports.up = async (knex) => {\n  await knex.raw('ALTER TABLE users ALTER COLUMN email SET NOT NULL');\n};\n`,
      'set-not-null-scan',
    ],
    [
      'sequelize-migrations',
      'migrations/20240101000000-a.js',
      `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.addConstraint('users', { fields: ['email'], type: 'unique', name: 'u' });\n  },\n};\n`,
      'add-unique-constraint-blocking',
    ],
    [
      'laravel',
      'database/migrations/2024_01_01_000000_a.php',
      `<?php\n\nuse Illuminate\\Database\\Migrations\\Migration;\nuse Illuminate\\Support\\Facades\\DB;\n\nreturn new class extends Migration\n{\n    public function up()\n    {\n        DB::statement('ALTER TABLE users ADD CONSTRAINT c CHECK (shop_id > 0)');\n    }\n};\n`,
      'add-check-validating',
    ],
    [
      'liquibase',
      'a.xml',
      `<databaseChangeLog>\n  <changeSet id="1" author="ann">\n    <addForeignKeyConstraint constraintName="fk" baseTableName="users" baseColumnNames="shop_id" referencedTableName="shops" referencedColumnNames="id"/>\n  </changeSet>\n</databaseChangeLog>\n`,
      'add-foreign-key-validating',
    ],
    [
      'goose',
      '1_a.sql',
      `-- +goose Up\nCREATE INDEX CONCURRENTLY ix ON users (email);\n`,
      'concurrently-in-transaction',
    ],
    [
      'rails',
      'db/migrate/20240101000004_e.rb',
      RUBY('add_index :users, :email, algorithm: :concurrently'),
      'concurrently-in-transaction',
    ],
  ];
  it.each(cases)('%s %s', (tool, path, text, rule) => {
    expect(fixed(tool, path, text, rule)).toMatchSnapshot();
  });

  it('nothing is offered where the step stands with others, or on a condition', () => {
    const several = `exports.up = async (knex) => {\n  await knex.schema.alterTable('users', (t) => {\n    t.index('email');\n    t.index('shop_id');\n  });\n};\n`;
    const asked = `from alembic import op\n\n\ndef upgrade():\n    if op.get_context().x:\n        op.create_index("ix", "users", ["email"])\n`;
    for (const [tool, path, text] of [
      ['knex', '1_a.js', several],
      ['alembic', 'a.py', asked],
    ] as const) {
      const findings = findingsIn(tool, path, text).filter(({ rule }) => rule === INDEX);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
    }
  });

  it('a string of several statements keeps them in one transaction, so that none of them becomes CONCURRENTLY', () => {
    const text = `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.sequelize.query(\`\nALTER TABLE users ADD COLUMN a int;\nCREATE INDEX ix ON users (a);\n\`);\n  },\n};\n`;
    const [finding] = findingsIn('sequelize-migrations', '20240101000000-a.js', text).filter(
      ({ rule }) => rule === INDEX,
    );
    expect(finding?.fixes).toEqual([]);
  });

  it('a call over several lines keeps its layout', () => {
    const text = `module.exports = {\n  async up(queryInterface) {\n    await queryInterface.addIndex("users", [\n      "email",\n      "shop_id",\n    ]);\n  },\n};\n`;
    expect(fixed('sequelize-migrations', '20240101000000-a.js', text, INDEX)).toBe(
      text.replace('    ]);', '    ], { concurrently: true });'),
    );
  });

  it('a fix that leaves the transaction of a file with other steps wants thought', () => {
    const [finding] = findingsIn(
      'rails',
      '20240101000005_f.rb',
      RUBY('add_index :users, :email\n    add_column :shops, :x, :text'),
    ).filter(({ rule }) => rule === INDEX);
    expect(finding?.fixes.map(({ kind, title }) => [kind, title])).toEqual([
      ['thoughtful', 'Make it CONCURRENTLY, outside the transaction'],
    ]);
  });
});

describe('Django', () => {
  const MODELS = `from django.db import migrations, models


class Migration(migrations.Migration):
    operations = [
        migrations.CreateModel(
            name='User',
            fields=[('id', models.BigAutoField(primary_key=True)), ('email', models.TextField()), ('age', models.IntegerField())],
            options={'db_table': 'users'},
        ),
    ]
`;
  const CHANGE = (operation: string) => `from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('shop', '0001_a')]

    operations = [
        ${operation},
    ]
`;
  function mended(operation: string, rule: string): string | undefined {
    const format = formatOf('django-migrations');
    const files = ['shop/migrations/0001_a.py', 'shop/migrations/0002_b.py'].map((path) => ({
      path,
      uri: `file:///${path}`,
    }));
    const read = (second: string) =>
      format?.readTogether?.(
        files.map((file, at) => ({ ...file, text: at === 0 ? MODELS : second })),
        { dialect: 'postgresql' },
      ) ?? [];
    const review = (second: string) => {
      const migrations = read(second).map((one, at) => ({
        id: String(at),
        tool: 'django-migrations',
        version: String(at),
        name: String(at),
        uri: one.up.uri,
        up: one.up,
        down: { kind: 'none' as const },
        transaction: one.transaction,
      }));
      const layer: DataLayer = {
        id: 'x',
        name: 'x',
        root: 'file:///',
        dialect: 'postgresql',
        dialectBecause: 'test',
        migrations,
        models: [],
        dumps: [],
        schema: createFold('postgresql').snapshot(),
        problems: [],
        sizes: new Map(),
        coverage: { statements: 0, understood: 0, notUnderstood: [], verified: 0, disputed: [] },
      };
      const source = (uri: string) => (uri === files[1]?.uri ? second : undefined);
      const found = reviewDataLayer(layer, { source, tool: formatOf, releasedThrough: '0' });
      return found.filter(({ span }) => span.uri === files[1]?.uri);
    };
    const text = CHANGE(operation);
    const found = review(text);
    const edits = editOf(found.find((one) => one.rule === rule)?.fixes[0]);
    if (!edits) return undefined;
    const after = applyEdits(text, edits);
    const had = new Set(found.map((one) => one.rule));
    const has = review(after).map((one) => one.rule);
    expect(has).not.toContain(rule);
    expect(has.filter((one) => !had.has(one))).toEqual([]);
    return after;
  }

  it.each([
    ["migrations.AddIndex(model_name='user', index=models.Index(fields=['email'], name='ix'))", INDEX],
    [
      "migrations.AddConstraint(model_name='user', constraint=models.CheckConstraint(check=models.Q(age__gt=0), name='c'))",
      'add-check-validating',
    ],
    [
      "migrations.AddConstraint(model_name='user', constraint=models.UniqueConstraint(fields=['email'], name='u'))",
      'add-unique-constraint-blocking',
    ],
  ])('%s', (operation, rule) => {
    expect(mended(operation, rule)).toMatchSnapshot();
  });
});
