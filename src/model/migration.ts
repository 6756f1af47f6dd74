import type { Dialect, EngineVersion } from './dialect';
import type { Schema } from './schema';
import type { Coverage, Script } from './script';
import type { Span } from './text';

/** How the tool runs a file: inside one transaction, inside none, or each statement by itself. */
export type TransactionMode = 'file' | 'none' | 'statement';

export interface TransactionBehaviour {
  readonly mode: TransactionMode;
  /** One sentence why: "Flyway wraps a PostgreSQL migration in one transaction unless executeInTransaction=false". */
  readonly because: string;
  /**
   * When a file escapes from `file`. `single statement`: the transaction is the server's own around several statements
   * of one query, so that a file of one statement runs outside (golang-migrate, Prisma). `non-transactional
   * statements`: the tool runs a file of nothing but statements that refuse a transaction outside one (Flyway).
   */
  readonly except?: 'single statement' | 'non-transactional statements';
}

/** The way back. */
export type Down =
  | { readonly kind: 'script'; readonly uri: string; readonly script: Script }
  | { readonly kind: 'none' }
  | { readonly kind: 'irreversible'; readonly because: string };

export interface Migration {
  /** Unique in its data layer: tool and version. */
  readonly id: string;
  /** Format id: `flyway`, `golang-migrate`, `prisma-migrate`, `sql-files`… */
  readonly tool: string;
  readonly version: string;
  /** The words after the version, as the tool shows them. */
  readonly name: string;
  readonly uri: string;
  /** Where it stands in its file, when the file holds several migrations. */
  readonly at?: Span;
  readonly up: Script;
  readonly down: Down;
  readonly transaction: TransactionBehaviour;
  /** Runs again whenever its text changes (Flyway R__). */
  readonly repeatable?: boolean;
  /** Stands for the history before it (Flyway B__). */
  readonly baseline?: boolean;
  readonly parents?: readonly string[];
  /** The file that names its file, where the tool runs only what is named (Liquibase's master changelog): a path in its workspace folder. */
  readonly includedBy?: string;
}

/** A schema that a file states as a whole: a dump, or an ORM's models. */
export interface DeclaredSchema {
  /** Format id: `sql-dump`, `prisma`… */
  readonly tool: string;
  readonly kind: 'dump' | 'models';
  readonly scripts: readonly Script[];
  readonly schema: Schema;
}

export interface TableSize {
  readonly rows?: number;
  readonly bytes?: number;
  readonly writesPerSecond?: number;
}

/** Something in folding that cannot be: a column added to a table that is not there. */
export interface HistoryProblem {
  readonly span: Span;
  readonly message: string;
  /** The schema in which something is missing, where the name says one. */
  readonly schema?: string;
}

/** What a database is for: the product itself, its tests, or an example of how to use it. */
export type LayerPurpose = 'product' | 'tests' | 'example';

/** One database as the workspace describes it. */
export interface DataLayer {
  /** Stable: made from root and dialect. */
  readonly id: string;
  /** For people: folder and dialect. */
  readonly name: string;
  /** What it is for; absent for the product's own. */
  readonly purpose?: Exclude<LayerPurpose, 'product'>;
  /** Folder URI that its files share. */
  readonly root: string;
  readonly dialect: Dialect;
  readonly version?: EngineVersion;
  /** What told the dialect: "provider in prisma/schema.prisma". */
  readonly dialectBecause: string;
  readonly migrations: readonly Migration[];
  readonly models: readonly DeclaredSchema[];
  readonly dumps: readonly DeclaredSchema[];
  /** History folded; where there are no migrations, the dump; else the models. */
  readonly schema: Schema;
  readonly problems: readonly HistoryProblem[];
  readonly sizes: ReadonlyMap<string, TableSize>;
  readonly coverage: Coverage;
}

/**
 * Baselines that only stand for migrations which are there themselves: shown, but no part of the history. A baseline counts where
 * the migrations before it are gone, and of several the last (Flyway, "Baseline Migrations").
 */
export function redundantBaselines(
  migrations: readonly Pick<Migration, 'baseline' | 'repeatable'>[],
): ReadonlySet<Pick<Migration, 'baseline' | 'repeatable'>> {
  const firstVersioned = migrations.findIndex(({ baseline, repeatable }) => !baseline && !repeatable);
  const lastBaseline = migrations.findLastIndex(({ baseline }) => baseline === true);
  return new Set(
    migrations.filter(
      ({ baseline }, at) => baseline && (at !== lastBaseline || (firstVersioned >= 0 && firstVersioned < at)),
    ),
  );
}

/** The product's own layers; where there are none, all: findings of tests and examples are not mixed with the product's. */
export function ownLayers<T extends Pick<DataLayer, 'purpose'>>(layers: readonly T[]): readonly T[] {
  const own = layers.filter(({ purpose }) => purpose === undefined);
  return own.length > 0 ? own : layers;
}
