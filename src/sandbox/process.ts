/** A process for one engine: asked one thing at a time, ended when an answer takes too long. */
import { fork } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EngineEnded } from '../rehearse';
import type { Answer, Ask, Numbered, Progress } from './protocol';

/** How the engine's program runs. The first is tried first; where a runtime refuses it (an Electron may), the next. */
export const CONFINEMENTS = ['permissions', 'process', 'thread'] as const;
export type Confinement = (typeof CONFINEMENTS)[number];

/** Milliseconds. */
export interface Budgets {
  readonly statement: number;
  readonly total: number;
}

export interface EngineProcess {
  readonly confinement: Confinement;
  ask(ask: Ask): Promise<Answer>;
  /** From now on the times of `budgets` count, and `signal` ends it. */
  limit(budgets: Budgets, signal: AbortSignal | undefined): void;
  end(): void;
}

/** What the two kinds of running a program have in common. */
interface Running {
  send(message: Numbered<Ask>): void;
  onMessage(hear: (message: Numbered<Answer> | Progress) => void): void;
  onEnd(ended: (how: string) => void): void;
  kill(): void;
}

/** The flag that takes files, processes and workers away from a program; Node 20 has it under its first name. */
function permissionFlag(): string | undefined {
  return ['--permission', '--experimental-permission'].find((flag) => process.allowedNodeEnvironmentFlags.has(flag));
}

/** True when this runtime can run a program so. */
export function supports(confinement: Confinement): boolean {
  return confinement !== 'permissions' || permissionFlag() !== undefined;
}

function forked(folder: string, flags: readonly string[]): Running {
  const child = fork(join(folder, 'engine.js'), [], {
    execArgv: [...flags],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // Nothing of the user's environment; Electron is told to be Node.
    env: process.versions.electron === undefined ? {} : { ELECTRON_RUN_AS_NODE: '1' },
  });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-2000);
  });
  return {
    send: (message) => void child.send(message),
    onMessage: (hear) => void child.on('message', (message) => hear(message as Numbered<Answer> | Progress)),
    onEnd: (ended) => {
      child.once('error', ({ message }) => ended(message));
      child.once('exit', (code, signal) => {
        process.off('exit', kill);
        ended([signal ?? `status ${code}`, errors.trim()].filter((part) => part !== '').join(': '));
      });
    },
    kill,
  };
}

function thread(folder: string): Running {
  const worker = new Worker(join(folder, 'engine.js'), { env: {}, stderr: true, stdout: true });
  return {
    send: (message) => worker.postMessage(message),
    onMessage: (hear) => void worker.on('message', hear),
    onEnd: (ended) => {
      worker.once('error', ({ message }) => ended(message));
      worker.once('exit', (code) => ended(`status ${code}`));
    },
    kill: () => void worker.terminate(),
  };
}

function start(folder: string, confinement: Confinement): Running {
  if (confinement === 'thread') return thread(folder);
  const noPrograms = '--disallow-code-generation-from-strings';
  const real = realpathSync(folder);
  const flag = permissionFlag();
  if (confinement === 'process' || flag === undefined) return forked(real, [noPrograms]);
  return forked(real, [flag, `--allow-fs-read=${join(real, '*')}`, '--no-warnings', noPrograms]);
}

/** Runs the engine's program of a folder. Nothing is opened yet. */
export function startProcess(folder: string, confinement: Confinement): EngineProcess {
  const running = start(folder, confinement);
  let waiting: { readonly resolve: (answer: Answer) => void; readonly reject: (reason: Error) => void } | undefined;
  let ended: EngineEnded | undefined;
  let statement: NodeJS.Timeout | undefined;
  let total: NodeJS.Timeout | undefined;
  let budgets: Budgets | undefined;
  let number = 0;
  let unlisten: (() => void) | undefined;

  const end = (reason: EngineEnded) => {
    if (ended) return;
    ended = reason;
    clearTimeout(statement);
    clearTimeout(total);
    unlisten?.();
    running.kill();
    waiting?.reject(reason);
    waiting = undefined;
  };
  const restart = () => {
    clearTimeout(statement);
    if (!budgets || !waiting) return;
    const seconds = budgets.statement / 1000;
    statement = setTimeout(
      () => end(new EngineEnded('statement time', `it took more than ${seconds} s and was ended`)),
      budgets.statement,
    );
  };
  running.onEnd((how) => end(new EngineEnded('crashed', `the engine's process ended (${how})`)));
  running.onMessage((message) => {
    if ('progress' in message) return restart();
    if (message.id !== number || !waiting) return;
    const { body } = message;
    if (body.kind === 'broken')
      return end(new EngineEnded('crashed', `the engine was damaged and let go (${body.message})`));
    const { resolve } = waiting;
    waiting = undefined;
    clearTimeout(statement);
    resolve(body);
  });
  return {
    confinement,
    ask: (body) =>
      new Promise((resolve, reject) => {
        if (ended) return reject(ended);
        waiting = { resolve, reject };
        number++;
        running.send({ id: number, body });
        restart();
      }),
    limit: (given, signal) => {
      budgets = given;
      clearTimeout(total);
      unlisten?.();
      const seconds = given.total / 1000;
      total = setTimeout(
        () => end(new EngineEnded('total time', `the rehearsal took more than ${seconds} s and was ended`)),
        given.total,
      );
      const cancel = () => end(new EngineEnded('cancelled', 'the rehearsal was cancelled'));
      if (signal?.aborted) cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      unlisten = () => signal?.removeEventListener('abort', cancel);
    },
    end: () => end(new EngineEnded('cancelled', 'the engine was let go')),
  };
}
