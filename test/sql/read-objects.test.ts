import { describe, expect, it } from 'vitest';
import type { Dialect } from '../../src/model';
import { kindsIn, only, operationsIn, textAt } from './reading';

describe('objects other than tables', () => {
  it('an enum and its values', () => {
    expect(only('postgresql', "create type s.mood as enum ('ok', 'it''s fine')", 'createEnum')).toMatchObject({
      type: { schema: 's', name: 'mood' },
      values: ['ok', "it's fine"],
    });
    expect(
      only('postgresql', "alter type mood add value if not exists 'new' before 'ok'", 'addEnumValue'),
    ).toMatchObject({ value: 'new', before: 'ok', ifNotExists: true });
    expect(only('postgresql', "alter type mood rename value 'a' to 'b'", 'renameEnumValue')).toMatchObject({
      value: 'a',
      to: 'b',
    });
  });

  it('domains, composites and sequences', () => {
    expect(
      only(
        'postgresql',
        "create domain email as citext not null default '' constraint has_at check (value ~ '@')",
        'createDomain',
      ),
    ).toMatchObject({
      base: { text: 'citext' },
      notNull: true,
      checks: [{ name: { name: 'has_at' } }],
    });
    expect(only('postgresql', 'create type pair as (a int, b text)', 'createComposite').attributes).toHaveLength(2);
    expect(
      only('postgresql', 'create sequence if not exists s as bigint start 5 owned by shop.t.c', 'createSequence'),
    ).toMatchObject({
      dataType: { text: 'bigint' },
      ownedBy: { table: { schema: 'shop', name: 't' }, column: { name: 'c' } },
    });
    expect(only('postgresql', 'alter sequence s owned by none', 'alterSequence').ownedBy).toBe('none');
    expect(only('postgresql', 'alter domain d drop constraint c', 'alterDomain').change).toMatchObject({
      kind: 'dropConstraint',
      name: { name: 'c' },
    });
  });

  it('views with their columns, query and sources', () => {
    const view = only(
      'postgresql',
      'create or replace view v (a, b) with (security_invoker = true) as with w as (select 1) select * from s.t join w on true where extract(year from d) = 1',
      'createView',
    );
    expect(view).toMatchObject({
      orReplace: true,
      securityInvoker: true,
      columns: [{ name: 'a' }, { name: 'b' }],
      sources: [{ schema: 's', name: 't' }],
    });
    expect(only('postgresql', 'create materialized view m as select 1 with no data', 'createView')).toMatchObject({
      materialized: true,
      withData: false,
      query: 'select 1',
    });
    expect(
      only('mysql', 'create algorithm=undefined definer=`r`@`%` sql security invoker view v as select 1', 'createView'),
    ).toMatchObject({ securityInvoker: true, query: 'select 1' });
    expect(only('postgresql', 'refresh materialized view concurrently m', 'refreshView').concurrently).toBe(true);
  });

  it('functions, triggers and policies', () => {
    expect(
      only(
        'postgresql',
        "create or replace function f(a int default 1) returns int language plpgsql security definer set search_path = '' as $x$ begin; end $x$",
        'createRoutine',
      ),
    ).toMatchObject({
      form: 'function',
      language: 'plpgsql',
      securityDefiner: true,
      setsSearchPath: true,
      body: ' begin; end ',
    });
    expect(
      only(
        'postgresql',
        'create trigger g before insert or update of a, b on s.t for each row execute function f()',
        'createTrigger',
      ),
    ).toMatchObject({
      timing: 'before',
      events: ['insert', 'update'],
      table: { schema: 's', name: 't' },
      forEachRow: true,
    });
    expect(
      only(
        'postgresql',
        'create policy p on t as restrictive for select to app, public using (a = 1) with check (b)',
        'createPolicy',
      ),
    ).toMatchObject({
      restrictive: true,
      command: 'select',
      roles: ['app', 'public'],
      using: { text: 'a = 1' },
      withCheck: { text: 'b' },
    });
    expect(
      only('sqlite', 'create trigger if not exists g delete on t begin delete from u; end', 'createTrigger'),
    ).toMatchObject({ timing: 'before', events: ['delete'] });
    expect(only('mysql', 'create event e on schedule every 1 day do delete from t', 'createRoutine').form).toBe(
      'event',
    );
  });

  it('one operation for each object that DROP names, each at its own name', () => {
    const text = 'DROP TABLE IF EXISTS a, s.b CASCADE';
    const dropped = operationsIn('postgresql', text);
    expect(dropped).toMatchObject([
      { kind: 'dropTable', table: { name: 'a' }, ifExists: true, cascade: true },
      { kind: 'dropTable', table: { schema: 's', name: 'b' } },
    ]);
    expect(dropped.map((operation) => textAt(text, operation.span))).toEqual(['a', 'b']);
    expect(only('postgresql', 'drop function if exists f(int, text) cascade', 'dropObject')).toMatchObject({
      objectType: 'function',
      name: { name: 'f' },
      cascade: true,
    });
    expect(only('postgresql', 'drop trigger g on s.t', 'dropObject')).toMatchObject({
      objectType: 'trigger',
      table: { name: 't' },
    });
    expect(only('mysql', 'drop index i on t', 'dropIndex')).toMatchObject({
      index: { name: 'i' },
      table: { name: 't' },
    });
    expect(kindsIn('mysql', 'rename table a to b, c to d')).toEqual(['renameTable', 'renameTable']);
  });

  it('comments, with text or taken away', () => {
    expect(only('postgresql', "comment on column s.t.c is 'it''s'", 'commentOn')).toMatchObject({
      objectType: 'column',
      name: { name: 'c' },
      table: { schema: 's', name: 't' },
      comment: "it's",
    });
    expect(only('postgresql', 'comment on constraint k on t is null', 'commentOn')).toMatchObject({
      objectType: 'constraint',
      comment: undefined,
    });
  });

  it('grants', () => {
    expect(
      only('postgresql', 'grant select, update (a) on table s.t, u to app, public with grant option', 'grant'),
    ).toMatchObject({
      privileges: ['select', 'update (a)'],
      objectType: 'table',
      on: [{ schema: 's', name: 't' }, { name: 'u' }],
      roles: ['app', 'public'],
    });
    expect(only('postgresql', 'revoke all on schema x from public', 'grant').revoke).toBe(true);
  });
});

describe('rows', () => {
  it('are never parsed: what an INSERT holds may be anything', () => {
    expect(
      only('postgresql', "insert into s.t (a, b) values (1, ')); drop table x; --'), ((((", 'changeData'),
    ).toMatchObject({
      change: 'insert',
      tables: [{ schema: 's', name: 't' }],
      columns: [{ name: 'a' }, { name: 'b' }],
    });
  });

  const WRITES: readonly (readonly [Dialect, string, { hasWhere: boolean; isBatched: boolean }])[] = [
    ['postgresql', 'update t set a = 1', { hasWhere: false, isBatched: false }],
    ['postgresql', 'update t set a = (select b from u where c)', { hasWhere: false, isBatched: false }],
    ['postgresql', 'update t set a = 1 where b is null', { hasWhere: true, isBatched: false }],
    ['postgresql', 'update t set a = 1 where id between 1 and 5000', { hasWhere: true, isBatched: true }],
    ['postgresql', 'update t set a = 1 where id >= 1 and id < 5000', { hasWhere: true, isBatched: true }],
    ['postgresql', 'update t set a = 1 where price >= 1 and price < 5', { hasWhere: true, isBatched: false }],
    [
      'postgresql',
      'delete from t where ctid in (select ctid from t where x limit 500)',
      { hasWhere: true, isBatched: true },
    ],
    ['mysql', 'delete from t where a limit 100', { hasWhere: true, isBatched: true }],
    ['mysql', 'update t join u on t.id = u.id set t.a = u.a', { hasWhere: false, isBatched: false }],
  ];
  for (const [dialect, text, expected] of WRITES) {
    it(`${text}: ${JSON.stringify(expected)}`, () => {
      expect(only(dialect, text, 'changeData')).toMatchObject(expected);
    });
  }

  it('written inside WITH are told as well', () => {
    expect(
      operationsIn('postgresql', 'with gone as (delete from a where b returning *) insert into c select * from gone'),
    ).toMatchObject([
      { change: 'delete', tables: [{ name: 'a' }] },
      { change: 'insert', tables: [{ name: 'c' }] },
    ]);
  });
});

describe('the session', () => {
  const SETTINGS: readonly (readonly [Dialect, string, string, string, string])[] = [
    ['postgresql', "SET lock_timeout = '2s'", 'lock_timeout', '2s', 'session'],
    ['postgresql', 'SET LOCAL statement_timeout TO 0', 'statement_timeout', '0', 'local'],
    ['postgresql', "SELECT pg_catalog.set_config('search_path', '', false)", 'search_path', '', 'session'],
    ['postgresql', 'set search_path to a, "B"', 'search_path', 'a, "B"', 'session'],
    ['postgresql', 'reset lock_timeout', 'lock_timeout', 'default', 'session'],
    ['mysql', 'SET @@GLOBAL.foreign_key_checks = 0', 'foreign_key_checks', '0', 'global'],
    ['mysql', 'SET SESSION lock_wait_timeout=5', 'lock_wait_timeout', '5', 'session'],
    ['mysql', 'USE `shop`', 'use', 'shop', 'session'],
    ['sqlite', 'PRAGMA foreign_keys=OFF', 'pragma foreign_keys', 'OFF', 'session'],
    ['sqlite', "PRAGMA main.journal_mode('wal')", 'pragma journal_mode', 'wal', 'session'],
  ];
  for (const [dialect, text, name, value, scope] of SETTINGS) {
    it(text, () => {
      expect(only(dialect, text, 'setParameter')).toMatchObject({ name, value, scope });
    });
  }

  it('transactions, locks and upkeep', () => {
    const text =
      'BEGIN; LOCK TABLE a, b IN SHARE ROW EXCLUSIVE MODE; SAVEPOINT s; ROLLBACK TO s; COMMIT; VACUUM (FULL, ANALYZE) t; REINDEX INDEX CONCURRENTLY i; ANALYZE t (a); CLUSTER t USING i';
    const operations = operationsIn('postgresql', text);
    expect(operations.map((operation) => ('action' in operation ? operation.action : operation.kind))).toEqual([
      'begin',
      'lockTable',
      'savepoint',
      'rollback',
      'commit',
      'vacuum full',
      'reindex',
      'analyze',
      'cluster',
    ]);
    expect(operations[1]).toMatchObject({ tables: [{ name: 'a' }, { name: 'b' }], mode: 'share row exclusive' });
    expect(only('mysql', 'lock tables a write, b as c read', 'lockTable')).toMatchObject({
      mode: 'write',
      tables: [{ name: 'a' }, { name: 'b' }],
    });
  });

  it('what changes no schema is understood and no opaque statement', () => {
    const text =
      "SELECT setval('s', 5); SHOW x; NOTIFY y; LISTEN z; EXPLAIN SELECT 1; CREATE STATISTICS st ON a, b FROM t; CREATE PUBLICATION p FOR ALL TABLES; ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO x; SECURITY LABEL ON TABLE t IS 'x'; DISCARD ALL";
    expect(new Set(kindsIn('postgresql', text))).toEqual(new Set(['call']));
  });

  it('what is no SQL is opaque, at its own place, and its neighbours are read', () => {
    const text = 'create table a (b int); fnord the thing; drop table a';
    const operations = operationsIn('postgresql', text);
    expect(operations.map((operation) => operation.kind)).toEqual(['createTable', 'opaque', 'dropTable']);
    expect(operations[1] && textAt(text, operations[1].span)).toBe('fnord the thing');
  });
});
