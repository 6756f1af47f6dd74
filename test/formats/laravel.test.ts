import { describe, expect, it } from 'vitest';
import { type Dialect, foldAll } from '../../src/model';
import { withGrammars } from '../support/grammars';
import { formatOf, found } from './support';

withGrammars('php');

const migration = (up: string, rest = '') => `<?php
use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;
use App\\Models\\{BookAuthor, User};

return new class extends Migration
{
    ${rest}
    public function up(): void
    {
${up}
    }
};
`;

interface Given {
  readonly dialect?: Dialect;
  readonly rest?: string;
  readonly project?: Readonly<Record<string, string>>;
}

function read(body: string, { dialect = 'postgresql', rest, project = {} }: Given = {}) {
  const text = migration(body, rest);
  const neighbour = (name: string) => project[name.replace(/^(?:\.\.\/)+/, '')];
  const file = formatOf('laravel').read({ uri: 'file:///p/database/migrations/a.php', text }, { dialect, neighbour });
  const operations = file.up.statements.flatMap((statement) => statement.operations);
  return { ...file, text, operations, schema: foldAll(dialect, operations) };
}

/** Columns as `name type not null default x`. */
function columns(body: string, given: Given = {}): readonly string[] {
  const { schema } = read(`Schema::create('t', function (Blueprint $table) {\n${body}\n});`, given);
  return (schema.tables.get('t')?.columns ?? []).map((column) =>
    [column.name, column.type?.text, column.notNull ? '!' : '', column.default ? `= ${column.default.text}` : '']
      .filter(Boolean)
      .join(' '),
  );
}

const kinds = (body: string, given: Given = {}) => read(body, given).operations.map(({ kind }) => kind);

describe('Laravel migrations', () => {
  it('are one history of the project and its modules, by name; the environment says the dialect', () => {
    const use = 'use Illuminate\\Database\\Migrations\\Migration;';
    const texts = {
      artisan: '',
      '.env.example': 'DB_CONNECTION=pgsql\n',
      'database/migrations/2024_01_01_000000_b.php': use,
      'Modules/Blog/Database/Migrations/2023_01_01_000000_a.php': use,
    };
    expect(found('laravel', [], texts)).toEqual([
      'database/migrations [postgresql]: 2023_01_01_000000 a, 2024_01_01_000000 b',
    ]);
    const config = "<?php return ['default' => env('DB_CONNECTION', 'sqlite')];";
    expect(
      found('laravel', [], { 'config/database.php': config, artisan: '', 'd/2024_01_01_000000_b.php': use }),
    ).toEqual(['d [sqlite]: 2024_01_01_000000 b']);
    expect(found('laravel', [], { 'd/2024_01_01_000000_b.php': '<?php class X extends AbstractMigration {}' })).toEqual(
      [],
    );
  });

  it('spell types as each database has them', () => {
    const body = `$table->id();
      $table->string('name', 80)->default('x');
      $table->unsignedInteger('n')->nullable();
      $table->boolean('ok')->default(true);
      $table->enum('mood', ['sad', "it's"]);
      $table->json('data');
      $table->dateTime('at', 3)->useCurrent();
      $table->timestamps();`;
    expect(columns(body)).toEqual([
      "id bigserial ! = nextval('t_id_seq'::regclass)",
      "name varchar(80) ! = 'x'",
      'n integer',
      'ok boolean ! = true',
      'mood varchar(255) !',
      'data json !',
      'at timestamp(3) without time zone ! = CURRENT_TIMESTAMP',
      'created_at timestamp(0) without time zone',
      'updated_at timestamp(0) without time zone',
    ]);
    expect(columns(body, { dialect: 'mysql' })).toEqual([
      'id bigint unsigned !',
      "name varchar(80) ! = 'x'",
      'n int unsigned',
      'ok tinyint(1) ! = 1',
      "mood enum('sad', 'it''s') !",
      'data json !',
      'at datetime(3) ! = CURRENT_TIMESTAMP(3)',
      'created_at timestamp',
      'updated_at timestamp',
    ]);
    expect(columns(body, { dialect: 'sqlite' }).slice(0, 3)).toEqual([
      'id integer !',
      "name varchar ! = 'x'",
      'n integer',
    ]);
    expect(columns(body, { dialect: 'sqlserver' }).slice(0, 3)).toEqual([
      'id bigint !',
      "name nvarchar(80) ! = 'x'",
      'n int',
    ]);
  });

  it('heed the version of Laravel, the string length and the prefix of the project', () => {
    const project = {
      artisan: '',
      'composer.json': '{ "require": { "laravel/framework": "^9.19" } }',
      'app/Providers/AppServiceProvider.php': '<?php Schema::defaultStringLength(191);',
      'config/database.php': "<?php return ['connections' => ['mysql' => ['prefix' => env('DB_PREFIX', 'x_')]]];",
    };
    const { schema } = read(
      "Schema::create('t', fn (Blueprint $table) => [$table->string('a')->unique(), $table->float('b')]);",
      {
        dialect: 'mysql',
        project,
      },
    );
    const table = schema.tables.get('x_t');
    expect(table?.columns.map(({ type }) => type?.text)).toEqual(['varchar(191)', 'double(8, 2)']);
    expect([...(table?.uniques ?? []), ...(table?.indexes ?? [])].map(({ name }) => name)).toEqual(['x_t_a_unique']);
  });

  it('name keys and indexes as Laravel does, and find the table that a column is constrained to', () => {
    const { schema } = read(`Schema::create('books', function (Blueprint $table) {
      $table->foreignId('user_id')->nullable()->constrained()->nullOnDelete();
      $table->foreignIdFor(BookAuthor::class)->constrained();
      $table->foreignUuid('category_uuid')->references('uuid')->on('categories')->onDelete('cascade');
      $table->unsignedBigInteger('x_id')->references('id')->on('nothing');
      $table->morphs('taggable');
      $table->index(['x_id', 'user_id']);
      $table->unique('x_id', 'own_name');
    });`);
    const table = schema.tables.get('books');
    expect(
      table?.foreignKeys.map(
        (key) => `${key.name} ${key.refTable.name}.${key.refColumns[0]?.name} ${key.onDelete ?? ''}`,
      ),
    ).toEqual([
      'books_user_id_foreign users.id set null',
      'books_book_author_id_foreign book_authors.id ',
      'books_category_uuid_foreign categories.uuid cascade',
    ]);
    expect(table?.indexes.map(({ name }) => name)).toEqual([
      'books_taggable_type_taggable_id_index',
      'books_x_id_user_id_index',
    ]);
    expect(table?.uniques.map(({ name }) => name)).toEqual(['own_name']);
    expect(table?.columns.map(({ name, notNull }) => `${name}${notNull ? ' !' : ''}`)).toContain('user_id');
  });

  it('ask models of the project for their table and key', () => {
    const project = {
      artisan: '',
      'app/Models/User.php':
        "<?php namespace App\\Models; class User extends Model { use HasUuids; protected $table = 'people'; }",
    };
    const { schema } = read("Schema::create('t', fn ($table) => $table->foreignIdFor(User::class)->constrained());", {
      project,
    });
    const table = schema.tables.get('t');
    expect(table?.columns[0]?.type?.text).toBe('uuid');
    expect(table?.foreignKeys[0]?.refTable.name).toBe('people');
  });

  it('change columns: everything is restated since Laravel 11, before only what is said', () => {
    const body = "Schema::table('t', fn (Blueprint $table) => $table->string('a', 50)->change());";
    const changes = (given: Given) =>
      read(body, given).operations.map((operation) =>
        operation.kind === 'alterColumn' ? operation.change.kind : operation.kind,
      );
    expect(changes({})).toEqual(['setType', 'setNotNull', 'dropDefault']);
    const project = { artisan: '', 'composer.json': '{ "require": { "laravel/framework": "^10.0" } }' };
    expect(changes({ project })).toEqual(['setType']);
    expect(changes({ dialect: 'mysql' })).toEqual(['redefine']);
  });

  it('drop and rename by name or by columns', () => {
    const body = `Schema::table('t', function (Blueprint $table) {
      $table->dropColumn(['a', 'b']);
      $table->dropColumn('c', 'd');
      $table->dropForeign(['user_id']);
      $table->dropUnique('own');
      $table->dropIndex(['x']);
      $table->dropPrimary();
      $table->renameColumn('e', 'f');
      $table->renameIndex('g', 'h');
      $table->dropSoftDeletes();
      $table->dropConstrainedForeignId('user_id');
    });
    Schema::rename('t', 'u');
    Schema::dropIfExists('v');`;
    for (const dialect of ['postgresql', 'mysql', 'mariadb', 'sqlserver'] as const)
      expect(kinds(body, { dialect })).not.toContain('opaque');
    expect(kinds(body)).toEqual([
      ...Array.from({ length: 4 }, () => 'dropColumn'),
      'dropConstraint',
      'dropConstraint',
      'dropIndex',
      'dropConstraint',
      'renameColumn',
      'renameIndex',
      'dropColumn',
      'dropConstraint',
      'dropColumn',
      'renameTable',
      'dropTable',
    ]);
  });

  it('follow helpers, loops, constants and configuration', () => {
    const project = {
      artisan: '',
      'config/permission.php': "<?php return ['table_names' => ['roles' => env('ROLES', 'roles')]];",
    };
    const rest = `const TABLES = ['a', 'b'];
    private function common(Blueprint $table, string $name): void { $table->string($name)->nullable(); }`;
    const { schema, operations } = read(
      `$names = config('permission.table_names');
      foreach (self::TABLES as $one) { Schema::create("{$one}_log", function (Blueprint $table) { $this->common($table, 'note'); }); }
      Schema::create($names['roles'], function (Blueprint $table) {
        $column = $table->string('x');
        $column->nullable();
        $table->after('x', function ($table) { $table->text('y'); });
      });`,
      { project, rest },
    );
    expect(operations.map(({ kind }) => kind)).not.toContain('opaque');
    expect([...schema.tables.keys()]).toEqual(['a_log', 'b_log', 'roles']);
    expect(schema.tables.get('b_log')?.columns.map(({ name }) => name)).toEqual(['note']);
    expect(schema.tables.get('roles')?.columns.map(({ notNull }) => notNull)).toEqual([false, true]);
  });

  it('take the branch of their database, and mark what stands behind other conditions', () => {
    const { up } = read(`if (DB::getDriverName() === 'mysql') { Schema::drop('no'); } else { Schema::drop('yes'); }
      if (! Schema::hasColumn('t', 'a')) { Schema::table('t', fn ($table) => $table->text('a')); }`);
    expect(
      up.statements.map(({ operations, conditional }) => `${operations[0]?.kind} ${conditional?.kind ?? ''}`),
    ).toEqual(['dropTable ', 'addColumn guard']);
  });

  it('read SQL in strings, changes of rows, and say what cannot be told', () => {
    const { operations } = read(`DB::statement('CREATE INDEX CONCURRENTLY i ON t (a)');
      DB::table('t')->whereNull('a')->update(['a' => 1]);
      DB::table('t')->orderBy('id')->chunk(100, function ($rows) { DB::table('u')->insert([]); });
      User::query()->where('x', 1)->delete();
      DB::statement("UPDATE {$this->unknown()} SET a = 1");
      Schema::create($unknown, function ($table) {});
      Schema::table('t', function ($table) { $table->macroOfSomebody('x'); });`);
    expect(
      operations.map((one) =>
        one.kind === 'changeData' ? `${one.change} ${one.tables[0]?.name} ${one.hasWhere}` : one.kind,
      ),
    ).toEqual(['createIndex', 'update t true', 'insert u false', 'delete users true', 'opaque', 'opaque', 'opaque']);
  });

  it('run in a transaction unless they say otherwise, and never in MySQL', () => {
    expect(read('').transaction.mode).toBe('file');
    expect(read('', { rest: 'public $withinTransaction = false;' }).transaction.mode).toBe('none');
    expect(read('', { dialect: 'mysql' }).transaction.mode).toBe('statement');
  });

  it('point at the names in the file', () => {
    const { text, schema } = read(
      "Schema::create('users', function (Blueprint $table) { $table->string('email'); $table->timestamps(); });",
    );
    const at = (
      span: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } } | undefined,
    ) => span && text.slice(span.start.offset, span.end.offset);
    const table = schema.tables.get('users');
    expect(at(table?.at)).toBe('users');
    expect(table?.columns.map((column) => at(column.at))).toEqual(['email', 'timestamps', 'timestamps']);
  });
});
