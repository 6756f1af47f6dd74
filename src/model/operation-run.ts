import type { Ident, QualifiedName } from './names';
import type { OperationBase } from './operation-base';

/** Operations on rows. Their values are never parsed. */
export type DataOperation = ChangeData;

export interface ChangeData extends OperationBase {
  readonly kind: 'changeData';
  readonly change: 'insert' | 'update' | 'delete' | 'merge' | 'copy' | 'truncate' | 'select';
  readonly tables: readonly QualifiedName[];
  /** Tables only read (FROM, USING, sub-selects), as far as known. */
  readonly sources: readonly QualifiedName[];
  /** An UPDATE or DELETE has a WHERE of its own. */
  readonly hasWhere: boolean;
  /** Its own text limits the rows: LIMIT, ctid or key range, a loop around it. */
  readonly isBatched: boolean;
  /** Columns that UPDATE sets or INSERT names. */
  readonly columns: readonly Ident[];
  readonly cascade?: boolean;
  /** It commits between its batches, so that no transaction may be around it (PostgreSQL, "Transaction Management" of PL/pgSQL). */
  readonly commits?: true;
  /** The statement without its semicolon, where somebody made it to be printed (a backfill). Readers leave it out: data may be large. */
  readonly text?: string;
}

/** Operations on the session and on the engine's upkeep. */
export type SessionOperation = SetParameter | TransactionControl | LockTable | Maintenance | Routine | Opaque;

export interface SetParameter extends OperationBase {
  readonly kind: 'setParameter';
  /** Lower case: lock_timeout, statement_timeout, search_path, foreign_key_checks, pragma names as `pragma foreign_keys`. */
  readonly name: string;
  readonly value: string;
  readonly scope: 'session' | 'local' | 'global';
}

export interface TransactionControl extends OperationBase {
  readonly kind: 'transactionControl';
  readonly action: 'begin' | 'commit' | 'rollback' | 'savepoint' | 'release';
}

export interface LockTable extends OperationBase {
  readonly kind: 'lockTable';
  readonly tables: readonly QualifiedName[];
  readonly mode: string;
}

export interface Maintenance extends OperationBase {
  readonly kind: 'maintenance';
  readonly action: 'vacuum' | 'vacuum full' | 'cluster' | 'analyze' | 'optimize' | 'checkpoint' | 'repack';
  readonly tables: readonly QualifiedName[];
}

/** A call whose effect on the schema is nothing that we model, but which we know: SELECT setval(…), CALL p(), client commands. */
export interface Routine extends OperationBase {
  readonly kind: 'call';
  readonly name: string;
  readonly text: string;
}

/** What we did not understand. Counted in coverage, shown to the user, never dropped. */
export interface Opaque extends OperationBase {
  readonly kind: 'opaque';
  readonly text: string;
  /** One sentence for the user: what about it was not understood. */
  readonly reason: string;
}
