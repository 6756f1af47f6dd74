import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  catalogueOf,
  type Database,
  expectSame,
  inspectOf,
  type MariadbServer,
  type PostgresServer,
  projectFolder,
  runTool,
  sqliteFile,
  startMariadb,
  startPostgres,
  writeMigration,
} from './support';

const OWN = ['migrations'];

/** Runs the migrations as `artisan migrate` does, or takes steps back, by Debian's Illuminate and without a project around it. */
const RUN = `<?php
require '/usr/share/php/Illuminate/Database/autoload.php';
use Illuminate\\Database\\Capsule\\Manager;
use Illuminate\\Database\\Migrations\\{DatabaseMigrationRepository, Migrator};
use Illuminate\\Support\\Facades\\Facade;

$capsule = new Manager();
$capsule->addConnection(json_decode(getenv('CONNECTION'), true));
$container = $capsule->getContainer();
$container->instance('db', $capsule->getDatabaseManager());
Facade::setFacadeApplication($container);
$repository = new DatabaseMigrationRepository($capsule->getDatabaseManager(), 'migrations');
$migrator = new Migrator($repository, $capsule->getDatabaseManager(), new Illuminate\\Filesystem\\Filesystem());
if (!$repository->repositoryExists()) $repository->createRepository();
$paths = [__DIR__ . '/database/migrations'];
if ($argv[1] === 'back') $migrator->rollback($paths, ['step' => (int) $argv[2]]);
else $migrator->run($paths, ['step' => true]);
`;

const migration = (up: string, down = '') => `<?php

use Illuminate\\Database\\Migrations\\Migration;
use Illuminate\\Database\\Schema\\Blueprint;
use Illuminate\\Support\\Facades\\DB;
use Illuminate\\Support\\Facades\\Schema;

return new class extends Migration
{
    public function up()
    {
${up}
    }

    public function down()
    {
${down}
    }
};
`;

const FIRST = migration(`        Schema::create('users', function (Blueprint $table) {
            $table->id();
            $table->string('name', 80)->default('nobody');
            $table->string('email')->unique();
            $table->timestamp('email_verified_at')->nullable();
            $table->decimal('credit', 8, 2)->default(0.25);
            $table->boolean('active')->default(true);
            $table->unsignedInteger('rank')->nullable()->index();
            $table->enum('role', ['admin', 'user'])->default('user');
            $table->rememberToken();
            $table->timestamps();
            $table->softDeletes();
            $table->index(['name', 'active']);
        });
        Schema::create('posts', function (Blueprint $table) {
            $table->bigIncrements('id');
            $table->foreignId('user_id')->constrained()->onDelete('cascade');
            $table->unsignedBigInteger('editor_id')->nullable();
            $table->foreign('editor_id', 'posts_editor')->references('id')->on('users')->onUpdate('set null');
            $table->morphs('subject');
            $table->nullableUuidMorphs('target');
            $table->char('code', 3);
            $table->text('body');
            $table->mediumText('medium')->nullable();
            $table->longText('long')->nullable();
            $table->integer('a')->default(1);
            $table->tinyInteger('b')->nullable();
            $table->smallInteger('c')->nullable();
            $table->mediumInteger('d')->nullable();
            $table->bigInteger('e')->nullable();
            $table->float('f', 8, 2)->nullable();
            $table->double('g')->nullable();
            $table->json('h')->nullable();
            $table->jsonb('i')->nullable();
            $table->uuid('j')->nullable();
            $table->ipAddress('k')->nullable();
            $table->macAddress('l')->nullable();
            $table->date('m')->nullable();
            $table->dateTime('n')->nullable();
            $table->dateTime('n3', 3)->nullable();
            $table->time('o')->nullable();
            $table->year('p')->nullable();
            $table->binary('q')->nullable();
            $table->timestampTz('r')->nullable();
            $table->dateTimeTz('s')->nullable();
            $table->timestamp('t')->useCurrent();
            $table->unique(['code', 'a'], 'posts_code');
        });
        Schema::create('pairs', function (Blueprint $table) {
            $table->foreignId('left_id')->constrained('posts');
            $table->integer('right');
            $table->primary(['left_id', 'right']);
        });`);

const SECOND = migration(`        foreach (['one', 'two'] as $word) {
            Schema::create("shelf_$word", function (Blueprint $table) {
                $table->increments('id');
                $table->date('on')->nullable();
            });
        }
        Schema::rename('shelf_two', 'shelf_three');
        Schema::dropIfExists('shelf_one');
        Schema::table('posts', function (Blueprint $table) {
            $table->string('slug')->nullable();
            $table->index('slug', 'by_slug');
        });
        Schema::table('posts', function (Blueprint $table) {
            $table->dropIndex('by_slug');
        });
        DB::statement('CREATE INDEX posts_m ON posts (m)');`);

const COMMON = {
  'run.php': RUN,
  artisan: '',
  'composer.json': '{"require": {"laravel/framework": "^8.83"}}',
  'database/migrations/2024_01_01_000000_create_first.php': FIRST,
  'database/migrations/2024_01_02_000000_create_second.php': SECOND,
};

/** What SQLite cannot do to a table. */
const ALTERS = {
  'database/migrations/2024_01_03_000000_alter.php':
    migration(`        Schema::table('posts', function (Blueprint $table) {
            $table->dropForeign('posts_editor');
            $table->dropColumn(['editor_id', 'slug']);
            $table->dropUnique('posts_code');
            $table->foreignId('parent_id')->nullable()->constrained('posts')->nullOnDelete();
        });`),
};

const LOYALTY = {
  name: 'add loyalty',
  up: `ALTER TABLE users ADD COLUMN points integer NOT NULL DEFAULT 0;
    CREATE TABLE rewards (id bigint PRIMARY KEY, name varchar(20) NOT NULL);
    CREATE INDEX posts_code_idx ON posts (code);`,
  down: 'DROP INDEX posts_code_idx; DROP TABLE rewards; ALTER TABLE users DROP COLUMN points;',
};

async function runsForthAndBack(
  folder: string,
  database: Database,
  connection: unknown,
  steps: readonly Parameters<typeof writeMigration>[2][],
) {
  const run = (...words: readonly string[]) =>
    runTool('php', ['run.php', ...words], folder, { CONNECTION: JSON.stringify(connection) });
  await run('migrate');
  const before = await catalogueOf(database, OWN);
  const { layer, tables } = await inspectOf(folder, database);
  expect(layer.coverage.notUnderstood).toEqual([]);
  expectSame(tables, before);
  for (const step of steps) writeMigration('laravel', folder, { ...step, dialect: database.engine });
  await run('migrate');
  expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
  await run('back', String(steps.length));
  expectSame(await catalogueOf(database, OWN), before);
}

describe("Laravel's schema builder builds what is read, and takes what is written forth and back", () => {
  let postgres: PostgresServer;
  let mariadb: MariadbServer;
  beforeAll(async () => {
    [postgres, mariadb] = await Promise.all([startPostgres(), startMariadb()]);
  });
  afterAll(() => Promise.all([postgres?.stop(), mariadb?.stop()]));

  test('in PostgreSQL', async () => {
    const { port, name, user, ...rest } = await postgres.freshDatabase();
    const folder = projectFolder({ ...COMMON, ...ALTERS });
    const connection = { driver: 'pgsql', host: '127.0.0.1', port, database: name, username: user, charset: 'utf8' };
    await runsForthAndBack(folder, rest, connection, [
      LOYALTY,
      {
        name: 'index the posts',
        up: 'CREATE INDEX CONCURRENTLY posts_a_idx ON posts (a);',
        down: 'DROP INDEX CONCURRENTLY posts_a_idx;',
      },
    ]);
  });

  test('in MariaDB', async () => {
    const { port, name, user, ...rest } = await mariadb.freshDatabase();
    const folder = projectFolder({ ...COMMON, ...ALTERS });
    const connection = {
      driver: 'mysql',
      host: '127.0.0.1',
      port,
      database: name,
      username: user,
      charset: 'utf8mb4',
      collation: 'utf8mb4_unicode_ci',
    };
    const back = LOYALTY.down.replace('posts_code_idx;', 'posts_code_idx ON posts;');
    await runsForthAndBack(folder, rest, connection, [{ ...LOYALTY, down: back }]);
  });

  test('in SQLite', async () => {
    const folder = projectFolder({ ...COMMON, 'shop.db': '' });
    const connection = { driver: 'sqlite', database: join(folder, 'shop.db'), foreign_key_constraints: true };
    await runTool('php', ['run.php', 'migrate'], folder, { CONNECTION: JSON.stringify(connection) });
    const database = await sqliteFile(join(folder, 'shop.db'));
    expectSame((await inspectOf(folder, database)).tables, await catalogueOf(database, OWN));
  });
});
