import type { Dialect, Identity, LayerPurpose, OperationKind, TableKind, TransactionMode } from '../model';

/** A place in a file for people: line and column count from 1, the file is relative to the inspected folder. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface InspectedColumn {
  readonly name: string;
  /** As the engine's catalogue spells it; null for SQLite's typeless columns. */
  readonly type: string | null;
  readonly notNull: boolean;
  readonly default: string | null;
  readonly identity: Identity | null;
  readonly generated: { readonly expression: string; readonly stored: boolean } | null;
  readonly comment: string | null;
  readonly at: Place;
}

export interface InspectedKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly at: Place;
}

export interface InspectedForeignKey extends InspectedKey {
  readonly refTable: string;
  readonly refColumns: readonly string[];
  /** `no action` where nothing is written, as the engines have it. */
  readonly onDelete: string;
  readonly onUpdate: string;
}

export interface InspectedCheck {
  readonly name: string;
  readonly expression: string;
  readonly at: Place;
}

export interface InspectedIndex extends InspectedKey {
  readonly unique: boolean;
  readonly method: string | null;
  readonly where: string | null;
  readonly include: readonly string[];
}

export interface InspectedTable {
  readonly schema: string | null;
  readonly name: string;
  readonly kind: TableKind;
  readonly columns: readonly InspectedColumn[];
  readonly primaryKey: InspectedKey | null;
  readonly uniques: readonly InspectedKey[];
  readonly foreignKeys: readonly InspectedForeignKey[];
  readonly checks: readonly InspectedCheck[];
  /** Those that were made as indexes; keys have theirs from the engine. */
  readonly indexes: readonly InspectedIndex[];
  readonly comment: string | null;
  readonly at: Place;
}

export interface InspectedSchema {
  readonly tables: readonly InspectedTable[];
  readonly enums: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly values: readonly string[];
    readonly at: Place;
  }[];
  readonly views: readonly {
    readonly schema: string | null;
    readonly name: string;
    readonly materialized: boolean;
    readonly columns: readonly string[];
    readonly at: Place;
  }[];
}

export interface InspectedMigration {
  readonly tool: string;
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly transaction: TransactionMode;
  readonly operations: readonly OperationKind[];
  readonly hasDown: boolean;
}

export interface InspectedStatement {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface InspectedLayer {
  readonly name: string;
  /** Whether it is the product's own, or what tests feed on or examples show; those come last. */
  readonly purpose: LayerPurpose;
  readonly dialect: Dialect;
  readonly version: string | null;
  /** What told the dialect. */
  readonly dialectBecause: string;
  readonly sources: readonly {
    readonly kind: 'migrations' | 'models' | 'dump';
    readonly tool: string;
    readonly files: readonly string[];
  }[];
  readonly coverage: {
    readonly statements: number;
    readonly understood: number;
    /** Statements of which the dialect's full parser says the same as the reader. */
    readonly verified: number;
    readonly notUnderstood: readonly InspectedStatement[];
    /** Of which it says something else: the reader's word stands. */
    readonly disputed: readonly InspectedStatement[];
  };
  readonly schema: InspectedSchema;
  /** As the ORM's models declare it; null where there are none. */
  readonly models: InspectedSchema | null;
  readonly migrations: readonly InspectedMigration[];
  /** What cannot be in the history: a column added to a table that is not there. */
  readonly problems: readonly (Place & { readonly message: string })[];
}

/** What `database-architect inspect --format json` prints: docs/inspect.schema.json. */
export interface Inspection {
  readonly dataLayers: readonly InspectedLayer[];
}
