import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engineBundle, engineFiles } from '../../src/build/engine';
import { EngineEnded } from '../../src/rehearse';
import { type Budgets, type Confinement, createSandbox } from '../../src/sandbox';
import { canary } from './canary';

type Guard = 'no eval' | 'known modules';

/** What takes a guard away, in the program's text. */
const CALLS: Readonly<Record<Guard, string>> = {
  'no eval': '  forbidEval();\n',
  'known modules': '  admitKnownModules(FS);\n',
};

const folder = mkdtempSync(join(tmpdir(), 'architect-guards-'));

async function programWithout(name: string, guards: readonly Guard[]): Promise<string> {
  const own = join(folder, name);
  await engineFiles(own, 'development');
  await build({
    ...engineBundle(own, 'development'),
    plugins: [
      {
        name: 'without',
        setup: ({ onLoad }) =>
          onLoad({ filter: /child[\\/]postgres\.ts$/ }, ({ path }) => ({
            loader: 'ts',
            contents: guards.reduce(
              (text, guard) => {
                const call = CALLS[guard];
                if (!text.includes(call)) throw new Error(`no "${call}" to take away`);
                return text.replace(call, '');
              },
              readFileSync(path, 'utf8'),
            ),
          })),
      },
    ],
  });
  return own;
}

const programs = new Map<string, string>();
beforeAll(async () => {
  programs.set('whole', await programWithout('whole', []));
  programs.set('eval only', await programWithout('eval-only', ['known modules']));
  programs.set('modules only', await programWithout('modules-only', ['no eval']));
  programs.set('neither', await programWithout('neither', ['no eval', 'known modules']));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const BUDGETS: Budgets = { statement: 60_000, total: 120_000 };

async function open(program: string, confinement: Confinement) {
  const sandbox = createSandbox({ folder: programs.get(program) ?? '', confinements: [confinement], spare: 'none' });
  return { sandbox, engine: await sandbox.engines({ budgets: BUDGETS }).open({ extensions: [] }) };
}

/** Writes the library with SQL alone and loads it: what was found of it, and whether it sang. */
async function release(program: string, confinement: Confinement): Promise<'silent' | 'sang'> {
  const file = join(folder, `${program.replace(' ', '-')}-${confinement}`);
  const { sandbox, engine } = await open(program, confinement);
  const hex = Buffer.from(canary(file)).toString('hex');
  // Put together at run time, so that no look at the text finds it.
  await engine
    .run(`DO $$ BEGIN
      PERFORM lo_from_bytea(4711, decode('${hex}', 'hex'));
      EXECUTE 'SELECT lo_ex' || 'port(4711, ''/tmp/canary.so'')';
      EXECUTE 'LO' || 'AD ''/tmp/canary.so''';
    END $$`)
    .catch((error: unknown) => expect(error).toBeInstanceOf(EngineEnded));
  sandbox.dispose();
  return existsSync(file) ? 'sang' : 'silent';
}

describe('SQL text that loads a program', () => {
  test('sings where no guard stands: the canary is alive', async () => {
    expect(await release('neither', 'thread')).toBe('sang');
  }, 120_000);

  test('is stopped by the guard on eval alone', async () => {
    expect(await release('eval only', 'thread')).toBe('silent');
  }, 120_000);

  test('is stopped by the guard on modules alone', async () => {
    expect(await release('modules only', 'thread')).toBe('silent');
  }, 120_000);

  test('is stopped by the process’s permissions alone', async () => {
    expect(await release('neither', 'permissions')).toBe('silent');
  }, 120_000);

  test('is stopped by all of them, with plpgsql and extensions at work', async () => {
    expect(await release('whole', 'permissions')).toBe('silent');
    const sandbox = createSandbox({ folder: programs.get('whole') ?? '', spare: 'none' });
    const engine = await sandbox.engines({}).open({ extensions: ['citext', 'hstore'] });
    for (const sql of [
      'CREATE EXTENSION citext',
      'CREATE EXTENSION hstore',
      `DO $$ BEGIN RAISE NOTICE '%', to_tsvector('english', 'dogs') || to_tsvector('simple', 'x'); END $$`,
    ])
      expect(await engine.run(sql)).toMatchObject({ kind: 'applied' });
    sandbox.dispose();
  }, 120_000);
});
