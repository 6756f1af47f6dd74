import {
  type Argument,
  type Bound,
  type BoundFunction,
  type Call,
  type Placed,
  resolve,
  type Scope,
  textValue,
  truth,
} from '../../code';
import { itemsOf } from '../code/compose';

/** Options by name; of one that is given twice the last counts. */
export type Options = ReadonlyMap<string, Bound>;

/** A call of a migration with what it is given, as the recorder keeps it: it can be turned round. */
export interface Command {
  readonly name: string;
  readonly at: Placed;
  /** Where the word itself stands: what the tool chooses points here. */
  readonly word: Placed;
  readonly scope: Scope;
  readonly args: readonly Bound[];
  readonly options: Options;
  readonly block?: BoundFunction;
}

/** What a call is given: by place, and by name with hashes and `**options` opened. */
export function givenOf(args: readonly Argument[], scope: Scope): Pick<Command, 'args' | 'options'> {
  const placed: Bound[] = [];
  const options = new Map<string, Bound>();
  for (const { name, value } of args) {
    const bound: Bound = { expr: value, scope };
    if (name !== undefined) options.set(name, bound);
    else if (value.kind === 'spread') spread({ expr: value.value, scope }, placed, options);
    else if (isHash(bound) && placed.length > 0) optionsIn(bound, options);
    else placed.push(bound);
  }
  return { args: placed, options };
}

function isHash(bound: Bound): boolean {
  return resolve(bound).expr.kind === 'map';
}

function spread(bound: Bound, placed: Bound[], options: Map<string, Bound>): void {
  if (isHash(bound)) optionsIn(bound, options);
  else if (resolve(bound).expr.kind === 'list') placed.push(...itemsOf(bound));
}

function optionsIn(bound: Bound, into: Map<string, Bound>): void {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return;
  for (const inner of expr.spreads) optionsIn({ expr: inner, scope }, into);
  for (const { key, value } of expr.entries) if (key.kind === 'string') into.set(key.value, { expr: value, scope });
}

/** The entries of a hash as options; none for anything else. */
export function optionsOf(bound: Bound | undefined): Options {
  const found = new Map<string, Bound>();
  if (bound) optionsIn(bound, found);
  return found;
}

export function commandOf(call: Call, scope: Scope): Command | undefined {
  const { callee } = call;
  const { start, end } = callee.kind === 'member' ? callee.nameAt : callee;
  const name = callee.kind === 'member' || callee.kind === 'name' ? callee.name : undefined;
  if (name === undefined) return undefined;
  const block = call.block && { def: call.block, scope };
  return {
    name,
    at: { start: call.start, end: call.end },
    word: { start, end },
    scope,
    ...givenOf(call.args, scope),
    ...(block ? { block } : {}),
  };
}

export function has(options: Options, ...names: readonly string[]): boolean {
  return names.some((name) => options.has(name));
}

/** An option's truth; undefined where it is not given or cannot be told. */
export function flag(options: Options, name: string): boolean | undefined {
  const bound = options.get(name);
  if (!bound) return undefined;
  const { expr } = resolve(bound);
  return expr.kind === 'constant' ? expr.value === true : truth(bound);
}

export function isNil(bound: Bound | undefined): boolean {
  const expr = bound && resolve(bound).expr;
  return expr?.kind === 'constant' && expr.value === null;
}

/** An option's text: a string, a symbol, a number. */
export function text(options: Options, name: string): string | undefined {
  const bound = options.get(name);
  return bound && textValue(bound)?.text;
}

/** The text that stands for a word of the program. */
export function wordBound(word: Placed, value: string, scope: Scope): Bound {
  const { start, end } = word;
  return { expr: { kind: 'string', start, end, value, pieces: [{ start, end, text: value }] }, scope };
}

/** A constant or number that a version's default stands for. */
export function constantBound(value: boolean | null | number, { start, end }: Placed, scope: Scope): Bound {
  return typeof value === 'number'
    ? { expr: { kind: 'number', start, end, text: String(value) }, scope }
    : { expr: { kind: 'constant', start, end, value }, scope };
}
