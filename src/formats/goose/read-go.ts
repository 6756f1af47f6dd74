import {
  type Bound,
  type BoundFunction,
  type CodeModule,
  type Expr,
  memoByText,
  moduleScope,
  parseCode,
  resolve,
  runFunction,
  type Scope,
  textValue,
  topLevel,
} from '../../code';
import type { Statement } from '../../model';
import { opaque, scriptOf, statement } from '../code/build';
import { embeddedSql } from '../code/embedded-sql';
import type { ReadContext, ReadFile } from '../format';
import type { OptOut } from '../marked-read';
import { transactionOf } from './transaction';

const parsed = memoByText((uri, text) => parseCode('go', uri, text));

/** `goose.AddMigrationContext(up, down)`, `goose.AddNamedMigrationNoTxContext("…", up, down)` (goose, register.go). */
const REGISTERS = /^Add(Named)?Migration(NoTx)?(?:Context)?$/;

interface Registered {
  readonly up: BoundFunction | undefined;
  readonly down: BoundFunction | undefined;
  readonly optOut: OptOut;
}

/** What a Go migration's two functions execute; a query that cannot be told is opaque. */
export function readGo(file: { readonly uri: string; readonly text: string }, context: ReadContext): ReadFile {
  const module = parsed(file.uri, file.text);
  const scope = moduleScope(module);
  const found = registered(module, scope);
  const up = scriptOf(module, found ? statementsOf(module, found.up, context) : [notRegistered(module)]);
  const down = found?.down ? statementsOf(module, found.down, context) : [];
  return {
    up,
    ...(found?.down ? { down: { uri: file.uri, statements: down, comments: [], problems: [] } } : {}),
    transaction: transactionOf(found?.optOut ?? 'wrapped', context),
  };
}

/** A Go file of a goose folder in which no registration is seen may do anything. */
function notRegistered(module: CodeModule): Statement {
  const whole = { start: 0, end: module.text.length };
  return statement(module.lines.span(0, module.text.length), [
    opaque(module, whole, 'no call is seen that registers this migration with goose'),
  ]);
}

/** The registration in `init`, or anywhere else in the file. */
function registered(module: CodeModule, scope: Scope): Registered | undefined {
  let found: Registered | undefined;
  for (const stmt of topLevel(module.body)) {
    if (stmt.kind !== 'function') continue;
    runFunction({ def: stmt, scope }, [], undefined, (call, frame) => {
      const name = call.callee.kind === 'member' ? REGISTERS.exec(call.callee.name) : null;
      if (!name || found) return false;
      const functions = call.args.slice(name[1] === undefined ? 0 : 1);
      const at = (index: number) => {
        const value = functions[index]?.value;
        return value && functionOf({ expr: value, scope: frame.scope });
      };
      found = { up: at(0), down: at(1), optOut: name[2] === undefined ? 'wrapped' : 'opts out' };
      return true;
    });
  }
  return found;
}

function functionOf({ expr, scope }: Bound): BoundFunction | undefined {
  if (expr.kind === 'name') {
    const known = scope.function(expr.name);
    if (known) return known;
  }
  const value = resolve({ expr, scope });
  return value.expr.kind === 'function' ? { def: value.expr, scope: value.scope } : undefined;
}

/** Methods of database/sql's Tx and DB and of their like that run SQL, now or later; the SQL comes behind a context. */
const EXECUTES = /^(?:Must)?(?:Named)?(?:Exec|Prepare)(?:Context)?$/;
/** SQL that makes or changes something, given to a function that is not known. */
const DDL =
  /^\s*(?:--[^\n]*\n\s*)*(?:create|alter|drop)\s+(?:or\s+replace\s+)?(?:table|unique|index|view|trigger|virtual|temp|type)\b/i;

function statementsOf(
  module: CodeModule,
  called: BoundFunction | undefined,
  context: ReadContext,
): readonly Statement[] {
  const found: Statement[] = [];
  if (!called) return found;
  const params = new Set(called.def.params.map(({ name }) => name));
  runFunction(called, [], undefined, (call, frame) => {
    const method = call.callee.kind === 'member' && EXECUTES.test(call.callee.name) ? call.callee : undefined;
    const texts = call.args.map(({ value }) => textValue({ expr: value, scope: frame.scope }));
    const sql = method
      ? texts[method.name.endsWith('Context') ? 1 : 0]
      : texts.find((text) => text && DDL.test(text.text));
    // Every step of a Go function stands behind `if err != nil`: that is no condition of the migration's.
    if (sql) found.push(...embeddedSql(frame.scope.module, sql, context.dialect).statements);
    else if (!method) return false;
    else if (isConnection(resolve({ expr: method.object, scope: frame.scope }).expr, params)) {
      const span = module.lines.span(call.start, call.end);
      found.push(statement(span, [opaque(module, call, 'the SQL of this call cannot be told without running it')]));
    }
    return true;
  });
  return found;
}

/** A statement that was prepared is executed with rows for arguments; what it does was read where it was prepared. */
function isConnection(expr: Expr, params: ReadonlySet<string>): boolean {
  return expr.kind !== 'name' || params.has(expr.name);
}
