import { describe, expect, it } from 'vitest';
import { formatOf, found, portOf } from './support';

const PLAN = `%syntax-version=1.0.0
%project=shop

users 2024-01-01T00:00:00Z Ada <ada@example.org> # Who they are.
@v1 2024-01-01T01:00:00Z Ada <ada@example.org>
lists/todo [users !nothing] 2024-01-02T00:00:00Z Ada <ada@example.org>
users [users@v1] 2024-01-03T00:00:00Z Ada <ada@example.org> # Again.
`;
const SCRIPTS = [
  'deploy/users.sql',
  'deploy/users@v1.sql',
  'revert/users.sql',
  'deploy/lists/todo.sql',
  'verify/users.sql',
];

describe('sqitch', () => {
  it('runs changes as the plan has them; one that is reworked has its older script behind its tag', () => {
    const conf = { 'sqitch.plan': PLAN, 'sqitch.conf': '[core]\n\tengine = mysql\n' };
    expect(found('sqitch', SCRIPTS, conf)).toEqual([
      ' [mysql]: users@v1 Who they are., lists/todo, users Again. (down)',
    ]);
  });

  it('finds scripts where the configuration of the engine says', () => {
    const conf =
      '[core]\n\tengine = sqlite\n\ttop_dir = db\n\textension = ddl\n[engine "sqlite"]\n\tdeploy_dir = db/forth ; comment\n';
    const plan = 'users 2024-01-01T00:00:00Z Ada <ada@example.org>\n';
    expect(
      found('sqitch', ['db/forth/users.ddl', 'db/revert/users.ddl'], { 'sqitch.conf': conf, 'db/sqitch.plan': plan }),
    ).toEqual(['db [sqlite]: users (down)']);
  });

  it('says which change has no script, and reads on', () => {
    const port = portOf({ 'sqitch.plan': PLAN, 'deploy/users.sql': '', 'sqitch.conf': '' });
    expect(formatOf('sqitch').locate(port)).toMatchObject([{ migrations: [{ version: 'users' }] }]);
    expect(port.notes.join('\n')).toContain('"lists/todo"');
  });

  it('of an engine that is not read says so', () => {
    const port = portOf({
      'sqitch.plan': PLAN,
      'sqitch.conf': '[core]\n\tengine = firebird\n',
      'deploy/users.sql': '',
    });
    expect(formatOf('sqitch').locate(port)).toEqual([]);
    expect(port.notes.join()).toContain('Firebird');
  });

  it('claims no folders called deploy without a plan', () => {
    expect(found('sqitch', ['deploy/1_a.sql', 'revert/1_a.sql'])).toEqual([]);
  });

  it('puts no BEGIN round what a transaction refuses, and plans a name once', () => {
    const files = { 'sqitch.plan': PLAN, 'sqitch.conf': '[core]\n\tengine = pg\n' };
    const up = formatOf('sqitch')
      .read({ uri: 'file:///x.sql', text: 'create index concurrently i on users (id);' }, { dialect: 'postgresql' })
      .up.statements.flatMap(({ operations }) => operations);
    const written = formatOf('sqitch').write?.('users', up, [], {
      dialect: 'postgresql',
      root: '',
      latest: [],
      now: new Date('2026-03-04T05:06:07.008Z'),
      text: (path) => (files as Readonly<Record<string, string>>)[path],
    });
    const text = (path: string) => written?.find((file) => file.path === path)?.text;
    expect(text('deploy/users_2.sql')).toMatch(/^-- Deploy shop:users_2 to pg\n\nCREATE INDEX CONCURRENTLY/);
    expect(text('sqitch.plan')).toBe(`${PLAN}users_2 2026-03-04T05:06:07Z Ada <ada@example.org> # users\n`);
  });
});
