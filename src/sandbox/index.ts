/** The disposable processes that rehearsals run in: nothing else of this extension runs SQL that somebody wrote. */
import { createHash } from 'node:crypto';
import type { BuiltBase, Engine, EnginePort, RehearsalPorts } from '../rehearse';
import { EXTENSIONS } from './extensions';
import { type Budgets, CONFINEMENTS, type Confinement, type EngineProcess, startProcess, supports } from './process';
import type { Answer, Ask } from './protocol';

export { EXTENSION_ARCHIVES } from './extensions';
export { engineFolder } from './folder';
export type { Budgets, Confinement } from './process';
export { START_PARAMETERS } from './start-parameters';

export const BUDGETS: Budgets = { statement: 10_000, total: 60_000 };

/** How long a spare waits for the next rehearsal, in milliseconds: it holds 300 MB. */
const SPARE_LIVES = 5 * 60_000;

export interface Limits {
  readonly budgets?: Budgets;
  readonly signal?: AbortSignal;
}

export interface Sandbox {
  /** Engines for one rehearsal, within its limits. */
  engines(limits: Limits): EnginePort;
  /** The same with the bases that were built before. */
  ports(limits: Limits): RehearsalPorts;
  /** Ends what still runs. */
  dispose(): void;
}

interface From {
  readonly dump?: Uint8Array;
  readonly extensions: readonly string[];
  readonly dialect?: 'postgresql' | 'sqlite';
}

interface Opened {
  readonly process: EngineProcess;
  readonly title: string;
}

export interface SandboxOptions {
  /** With the engine's program and its files: `dist/engine`. */
  readonly folder: string;
  /** Tried in this order. */
  readonly confinements?: readonly Confinement[];
  /** Keep an instance ready for the next rehearsal on the same base. */
  readonly spare?: 'kept' | 'none';
  /** What the files of one database may take in memory. */
  readonly fileBytes?: number;
}

export function createSandbox({
  folder,
  confinements = CONFINEMENTS,
  spare: keeps = 'kept',
  fileBytes,
}: SandboxOptions): Sandbox {
  const running = new Set<EngineProcess>();
  let usable = confinements.filter(supports);
  let spare: { readonly from: From; readonly opened: Promise<Opened>; readonly timer: NodeJS.Timeout } | undefined;

  const tryOpen = async (from: From, confinement: Confinement): Promise<Opened> => {
    const process = startProcess(folder, confinement);
    running.add(process);
    try {
      const answer = await process.ask({ kind: 'open', ...from, ...(fileBytes === undefined ? {} : { fileBytes }) });
      if (answer.kind !== 'opened') throw new Error(`the engine answered "${answer.kind}" to "open"`);
      return { process, title: answer.title };
    } catch (error) {
      running.delete(process);
      process.end();
      throw error;
    }
  };
  const open = async (from: From): Promise<Opened> => {
    for (const confinement of usable.slice(0, -1)) {
      try {
        return await tryOpen(from, confinement);
      } catch {
        // This runtime lacks something that the confinement needs: the next asks for less.
        usable = usable.filter((one) => one !== confinement);
      }
    }
    return tryOpen(from, usable.at(-1) ?? 'thread');
  };
  const dropSpare = () => {
    if (!spare) return;
    clearTimeout(spare.timer);
    const { opened } = spare;
    spare = undefined;
    void opened.then(({ process }) => end(process)).catch(() => undefined);
  };
  const prepare = (from: From) => {
    dropSpare();
    if (keeps === 'none') return;
    const timer = setTimeout(dropSpare, SPARE_LIVES);
    timer.unref();
    spare = { from, opened: open(from), timer };
    spare.opened.catch(() => undefined);
  };
  const take = (from: From): Promise<Opened> => {
    if (
      !spare ||
      from.dialect === 'sqlite' ||
      spare.from.dump !== from.dump ||
      spare.from.extensions.join() !== from.extensions.join()
    )
      return open(from);
    clearTimeout(spare.timer);
    const { opened } = spare;
    spare = undefined;
    return opened.catch(() => open(from));
  };
  const end = (process: EngineProcess) => {
    running.delete(process);
    process.end();
  };

  const bases = newestFew<BuiltBase>(MOST_BASES);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const engines: Sandbox['engines'] = ({ budgets = BUDGETS, signal }) => ({
    extensions: EXTENSIONS,
    open: async (from) => {
      const { process, title } = await take(from);
      process.limit(budgets, signal);
      const remember = (dump: Uint8Array) => {
        from = { ...from, dump };
      };
      return engineOf(process, title, remember, () => {
        end(process);
        if (from.dump && !signal?.aborted) prepare(from);
      });
    },
  });
  return {
    engines,
    ports: (limits) => ({ engines: engines(limits), bases, hash }),
    dispose: () => {
      dropSpare();
      for (const process of running) process.end();
      running.clear();
    },
  };
}

/** A base is 20 to 150 MB. */
const MOST_BASES = 2;

function newestFew<T>(most: number) {
  const kept = new Map<string, T>();
  return {
    get: (key: string) => kept.get(key),
    set: (key: string, value: T) => {
      kept.delete(key);
      kept.set(key, value);
      for (const [oldest] of [...kept].slice(0, Math.max(0, kept.size - most))) kept.delete(oldest);
    },
  };
}

function engineOf(process: EngineProcess, title: string, dumped: (dump: Uint8Array) => void, end: () => void): Engine {
  const ask = async <K extends Answer['kind']>(body: Ask, kind: K): Promise<Extract<Answer, { kind: K }>> => {
    const answer = await process.ask(body);
    if (answer.kind !== kind) throw new Error(`the engine answered "${answer.kind}" to "${body.kind}"`);
    return answer as Extract<Answer, { kind: K }>;
  };
  return {
    title,
    query: async (sql) => (await ask({ kind: 'query', sql }, 'rows')).rows,
    run: async (sql) => (await ask({ kind: 'run', sql }, 'ran')).ran,
    runAll: async (statements) => (await ask({ kind: 'runAll', statements }, 'ranAll')).ran,
    dump: async () => {
      const { dump } = await ask({ kind: 'dump' }, 'dumped');
      dumped(dump);
      return dump;
    },
    end,
  };
}
