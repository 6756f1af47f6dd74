import type { ColumnSpec, GeneratedColumn, Identity } from './column';
import type {
  CheckSpec,
  ExclusionSpec,
  Expression,
  ForeignKeySpec,
  IndexSpec,
  PrimaryKeySpec,
  UniqueSpec,
} from './constraint';
import type { Dialect } from './dialect';
import type { QualifiedName } from './names';
import type { PartitionBy } from './operation';
import type { CreateComposite, CreateRoutine } from './operation-other';
import type { Span } from './text';
import type { SqlType } from './type';

/** A column after the operations so far. */
export interface Column {
  readonly name: string;
  readonly type?: SqlType;
  readonly notNull: boolean;
  readonly default?: Expression;
  /** SQL Server: the name of the default's constraint, as written or as a stand-in for the engine's. */
  readonly defaultName?: string;
  readonly identity?: Identity;
  readonly generated?: GeneratedColumn;
  readonly collation?: string;
  readonly charset?: string;
  readonly onUpdate?: Expression;
  readonly comment?: string;
  /** Where its name is written by the operation that made or last redefined it. */
  readonly at: Span;
}

/** Keys and indexes carry the name that the engine gives when none is written, so `name` is always there. */
export type Named<T> = Omit<T, 'name'> & { readonly name: string; readonly at: Span };

export type PrimaryKey = Named<PrimaryKeySpec>;
export type Unique = Named<UniqueSpec>;
export type ForeignKey = Named<ForeignKeySpec>;
export type Check = Named<CheckSpec>;
export type Exclusion = Named<ExclusionSpec>;
export type Index = Named<IndexSpec> & {
  readonly concurrently?: boolean;
  /** MySQL makes an index for a foreign key that has none. */
  readonly implicit?: boolean;
};

export interface Trigger {
  readonly name: string;
  readonly timing: string;
  readonly events: readonly string[];
  readonly body?: string;
  /** The whole statement as written, where it is kept. */
  readonly definition?: string;
  readonly at: Span;
}

export interface Policy {
  readonly name: string;
  readonly command?: string;
  readonly restrictive?: boolean;
  readonly roles?: readonly string[];
  readonly using?: Expression;
  readonly withCheck?: Expression;
  readonly at: Span;
}

export type TableKind = 'table' | 'foreign table' | 'virtual table' | 'collection';

export interface Table {
  /** Absent when it lies in the dialect's default schema. */
  readonly schema?: string;
  readonly name: string;
  readonly kind: TableKind;
  readonly columns: readonly Column[];
  readonly primaryKey?: PrimaryKey;
  readonly uniques: readonly Unique[];
  readonly foreignKeys: readonly ForeignKey[];
  readonly checks: readonly Check[];
  readonly exclusions: readonly Exclusion[];
  readonly indexes: readonly Index[];
  readonly triggers: readonly Trigger[];
  readonly policies: readonly Policy[];
  readonly rowSecurity?: boolean;
  /** Table options by name, lower case: engine, charset, collation, without_rowid, strict, fillfactor… */
  readonly options: Readonly<Record<string, string>>;
  readonly comment?: string;
  readonly temporary?: boolean;
  readonly unlogged?: boolean;
  readonly partitionBy?: PartitionBy;
  readonly partitionOf?: { readonly parent: QualifiedName; readonly bound: string };
  readonly inherits?: readonly QualifiedName[];
  /** False when its columns could not all be told (CREATE TABLE AS, LIKE of an unknown table). */
  readonly complete: boolean;
  /** The name in the statement that made it. */
  readonly at: Span;
  /** The whole statement or model block that made it. */
  readonly span: Span;
}

export interface View {
  readonly schema?: string;
  readonly name: string;
  readonly materialized: boolean;
  readonly columns: readonly string[];
  readonly query: string;
  readonly sources: readonly QualifiedName[];
  /** PostgreSQL 15: read with the rights of whoever asks, not of its owner. */
  readonly securityInvoker?: boolean;
  readonly indexes: readonly Index[];
  readonly comment?: string;
  readonly at: Span;
}

export interface EnumType {
  readonly schema?: string;
  readonly name: string;
  readonly values: readonly string[];
  readonly at: Span;
}

export interface DomainType {
  readonly schema?: string;
  readonly name: string;
  readonly base: SqlType;
  readonly notNull: boolean;
  readonly default?: Expression;
  readonly checks?: readonly CheckSpec[];
  readonly at: Span;
}

/** A type of named attributes; ranges and base types keep no more than their name. */
export interface CompositeType {
  readonly schema?: string;
  readonly name: string;
  readonly form: CreateComposite['form'];
  readonly attributes: readonly ColumnSpec[];
  readonly at: Span;
}

/** A function, procedure or event. Of several with one name and different arguments the last is kept. */
export interface StoredRoutine {
  readonly schema?: string;
  readonly name: string;
  readonly form: CreateRoutine['form'];
  readonly body: string;
  /** The whole statement as written, where it is kept. */
  readonly definition?: string;
  readonly at: Span;
}

export interface Sequence {
  readonly schema?: string;
  readonly name: string;
  readonly ownedBy?: { readonly table: string; readonly column: string };
  readonly dataType?: SqlType;
  readonly at: Span;
}

/** The schema after some point of the history. Maps are keyed by `objectKey`. */
export interface Schema {
  readonly dialect: Dialect;
  readonly tables: ReadonlyMap<string, Table>;
  readonly views: ReadonlyMap<string, View>;
  readonly enums: ReadonlyMap<string, EnumType>;
  readonly domains: ReadonlyMap<string, DomainType>;
  readonly composites: ReadonlyMap<string, CompositeType>;
  readonly routines: ReadonlyMap<string, StoredRoutine>;
  readonly sequences: ReadonlyMap<string, Sequence>;
  readonly extensions: ReadonlySet<string>;
}

/** A schema with nothing in it. */
export function emptySchema(dialect: Dialect): Schema {
  return {
    dialect,
    tables: new Map(),
    views: new Map(),
    enums: new Map(),
    domains: new Map(),
    composites: new Map(),
    routines: new Map(),
    sequences: new Map(),
    extensions: new Set(),
  };
}
