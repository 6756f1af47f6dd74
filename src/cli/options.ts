import { parseArgs } from 'node:util';
import { DIALECTS, type Dialect, type Severity } from '../model';
import type { Rename } from '../plan';
import { PRESETS, type Preset } from '../review';
import { statisticsQuery } from '../workspace';
import { type RehearsalOptions, readRehearsalOptions } from './rehearsal-options';

export type ReviewFormat =
  | 'text'
  | 'json'
  | 'sarif'
  | 'github'
  | 'gitlab'
  | 'junit'
  | 'markdown'
  | 'baseline'
  | 'patch';
/** What the dialects' full parsers are asked: `needed` is all of PostgreSQL, and what was not understood of the others. */
export type Verify = 'all' | 'needed' | 'none';
export type FailOn = Severity | 'never';
export type DiffFormat = 'text' | 'json' | 'sql' | 'markdown';

export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'wrong'; readonly message: string }
  | { readonly kind: 'statistics'; readonly query: string }
  | {
      readonly kind: 'review';
      readonly path: string;
      readonly format: ReviewFormat;
      readonly failOn: FailOn;
      readonly preset?: Preset;
      /** Only what differs from where the branch left this one. */
      readonly base?: string;
      /** Findings that this file knows are left out. */
      readonly baseline?: string;
      readonly dialect?: Dialect;
      readonly maxFileSizeMB: number;
      readonly verify: Verify;
      readonly cache?: string;
    }
  | ({
      readonly kind: 'rehearse';
      readonly path: string;
      readonly dialect?: Dialect;
      readonly maxFileSizeMB: number;
      readonly verify: Verify;
      readonly cache?: string;
    } & RehearsalOptions)
  | {
      /** The tools for other agents, over stdin and stdout. */
      readonly kind: 'mcp';
      readonly path: string;
    }
  | {
      readonly kind: 'diff';
      readonly path: string;
      /** The second path: its schema is what the first one's should become. */
      readonly other?: string;
      readonly format: DiffFormat;
      /** A branch or commit: what was there is compared with what is there now. */
      readonly base?: string;
      readonly renames: readonly Rename[];
      readonly dialect?: Dialect;
      readonly maxFileSizeMB: number;
      readonly verify: Verify;
    }
  | {
      readonly kind: 'inspect';
      readonly path: string;
      readonly dialect?: Dialect;
      readonly maxFileSizeMB: number;
      readonly verify: Verify;
      readonly cache?: string;
    };

export const HELP = `Reviews and rehearses database schemas and migrations.

Usage
  database-architect review PATH [options]    findings; exit status 1 when there are some
  database-architect rehearse PATH [options]  runs migrations on an embedded engine; exit status 1 when one fails
  database-architect inspect PATH [options]   what was read, as JSON
  database-architect statistics --dialect D   the query whose result tells the sizes of tables
  database-architect diff PATH [options]      in what models and schema files differ from the migrations
  database-architect diff A B [options]       what leads from the schema of A to that of B
  database-architect mcp [PATH]               the architect's tools for other agents (Model Context Protocol, stdio)

PATH is a project's folder, or one file of it.

Options of review
  --format text|json|sarif|github|gitlab|junit|markdown|baseline|patch
                                    how findings are printed (default: text); patch: the safe fixes as a diff for
                                    git apply
  --fail-on error|warning|info|never
                                    least severity that makes the exit status 1 (default: error)
  --preset recommended|strict|relaxed|all|none
                                    which rules are on (default: what database-architect.json says, or recommended)
  --base BRANCH                     only files that differ from where this branch left BRANCH; what is there
                                    already counts as released
  --baseline FILE                   leaves out what FILE knows: what --format baseline printed
Options of diff
  --format text|json|sql|markdown   how differences are printed (default: text)
  --base REF                        compares what PATH is now with what it was at a branch or commit
  --rename FROM=TO                  answers a question: users=accounts for a table, users.name=full_name for a
                                    column; an empty TO says that nothing was renamed. May be given again
Options of rehearse: the migrations of a file, or the last of a folder
  --all                             the whole history, every migration up, down and up again
  --format text|json|markdown       how it is printed (default: text)
  --rows FIRST,SECOND               rows in each table, for the first and the second way up (default: 1000,5000)
  --seconds N                       for one rehearsal, or the whole history (default: 60, and 600)
  --time-zone ZONE                  of the session (default: UTC)
Options of all
  --dialect ${DIALECTS.join('|')}
                                    overrules what the project tells
  --max-file-size MB                files larger than this are not read (default: 20)
  --cache DIR                       what was read is left in DIR, and need not be read again the next time;
                                    DIR may be deleted at any time
  --verify all|needed|none          statements that a full parser reads besides (default: needed, which is
                                    all of PostgreSQL, and of the others what was not understood)
  --help, --version

Exit status
  0  nothing found at or above --fail-on
  1  something found, something differs, or a rehearsal failed
  2  wrong usage, or PATH cannot be read

A team's settings are read from database-architect.json in PATH.
`;

const FORMATS: readonly ReviewFormat[] = [
  'text',
  'json',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
  'baseline',
  'patch',
];
const VERIFY: readonly Verify[] = ['all', 'needed', 'none'];
const FAIL_ON: readonly FailOn[] = ['error', 'warning', 'info', 'never'];

const OPTIONS = {
  format: { type: 'string' },
  'fail-on': { type: 'string' },
  preset: { type: 'string' },
  base: { type: 'string' },
  rename: { type: 'string', multiple: true },
  baseline: { type: 'string' },
  dialect: { type: 'string' },
  'max-file-size': { type: 'string' },
  verify: { type: 'string' },
  cache: { type: 'string' },
  all: { type: 'boolean' },
  rows: { type: 'string' },
  seconds: { type: 'string' },
  'time-zone': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Reads the arguments; what is wrong with them is one sentence. */
export function readOptions(args: readonly string[]): Command {
  let parsed: ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: typeof OPTIONS }>>;
  try {
    parsed = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  } catch (error) {
    return wrong(
      error instanceof Error ? (error.message.split('. ')[0] ?? error.message) : 'The arguments cannot be read',
    );
  }
  const { values, positionals } = parsed;
  if (values.help) return { kind: 'help' };
  if (values.version) return { kind: 'version' };
  const [command, path, ...more] = positionals;
  if (command === undefined) return { kind: 'help' };
  if (command === 'mcp') return more.length === 0 ? { kind: 'mcp', path: path ?? '.' } : wrong('One PATH at a time');
  if (command === 'statistics') return statistics(values.dialect);
  if (command !== 'review' && command !== 'inspect' && command !== 'diff' && command !== 'rehearse')
    return wrong(`There is no command "${command}"; there are review, rehearse, inspect, diff, statistics and mcp`);
  if (path === undefined) return wrong(`Say which folder or file to ${command}`);
  const [other, ...tooMany] = command === 'diff' ? more : [undefined, ...more];
  if (tooMany.length > 0)
    return wrong(`${command === 'diff' ? 'Two paths' : 'One PATH'} at a time; "${tooMany[0]}" is one too many`);
  const dialect = DIALECTS.find((known) => known === values.dialect);
  if (values.dialect !== undefined && !dialect) return wrong(`--dialect must be one of ${DIALECTS.join(', ')}`);
  const maxFileSizeMB = Number(values['max-file-size'] ?? '20');
  if (!(maxFileSizeMB > 0)) return wrong('--max-file-size must be a number of megabytes');
  const verify = VERIFY.find((known) => known === (values.verify ?? 'needed'));
  if (!verify) return wrong(`--verify must be one of ${VERIFY.join(', ')}`);
  const { cache } = values;
  const common = {
    path,
    maxFileSizeMB,
    verify,
    ...(dialect ? { dialect } : {}),
    ...(cache === undefined ? {} : { cache }),
  };
  if (command === 'inspect') {
    if (values.format !== undefined && values.format !== 'json') return wrong('inspect prints JSON: --format json');
    return { kind: 'inspect', ...common };
  }
  if (command === 'diff') return readDiff(values, { ...common, ...(other === undefined ? {} : { other }) });
  if (command === 'rehearse') {
    const read = readRehearsalOptions(values);
    return read.kind === 'wrong' ? wrong(read.message) : { kind: 'rehearse', ...common, ...read.options };
  }
  const format = FORMATS.find((known) => known === (values.format ?? 'text'));
  if (!format) return wrong(`--format must be one of ${FORMATS.join(', ')}`);
  const failOn = FAIL_ON.find((known) => known === (values['fail-on'] ?? 'error'));
  if (!failOn) return wrong(`--fail-on must be one of ${FAIL_ON.join(', ')}`);
  const preset = PRESETS.find((known) => known === values.preset);
  if (values.preset !== undefined && !preset) return wrong(`--preset must be one of ${PRESETS.join(', ')}`);
  const { base, baseline } = values;
  return {
    kind: 'review',
    ...common,
    format,
    failOn,
    ...(preset ? { preset } : {}),
    ...(base === undefined ? {} : { base }),
    ...(baseline === undefined ? {} : { baseline }),
  };
}

function statistics(named: string | undefined): Command {
  const dialect = DIALECTS.find((known) => known === named);
  const query = dialect && statisticsQuery(dialect);
  return query === undefined
    ? wrong('Say of which engine: statistics --dialect postgresql, mysql, mariadb, sqlite, sqlserver or oracle')
    : { kind: 'statistics', query };
}

type DiffCommand = Extract<Command, { readonly kind: 'diff' }>;

const DIFF_FORMATS: readonly DiffFormat[] = ['text', 'json', 'sql', 'markdown'];

interface DiffValues {
  readonly format?: string | undefined;
  readonly base?: string | undefined;
  readonly rename?: readonly string[] | undefined;
}

function readDiff(
  { format: asked, base, rename }: DiffValues,
  common: Omit<DiffCommand, 'kind' | 'format' | 'renames' | 'base'>,
): Command {
  const format = DIFF_FORMATS.find((known) => known === (asked ?? 'text'));
  if (!format) return wrong(`--format of diff must be one of ${DIFF_FORMATS.join(', ')}`);
  if (base !== undefined && common.other !== undefined) return wrong('Either --base or a second path, not both');
  const renames = (rename ?? []).map(readRename);
  const bad = renames.indexOf(undefined);
  if (bad >= 0) return wrong(`--rename takes FROM=TO; "${rename?.[bad]}" has no "="`);
  const known = renames.flatMap((one) => one ?? []);
  return { kind: 'diff', ...common, format, renames: known, ...(base === undefined ? {} : { base }) };
}

/** `users=accounts` names a table, `users.name=full_name` a column; of `audit.log.at` the last dot parts the column. */
function readRename(text: string): Rename | undefined {
  const equals = text.indexOf('=');
  if (equals <= 0) return undefined;
  const [from, target] = [text.slice(0, equals), text.slice(equals + 1)];
  const to = target === '' ? undefined : target;
  const dot = from.lastIndexOf('.');
  if (dot < 0) return { kind: 'table', from, to };
  return { kind: 'column', table: from.slice(0, dot), from: from.slice(dot + 1), to };
}

function wrong(message: string): Command {
  return { kind: 'wrong', message: `${message}. Try "database-architect --help".` };
}
