import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox';
import { createStage, type Stage } from './support';

let stage: Stage;
beforeAll(async () => {
  stage = await createStage();
}, 180_000);
afterAll(() => stage.end());

const base = 'CREATE TABLE t (id int PRIMARY KEY, v text);';
const BUDGETS = { statement: 150_000, total: 160_000 };

describe('statements that reach out of the database', () => {
  test('are not given to the engine, and each says why; the others run', async () => {
    const found = await stage.rehearse({
      base,
      mode: 'statement',
      up: `COPY t FROM PROGRAM 'touch /tmp/never'; COPY t TO '/tmp/never'; LOAD 'plugin';
        SELECT pg_read_file('/etc/passwd'); SELECT lo_export(1, '/tmp/never');
        CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'; ALTER SYSTEM SET work_mem = '1GB';
        CREATE TABLESPACE s LOCATION '/tmp'; INSERT INTO t VALUES (-1, 'program stdin');
        DELETE FROM pg_class; COPY t FROM STDIN;`,
    });
    const said = found.up.map(({ outcome }) => (outcome.kind === 'rejected' ? outcome.because : outcome.kind));
    expect(said).toEqual([
      'COPY … PROGRAM runs a program of the server, and there is none here',
      'COPY reads or writes a file of the server, and there is none here',
      'LOAD brings machine code into the server',
      'pg_read_file reaches for files or processes of the server, and there are none here',
      'lo_export reaches for files or processes of the server, and there are none here',
      'a function in language c is machine code of the server',
      'ALTER SYSTEM changes the server and not the database',
      'tablespaces are folders of the server',
      'applied',
      'pg_class is the engine’s own: what is written there breaks a database',
      'COPY … FROM STDIN waits for rows from a client, and there is none here',
    ]);
    expect(found.verdict).toBe('in part');
  }, 180_000);

  test('find nothing of the host when they are put together at run time', async () => {
    const engine = await stage.sandbox.engines({ budgets: BUDGETS }).open({ extensions: [] });
    await engine.run('CREATE TABLE t (v text)');
    const executed = async (sql: string) => {
      const ran = await engine.run(`DO $$ BEGIN EXECUTE '${sql.replaceAll("'", "''")}'; END $$`);
      return ran.kind === 'failed' ? ran.error.code : ran.kind;
    };
    expect(await executed("COPY t FROM '/etc/passwd'")).toBe('58P01');
    expect(await executed("SELECT pg_read_file('/etc/hostname')")).toBe('58P01');
    expect(await executed(`COPY t FROM '${__filename}'`)).toBe('58P01');
    expect(await executed('ALTER TABLE pg_catalog.pg_class ADD COLUMN x int')).toBe('42501');
    expect(await engine.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    engine.end();
  }, 180_000);

  test('a catalogue that is emptied all the same breaks that engine, and no other', async () => {
    const found = await stage.rehearse({
      base,
      up: "DO $$ BEGIN EXECUTE 'DELETE FROM pg_' || 'class'; END $$; DROP TABLE t;",
    });
    expect(found.verdict).toBe('failed');
    expect(found.up[1]?.outcome.kind).toBe('not reached');
    expect((await stage.rehearse({ base, up: 'DROP TABLE t;' })).verdict).toBe('passed');
  }, 180_000);
});

describe('statements without end', () => {
  test('a loop is ended, what follows is not reached, and the next rehearsal runs', async () => {
    const budgets = { statement: 15_000, total: 160_000 };
    const up = 'ALTER TABLE t ADD COLUMN n int; DO $$ BEGIN LOOP END LOOP; END $$; DROP TABLE t;';
    const found = await stage.rehearse({ base, up }, { budgets });
    expect(found.up.map(({ outcome }) => outcome.kind)).toEqual(['applied', 'ended', 'not reached']);
    expect(found.up[1]?.outcome).toMatchObject({
      reason: 'statement time',
      because: 'it took more than 15 s and was ended',
    });
    expect(found.verdict).toBe('failed');
    expect((await stage.rehearse({ base, up: 'DROP TABLE t;' })).verdict).toBe('passed');
  }, 180_000);

  test('a rehearsal ends when it is cancelled, in the middle of a statement', async () => {
    const abort = new AbortController();
    const running = stage.rehearse(
      { base, up: 'DO $$ BEGIN PERFORM pg_sleep(100); END $$;' },
      { signal: abort.signal, budgets: BUDGETS },
    );
    setTimeout(() => abort.abort(), 500);
    await expect(
      running.then(({ up }) => {
        const [outcome] = up.map((one) => one.outcome);
        if (outcome?.kind === 'ended') throw new Error(outcome.because);
      }),
    ).rejects.toThrow('the rehearsal was cancelled');
  }, 180_000);
});

describe('statements that want more memory than there is', () => {
  test('get an error of the engine, which lives on', async () => {
    const sandbox = createSandbox({ folder: stage.folder, spare: 'none', fileBytes: 60_000_000 });
    const engine = await sandbox.engines({ budgets: BUDGETS }).open({ extensions: [] });
    // 300 MB: more than the engine may have, less than it would take if it could.
    const large = await engine.run(`SELECT length(string_agg(repeat('x', 1000000), '')) FROM generate_series(1, 300)`);
    expect(large).toMatchObject({ kind: 'failed', error: { code: '53200' } });
    const many = await engine.run(
      `CREATE TABLE big AS SELECT repeat(md5(g::text), 200) AS v FROM generate_series(1, 1000000000) g`,
    );
    expect(many).toMatchObject({ kind: 'failed', error: { code: '53100' } });
    expect(await engine.query('SELECT 1 AS n')).toEqual([{ n: 1 }]);
    engine.end();
  }, 180_000);
});
