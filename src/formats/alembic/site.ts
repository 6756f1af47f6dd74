import { argument, type Bound } from '../../code';
import type { Operation, QualifiedName, Span } from '../../model';
import { spanOf } from '../code/build';
import { type BoundCall, type Compile, given, nameOf, positional } from '../code/sqlalchemy/compile';
import { schemaOf } from '../code/sqlalchemy/table';

/** One call of `op` or of a batch: where it stands, and its arguments without the table's, which a batch leaves out. */
export interface Site {
  readonly call: BoundCall;
  readonly on: Compile;
  readonly span: Span;
  readonly table: QualifiedName | undefined;
  readonly arg: (at: number | undefined, ...names: readonly string[]) => Bound | undefined;
  /** Arguments by place, from one on. */
  readonly rest: (from: number) => readonly Bound[];
}

/** The operations of one call; undefined when its arguments cannot be told. */
export type Reader = (site: Site) => readonly Operation[] | undefined;

/** Where a call has its table: at a place among its arguments, by a name. */
export interface Signature {
  readonly read: Reader;
  /** Absent where the first argument is no table. */
  readonly tableAt?: number;
  readonly tableNames?: readonly string[];
}

/** The table of `op.batch_alter_table('users', schema='auth')`. */
export function batchTable(call: BoundCall): QualifiedName | undefined {
  return withSchema(nameOf(given(call, 0, 'table_name')), schemaOf(call));
}

export function withSchema(name: QualifiedName | undefined, schema: string | undefined): QualifiedName | undefined {
  return name && { ...name, ...(schema === undefined ? {} : { schema }) };
}

/** The call as its reader sees it. */
export function siteOf(call: BoundCall, signature: Signature, on: Compile, batch: QualifiedName | undefined): Site {
  const { tableAt, tableNames = ['table_name', 'source', 'tablename'] } = signature;
  const span = spanOf(call.scope.module, call.expr);
  const skips = batch || tableAt === undefined ? Number.POSITIVE_INFINITY : tableAt;
  return {
    call,
    on,
    span,
    table: batch ?? (tableAt === undefined ? undefined : ownTable(call, tableAt, tableNames)),
    arg: (at, ...names) => {
      const expr = argument(call.expr.args, at === undefined ? undefined : at >= skips ? at + 1 : at, ...names);
      return expr && { expr, scope: call.scope };
    },
    rest: (from) => positional(call).slice(from >= skips ? from + 1 : from),
  };
}

function ownTable(call: BoundCall, at: number, names: readonly string[]): QualifiedName | undefined {
  const schema = given(call, undefined, 'source_schema');
  return withSchema(nameOf(given(call, at, ...names)), schemaOf(call) ?? (schema && nameOf(schema)?.name));
}
