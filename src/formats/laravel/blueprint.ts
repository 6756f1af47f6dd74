import {
  type Bound,
  type Call,
  chainOf,
  type Expr,
  type Frame,
  type Link,
  resolve,
  runFunction,
  textValue,
} from '../../code';
import { made, type Part } from '../code/compose';
import { bound, columnsOf, type MethodCall } from './columns';
import { commandsOf, foreignKeyOf, modelOf } from './commands';
import type { Attributes, Blueprint, Column, ForeignCommand, Grammar } from './fluent';
import { indexName } from './indexes';
import { plural } from './inflect';
import { namesOf } from './values';

/** What a model says of its table and key, found in the project or by convention. */
export type ModelFinder = (
  className: string,
  frame: Frame,
) => { readonly table: string; readonly key: 'int' | 'uuid' | 'ulid' };

const OPTIONS = new Set(['engine', 'charset', 'collation', 'comment', 'temporary', 'innoDb']);

/** What is known of a column's expression: what was made of it, to which later calls belong. */
interface Made {
  readonly attributes: Attributes | undefined;
  readonly column?: Column;
}

/** Runs a table's closure and collects what it asks for. */
export function describeTable(
  table: NonNullable<Part & object>,
  callback: Bound,
  {
    creates,
    call,
    frame,
    grammar,
    models,
  }: {
    readonly creates: boolean;
    readonly call: Call;
    readonly frame: Frame;
    readonly grammar: Grammar;
    readonly models: ModelFinder;
  },
): Blueprint | undefined {
  const called = resolve(callback);
  if (called.expr.kind !== 'function') return undefined;
  const blueprint: Blueprint = { table, creates, commands: [], options: new Map(), place: call };
  const marker: Expr = { kind: 'unknown', start: call.start, end: call.end };
  const known = new Map<Expr, Made>();
  runFunction(
    { def: called.expr, scope: called.scope },
    [{ expr: marker, scope: called.scope }],
    frame.conditional,
    (inner, at) => onTable(inner, at, { blueprint, marker, known, grammar, models }),
  );
  return blueprint;
}

interface Gathering {
  readonly blueprint: Blueprint;
  readonly marker: Expr;
  readonly known: Map<Expr, Made>;
  readonly grammar: Grammar;
  readonly models: ModelFinder;
}

/** A chain on the table, or on a column kept in a variable. */
function onTable(call: Call, frame: Frame, on: Gathering): boolean {
  const { root, links } = chainOf(call);
  const [head, ...rest] = links;
  if (!head) return false;
  const value = resolve({ expr: root, scope: frame.scope }).expr;
  if (value === on.marker) {
    on.known.set(call, started(call, head, rest, frame, on));
    return true;
  }
  const before = on.known.get(value);
  if (!before) return false;
  on.known.set(call, applied(links, before, frame, on));
  return true;
}

function methodCall(link: Link, call: Call, frame: Frame): MethodCall {
  const { callee } = link.call;
  const nameAt = callee.kind === 'member' ? callee.nameAt : link.call;
  return { method: link.name, args: link.call.args, scope: frame.scope, place: call, nameAt };
}

function started(call: Call, head: Link, rest: readonly Link[], frame: Frame, on: Gathering): Made {
  const { blueprint, grammar } = on;
  const method = methodCall(head, call, frame);
  if (OPTIONS.has(head.name)) {
    const given = bound(method, 0);
    blueprint.options.set(head.name, (given && textValue(given)) ?? made('', call));
    return { attributes: undefined };
  }
  if (/^(?:when|unless|after|tap)$/.test(head.name)) return nested(head, call, frame, on);
  const columns = /^foreign(?:Id|Uuid|Ulid)For$/.test(head.name) ? foreignIdFor(method, frame, on) : columnsOf(method);
  if (columns) return addColumns(columns, method, rest, frame, on);
  const commands = commandsOf(method, blueprint, grammar);
  if (!commands) {
    blueprint.commands.push({
      kind: 'untold',
      place: call,
      reason: `$table->${head.name}() is not a method of Blueprint that is known`,
    });
    return { attributes: undefined };
  }
  blueprint.commands.push(...commands);
  const last = commands.at(-1);
  const attributes = last && 'attributes' in last ? last.attributes : undefined;
  return applied(rest, { attributes }, frame, on);
}

/** `$table->after('name', function ($table) { … })`: each column stands behind the one before it. */
function nested(head: Link, call: Call, frame: Frame, on: Gathering): Made {
  const [one, two] = head.call.args;
  const callback = two && resolve({ expr: two.value, scope: frame.scope });
  if (callback?.expr.kind !== 'function') return { attributes: undefined };
  const from = on.blueprint.commands.length;
  const marker = { expr: on.marker, scope: callback.scope };
  const conditional =
    head.name === 'after'
      ? frame.conditional
      : (frame.conditional ?? { kind: 'guard' as const, span: frame.scope.module.lines.span(call.start, call.end) });
  runFunction({ def: callback.expr, scope: callback.scope }, [marker], conditional, (inner, at) =>
    onTable(inner, at, on),
  );
  if (head.name !== 'after' || !one) return { attributes: undefined };
  let behind: Bound = { expr: one.value, scope: frame.scope };
  for (const command of on.blueprint.commands.slice(from)) {
    if (command.kind !== 'column') continue;
    command.attributes.set('after', [behind]);
    const { text, pieces } = command.name;
    const place = { start: pieces[0]?.start ?? call.start, end: pieces.at(-1)?.end ?? call.end };
    behind = { expr: { kind: 'string', ...place, value: text, pieces }, scope: frame.scope };
  }
  return { attributes: undefined };
}

function addColumns(
  columns: readonly Column[],
  method: MethodCall,
  rest: readonly Link[],
  frame: Frame,
  on: Gathering,
): Made {
  const { commands, table } = on.blueprint;
  if (columns.length === 0)
    commands.push({
      kind: 'untold',
      place: method.place,
      reason: `the name of this column cannot be told without running it`,
    });
  commands.push(...columns);
  const [only] = columns;
  if (/morphs$/i.test(method.method) && columns.length === 2) {
    const names = columns.map(({ name }) => name);
    const given = bound(method, 1, 'indexName');
    const texts = names.map(({ text }) => text);
    const name = (given && textValue(given)) ?? made(indexName(table.text, texts, 'index', on.grammar), method.nameAt);
    commands.push({ kind: 'index', type: 'index', columns: names, name, attributes: new Map(), place: method.place });
  }
  if (columns.length !== 1 || !only) return { attributes: undefined };
  return applied(rest, { attributes: only.attributes, column: only }, frame, on);
}

/** The calls behind a column; from `constrained()` or `references()` on they are the foreign key's. */
function applied(links: readonly Link[], before: Made, frame: Frame, on: Gathering): Made {
  let { attributes } = before;
  let { column } = before;
  for (const link of links) {
    const args = link.call.args.map(({ value }): Bound => ({ expr: value, scope: frame.scope }));
    if (column?.isForeign && (link.name === 'constrained' || link.name === 'references')) {
      const key = foreignOf(column, link, frame, on);
      on.blueprint.commands.push(key);
      attributes = key.attributes;
      column = undefined;
    } else attributes?.set(link.name, args);
  }
  return { attributes, ...(column ? { column } : {}) };
}

/** `constrained()` names the table by the column: `user_id` is of `users`. */
function foreignOf(column: Column, link: Link, frame: Frame, on: Gathering): ForeignCommand {
  const call = methodCall(link, link.call, frame);
  const { place } = column;
  const own = link.name === 'constrained';
  const [given, key, named] = own
    ? [bound(call, 0, 'table'), bound(call, 1, 'column'), bound(call, 2, 'indexName')]
    : [undefined, bound(call, 0, 'column'), bound(call, 1, 'indexName')];
  const columns = namesOf(key) ?? [made('id', call.nameAt)];
  const suffix = `_${columns[0]?.text ?? 'id'}`;
  const { text } = column.name;
  const guess = column.table ?? plural(text.endsWith(suffix) ? text.slice(0, -suffix.length) : text);
  const table = (given && textValue(given)) ?? made(guess, call.nameAt);
  const name =
    (named && textValue(named)) ?? made(indexName(on.blueprint.table.text, [text], 'foreign', on.grammar), call.nameAt);
  const attributes: Attributes = own ? new Map() : new Map([['references', key ? [key] : []]]);
  return {
    kind: 'foreign',
    columns: [column.name],
    name,
    attributes,
    ...(own ? { target: { table, columns } } : {}),
    place,
  };
}

function foreignIdFor(call: MethodCall, frame: Frame, on: Gathering): readonly Column[] {
  const model = modelOf(bound(call, 0, 'model')?.expr);
  if (model === undefined) return [];
  const { table, key } = on.models(model, frame);
  const given = bound(call, 1, 'column');
  const name = (given && textValue(given)) ?? made(foreignKeyOf(model), call.nameAt);
  const type = { int: 'bigInteger', uuid: 'uuid', ulid: 'char' }[key];
  const attributes: Attributes = key === 'int' ? new Map([['unsigned', []]]) : new Map();
  return [
    {
      kind: 'column',
      name,
      type,
      params: key === 'ulid' ? { length: '26' } : {},
      attributes,
      place: call.place,
      isForeign: true,
      table,
    },
  ];
}
