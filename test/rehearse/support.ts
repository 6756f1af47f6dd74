import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildEngine } from '../../src/build/engine';
import type { SqlDialect, TransactionBehaviour } from '../../src/model';
import {
  type BuiltBase,
  type Rehearsal,
  type RehearsalPorts,
  type RehearsalRequest,
  rehearsePostgres,
  type Step,
} from '../../src/rehearse';
import { type Budgets, type Confinement, createSandbox, type Sandbox } from '../../src/sandbox';
import { readSql } from '../../src/sql';

/** The engine's program, built as it ships, in a folder of the test's own. */
export async function builtEngine(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'architect-engine-'));
  await buildEngine(folder, 'development');
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export interface Stage {
  readonly sandbox: Sandbox;
  readonly folder: string;
  rehearse(given: Given, limits?: { readonly budgets?: Budgets; readonly signal?: AbortSignal }): Promise<Rehearsal>;
  readonly end: () => void;
}

/** One engine for the tests of a file; bases that were built are kept between them. */
export async function createStage(confinements?: readonly Confinement[]): Promise<Stage> {
  const { folder, remove } = await builtEngine();
  const sandbox = createSandbox({ folder, ...(confinements ? { confinements } : {}) });
  const bases = new Map<string, BuiltBase>();
  return {
    sandbox,
    folder,
    rehearse: async (given, limits = {}) => {
      const ports: RehearsalPorts = {
        engines: sandbox.engines(limits),
        bases: { get: (key) => bases.get(key), set: (key, base) => void bases.set(key, base) },
        hash: (text) => createHash('sha256').update(text).digest('hex'),
      };
      const outcome = await rehearsePostgres(requestOf(given), ports);
      if (outcome.kind === 'not rehearsed') throw new Error(outcome.because);
      return outcome;
    },
    end: () => {
      sandbox.dispose();
      remove();
    },
  };
}

export interface Given {
  readonly base?: string;
  readonly up: string;
  readonly down?: string;
  readonly mode?: TransactionBehaviour['mode'];
  readonly sizes?: readonly [number, number];
  readonly timeZone?: string;
}

/** The request for a migration whose statements are given as text. */
export function requestOf({
  base = '',
  up,
  down,
  mode = 'file',
  sizes = [100, 300],
  timeZone = 'UTC',
}: Given): RehearsalRequest {
  const transaction = { mode, because: 'the test says so' };
  const migration = (uri: string, text: string, back?: string) => ({
    id: uri,
    name: uri,
    uri,
    up: stepsIn(uri, text),
    down:
      back === undefined ? ({ kind: 'none' } as const) : ({ kind: 'steps', steps: stepsIn('down.sql', back) } as const),
    transaction,
  });
  return {
    dialect: 'postgresql',
    migration: migration('up.sql', up, down),
    history: base === '' ? [] : [migration('base.sql', base)],
    schemas: [],
    startsInTheMiddle: false,
    sizes,
    timeZone,
  };
}

export function stepsIn(uri: string, text: string, dialect: SqlDialect = 'postgresql'): readonly Step[] {
  return readSql(uri, text, dialect).statements.map(({ span, operations }) => ({
    span,
    operations,
    sql: { kind: 'text', text: text.slice(span.start.offset, span.end.offset), written: 'in the file' },
  }));
}
