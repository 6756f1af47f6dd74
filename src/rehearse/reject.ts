/** Statements that are not given to the embedded engine, each with a sentence. The guards of the process stand behind this. */
import { type SqlWord, wordsOf } from '../sql';
import type { Step } from './statements';

interface Rejection {
  /** The statement's first words. */
  readonly words: readonly string[];
  /** One of them must follow anywhere; `'` is any string. */
  readonly anywhere?: readonly string[];
  readonly because: string;
}

const REJECTIONS: readonly Rejection[] = [
  {
    words: ['copy'],
    anywhere: ['program'],
    because: 'COPY … PROGRAM runs a program of the server, and there is none here',
  },
  {
    words: ['copy'],
    anywhere: ['stdin'],
    because: 'COPY … FROM STDIN waits for rows from a client, and there is none here',
  },
  { words: ['copy'], anywhere: ["'"], because: 'COPY reads or writes a file of the server, and there is none here' },
  { words: ['load'], because: 'LOAD brings machine code into the server' },
  { words: ['alter', 'system'], because: 'ALTER SYSTEM changes the server and not the database' },
  { words: ['create', 'tablespace'], because: 'tablespaces are folders of the server' },
  { words: ['create', 'subscription'], because: 'a subscription connects to another server' },
  { words: ['create', 'database'], because: 'a rehearsal has one database' },
  { words: ['drop', 'database'], because: 'a rehearsal has one database' },
  { words: ['prepare', 'transaction'], because: 'two-phase commit is off' },
];

/** Functions that reach out of the database. */
const FUNCTIONS: readonly string[] = [
  'lo_import',
  'lo_export',
  'pg_read_file',
  'pg_read_binary_file',
  'pg_ls_dir',
  'pg_stat_file',
  'pg_logical_slot_get_changes',
  'pg_create_logical_replication_slot',
  'pg_file_write',
  'pg_execute_server_program',
];

/** Why a statement is not given to the engine; undefined when it is. */
export function rejected(step: Step): string | undefined {
  if (step.sql.kind !== 'text') return undefined;
  // Rows may follow for megabytes.
  const words = wordsOf(step.sql.text.slice(0, MOST_READ), 'postgresql');
  const bare = words.map(({ kind, word }) => (kind === 'string' ? "'" : word));
  for (const { words: head, anywhere, because } of REJECTIONS) {
    if (!head.every((word, at) => bare[at] === word)) continue;
    if (!anywhere || anywhere.some((word) => bare.includes(word))) return because;
  }
  const catalogue = changedCatalogue(step);
  if (catalogue !== undefined) return `${catalogue} is the engine’s own: what is written there breaks a database`;
  const called = FUNCTIONS.find((name) => bare.includes(name));
  if (called !== undefined) return `${called} reaches for files or processes of the server, and there are none here`;
  const language = bare[0] === 'create' ? languageOf(words) : undefined;
  return language === 'c' || language === 'internal'
    ? `a function in language ${language} is machine code of the server`
    : undefined;
}

/** Rows of the system's catalogues are changed by DDL alone. */
function changedCatalogue({ operations }: Step): string | undefined {
  const changed = operations.flatMap((one) => (one.kind === 'changeData' && one.change !== 'select' ? one.tables : []));
  return changed.find(({ schema, name }) => schema === 'pg_catalog' || (schema === undefined && name.startsWith('pg_')))
    ?.name;
}

function languageOf(words: readonly SqlWord[]): string | undefined {
  const at = words.findIndex(({ word }) => word === 'language');
  const name = at < 0 ? undefined : words[at + 1];
  return name?.kind === 'string' ? name.text.slice(1, -1).toLowerCase() : name?.word;
}

const MOST_READ = 20_000;
