import { describe, expect, it } from 'vitest';
import { createWorkspace, DEFAULT_SETTINGS, type WorkspaceSettings } from '../../src/workspace';
import { type MemoryFiles, memoryPort } from './memory-port';

const T = (name: string) => `create table ${name} (id int primary key, name text);\n`;

async function open(files: MemoryFiles, settings: Partial<WorkspaceSettings> = {}) {
  return createWorkspace([memoryPort(files)], { ...DEFAULT_SETTINGS, ...settings });
}

/** Layers as `name: tool files`, for reading at a glance. */
async function layers(files: MemoryFiles, settings: Partial<WorkspaceSettings> = {}) {
  const workspace = await open(files, settings);
  return workspace
    .dataLayers()
    .map(
      (layer) =>
        `${layer.name}: ${layer.migrations.length} migrations, ${layer.dumps.length} dumps, ${[...layer.schema.tables.keys()]}`,
    );
}

describe('data layers are found', () => {
  it('but not in a folder of ClickHouse scripts, and the user is told', async () => {
    const script = 'CREATE TABLE a (id UInt64) ENGINE = MergeTree ORDER BY id;\n';
    const workspace = await open({ 'db/2017-08-19_00_A.sql': script, 'db/2017-08-20_00_B.sql': script });
    expect(workspace.dataLayers()).toEqual([]);
    expect(workspace.notices()).toMatchObject([
      { kind: 'unsupported', message: expect.stringContaining('ClickHouse') },
    ]);
  });

  it('in a folder of SQL Server scripts, whatever the rest of the project speaks', async () => {
    const script = (name: string) =>
      `IF OBJECT_ID('[dbo].[${name}]') IS NULL\nBEGIN\n CREATE TABLE [dbo].[${name}] ([Id] INT)\nEND\nGO\n`;
    const files = {
      'db/2017-08-19_00_A.sql': script('A'),
      'db/2017-08-20_00_B.sql': script('B'),
      'package.json': '{"dependencies":{"pg":"8"}}',
    };
    expect(await layers(files)).toEqual(['db (SQL Server): 2 migrations, 0 dumps, a,b']);
  });

  it('in the SQL project of SSDT, a file an object, as one schema', async () => {
    const files = {
      'src/Sql/Shop.sqlproj':
        '<Project><ItemGroup><PostDeploy Include="Scripts\\Seed.sql" /><Build Remove="old/**" /></ItemGroup></Project>',
      'src/Sql/dbo/Tables/Book.sql': 'CREATE TABLE [dbo].[Book] ([Id] INT NOT NULL)\nGO\n',
      'src/Sql/dbo/Tables/Author.sql': 'CREATE TABLE [dbo].[Author] ([Id] INT NOT NULL)',
      'src/Sql/dbo/Views/Books.sql': 'CREATE VIEW [dbo].[Books] AS SELECT * FROM [dbo].[Book]',
      'src/Sql/Scripts/Seed.sql': 'CREATE TABLE [dbo].[Seed] ([Id] INT)',
      'src/Sql/old/x/Gone.sql': 'CREATE TABLE [dbo].[Gone] ([Id] INT)',
    };
    expect((await layers(files))[0]).toBe('src/Sql (SQL Server): 0 migrations, 1 dumps, author,book');
  });

  it('by the packages of a .NET project', async () => {
    const files = {
      'api/Api.csproj':
        '<Project><ItemGroup><PackageReference Include="Microsoft.Data.SqlClient" /></ItemGroup></Project>',
      'api/db/1_a.sql': 'create table a (id int);',
    };
    expect(await layers(files)).toEqual(['api/db (SQL Server): 1 migrations, 0 dumps, a']);
  });

  it('in every corner of a monorepo', async () => {
    const files = {
      'a/migrations/1_a.sql': T('a'),
      'b/db/V1__b.sql': T('b'),
      'c/schema.sql': `${T('c')}create extension x;`,
    };
    expect(await layers(files)).toEqual([
      'b/db (PostgreSQL): 1 migrations, 0 dumps, b',
      'a/migrations (PostgreSQL): 1 migrations, 0 dumps, a',
      'c/schema.sql (PostgreSQL): 0 migrations, 1 dumps, c',
    ]);
  });

  it('but not in dependencies and build output', async () => {
    const folders = ['node_modules/x', 'vendor/y', 'dist', 'target', 'build', '.git', '.venv/z', 'a/third_party'];
    expect(await layers(Object.fromEntries(folders.map((folder) => [`${folder}/1_a.sql`, T('a')])))).toEqual([]);
  });

  it('in tests, fixtures and examples too, last, and said to be that', async () => {
    const folders = ['src/testdata', 'test/fixtures', 'spec', 'examples/shop', 'zoo/db'];
    const workspace = await open(Object.fromEntries(folders.map((folder) => [`${folder}/1_a.sql`, T('a')])));
    expect(workspace.dataLayers().map(({ name, purpose }) => [name, purpose])).toEqual([
      ['zoo/db (PostgreSQL)', undefined],
      ['examples/shop (PostgreSQL, an example)', 'example'],
      ['spec (PostgreSQL, for tests)', 'tests'],
      ['src/testdata (PostgreSQL, for tests)', 'tests'],
      ['test/fixtures (PostgreSQL, for tests)', 'tests'],
    ]);
  });

  it('a product whose folder is called so is the product, when the team says so', async () => {
    const config = {
      dataLayers: [
        { path: 'spec', purpose: 'product' },
        { path: 'db/old', purpose: 'example' },
      ],
    };
    const files = {
      'spec/1_a.sql': T('a'),
      'db/old/1_b.sql': T('b'),
      'database-architect.json': JSON.stringify(config),
    };
    const found = (await open(files)).dataLayers();
    expect(found.map(({ root, purpose }) => [root.replace(/^.*project\//, ''), purpose])).toEqual([
      ['spec', undefined],
      ['db/old', 'example'],
    ]);
  });

  it('whose models stay apart from those that tests declare', async () => {
    const files = {
      'db/migrations/1_a.sql': T('a'),
      'test/schema.sql': T('a'),
      'schema.sql': T('a'),
    };
    const found = (await open(files)).dataLayers();
    expect(found.map(({ name, dumps }) => [name, dumps.length])).toEqual([
      ['db/migrations (PostgreSQL)', 1],
      ['test/schema.sql (PostgreSQL, for tests)', 1],
    ]);
  });

  it('but not what .gitattributes calls vendored; a generated schema is one all the same', async () => {
    const files = {
      '.gitattributes': 'third/** linguist-vendored\ndb/*.sql linguist-generated\nkept/** linguist-vendored=false\n',
      'lib/.gitattributes': 'other/* linguist-vendored\n',
      'third/1_a.sql': T('a'),
      'lib/other/1_b.sql': T('b'),
      'db/structure.sql': T('c'),
      'kept/1_d.sql': T('d'),
    };
    expect((await layers(files)).map((line) => line.replace(/ .*/, ''))).toEqual(['kept', 'db/structure.sql']);
  });

  it("without holding it against a history that it names tables of schemas that are somebody else's", async () => {
    const files = {
      'supabase/migrations/1_a.sql': `${T('a')}alter table auth.users add column x int; alter table public.b add column x int;`,
    };
    const [layer] = (await open(files)).dataLayers();
    expect(layer?.problems.map(({ message }) => message)).toEqual([
      'Table "public.b" is not known at this point of the history.',
    ]);
  });

  it('with several tools in one: Prisma models over the migrations of Supabase', async () => {
    const files = {
      'supabase/config.toml': '[db]\nmajor_version = 15\n',
      'supabase/migrations/20240101000000_a.sql': 'create table "User" (id int primary key, name text);',
      'prisma/schema.prisma':
        'datasource db {\n  provider = "postgresql"\n  url = env("URL")\n}\nmodel User {\n  id Int @id\n  name String?\n}\n',
    };
    const found = (await open(files)).dataLayers();
    expect(found.map(({ migrations, models }) => [migrations[0]?.tool, models[0]?.tool])).toEqual([
      ['supabase', 'prisma'],
    ]);
  });

  it('where models have most tables in common, not where a small script has all of its own among theirs', async () => {
    const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;
    const workspace = await open({
      'db/a_small.sql': T('a'),
      'db/whole.sql': ['a', 'b', 'c', 'z'].map(T).join(''),
      'prisma/schema.prisma': `datasource db {\n  provider = "postgresql"\n}\n${['a', 'b', 'c', 'd'].map(model).join('')}`,
    });
    const joined = workspace.dataLayers().filter(({ models }) => models.length > 0);
    expect(joined.map(({ name }) => name)).toEqual(['db/whole.sql (PostgreSQL)']);
  });

  it('in several workspace folders at once', async () => {
    const workspace = await createWorkspace([
      memoryPort({ '1_a.sql': T('a') }, 'file:///one'),
      memoryPort({ '1_b.sql': T('b') }, 'file:///two'),
    ]);
    expect(workspace.dataLayers().map((layer) => layer.root)).toEqual(['file:///one', 'file:///two']);
    expect(workspace.layersOf('file:///two/1_b.sql').map((layer) => [...layer.schema.tables.keys()])).toEqual([['b']]);
  });

  it('once for a dump of the same tables as the migrations', async () => {
    const files = {
      'db/migrations/1_a.sql': T('a'),
      'db/migrations/2_b.sql': T('b'),
      'db/schema.sql': T('a') + T('b'),
    };
    expect(await layers(files)).toEqual(['db/migrations (PostgreSQL): 2 migrations, 1 dumps, a,b']);
  });

  it('with the schema of the schema file where the first migrations were thrown away', async () => {
    const files = {
      'db/LATEST.sql': T('a') + T('b') + T('c'),
      'db/7_b.sql': 'alter table b add column x int;',
      'db/8_c.sql': T('c'),
    };
    const [layer, ...others] = (await open(files)).dataLayers();
    expect(others).toEqual([]);
    expect([...(layer?.schema.tables.keys() ?? [])]).toEqual(['a', 'b', 'c']);
    expect(layer?.problems.map((problem) => problem.message)).toEqual([expect.stringMatching(/start in the middle/)]);
  });

  it('twice for a dump of other tables', async () => {
    expect(await layers({ 'db/migrations/1_a.sql': T('a'), 'db/schema.sql': T('x') + T('y') })).toHaveLength(2);
  });
});

describe('the dialect is told', () => {
  const dialectOf = async (files: MemoryFiles, settings: Partial<WorkspaceSettings> = {}) => {
    const [layer] = (await open(files, settings)).dataLayers();
    return layer && { dialect: layer.dialect, because: layer.dialectBecause, version: layer.version };
  };

  it('by the setting before all else', async () => {
    const files = { 'mysql/1_a.sql': T('a'), 'package.json': '{"dependencies":{"pg":"8"}}' };
    expect(await dialectOf(files, { dialect: 'sqlite' })).toMatchObject({ dialect: 'sqlite', because: 'the setting' });
  });

  it("by the team's file, with the version", async () => {
    const config = JSON.stringify({ dataLayers: [{ path: 'db', dialect: 'mariadb', version: '10.11' }] });
    expect(await dialectOf({ 'db/1_a.sql': T('a'), 'database-architect.json': config })).toEqual({
      dialect: 'mariadb',
      because: 'database-architect.json',
      version: { major: 10, minor: 11 },
    });
  });

  it.each([
    ['package.json', '{"dependencies":{"better-sqlite3":"9"}}', 'sqlite', 'better-sqlite3 in package.json'],
    ['go.mod', 'require github.com/go-sql-driver/mysql v1.7.0\n', 'mysql', 'github.com/go-sql-driver/mysql in go.mod'],
    ['requirements.txt', 'psycopg2==2.9\n', 'postgresql', 'psycopg2 in requirements.txt'],
    ['.env.example', 'DATABASE_URL="mysql://root@localhost/x"\n', 'mysql', 'mysql:// in .env.example'],
  ])('by the driver in %s', async (name, text, dialect, because) => {
    expect(await dialectOf({ 'db/1_a.sql': T('a'), [name]: text })).toMatchObject({ dialect, because });
  });

  it('by the nearest manifest, not one of another project', async () => {
    const files = {
      'a/db/1_a.sql': T('a'),
      'a/package.json': '{"dependencies":{"mysql2":"3"}}',
      'package.json': '{"dependencies":{"pg":"8"}}',
    };
    expect(await dialectOf(files)).toMatchObject({ dialect: 'mysql' });
  });

  it('by the image that a compose file runs, with its version', async () => {
    const compose = 'services:\n  db:\n    image: mariadb:10.11.6\n';
    expect(
      await dialectOf({
        'db/1_a.sql': 'create table a (id int auto_increment primary key);',
        'docker-compose.yml': compose,
      }),
    ).toMatchObject({
      dialect: 'mariadb',
      version: { major: 10, minor: 11, patch: 6 },
    });
  });

  it('by the syntax where nothing else does, and where it plainly contradicts the driver', async () => {
    const lite = 'pragma foreign_keys = on;\ncreate table a (id integer primary key autoincrement);';
    expect(await dialectOf({ 'db/1_a.sql': lite })).toMatchObject({ dialect: 'sqlite' });
    expect(await dialectOf({ 'db/1_a.sql': lite, 'package.json': '{"dependencies":{"pg":"8"}}' })).toMatchObject({
      dialect: 'sqlite',
    });
  });

  it('and where nothing tells, it says so', async () => {
    expect((await dialectOf({ 'db/1_a.sql': 'drop table a;' }))?.because).toMatch(/nothing in the workspace tells/);
  });
});

describe('database-architect.json', () => {
  const notices = async (json: string) =>
    (await open({ 'database-architect.json': json, 'db/1_a.sql': T('a') })).notices().map((notice) => notice.message);

  it.each([
    ['{', /is not JSON/],
    ['[]', /the file must be an object/],
    ['{"rules":{"drop-column":"fatal"}}', /rules\["drop-column"\] must be one of "off", "info", "warning", "error"/],
    ['{"dataLayers":[{"dialect":"postgresql"}]}', /dataLayers\[0\]\.path must be the folder or file/],
    ['{"dataLayers":[{"path":"db","dialect":"db2"}]}', /dataLayers\[0\]\.dialect must be one of "postgresql"/],
    ['{"tableSizes":{"orders":{"rows":"40M"}}}', /tableSizes\["orders"\]\.rows must be a number/],
    ['{"ruls":{}}', /ruls must be left out: the known keys are/],
  ])('%s gets one clear sentence and hurts nothing else', async (json, sentence) => {
    const [message, ...more] = await notices(json);
    expect(message).toMatch(sentence);
    expect(more).toEqual([]);
  });

  it('takes files out of every layer', async () => {
    const files = {
      'database-architect.json': '{"ignore":["legacy/**"]}',
      'legacy/1_a.sql': T('a'),
      'db/1_b.sql': T('b'),
    };
    expect(await layers(files)).toEqual(['db (PostgreSQL): 1 migrations, 0 dumps, b']);
  });

  it('gives sizes and rule levels', async () => {
    const workspace = await open({
      'database-architect.json': '{"tableSizes":{"a":{"rows":5}},"rules":{"drop-column":"off"}}',
      'db/1_a.sql': T('a'),
    });
    expect(workspace.dataLayers()[0]?.sizes.get('a')).toEqual({ rows: 5 });
    expect(workspace.configOf('file:///project/db/1_a.sql').rules).toEqual({ 'drop-column': 'off' });
  });
});
