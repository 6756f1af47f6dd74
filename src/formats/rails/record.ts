import {
  type Bound,
  type BoundFunction,
  type Call,
  type ClassDef,
  dotted,
  type Expr,
  type Frame,
  runFunction,
  type Visit,
} from '../../code';
import type { Conditional } from '../../model';
import { type Command, commandOf, wordBound } from './given';

/** A command of a migration in the order in which it runs. */
export interface Recorded {
  readonly command: Command;
  readonly call: Call;
  readonly conditional: Conditional | undefined;
  /** Written for one direction (`dir.down`, `up_only`), so that it is never turned round. */
  readonly oneWay: boolean;
  /** Inside `revert do … end`. */
  readonly reverted: boolean;
}

export interface RecordOptions {
  readonly direction: 'up' | 'down';
  /** True for what is a command, or changes data. */
  isCommand(command: Command, call: Call, frame: Frame): boolean;
}

/** Objects whose methods are commands as the migration's own are. */
const CONNECTION =
  /^(?:self|connection|conn|(?:ActiveRecord\.Base|ApplicationRecord|self)\.connection|ActiveRecord\.Base\.lease_connection)$/;

function onConnection(expr: Expr): boolean {
  const words = wordsOf(expr);
  return words !== undefined && CONNECTION.test(words);
}

/** `ActiveRecord::Base.connection`: calls without arguments read as members. */
function wordsOf(expr: Expr): string | undefined {
  if (expr.kind === 'call' && expr.args.length === 0 && !expr.block) return wordsOf(expr.callee);
  if (expr.kind !== 'member') return dotted(expr);
  const object = wordsOf(expr.object);
  return object === undefined ? undefined : `${object}.${expr.name}`;
}

/** What a method does when it runs, without running it. */
export function record(called: BoundFunction, options: RecordOptions): readonly Recorded[] {
  const found: Recorded[] = [];
  const visitor =
    (state: Pick<Recorded, 'oneWay' | 'reverted'>): Visit =>
    (call, frame) => {
      const command = commandOf(call, frame.scope);
      if (!command) return false;
      const { callee } = call;
      const isOwn = callee.kind === 'name' || (callee.kind === 'member' && onConnection(callee.object));
      if (isOwn && command.block && control(command, frame, state, options, visitor)) return true;
      if (isOwn && command.name === 'change_table' && command.block) {
        for (const one of tableChanges(command))
          found.push({ ...one, ...state, conditional: one.conditional ?? frame.conditional });
        return true;
      }
      if (!options.isCommand(isOwn ? command : { ...command, name: `.${command.name}` }, call, frame)) return false;
      found.push({ command, call, conditional: frame.conditional, ...state });
      return true;
    };
  runFunction(called, [], undefined, visitor({ oneWay: false, reverted: false }));
  return found;
}

/** `reversible`, `up_only` and `revert` say for which direction their blocks are. */
function control(
  { name, block }: Command,
  frame: Frame,
  state: Pick<Recorded, 'oneWay' | 'reverted'>,
  { direction }: RecordOptions,
  visitor: (state: Pick<Recorded, 'oneWay' | 'reverted'>) => Visit,
): boolean {
  if (!block) return false;
  if (name === 'up_only') {
    if (direction === 'up') runFunction(block, [], frame.conditional, visitor({ ...state, oneWay: true }));
    return true;
  }
  if (name === 'revert') {
    runFunction(block, [], frame.conditional, visitor({ ...state, reverted: !state.reverted }));
    return true;
  }
  if (name !== 'reversible') return false;
  runFunction(block, [], frame.conditional, (call, inner) => {
    const { callee } = call;
    if (callee.kind !== 'member' || !call.block || !/^(?:up|down)$/.test(callee.name)) return false;
    if (callee.name === direction)
      runFunction({ def: call.block, scope: inner.scope }, [], inner.conditional, visitor({ ...state, oneWay: true }));
    return true;
  });
  return true;
}

/** What `t.` means in `change_table`, as the command that it is. */
const TABLE_COMMANDS: Readonly<Record<string, string>> = {
  column: 'add_column',
  index: 'add_index',
  remove_index: 'remove_index',
  rename_index: 'rename_index',
  timestamps: 'add_timestamps',
  remove_timestamps: 'remove_timestamps',
  change: 'change_column',
  change_default: 'change_column_default',
  change_null: 'change_column_null',
  rename: 'rename_column',
  remove: 'remove_columns',
  foreign_key: 'add_foreign_key',
  remove_foreign_key: 'remove_foreign_key',
  check_constraint: 'add_check_constraint',
  remove_check_constraint: 'remove_check_constraint',
  unique_constraint: 'add_unique_constraint',
  remove_unique_constraint: 'remove_unique_constraint',
  exclusion_constraint: 'add_exclusion_constraint',
  remove_exclusion_constraint: 'remove_exclusion_constraint',
};

function tableChanges(table: Command): readonly Pick<Recorded, 'command' | 'call' | 'conditional'>[] {
  const found: Pick<Recorded, 'command' | 'call' | 'conditional'>[] = [];
  const own = table.block?.def.params[0]?.name;
  if (!table.block) return found;
  runFunction(table.block, [], undefined, (call, { scope, conditional }) => {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.object.kind !== 'name' || callee.object.name !== own) return false;
    const inner = commandOf(call, scope);
    if (!inner) return false;
    for (const command of commandsOn(table.args[0], inner)) found.push({ command, call, conditional });
    return true;
  });
  return found;
}

function commandsOn(table: Bound | undefined, inner: Command): readonly Command[] {
  if (!table) return [];
  const { name, args, word, scope } = inner;
  const known = Object.hasOwn(TABLE_COMMANDS, name) ? TABLE_COMMANDS[name] : undefined;
  if (known !== undefined) return [{ ...inner, name: known, args: [table, ...args] }];
  const each = (command: string, ...rest: readonly Bound[]) =>
    args.map((one): Command => ({ ...inner, name: command, args: [table, one, ...rest] }));
  if (/^(?:references|belongs_to)$/.test(name)) return each('add_reference');
  if (/^remove_(?:references|belongs_to)$/.test(name)) return each('remove_reference');
  return each('add_column', wordBound(word, name, scope));
}

/** The name of a class that a migration is: `ActiveRecord::Migration[7.1]`, or one that says so in the end. */
export function isMigration({ bases, body }: ClassDef): boolean {
  const [base] = bases;
  if (!base) return false;
  const words = base.kind === 'index' ? dotted(base.object) : dotted(base);
  return (
    (words !== undefined && /Migration$/.test(words)) ||
    (body.some((one) => one.kind === 'function' && /^(?:up|change|down)$/.test(one.name)) &&
      words !== undefined &&
      !/(?:Record|Base)$/.test(words))
  );
}
