import {
  type Bound,
  type BoundFunction,
  type Call,
  chainOf,
  type Frame,
  type Link,
  resolve,
  runFunction,
  type TextValue,
  textValue,
} from '../../code';
import type { ChangeData, Statement } from '../../model';
import { identAt, opaque, qualified, statement } from '../code/build';
import { compose, made } from '../code/compose';
import { embeddedSql } from '../code/embedded-sql';
import { describeTable, type ModelFinder } from './blueprint';
import { dropColumns, renamedTable } from './commands';
import { compileTable, type Step } from './compile';
import type { Blueprint, Grammar } from './fluent';
import { namesOf, tableName } from './values';

/** Methods of Schema that ask or switch, and change no schema. */
const ASKS =
  /^(?:has\w+|get\w+|connection|(?:enable|disable|without)ForeignKeyConstraints|defaultStringLength|morphUsing\w+|blueprintResolver|setConnection|getColumnListing|whenTable\w+)$/;
const WRITES: Readonly<Record<string, ChangeData['change']>> = {
  insert: 'insert',
  insertGetId: 'insert',
  insertOrIgnore: 'insert',
  insertUsing: 'insert',
  create: 'insert',
  forceCreate: 'insert',
  firstOrCreate: 'insert',
  updateOrCreate: 'update',
  updateOrInsert: 'merge',
  upsert: 'merge',
  update: 'update',
  increment: 'update',
  decrement: 'update',
  delete: 'delete',
  forceDelete: 'delete',
  truncate: 'truncate',
};

interface Running {
  readonly grammar: Grammar;
  readonly models: ModelFinder;
  readonly statements: Statement[];
}

/** What a method of a migration does to the database, call by call in its order. */
export function readCalls(called: BoundFunction, grammar: Grammar, models: ModelFinder): readonly Statement[] {
  const on: Running = { grammar, models, statements: [] };
  runFunction(called, [], undefined, (call, frame) => visit(call, frame, on));
  return on.statements;
}

function visit(call: Call, frame: Frame, on: Running): boolean {
  const { root, links } = chainOf(call);
  const own = facade({ expr: root, scope: frame.scope }, links, frame);
  if (!own) return false;
  const [head, ...rest] = own.links;
  if (!head) return false;
  if (own.name === 'Schema') return onSchema(call, head, frame, on);
  if (own.name === 'DB') return onDatabase(call, head, [head, ...rest], frame, on);
  return onModel(call, own.name, own.links, frame, on);
}

/** Schema, DB or a model at the root of a chain, through variables and `connection()`. */
function facade(
  root: Bound,
  links: readonly Link[],
  frame: Frame,
  depth = 0,
): { readonly name: string; readonly links: readonly Link[] } | undefined {
  const { expr, scope } = resolve(root);
  if (expr.kind === 'call' && depth < 4) {
    const inner = chainOf(expr);
    // `DB::connection()->getSchemaBuilder()`, `app('db')->connection()`: what they make is asked like the facade.
    return inner.links.length > 0
      ? facade({ expr: inner.root, scope }, [...inner.links, ...links], frame, depth + 1)
      : undefined;
  }
  if (
    expr.kind === 'member' &&
    expr.object.kind === 'name' &&
    expr.object.name === 'this' &&
    /^(?:schema|db)$/.test(expr.name)
  )
    return { name: expr.name === 'schema' ? 'Schema' : 'DB', links };
  if (expr.kind !== 'name') return undefined;
  const from = links.findLastIndex(({ name }) =>
    /^(?:connection|getSchemaBuilder|setConnection|getConnection)$/.test(name),
  );
  const last = links[from]?.name;
  const name =
    last === 'getSchemaBuilder' ? 'Schema' : expr.name === 'Schema' && last === 'getConnection' ? 'DB' : expr.name;
  const rest = links.slice(from + 1);
  if (name === 'Schema' || name === 'DB') return { name, links: rest };
  return /^[A-Z]/.test(name) ? { name, links } : undefined;
}

const given = (link: Link, at: number, frame: Frame): Bound | undefined => {
  const expr = link.call.args[at]?.value;
  return expr && { expr, scope: frame.scope };
};

function onSchema(call: Call, head: Link, frame: Frame, on: Running): boolean {
  const { name } = head;
  // Foreign keys are off while its closure runs; the closure is entered.
  if (ASKS.test(name)) return !name.startsWith('without') && !name.startsWith('whenTable');
  const one = given(head, 0, frame);
  const table = one && textValue(one);
  if (!table) return cannot(call, `what Schema::${name} is given cannot be told without running it`, frame, on);
  switch (name) {
    case 'create':
    case 'table':
      return described(call, table, head, frame, on);
    case 'drop':
    case 'dropIfExists': {
      const words = name === 'drop' ? 'drop table ' : 'drop table if exists ';
      return send([{ kind: 'sql', text: compose(call, [words, tableName(table, on.grammar)]) }], frame, on);
    }
    case 'rename': {
      const two = given(head, 1, frame);
      const to = two && textValue(two);
      return to
        ? send([{ kind: 'sql', text: renamedTable(call, table, to, on.grammar) }], frame, on)
        : cannot(call, 'the new name cannot be told without running it', frame, on);
    }
    case 'dropColumns': {
      const names = namesOf(given(head, 1, frame));
      const blueprint: Blueprint = { table, creates: false, commands: [], options: new Map(), place: call };
      const commands = names && dropColumns(blueprint, names, call, on.grammar);
      return commands
        ? send(
            commands.flatMap((command) => (command.kind === 'sql' ? [command] : [])),
            frame,
            on,
          )
        : cannot(call, 'which columns cannot be told without running it', frame, on);
    }
    default:
      return cannot(call, `Schema::${name} is not known`, frame, on);
  }
}

function described(call: Call, table: TextValue, head: Link, frame: Frame, on: Running): boolean {
  const callback = given(head, 1, frame);
  const { grammar, models } = on;
  const blueprint =
    callback && describeTable(table, callback, { creates: head.name === 'create', call, frame, grammar, models });
  if (!blueprint) return cannot(call, 'what this table is given is no function that is seen here', frame, on);
  return send(compileTable(blueprint, grammar), frame, on);
}

/** Steps read as the SQL that they are. */
function send(steps: readonly Step[], { scope, conditional }: Frame, { grammar, statements }: Running): boolean {
  for (const step of steps) {
    const read =
      step.kind === 'sql'
        ? embeddedSql(scope.module, step.text, grammar.dialect).statements
        : [
            statement(scope.module.lines.span(step.place.start, step.place.end), [
              opaque(scope.module, step.place, step.reason),
            ]),
          ];
    for (const one of read) statements.push(conditional && !one.conditional ? { ...one, conditional } : one);
  }
  return true;
}

function cannot(call: Call, reason: string, frame: Frame, on: Running): boolean {
  return send([{ kind: 'untold', place: call, reason }], frame, on);
}

const STATEMENTS = /^(?:statement|unprepared|insert|update|delete|affectingStatement)$/;

function onDatabase(call: Call, head: Link, links: readonly Link[], frame: Frame, on: Running): boolean {
  const { name } = head;
  const one = given(head, 0, frame);
  if (STATEMENTS.test(name)) {
    const text = one && textValue(one);
    return text
      ? send([{ kind: 'sql', text }], frame, on)
      : cannot(call, `the SQL of DB::${name} is made when it runs`, frame, on);
  }
  if (name !== 'table') return false;
  const table = one && textValue(one);
  return writes(call, table, links, frame, on);
}

/** `DB::table('users')->where(…)->update(…)`. */
function writes(call: Call, table: TextValue | undefined, links: readonly Link[], frame: Frame, on: Running): boolean {
  const last = links.at(-1);
  const change = last && Object.hasOwn(WRITES, last.name) ? WRITES[last.name] : undefined;
  const { module } = frame.scope;
  // chunk(), each() and get()->each() run a callback for the rows: it is entered.
  if (!change || !last) return false;
  if (!table) return cannot(call, 'which table this changes cannot be told without running it', frame, on);
  const place = table.pieces[0] ?? call;
  const name = qualified(
    identAt(module, on.grammar.settings.prefix + table.text, {
      start: place.start,
      end: table.pieces.at(-1)?.end ?? place.end,
    }),
  );
  const operation: ChangeData = {
    kind: 'changeData',
    span: module.lines.span(call.start, call.end),
    change,
    tables: [name],
    sources: [],
    hasWhere: links.some((link) => /^(?:or)?where/i.test(link.name)),
    isBatched: links.some((link) => /^(?:limit|take)$/.test(link.name)),
    columns: [],
  };
  const { conditional } = frame;
  on.statements.push(statement(operation.span, [operation], conditional));
  return true;
}

/** `User::where(…)->update(…)`: the model's table. */
function onModel(call: Call, name: string, links: readonly Link[], frame: Frame, on: Running): boolean {
  if (links.length === 0 || !isModel(name, frame)) return false;
  const { table } = on.models(name, frame);
  return writes(call, made(table, { start: call.start, end: call.start + name.length }), links, frame, on);
}

function isModel(name: string, { scope }: Frame): boolean {
  return scope.module.body.some(
    (stmt) =>
      stmt.kind === 'import' &&
      /\bModels?\b|\\Entities\\/.test(stmt.module) &&
      stmt.names.some(({ as }) => as === name),
  );
}
