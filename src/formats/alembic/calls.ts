import { type Bound, type BoundFunction, type Call, type Expr, type Frame, resolve, runFunction } from '../../code';
import type { Operation, QualifiedName, Statement } from '../../model';
import { opaque, spanOf, statement } from '../code/build';
import { type BoundCall, type Compile, callOf, given, wordOf } from '../code/sqlalchemy/compile';
import type { ReadContext } from '../format';
import * as alter from './alter-column';
import * as constraints from './constraints';
import { dialectDecides } from './decide';
import { enumCall } from './enums';
import { executed, tableOf } from './execute';
import { batchTable, type Signature, siteOf } from './site';
import * as tables from './tables';

/** The operations of Alembic (ops.py) with where each has its table. */
const OPERATIONS: Readonly<Record<string, Signature>> = {
  create_table: { read: tables.createTable, tableAt: 0, tableNames: ['table_name', 'name'] },
  drop_table: { read: tables.dropTable, tableAt: 0, tableNames: ['table_name', 'name'] },
  rename_table: { read: tables.renameTable, tableAt: 0, tableNames: ['old_table_name'] },
  create_table_comment: { read: tables.createTableComment, tableAt: 0 },
  drop_table_comment: { read: tables.dropTableComment, tableAt: 0 },
  add_column: { read: tables.addColumn, tableAt: 0 },
  drop_column: { read: tables.dropColumn, tableAt: 0 },
  alter_column: { read: alter.alterColumn, tableAt: 0 },
  create_index: { read: constraints.createIndex, tableAt: 1 },
  drop_index: { read: constraints.dropIndex, tableAt: 1 },
  create_unique_constraint: { read: constraints.createUniqueConstraint, tableAt: 1 },
  create_primary_key: { read: constraints.createPrimaryKey, tableAt: 1 },
  create_foreign_key: { read: constraints.createForeignKey, tableAt: 1, tableNames: ['source_table', 'source'] },
  create_check_constraint: { read: constraints.createCheckConstraint, tableAt: 1 },
  create_exclude_constraint: { read: constraints.createExcludeConstraint, tableAt: 1 },
  drop_constraint: { read: constraints.dropConstraint, tableAt: 1 },
};

/** Calls that change nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  'get_bind',
  'get_context',
  'f',
  'batch_alter_table',
  'inline_literal',
  'implementation_for',
  'register_operation',
  'run_async',
]);

interface Reading {
  readonly statements: Statement[];
  readonly context: ReadContext;
  /** The names that the environment's metadata gives to what has none. */
  readonly convention: Compile['convention'];
  /** Types made so far: a table makes the same type no second time. */
  readonly types: Set<string>;
  outside: boolean;
}

/** What a function calls on `op`, its batches and its connection, in order. */
export function operationCalls(
  called: BoundFunction,
  context: ReadContext,
  convention?: Compile['convention'],
): readonly Statement[] {
  const reading: Reading = { statements: [], context, convention, types: new Set(), outside: false };
  runFunction(called, [], undefined, (call, frame) => visit(reading, call, frame), dialectDecides(context.dialect));
  return reading.statements;
}

function visit(reading: Reading, call: Call, frame: Frame): boolean {
  const bound: BoundCall = { expr: call, scope: frame.scope };
  const { callee } = call;
  if (callee.kind !== 'member') return false;
  const receiver: Bound = { expr: callee.object, scope: frame.scope };
  const batch = batchOf(receiver);
  if (batch || isOp(receiver)) return operation(reading, bound, callee.name, batch, frame);
  if (callee.name === 'execute' || callee.name === 'exec_driver_sql' || callee.name === 'scalar') {
    const [first] = call.args;
    const made = first && executed({ expr: first.value, scope: frame.scope }, compile(reading, frame, []));
    if (!made && callee.name !== 'execute') return false;
    add(reading, made ?? [unread(bound, 'what is executed here cannot be told without running it')], frame, call);
    return true;
  }
  const types = enumCall(bound, receiver, callee.name, compile(reading, frame, []));
  if (!types) return false;
  add(reading, types.length > 0 ? [statement(spanOf(frame.scope.module, call), types)] : [], frame, call);
  return true;
}

/** `op` of `from alembic import op`, whatever it was imported as; `self.op`, `alembic.op`. */
function isOp({ expr, scope }: Bound): boolean {
  if (expr.kind === 'member') return expr.name === 'op';
  if (expr.kind !== 'name') return false;
  if (expr.name === 'op') return true;
  return scope.module.body.some(
    (stmt) =>
      stmt.kind === 'import' &&
      stmt.module === 'alembic' &&
      stmt.names.some(({ name, as }) => name === 'op' && as === expr.name),
  );
}

/** The table of a batch that a name stands for. */
function batchOf(receiver: Bound): QualifiedName | undefined {
  if (receiver.expr.kind !== 'name') return undefined;
  const call = callOf(receiver);
  return call && wordOf(call.expr) === 'batch_alter_table' ? batchTable(call) : undefined;
}

function unread({ expr, scope }: BoundCall, reason: string): Statement {
  return statement(spanOf(scope.module, expr), [opaque(scope.module, expr, reason)]);
}

function compile({ context, convention }: Reading, { scope }: Frame, untold: Statement[]): Compile {
  return {
    dialect: context.dialect,
    ...(convention ? { convention } : {}),
    untold: (bound, reason) => {
      const { module } = bound.scope ?? scope;
      untold.push(statement(spanOf(module, bound.expr), [opaque(module, bound.expr, reason)]));
    },
  };
}

function operation(
  reading: Reading,
  call: BoundCall,
  name: string,
  batch: QualifiedName | undefined,
  frame: Frame,
): boolean {
  const untold: Statement[] = [];
  const on = compile(reading, frame, untold);
  const reason = `what op.${name} is given cannot be told without running it`;
  if (name === 'execute') {
    const first = given(call, 0, 'sqltext');
    add(reading, (first && executed(first, on)) ?? [unread(call, reason)], frame, call.expr);
    return true;
  }
  if (name === 'bulk_insert') {
    const first = given(call, 0, 'table');
    const table = first && tableOf(first, on);
    const operations: readonly Operation[] = [
      {
        kind: 'changeData',
        change: 'insert',
        tables: table ? [table] : [],
        sources: [],
        hasWhere: false,
        isBatched: false,
        columns: [],
        span: spanOf(call.scope.module, call.expr),
      },
    ];
    add(reading, [statement(spanOf(call.scope.module, call.expr), operations)], frame, call.expr);
    return true;
  }
  const signature = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!signature) {
    if (NOTHING.has(name)) return true;
    add(
      reading,
      [unread(call, name === 'invoke' ? reason : `op.${name} is no operation of Alembic's own`)],
      frame,
      call.expr,
    );
    return true;
  }
  const operations = signature.read(siteOf(call, signature, on, batch));
  const made = operations
    ? [statement(spanOf(call.scope.module, call.expr), withoutKnown(reading, operations))]
    : [unread(call, reason)];
  add(reading, [...made, ...untold], frame, call.expr);
  return true;
}

/** A type that was made before is there: SQLAlchemy looks, or the author says `create_type=False` elsewhere. */
function withoutKnown({ types }: Reading, operations: readonly Operation[]): readonly Operation[] {
  return operations.filter((one) => {
    if (one.kind !== 'createEnum') return true;
    const isNew = !types.has(one.type.name);
    types.add(one.type.name);
    return isNew;
  });
}

/** Statements as they are met; the blocks that leave the transaction end and begin it. */
function add(reading: Reading, statements: readonly Statement[], frame: Frame, at: Call): void {
  const outside = (frame.within ?? []).some((head) => isAutocommit(head, frame));
  if (outside !== reading.outside) {
    const span = spanOf(frame.scope.module, { start: at.start, end: at.start });
    reading.statements.push(
      statement(span, [{ kind: 'transactionControl', action: outside ? 'commit' : 'begin', span }]),
    );
    reading.outside = outside;
  }
  for (const one of statements) {
    for (const operation of one.operations) if (operation.kind === 'createEnum') reading.types.add(operation.type.name);
    const { conditional } = frame;
    reading.statements.push(conditional && !one.conditional ? { ...one, conditional } : one);
  }
}

function isAutocommit(head: Expr, { scope }: Frame): boolean {
  const { expr } = resolve({ expr: head, scope });
  return expr.kind === 'call' && wordOf(expr) === 'autocommit_block';
}
