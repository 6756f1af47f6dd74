import type { ColumnPlace, ColumnSpec, Identity } from './column';
import type { ConstraintSpec, Expression, IndexColumn, IndexSpec } from './constraint';
import type { Ident, QualifiedName } from './names';
import type { OperationBase } from './operation-base';
import type { ObjectOperation } from './operation-other';
import type { DataOperation, SessionOperation } from './operation-run';
import type { Span } from './text';
import type { SqlType } from './type';

/** How MySQL and MariaDB are told to run an ALTER TABLE or CREATE INDEX, in lower case (`instant`, `inplace`, `copy`; `none`, `shared`…). */
export interface OnlineClauses {
  readonly algorithm?: string;
  readonly lock?: string;
  readonly span: Span;
}

/** Table options as `name = value`, names lower case: engine, charset, collation, comment, auto_increment, row_format, fillfactor, without_rowid, strict… */
export interface TableOption {
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** `PARTITION BY` of a parent. */
export interface PartitionBy {
  readonly method: string;
  readonly columns: readonly IndexColumn[];
  readonly span: Span;
}

export interface CreateTable extends OperationBase {
  readonly kind: 'createTable';
  readonly table: QualifiedName;
  readonly columns: readonly ColumnSpec[];
  /** Table constraints; inline ones are with their column. */
  readonly constraints: readonly ConstraintSpec[];
  /** Indexes declared inside the parentheses (MySQL KEY, FULLTEXT, SPATIAL). */
  readonly indexes: readonly IndexSpec[];
  readonly options: readonly TableOption[];
  readonly ifNotExists?: boolean;
  readonly temporary?: boolean;
  readonly unlogged?: boolean;
  /** Its text names some of its columns only: an ORM's model that describes none of them. */
  readonly partial?: boolean;
  readonly tableKind?: 'table' | 'foreign table' | 'virtual table' | 'collection';
  readonly partitionBy?: PartitionBy;
  readonly partitionOf?: { readonly parent: QualifiedName; readonly bound: string };
  readonly inherits?: readonly QualifiedName[];
  readonly like?: readonly { readonly table: QualifiedName; readonly including: readonly string[] }[];
  /** CREATE TABLE … AS: the query's text; its columns are unknown unless listed. */
  readonly asQuery?: { readonly text: string; readonly span: Span; readonly sources: readonly QualifiedName[] };
}

export interface DropTable extends OperationBase {
  readonly kind: 'dropTable';
  readonly table: QualifiedName;
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

export interface RenameTable extends OperationBase {
  readonly kind: 'renameTable';
  readonly table: QualifiedName;
  readonly to: QualifiedName;
}

export interface AddColumn extends OperationBase {
  readonly kind: 'addColumn';
  readonly table: QualifiedName;
  readonly column: ColumnSpec;
  readonly ifNotExists?: boolean;
  readonly place?: ColumnPlace;
}

export interface DropColumn extends OperationBase {
  readonly kind: 'dropColumn';
  readonly table: QualifiedName;
  readonly column: Ident;
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

export interface RenameColumn extends OperationBase {
  readonly kind: 'renameColumn';
  readonly table: QualifiedName;
  readonly column: Ident;
  readonly to: Ident;
}

/** One change of one column. MySQL's MODIFY and CHANGE restate everything: `{ kind: 'redefine' }`. */
export type ColumnChange =
  | { readonly kind: 'setType'; readonly type: SqlType; readonly using?: Expression; readonly collation?: string }
  | { readonly kind: 'setNotNull' }
  | { readonly kind: 'dropNotNull' }
  /** `name`: SQL Server's ADD CONSTRAINT name DEFAULT value FOR column. */
  | { readonly kind: 'setDefault'; readonly value: Expression; readonly name?: Ident }
  | { readonly kind: 'dropDefault' }
  | { readonly kind: 'addIdentity'; readonly identity: Identity }
  | { readonly kind: 'setIdentity'; readonly identity: Identity }
  | { readonly kind: 'dropIdentity'; readonly ifExists?: boolean }
  | { readonly kind: 'setExpression'; readonly expression: Expression }
  | { readonly kind: 'dropExpression'; readonly ifExists?: boolean }
  | { readonly kind: 'setComment'; readonly comment: string | undefined }
  /** SET STORAGE, SET STATISTICS, SET COMPRESSION, SET (n_distinct = …), VISIBLE/INVISIBLE: no change of meaning. */
  | { readonly kind: 'setStorage'; readonly text: string }
  /** MODIFY/CHANGE: the column becomes exactly `column` (its name may differ: a rename). */
  | { readonly kind: 'redefine'; readonly column: ColumnSpec; readonly place?: ColumnPlace };

export interface AlterColumn extends OperationBase {
  readonly kind: 'alterColumn';
  readonly table: QualifiedName;
  readonly column: Ident;
  readonly change: ColumnChange;
}

export interface AddConstraint extends OperationBase {
  readonly kind: 'addConstraint';
  readonly table: QualifiedName;
  readonly constraint: ConstraintSpec;
  readonly ifNotExists?: boolean;
}

export interface ValidateConstraint extends OperationBase {
  readonly kind: 'validateConstraint';
  readonly table: QualifiedName;
  readonly name: Ident;
}

/** ALTER CONSTRAINT … DEFERRABLE, ENFORCED, INHERIT. */
export interface AlterConstraint extends OperationBase {
  readonly kind: 'alterConstraint';
  readonly table: QualifiedName;
  readonly name: Ident;
  readonly text: string;
}

export interface DropConstraint extends OperationBase {
  readonly kind: 'dropConstraint';
  readonly table: QualifiedName;
  /** Absent for MySQL's DROP PRIMARY KEY. */
  readonly name?: Ident;
  /** What it is, where the engine has no name for it (SQLite) or made one up that no text tells (SQL Server, Oracle). */
  readonly constraint?: ConstraintSpec;
  /** What the text says it is (MySQL: DROP PRIMARY KEY, DROP FOREIGN KEY, DROP CHECK); absent for plain DROP CONSTRAINT. */
  readonly constraintKind?: ConstraintSpec['kind'];
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

export interface RenameConstraint extends OperationBase {
  readonly kind: 'renameConstraint';
  readonly table: QualifiedName;
  readonly name: Ident;
  readonly to: Ident;
}

export interface CreateIndex extends OperationBase {
  readonly kind: 'createIndex';
  readonly table: QualifiedName;
  readonly index: IndexSpec;
  readonly concurrently?: boolean;
  readonly ifNotExists?: boolean;
  /** PostgreSQL `ON ONLY parent`. */
  readonly only?: boolean;
}

export interface DropIndex extends OperationBase {
  readonly kind: 'dropIndex';
  readonly index: QualifiedName;
  /** MySQL names the table; elsewhere the index name is enough. */
  readonly table?: QualifiedName;
  readonly concurrently?: boolean;
  readonly ifExists?: boolean;
  readonly cascade?: boolean;
}

export interface RenameIndex extends OperationBase {
  readonly kind: 'renameIndex';
  readonly index: QualifiedName;
  readonly table?: QualifiedName;
  readonly to: Ident;
}

/** ALTER INDEX … ATTACH PARTITION, SET (…), VISIBLE; MySQL's ALTER INDEX … INVISIBLE. */
export interface AlterIndex extends OperationBase {
  readonly kind: 'alterIndex';
  readonly index: QualifiedName;
  readonly table?: QualifiedName;
  readonly change:
    | { readonly kind: 'attachPartition'; readonly partition: QualifiedName }
    | { readonly kind: 'setTablespace'; readonly tablespace: string }
    | { readonly kind: 'setOptions'; readonly text: string };
}

export interface Reindex extends OperationBase {
  readonly kind: 'reindex';
  readonly target: 'index' | 'table' | 'schema' | 'database' | 'system';
  readonly name?: QualifiedName;
  readonly concurrently?: boolean;
}

export type TableChange =
  | { readonly kind: 'options'; readonly options: readonly TableOption[] }
  | { readonly kind: 'convertCharset'; readonly charset: string; readonly collation?: string }
  | { readonly kind: 'setLogged' }
  | { readonly kind: 'setUnlogged' }
  | { readonly kind: 'setTablespace'; readonly tablespace: string }
  | { readonly kind: 'setSchema'; readonly schema: string }
  | { readonly kind: 'setAccessMethod'; readonly method: string }
  | {
      readonly kind: 'replicaIdentity';
      readonly identity: 'default' | 'full' | 'nothing' | 'index';
      readonly index?: Ident;
    }
  | { readonly kind: 'rowSecurity'; readonly mode: 'enable' | 'disable' | 'force' | 'no force' }
  | { readonly kind: 'trigger'; readonly enabled: boolean; readonly name: string }
  | { readonly kind: 'clusterOn'; readonly index: Ident | undefined }
  | { readonly kind: 'inherit'; readonly parent: QualifiedName }
  | { readonly kind: 'noInherit'; readonly parent: QualifiedName }
  | { readonly kind: 'attachPartition'; readonly partition: QualifiedName; readonly bound: string }
  | {
      readonly kind: 'detachPartition';
      readonly partition: QualifiedName;
      readonly concurrently?: boolean;
      readonly finalize?: boolean;
    }
  /** MySQL ADD/DROP/TRUNCATE/REORGANIZE PARTITION, PARTITION BY, REMOVE PARTITIONING. */
  | { readonly kind: 'partitions'; readonly action: string; readonly names: readonly string[] }
  | { readonly kind: 'owner'; readonly role: string }
  /** MySQL FORCE, ENGINE=… with the same engine, OPTIMIZE: a rebuild. */
  | { readonly kind: 'rebuild' };

export interface AlterTable extends OperationBase {
  readonly kind: 'alterTable';
  readonly table: QualifiedName;
  readonly change: TableChange;
}

/** One step that a script takes, whatever language it was written in. */
export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | AlterTable
  | AddColumn
  | DropColumn
  | RenameColumn
  | AlterColumn
  | AddConstraint
  | ValidateConstraint
  | AlterConstraint
  | DropConstraint
  | RenameConstraint
  | CreateIndex
  | DropIndex
  | RenameIndex
  | AlterIndex
  | Reindex
  | ObjectOperation
  | DataOperation
  | SessionOperation;

export type OperationKind = Operation['kind'];
export type OperationOf<K extends OperationKind> = Extract<Operation, { readonly kind: K }>;
