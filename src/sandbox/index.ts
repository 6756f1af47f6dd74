/** The disposable processes that rehearsals run in: nothing else of this extension runs SQL that somebody wrote. */
import type { Engine, EnginePort } from '../rehearse';
import { EXTENSIONS } from './extensions';
import { type Budgets, CONFINEMENTS, type Confinement, type EngineProcess, startProcess, supports } from './process';
import type { Answer, Ask } from './protocol';

export { EXTENSION_ARCHIVES } from './extensions';
export type { Budgets, Confinement } from './process';
export { START_PARAMETERS } from './start-parameters';

export const BUDGETS: Budgets = { statement: 10_000, total: 60_000 };

/** How long a spare waits for the next rehearsal, in milliseconds: it holds 300 MB. */
const SPARE_LIVES = 5 * 60_000;

export interface Sandbox {
  /** Engines for one rehearsal, within its limits. */
  engines(limits: { readonly budgets?: Budgets; readonly signal?: AbortSignal }): EnginePort;
  /** Ends what still runs. */
  dispose(): void;
}

interface From {
  readonly dump?: Uint8Array;
  readonly extensions: readonly string[];
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
}

export function createSandbox({ folder, confinements = CONFINEMENTS, spare: keeps = 'kept' }: SandboxOptions): Sandbox {
  const running = new Set<EngineProcess>();
  let usable = confinements.filter(supports);
  let spare: { readonly from: From; readonly opened: Promise<Opened>; readonly timer: NodeJS.Timeout } | undefined;

  const tryOpen = async (from: From, confinement: Confinement): Promise<Opened> => {
    const process = startProcess(folder, confinement);
    running.add(process);
    try {
      const answer = await process.ask({ kind: 'open', ...from });
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
    if (!spare || spare.from.dump !== from.dump || spare.from.extensions.join() !== from.extensions.join())
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

  return {
    engines: ({ budgets = BUDGETS, signal }) => ({
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
    }),
    dispose: () => {
      dropSpare();
      for (const process of running) process.end();
      running.clear();
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
