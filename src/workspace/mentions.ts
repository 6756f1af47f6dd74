import type { WorkspacePort } from './port';
import type { WorkspaceSettings } from './settings';

/** What a file was looked through for, without its text being kept. */
export interface Words {
  readonly path: string;
  /** Of the file as it was looked through. */
  readonly stamp?: string;
  readonly answers: readonly (readonly [words: readonly string[], answer: boolean])[];
}

/** Looks through files for words, each file once for the same words as long as it is not forgotten. */
export interface Mentions {
  has(path: string, words: readonly string[]): boolean;
  forget(path: string): void;
  all(): readonly Words[];
  /** Takes over what was found in an earlier session; true when all of that still holds. */
  assume(words: readonly Words[]): boolean;
}

interface Looked {
  readonly stamp: string | undefined;
  readonly answers: Map<string, readonly [words: readonly string[], answer: boolean]>;
}

export function createMentions(port: WorkspacePort, settings: WorkspaceSettings): Mentions {
  const looked = new Map<string, Looked>();
  const lookedAt = (path: string): Looked => {
    const known = looked.get(path);
    if (known) return known;
    const fresh: Looked = { stamp: port.stamp?.(path), answers: new Map() };
    looked.set(path, fresh);
    return fresh;
  };
  const has = (path: string, words: readonly string[]): boolean => {
    const { answers } = lookedAt(path);
    const key = words.join('\0');
    const known = answers.get(key);
    if (known) return known[1];
    const answer = looksFor(port, settings, path, words);
    answers.set(key, [words, answer]);
    return answer;
  };
  const holds = ({ path, stamp, answers }: Words): boolean => {
    const now = lookedAt(path);
    if (stamp === undefined || stamp !== now.stamp) return answers.every(([words, was]) => has(path, words) === was);
    for (const [words, answer] of answers) now.answers.set(words.join('\0'), [words, answer]);
    return true;
  };
  return {
    has,
    forget: (path) => void looked.delete(path),
    all: () =>
      [...looked].map(([path, { stamp, answers }]) => ({
        path,
        ...(stamp === undefined ? {} : { stamp }),
        answers: [...answers.values()],
      })),
    // All of them are looked at, even behind one that has changed.
    assume: (words) => words.filter((one) => !holds(one)).length === 0,
  };
}

const MEGABYTE = 1024 * 1024;

function looksFor(port: WorkspacePort, settings: WorkspaceSettings, path: string, words: readonly string[]): boolean {
  const outcome = port.read(path);
  if (outcome.kind !== 'bytes' || outcome.bytes.length > settings.maxFileSizeMB * MEGABYTE) return false;
  const bytes = Buffer.from(outcome.bytes.buffer, outcome.bytes.byteOffset, outcome.bytes.byteLength);
  return words.some((word) => bytes.includes(word));
}
