import { describe, expect, it } from 'vitest';
import { syntaxErrors } from '../../src/review';
import { createWorkspace, inspect, type Workspace } from '../../src/workspace';
import { memoryPort, ROOT } from './memory-port';

const uri = (path: string) => `${ROOT}/${path}`;
const POSTGRES = { 'go.mod': 'module x\n\nrequire github.com/jackc/pgx/v5 v5.5.0\n' };
const USERS = 'create table users (id bigserial primary key, email text not null);\n';
const ORDERS = 'create table orders (id bigserial primary key, user_id bigint references users (id));\n';

const open = (files: Readonly<Record<string, string>>) => createWorkspace([memoryPort(files)]);
const errorsOf = (workspace: Workspace) =>
  workspace.dataLayers().flatMap((layer) => syntaxErrors(layer).map(({ span }) => wordOf(workspace, span)));
const wordOf = (workspace: Workspace, span: { uri: string; start: { offset: number }; end: { offset: number } }) =>
  workspace.textOf(span.uri)?.slice(span.start.offset, span.end.offset);
const coverage = (workspace: Workspace) => workspace.dataLayers()[0]?.coverage;

describe('a second opinion on a workspace', () => {
  it('tells of each statement whether the full parser agrees, and changes nothing else', async () => {
    const workspace = await open({ ...POSTGRES, 'm/001_users.sql': USERS, 'm/002_orders.sql': ORDERS });
    const schema = workspace.dataLayers()[0]?.schema;
    expect(coverage(workspace)).toMatchObject({ statements: 2, verified: 0 });
    expect(await workspace.verify()).toBe(true);
    expect(coverage(workspace)).toMatchObject({ statements: 2, understood: 2, verified: 2, disputed: [] });
    // The very same object: nothing was folded again.
    expect(workspace.dataLayers()[0]?.schema).toBe(schema);
    expect(await workspace.verify()).toBe(false);
  });

  it('finds what PostgreSQL cannot parse, on its word, in migrations, ways back and dumps', async () => {
    const workspace = await open({
      ...POSTGRES,
      'm/001_users.up.sql': 'create table users (id bigint primary key,);\n',
      'm/001_users.down.sql': 'drop table users casscade;\n',
      'other/schema.sql': `${USERS}create tabel orders (id bigint);\n`,
    });
    await workspace.verify();
    expect(errorsOf(workspace).sort()).toEqual([')', 'casscade', 'tabel']);
  });

  it('does not blame templates, client commands, placeholders, data or statements within guards', async () => {
    const workspace = await open({
      ...POSTGRES,
      'm/001_users.sql': `\\set on 1\nset x = :on;\n${USERS}copy users (email) from stdin;\na@b\n\\.\n`,
      'm/002_more.sql':
        'create table {{ .Schema }}.a (id int);\ncreate table b (id $%AUTO_INCREMENT%$, c @type@);\ndo $$ begin if true then alter table a add column b int; end if; end $$;\n',
    });
    await workspace.verify();
    expect(errorsOf(workspace)).toEqual([]);
  });

  it('says once of an unclosed quote that it is not closed', async () => {
    const workspace = await open({ ...POSTGRES, 'm/001_users.sql': `${USERS}create table t (a text default 'a);\n` });
    await workspace.verify();
    expect(errorsOf(workspace)).toHaveLength(1);
  });

  it('blames nobody for another dialect’s words where a file is read as several dialects', async () => {
    const text = 'create table t (id integer primary key autoincrement);\n';
    const files = {
      'go.mod': 'module x\n\nrequire (\n\tgithub.com/jackc/pgx/v5 v5.5.0\n\tgithub.com/mattn/go-sqlite3 v1.14.0\n)\n',
      'm/001_t.sql': text,
      'm/002_u.postgres.sql': 'create table u (id bigserial primary key);\n',
      'm/002_u.sqlite.sql': 'create table u (id integer primary key);\n',
    };
    const workspace = await open(files);
    expect(
      workspace
        .layersOf(uri('m/001_t.sql'))
        .map(({ dialect }) => dialect)
        .sort(),
    ).toEqual(['postgresql', 'sqlite']);
    await workspace.verify();
    expect(errorsOf(workspace)).toEqual([]);
  });

  it('asks the slow parsers only about what was not understood, and about files asked for in full', async () => {
    const files = {
      'go.mod': 'module x\n\nrequire github.com/mattn/go-sqlite3 v1.14.0\n',
      'm/001_a.sql': 'create table a (id integer primary key);\n',
      'm/002_b.sql': 'create table b (id integer primary key);\n',
    };
    const workspace = await open(files);
    await workspace.verify({ depth: 'needed' });
    expect(coverage(workspace)?.verified).toBe(0);
    await workspace.verify({ depth: 'needed', inFull: new Set([uri('m/002_b.sql')]) });
    expect(coverage(workspace)?.verified).toBe(1);
    await workspace.verify({ depth: 'all' });
    expect(coverage(workspace)?.verified).toBe(2);
    expect(errorsOf(workspace)).toEqual([]);
  });

  it('takes an edit that comes meanwhile for the next time', async () => {
    const workspace = await open({
      ...POSTGRES,
      'm/001_users.sql': 'create tabel users ();\n',
      'm/002_orders.sql': ORDERS,
    });
    let turns = 0;
    const turn = () => {
      if (turns++ === 0) workspace.update(uri('m/001_users.sql'), USERS);
      return 'go on' as const;
    };
    await workspace.verify({ depth: 'needed', turn });
    expect(errorsOf(workspace)).toEqual([]);
    expect(coverage(workspace)?.verified).toBe(1);
    await workspace.verify();
    expect(coverage(workspace)?.verified).toBe(2);
  });

  it('stops when told, keeps what is done, and goes on there', async () => {
    const workspace = await open({ ...POSTGRES, 'm/001_users.sql': USERS, 'm/002_orders.sql': ORDERS });
    let turns = 0;
    const asked: number[] = [];
    await workspace.verify({ depth: 'needed', turn: () => (turns++ === 0 ? 'go on' : 'stop') });
    expect(coverage(workspace)?.verified).toBe(1);
    await workspace.verify({ depth: 'needed', turn: () => (asked.push(1) > 0 ? 'go on' : 'stop') });
    expect(asked).toHaveLength(1);
    expect(coverage(workspace)?.verified).toBe(2);
  });

  it('keeps an error in sight while the rest of its file is edited, and drops it with the statement', async () => {
    const wrong = 'create tabel orders (id bigint);\n';
    const workspace = await open({ ...POSTGRES, 'm/001_users.sql': USERS + wrong });
    await workspace.verify();
    expect(errorsOf(workspace)).toEqual(['tabel']);
    workspace.update(uri('m/001_users.sql'), `-- more\n${USERS}/* x */ ${wrong}`);
    expect(errorsOf(workspace)).toEqual(['tabel']);
    await workspace.verify();
    expect(errorsOf(workspace)).toEqual(['tabel']);
    workspace.update(uri('m/001_users.sql'), `${USERS}create tabl orders (id bigint);\n`);
    expect(errorsOf(workspace)).toEqual([]);
  });

  it('is the same after edits as over a workspace opened afresh', async () => {
    const texts = [
      USERS,
      `${USERS}create tabel x ();\n`,
      `${ORDERS}${USERS}`,
      'alter table users add colum a int;\n',
      '',
    ];
    const workspace = await open({ ...POSTGRES, 'm/001_users.sql': USERS, 'm/002_orders.sql': ORDERS });
    for (let step = 0; step < 20; step++) {
      workspace.update(uri(step % 3 === 0 ? 'm/001_users.sql' : 'm/002_orders.sql'), texts[(step * 7) % texts.length]);
      if (step % 2 === 0) workspace.dataLayers();
      await workspace.verify();
      const fresh = await open({
        ...POSTGRES,
        'm/001_users.sql': workspace.textOf(uri('m/001_users.sql')) ?? '',
        'm/002_orders.sql': workspace.textOf(uri('m/002_orders.sql')) ?? '',
      });
      await fresh.verify();
      const everything = (one: Workspace) => JSON.stringify(inspect(one.dataLayers(), (name) => name));
      expect(everything(workspace)).toBe(everything(fresh));
      expect(errorsOf(workspace)).toEqual(errorsOf(fresh));
    }
  });

  it('never takes a Prisma schema for SQL', async () => {
    const workspace = await open({
      'prisma/schema.prisma':
        'datasource db {\n  provider = "postgresql"\n  url = env("X")\n}\n\nmodel User {\n  id Int @id\n}\n',
    });
    await workspace.verify({ depth: 'all' });
    expect(workspace.dataLayers()).toHaveLength(1);
    expect(errorsOf(workspace)).toEqual([]);
    expect(coverage(workspace)?.verified).toBe(0);
  });
});
