import { findNodeAtLocation, getNodeValue, parseTree } from 'jsonc-parser';
import type { DialectEvidence, FilePort } from '../format';
import { joinPath } from '../paths';

/** One migration as `meta/_journal.json` lists it. */
export interface JournalEntry {
  readonly idx: number;
  readonly version: string;
  readonly when: number;
  readonly tag: string;
  readonly breakpoints: boolean;
}

export interface Journal {
  readonly dialect: string;
  readonly entries: readonly JournalEntry[];
}

export function journalPath(root: string): string {
  return joinPath(root, 'meta/_journal.json');
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a journal says; a broken one as far as it can be read, undefined when it is none. */
export function readJournal(text: string): Journal | undefined {
  const tree = parseTree(text);
  const list = tree && findNodeAtLocation(tree, ['entries']);
  if (!tree || list?.type !== 'array') return undefined;
  const dialect = findNodeAtLocation(tree, ['dialect']);
  const entries = (list.children ?? []).flatMap((node): readonly JournalEntry[] => {
    const value: unknown = getNodeValue(node);
    if (!isRecord(value) || typeof value.tag !== 'string') return [];
    return [
      {
        idx: typeof value.idx === 'number' ? value.idx : 0,
        version: typeof value.version === 'string' ? value.version : '7',
        when: typeof value.when === 'number' ? value.when : 0,
        tag: value.tag,
        breakpoints: value.breakpoints !== false,
      },
    ];
  });
  return { dialect: dialect?.type === 'string' ? String(dialect.value) : '', entries };
}

/** Names of drizzle-kit, of all its versions (drizzle-kit, "dialect"). */
const DIALECTS: Readonly<Record<string, DialectEvidence['dialect']>> = {
  pg: 'postgresql',
  postgresql: 'postgresql',
  postgres: 'postgresql',
  cockroach: 'postgresql',
  mysql: 'mysql',
  singlestore: 'mysql',
  sqlite: 'sqlite',
  turso: 'sqlite',
};

export function dialectOf(word: string, path: string): DialectEvidence | undefined {
  const dialect = Object.hasOwn(DIALECTS, word) ? DIALECTS[word] : undefined;
  return dialect && { dialect, because: `dialect "${word}" in ${path}` };
}

/** The dialect that a snapshot of Drizzle 1.0 names. */
export function dialectOfSnapshot(files: FilePort, path: string): DialectEvidence | undefined {
  const word = /"dialect"\s*:\s*"(\w+)"/.exec((files.text(path) ?? '').slice(0, 2000))?.[1];
  return word === undefined ? undefined : dialectOf(word, path);
}
