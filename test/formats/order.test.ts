import { describe, expect, it } from 'vitest';
import { compareVersionText } from '../../src/formats';
import { formatOf, found, portOf } from './support';

describe('the order in which versions run', () => {
  it.each([
    ['9', '10'],
    ['001', '2'],
    ['1.9', '1.10'],
    ['1_2', '1.10'],
    ['2', '2.1'],
    ['20191100000001000000', '20191100000001000001'],
    ['2020-01-01-000000', '2020-01-02-000000'],
    ['20240101', '20240101120000'],
  ])('%s runs before %s', (a, b) => {
    expect(compareVersionText(a, b)).toBeLessThan(0);
    expect(compareVersionText(b, a)).toBeGreaterThan(0);
  });

  it('1, 1.0 and 01 are one version', () => {
    expect(compareVersionText('1', '1.0')).toBe(0);
    expect(compareVersionText('01', '1')).toBe(0);
  });
});

describe('numbered SQL files', () => {
  it('are one history per folder, in the order of their numbers', () => {
    expect(found('sql-files', ['db/10_c.sql', 'db/9_b.sql', 'db/1_a.sql'])).toEqual(['db: 1 a, 9 b, 10 c']);
  });

  it('are known by any common naming', () => {
    expect(found('sql-files', ['a/001_users.sql'])).toEqual(['a: 001 users']);
    expect(found('sql-files', ['a/V1-users.sql'])).toEqual(['a: 1 users']);
    expect(found('sql-files', ['a/v1.2.sql', 'a/v1.10.sql'])).toEqual(['a: 1.2, 1.10']);
    expect(found('sql-files', ['a/20240102030405-users.sql'])).toEqual(['a: 20240102030405 users']);
    expect(found('sql-files', ['a/001.do.users.sql', 'a/001.undo.users.sql'])).toEqual(['a: 001 users (down)']);
    expect(found('sql-files', ['db/3.9/0000##a.sql', 'db/3.10/0000##b.sql'])).toEqual(['db: 3.9.0000 a, 3.10.0000 b']);
    expect(found('sql-files', ['0001.sql'])).toEqual([': 0001']);
  });

  it('that are no migrations are not: names that merely start with a digit', () => {
    expect(found('sql-files', ['a/2fa.sql', 'a/users.sql', 'a/3d-models.sql'])).toEqual([]);
  });

  it('in a folder per migration are read as diesel has them', () => {
    const files = [
      'migrations/2020-01-01-000000_users/up.sql',
      'migrations/2020-01-01-000000_users/down.sql',
      'migrations/2019-12-31-235959_init/up.sql',
    ];
    expect(found('sql-files', files)).toEqual(['migrations: 2019-12-31-235959 init, 2020-01-01-000000 users (down)']);
  });

  it('for several dialects in one folder are one history per dialect, the generic file where there is no own one', () => {
    const files = [
      'm/20190101000000_a.postgres.up.sql',
      'm/20190101000000_a.postgres.down.sql',
      'm/20190101000000_a.sqlite3.up.sql',
      'm/20190102000000_b.up.sql',
      'm/20190102000000_b.down.sql',
      'm/20190103000000_c.up.sql',
      'm/20190103000000_c.postgres.autocommit.up.sql',
    ];
    expect(found('sql-files', files)).toEqual([
      'm [postgresql]: 20190101000000 a (down), 20190102000000 b (down), 20190103000000 c',
      'm [sqlite]: 20190101000000 a, 20190102000000 b (down), 20190103000000 c',
    ]);
  });

  it('for a dialect that is not supported are left out, and the user is told', () => {
    const port = portOf({ 'm/1_a.postgres.up.sql': '', 'm/1_a.cockroach.up.sql': '' });
    const located = formatOf('sql-files').locate(port);
    expect(located.map((one) => one.dialect?.dialect)).toEqual(['postgresql']);
    expect(port.notes).toEqual(['m: Files for CockroachDB in this folder are not read: the dialect is not supported.']);
  });

  it('below release folders are one history, the release first', () => {
    expect(found('sql-files', ['db/1.10/001_c.sql', 'db/1.9/002_b.sql', 'db/1.9/001_a.sql'])).toEqual([
      'db: 1.9.001 a, 1.9.002 b, 1.10.001 c',
    ]);
  });
});

describe('files in release folders', () => {
  it('are one history though they have no numbers of their own', () => {
    const files = ['s/versioned/v1.10/queues.sql', 's/versioned/v1.9/tasks.sql', 's/versioned/v1.9/history.sql'];
    expect(found('sql-files', files)).toEqual([
      's/versioned: 1.9.history history, 1.9.tasks tasks, 1.10.queues queues',
    ]);
  });

  it('of the same names are schemas of different servers, and no history', () => {
    expect(found('sql-files', ['mysql/5.7/schema.sql', 'mysql/8.0/schema.sql'])).toEqual([]);
    expect(found('sql-files', ['docs/2/example.sql'])).toEqual([]);
  });

  it('may say their dialect behind the ending', () => {
    const files = ['delta/83/01_a.sql', 'delta/83/02_b.sql.postgres', 'delta/83/02_b.sql.sqlite', 'delta/9/users.sql'];
    expect(found('sql-files', files)).toEqual([
      'delta [postgresql]: 9.users users, 83.01 a, 83.02 b',
      'delta [sqlite]: 9.users users, 83.01 a, 83.02 b',
    ]);
  });
});

describe('Flyway', () => {
  it('orders versions by their numbers and repeatables after them by description', () => {
    const files = ['sql/V10__c.sql', 'sql/V2__b.sql', 'sql/V1_5__a.sql', 'sql/R__views.sql', 'sql/R__functions.sql'];
    expect(found('flyway', files)).toEqual(['sql: 1_5 a, 2 b, 10 c, functions (repeatable), views (repeatable)']);
  });

  it('pairs undo scripts with their versions, however the version is spelled', () => {
    expect(found('flyway', ['sql/V1.0__a.sql', 'sql/U1__a.sql'])).toEqual(['sql: 1.0 a (down)']);
  });

  it('knows baselines', () => {
    expect(found('flyway', ['sql/B5__base.sql', 'sql/V6__next.sql'])).toEqual(['sql: 5 base (baseline), 6 next']);
  });

  it('takes prefix, separator, suffix and location from its configuration', () => {
    const conf =
      'flyway.locations=filesystem:./scripts\nflyway.sqlMigrationPrefix=M\nflyway.sqlMigrationSeparator=-\nflyway.sqlMigrationSuffixes=.ddl\n';
    expect(
      found('flyway', ['scripts/M2-b.ddl', 'scripts/M1-a.ddl', 'other/M3-c.ddl'], { 'flyway.conf': conf }),
    ).toEqual(['scripts: 1 a, 2 b']);
  });

  it('follows Spring Boot: locations, {vendor} folders, the URL', () => {
    const yaml =
      'spring:\n  datasource:\n    url: jdbc:mysql://localhost/shop\n  flyway:\n    locations:\n      - classpath:db/changes\n';
    const files = ['src/main/resources/db/changes/V1__a.sql', 'src/main/resources/db/elsewhere/readme.txt'];
    expect(found('flyway', files, { 'src/main/resources/application.yml': yaml })).toEqual([
      'src/main/resources/db/changes [mysql]: 1 a',
    ]);
    expect(found('flyway', ['db/migration/postgresql/V1__a.sql', 'db/migration/mysql/V1__a.sql'])).toEqual([
      'db/migration/mysql [mysql]: 1 a',
      'db/migration/postgresql [postgresql]: 1 a',
    ]);
  });

  it('reads a location with everything below it as one history', () => {
    expect(found('flyway', ['db/migration/a/V1__a.sql', 'db/migration/b/V2__b.sql'])).toEqual([
      'db/migration: 1 a, 2 b',
    ]);
  });

  it('runs callbacks of a migrate at every one: some before, some behind the rest; others are none of its schema', () => {
    const files = [
      'sql/V1__a.sql',
      'sql/R__v.sql',
      'sql/afterMigrate__grants.sql',
      'sql/beforeMigrate.sql',
      'sql/beforeClean.sql',
    ];
    expect(found('flyway', files)).toEqual([
      'sql: beforeMigrate (repeatable), 1 a, v (repeatable), afterMigrate__grants (repeatable)',
    ]);
  });

  it('takes the environment of flyway.toml for the dialect', () => {
    const toml =
      '[environments.dev]\nurl = "jdbc:sqlserver://h;databaseName=x"\n[flyway]\nlocations = ["filesystem:sql"]\n';
    expect(found('flyway', ['sql/V1__a.sql'], { 'flyway.toml': toml })).toEqual(['sql [sqlserver]: 1 a']);
  });

  it('says which migrations are in Java, beside those in SQL', () => {
    const port = portOf({
      'src/main/resources/db/migration/V1__a.sql': '',
      'src/main/java/db/migration/V2__Rows.java': '',
      'src/main/java/other/V3__X.java': '',
    });
    formatOf('flyway').locate(port);
    expect(port.notes.join()).toContain('not read: V2__Rows.');
  });

  it('does not take names without its separator', () => {
    expect(found('flyway', ['sql/V1.sql', 'sql/V1-a.sql', 'sql/Views.sql', 'sql/Report.sql'])).toEqual([]);
  });
});

describe('golang-migrate', () => {
  it('orders by version and pairs up with down', () => {
    expect(found('golang-migrate', ['m/10_b.up.sql', 'm/10_b.down.sql', 'm/9_a.up.sql'])).toEqual([
      'm: 9 a, 10 b (down)',
    ]);
  });

  it('leaves the same names to other runners that the project depends on', () => {
    const pop = { 'go.mod': 'require github.com/gobuffalo/pop/v6 v6.0.0\n' };
    expect(found('golang-migrate', ['m/1_a.up.sql'], pop)).toEqual([]);
    expect(found('golang-migrate', ['m/1_a.up.sql'], { 'Cargo.toml': 'sqlx = "0.7"\n' })).toEqual([]);
    expect(found('golang-migrate', ['m/1_a.up.sql', 'm/2_b.postgres.up.sql'])).toEqual([]);
    const both = {
      'go.mod': 'require (\n github.com/golang-migrate/migrate/v4 v4.1.0\n github.com/uptrace/bun v1.0.0\n)\n',
    };
    expect(found('golang-migrate', ['m/1_a.up.sql'], both)).toEqual(['m: 1 a']);
  });

  it('takes the dialect from a folder that is named for it', () => {
    expect(found('golang-migrate', ['m/postgres/1_a.up.sql', 'm/mysql/1_a.up.sql'])).toEqual([
      'm/mysql [mysql]: 1 a',
      'm/postgres [postgresql]: 1 a',
    ]);
  });
});

describe('schema files', () => {
  const table = (name: string) => `create table ${name} (id serial primary key);\n`;

  it('that make tables are found; queries and seeds are not', () => {
    const texts = {
      'db/schema.sql': table('a'),
      'db/seed.sql': 'insert into a values (1);',
      'q/report.sql': 'select * from a;',
    };
    expect(found('sql-dump', [], texts)).toEqual(['db: db/schema.sql']);
  });

  it('of a folder with a file per table are one schema', () => {
    const texts = { 'schema/a.sql': table('a'), 'schema/b.sql': table('b'), 'schema/c.sql': table('c') };
    expect(found('sql-dump', [], texts)).toEqual(['schema: schema/a.sql, schema/b.sql, schema/c.sql']);
  });

  it('that make the same tables are different databases', () => {
    const texts = { 'x/one.sql': table('a') + table('b'), 'x/two.sql': table('a') + table('b') };
    expect(found('sql-dump', [], texts)).toEqual(['x: x/one.sql', 'x: x/two.sql']);
  });

  it('say their dialect by name or by the dump header', () => {
    const texts = {
      'a/mysql-schema.sql': table('a'),
      'b/dump.sql': `-- MariaDB dump 10.19\n${table('a')}`,
      'c/structure.sql': `--\n-- PostgreSQL database dump\n--\n${table('a')}`,
    };
    expect(found('sql-dump', [], texts)).toEqual([
      'a [mysql]: a/mysql-schema.sql',
      'b [mariadb]: b/dump.sql',
      'c [postgresql]: c/structure.sql',
    ]);
  });

  it('of ClickHouse and Db2 are left out, and the user is told', () => {
    const port = portOf({
      'a.sql': 'CREATE TABLE a (id UInt64) ENGINE = MergeTree ORDER BY id;',
      'db2/b.sql': 'CREATE TABLE a (b VARCHAR(10));',
    });
    expect(formatOf('sql-dump').locate(port)).toEqual([]);
    expect(port.notes.join()).toMatch(/ClickHouse.*Db2/);
  });
});
