import type { Ident, QualifiedName } from './names';
import type { Span } from './text';

/** An SQL expression: text as written and what a rule needs to know of it without an evaluator. */
export interface Expression {
  readonly text: string;
  readonly span: Span;
  /** `null` is the NULL literal; `literal` a constant; `call` one function call; `other` anything else. */
  readonly kind: 'null' | 'literal' | 'call' | 'other';
  /** Names of the functions called anywhere inside, lower case, schema left out; `current_timestamp` counts as one. */
  readonly calls: readonly string[];
  /** Bare identifiers inside that may be columns. */
  readonly columns: readonly string[];
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
export type Deferrable = 'not deferrable' | 'deferrable' | 'initially deferred';

interface ConstraintBase {
  readonly name?: Ident;
  /** The constraint's own text, from CONSTRAINT (or PRIMARY, CHECK…) to its end. */
  readonly span: Span;
  /** Written behind a column rather than as a table constraint. */
  readonly inline?: boolean;
  readonly notValid?: boolean;
  readonly notEnforced?: boolean;
  readonly deferrable?: Deferrable;
  readonly comment?: string;
}

export interface PrimaryKeySpec extends ConstraintBase {
  readonly kind: 'primaryKey';
  readonly columns: readonly IndexColumn[];
  /** Names the index it adopts (`USING INDEX`). */
  readonly usingIndex?: Ident;
  readonly include?: readonly Ident[];
  /** SQL Server: CLUSTERED or NONCLUSTERED, where it is written. */
  readonly clustered?: boolean;
}

export interface UniqueSpec extends ConstraintBase {
  readonly kind: 'unique';
  readonly columns: readonly IndexColumn[];
  readonly usingIndex?: Ident;
  readonly include?: readonly Ident[];
  readonly nullsNotDistinct?: boolean;
  /** SQL Server: CLUSTERED or NONCLUSTERED, where it is written. */
  readonly clustered?: boolean;
}

export interface ForeignKeySpec extends ConstraintBase {
  readonly kind: 'foreignKey';
  readonly columns: readonly Ident[];
  readonly refTable: QualifiedName;
  /** Empty when the text leaves them out: the referenced primary key is meant. */
  readonly refColumns: readonly Ident[];
  readonly onDelete?: ReferentialAction;
  readonly onUpdate?: ReferentialAction;
  readonly match?: 'full' | 'partial' | 'simple';
  /** MySQL's `FOREIGN KEY index_name (…)`. */
  readonly indexName?: Ident;
}

export interface CheckSpec extends ConstraintBase {
  readonly kind: 'check';
  readonly expression: Expression;
  readonly noInherit?: boolean;
}

export interface ExclusionSpec extends ConstraintBase {
  readonly kind: 'exclusion';
  readonly method?: string;
  /** Everything inside the parentheses, as written. */
  readonly text: string;
  readonly where?: Expression;
}

/** A named NOT NULL constraint (PostgreSQL 18 keeps them in pg_constraint and lets them be NOT VALID). */
export interface NotNullSpec extends ConstraintBase {
  readonly kind: 'notNull';
  readonly column: Ident;
}

export type ConstraintSpec = PrimaryKeySpec | UniqueSpec | ForeignKeySpec | CheckSpec | ExclusionSpec | NotNullSpec;

/** One key part of an index or key: a column or an expression. */
export interface IndexColumn {
  readonly column?: Ident;
  readonly expression?: Expression;
  readonly order?: 'asc' | 'desc';
  readonly nulls?: 'first' | 'last';
  readonly operatorClass?: string;
  readonly collation?: string;
  /** MySQL prefix length. */
  readonly prefix?: number;
  readonly span: Span;
}

export interface IndexSpec {
  readonly name?: Ident;
  readonly unique?: boolean;
  /**
   * btree, hash, gin, gist, brin, spgist, hnsw…; `fulltext` and `spatial` in MySQL; `clustered`, `columnstore`, `clustered columnstore`,
   * `xml`… in SQL Server; `bitmap` in Oracle. Absent when not written.
   */
  readonly method?: string;
  readonly columns: readonly IndexColumn[];
  readonly include?: readonly Ident[];
  readonly where?: Expression;
  readonly nullsNotDistinct?: boolean;
  /** Storage parameters as written (`fillfactor = 70`). */
  readonly storage?: string;
  readonly invisible?: boolean;
  readonly comment?: string;
  readonly span: Span;
}
