import type { ReadFile } from '../formats';
import type { Dialect } from '../model';
import { type Turn, verifySql } from '../sql';
import type { CachedRead } from './cached-read';
import type { LayerState } from './layer';
import type { ReadCache } from './reader';

/** What the full parsers are asked. PostgreSQL's is fast enough for every statement; the others are slow. */
export interface VerifyOptions {
  /** Of MySQL, MariaDB and SQLite: every statement, or those that the reader did not understand. */
  readonly depth: 'all' | 'needed';
  /** URIs of which every statement is asked about in any case: those open in the editor. */
  readonly inFull?: ReadonlySet<string>;
  /** Lets others have their turn, and may end the work: what is done by then counts. */
  readonly turn?: Turn;
}

/** A reading of SQL that the full parser has not gone over yet, as far as asked. */
export interface Unverified {
  readonly read: CachedRead;
  readonly dialect: Dialect;
  readonly depth: 'all' | 'needed';
  readonly blame: 'refused' | 'notUnderstood';
}

/** The readings of some layers that are to be verified. */
export function unverifiedIn(states: readonly LayerState[], options: VerifyOptions): readonly Unverified[] {
  const placed = states.flatMap((state) => sqlReads(state).map((read) => ({ read, dialect: state.plan.dialect })));
  const dialects = new Map<string, Set<Dialect>>();
  for (const { read, dialect } of placed) {
    const uri = read.plain.up.uri;
    dialects.set(uri, (dialects.get(uri) ?? new Set<Dialect>()).add(dialect));
  }
  return placed.flatMap(({ read, dialect }): readonly Unverified[] => {
    const uri = read.plain.up.uri;
    const depth = dialect === 'postgresql' || options.inFull?.has(uri) ? 'all' : options.depth;
    if (read.verified === 'all' || read.verified === depth) return [];
    // A file of several dialects may be written for one of the others.
    const blame = (dialects.get(uri)?.size ?? 0) > 1 ? 'notUnderstood' : 'refused';
    return [{ read, dialect, depth, blame }];
  });
}

function sqlReads({ plan, entries, declared }: LayerState): readonly CachedRead[] {
  const migrations = plan.migrations?.format.language === 'sql' ? entries : [];
  return [
    ...migrations.flatMap(({ up, down }) => (down ? [up, down] : [up])),
    ...declared.flatMap(({ found, reads }) => (found.format.language === 'sql' ? reads : [])),
  ];
}

/** Verifies until all is done or `turn` says stop; each is put into the cache unless its text has changed meanwhile. */
export async function verifyInto(
  cache: ReadCache,
  work: readonly Unverified[],
  turn: Turn = () => 'go on',
): Promise<{ readonly uris: readonly string[]; readonly changed: boolean }> {
  const verified: { readonly was: CachedRead; readonly now: CachedRead }[] = [];
  let stopped = false;
  const heard = (answer: 'go on' | 'stop') => {
    stopped ||= answer === 'stop';
    return answer;
  };
  const asked: Turn = () => {
    const answer = turn();
    return typeof answer === 'string' ? heard(answer) : answer.then(heard);
  };
  for (const one of work) {
    const read = await verifyRead(one, asked);
    if (stopped) break;
    verified.push({ was: one.read, now: { ...one.read, read, verified: one.depth } });
  }
  const current = verified.filter(({ was }) => cache.get(was.slot) === was);
  for (const { was, now } of current) cache.set(was.slot, now);
  return {
    uris: current.map(({ now }) => now.plain.up.uri),
    changed: current.some(({ was, now }) => now.read !== was.read),
  };
}

async function verifyRead({ read, dialect, depth, blame }: Unverified, turn: Turn): Promise<ReadFile> {
  const { plain, text } = read;
  const options = { depth, blame, turn };
  const up = await verifySql(plain.up, text, dialect, options);
  const down = plain.down && (await verifySql(plain.down, text, dialect, options));
  return up === plain.up && down === plain.down ? plain : { ...plain, up, ...(down ? { down } : {}) };
}
