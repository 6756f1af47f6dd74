import { type Call, type CodeModule, type Frame, memoByText, parseCode, type TextValue, textValue } from '../../code';
import type { Dialect, Statement } from '../../model';
import { opaque, scriptOf, spanOf, statement } from '../code/build';
import { embeddedSql } from '../code/embedded-sql';
import type { ReadContext, ReadFile, SourceFile } from '../format';
import { BUILDERS } from './commands';
import { dataChange } from './data';
import type { Command } from './given';
import { follow, type Known } from './known';
import { migrationOf, type Program, schemaOf, versionNumber } from './program';
import { type Recorded, record } from './record';
import { reversed } from './reverse';
import { transactionOf } from './transaction';
import type { Env } from './values';

const parsed = memoByText((uri, text) => parseCode('ruby', uri, text));

/** A file of Ruby, parsed once as long as its text stays the same. */
export function moduleOf(file: { readonly uri: string; readonly text: string }): CodeModule {
  return parsed(file.uri, file.text);
}

/** Statements that are ready, or that wait for the names which tables have by then. */
type Piece = readonly Statement[] | ((known: Known) => readonly Statement[]);

interface Reading {
  readonly module: CodeModule;
  readonly up: readonly Piece[];
  readonly down?: readonly Piece[];
  readonly irreversible?: string;
  readonly transaction: ReadFile['transaction'];
  /** The result, where nothing waits. */
  readonly ready?: ReadFile;
}

/** Calls that run SQL. */
const EXECUTES = new Set([
  'execute',
  'exec_query',
  'exec_update',
  'exec_delete',
  'exec_insert',
  'update',
  'delete',
  'insert',
  'safe_execute',
  'execute_batch',
  'query',
  'select_all',
  'select_value',
  'select_values',
  'select_rows',
  'select_one',
]);

/** Names of helpers that change a schema: one that is not known is counted, all others change nothing. */
const CHANGING =
  /^(?:add|remove|drop|create|change|rename|validate|alter|swap|undo|update|replace|copy|install|cleanup|finalize|initialize|prepare|enqueue|queue|track|untrack|truncate|partition|backfill|convert|restore)_\w+$/;

/** Every file of a history in order: what a migration renames or removes is named by what those before it made. */
export function readTogether(files: readonly SourceFile[], context: ReadContext): readonly ReadFile[] {
  const known: Known = new Map();
  return files.map((file) => {
    const read = finished(readingOf(file, context), known);
    follow(known, read.up);
    return read;
  });
}

export function read(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  return finished(readingOf(file, context), new Map());
}

function finished(reading: Reading, known: Known): ReadFile {
  if (reading.ready) return reading.ready;
  const { module } = reading;
  const now = new Map(
    [...known].map(([name, table]) => [
      name,
      { ...table, indexes: new Map(table.indexes), foreignKeys: new Map(table.foreignKeys) },
    ]),
  );
  const run = (pieces: readonly Piece[]): readonly Statement[] =>
    pieces.flatMap((piece) => {
      const statements = typeof piece === 'function' ? piece(now) : piece;
      follow(now, { uri: module.uri, statements, comments: [], problems: [] });
      return statements;
    });
  const up = scriptOf(module, run(reading.up));
  return {
    up,
    ...(reading.down ? { down: { uri: module.uri, statements: run(reading.down), comments: [], problems: [] } } : {}),
    ...(reading.irreversible === undefined ? {} : { irreversible: reading.irreversible }),
    transaction: reading.transaction,
  };
}

const readings = new Map<string, ReturnType<typeof memoByText<Reading>>>();

function readingOf(file: { readonly uri: string; readonly text: string }, context: ReadContext): Reading {
  const rails = railsOf(file.uri, context);
  const key = `${context.dialect} ${rails ?? ''}`;
  const memo = readings.get(key) ?? memoByText((uri, text) => readOne(parsed(uri, text), context.dialect, rails), 8192);
  readings.set(key, memo);
  return memo(file.uri, file.text);
}

/** The version of Rails that dumped a schema which does not say it: `Gemfile.lock` does. */
function railsOf(uri: string, context: ReadContext): number | undefined {
  if (!/schema\.rb$/.test(uri)) return undefined;
  const lock = context.neighbour?.('../Gemfile.lock');
  const found = lock && /^ {4}(?:rails|activerecord) \((\d+\.\d+)/m.exec(lock)?.[1];
  return found ? versionNumber(found) : undefined;
}

function readOne(module: CodeModule, dialect: Dialect, rails: number | undefined): Reading {
  const schema = schemaOf(module, rails);
  const program = schema ?? migrationOf(module);
  const transaction = transactionOf(program?.optOut ?? 'wrapped', dialect);
  if (!program) {
    const whole = { start: 0, end: module.text.length };
    const nothing =
      module.body.length === 0
        ? []
        : [statement(spanOf(module, whole), [opaque(module, whole, 'no migration class is seen here')])];
    return ready({ module, up: [nothing], transaction });
  }
  const env: Env = { dialect, version: program.version, module, kind: schema ? 'schema' : 'migration' };
  return ready({ module, ...directions(program, env), transaction });
}

function ready(reading: Reading): Reading {
  const waits = [...reading.up, ...(reading.down ?? [])].some((piece) => typeof piece === 'function');
  return waits ? reading : { ...reading, ready: finished(reading, new Map()) };
}

function directions(program: Program, env: Env): Pick<Reading, 'up' | 'down' | 'irreversible'> {
  const { change } = program;
  const isCommand = (command: Command, call: Call, frame: Frame) => isOwn(command, call, frame);
  const pieces = (recorded: readonly Recorded[]) => recorded.flatMap((one) => piecesOf(one, env));
  if (!change) {
    const up = program.up ? pieces(record(program.up, { direction: 'up', isCommand })) : [];
    const raises = program.down?.def.body.some((one) => one.kind === 'throw');
    const down = program.down && !raises ? pieces(record(program.down, { direction: 'down', isCommand })) : undefined;
    return { up, ...(down ? { down } : {}), ...(raises ? { irreversible: 'down raises' } : {}) };
  }
  const up = record(change, { direction: 'up', isCommand }).flatMap((one) => (one.reverted ? turn(one) : [one]));
  const found = turnAll(record(change, { direction: 'down', isCommand }));
  return typeof found === 'string'
    ? { up: pieces(known(up)), irreversible: found }
    : { up: pieces(known(up)), down: pieces(found) };
}

const known = (all: readonly (Recorded | string)[]) => all.filter((one) => typeof one !== 'string');

function turn(one: Recorded): readonly (Recorded | string)[] {
  const back = reversed(one.command);
  return typeof back === 'string' ? [back] : back.map((command) => ({ ...one, command }));
}

/** The way back of `change`: the commands turned round from the last to the first; or why there is none. */
function turnAll(recorded: readonly Recorded[]): readonly Recorded[] | string {
  const found: Recorded[] = [];
  for (const one of [...recorded].reverse()) {
    if (one.oneWay || one.reverted) {
      found.push(one);
      continue;
    }
    const back = turn(one);
    const wrong = back.find((command) => typeof command === 'string');
    if (typeof wrong === 'string') return wrong;
    found.push(...known(back));
  }
  return found;
}

/** A migration's own methods; those of the connection, of models and of blocks that run SQL. */
function isOwn({ name }: Command, call: Call, frame: Frame): boolean {
  if (name.startsWith('.')) return dataChange(call, frame) !== undefined;
  if (Object.hasOwn(BUILDERS, name)) return true;
  if (EXECUTES.has(name)) return call.args.length > 0;
  return CHANGING.test(name) && call.callee.kind === 'name' && !frame.scope.function(name);
}

function piecesOf({ command, call, conditional }: Recorded, env: Env): readonly Piece[] {
  const { module } = env;
  const marked = (statements: readonly Statement[]) =>
    conditional ? statements.map((one) => (one.conditional ? one : { ...one, conditional })) : statements;
  const sql = (text: TextValue) => marked(embeddedSql(module, text, env.dialect).statements);
  const unclear = (place: { readonly start: number; readonly end: number }, reason: string) =>
    marked([statement(spanOf(module, place), [opaque(module, place, reason)])]);
  const build = Object.hasOwn(BUILDERS, command.name) ? BUILDERS[command.name] : undefined;
  if (!build) {
    const rows = dataChange(call, { scope: command.scope, conditional });
    if (rows) return [marked([statement(rows.span, [rows])])];
    const given = EXECUTES.has(command.name) ? command.args[0] : undefined;
    const text = given && textValue(given);
    if (text) return [sql(text)];
    return [
      unclear(
        call,
        given ? 'this SQL cannot be told without running the program' : `${command.name} is a helper that is not known`,
      ),
    ];
  }
  const made = build(command, env);
  if (!made) return [unclear(call, `what ${command.name} is given cannot be told without running it`)];
  const own = made.operations ? [marked([statement(spanOf(module, call), made.operations)])] : [];
  const untold = (made.untold ?? []).map((place) =>
    unclear(place, 'this cannot be told without running it, so it is left out'),
  );
  return [
    ...made.sql.map((one): Piece => (typeof one === 'function' ? (now) => one(now).flatMap(sql) : sql(one))),
    ...own,
    ...untold,
  ];
}
