import type {
  Column,
  Dialect,
  EngineVersion,
  Fix,
  Migration,
  Operation,
  OperationKind,
  OperationOf,
  QualifiedName,
  RelatedPlace,
  Schema,
  SchemaDifference,
  Script,
  Severity,
  Span,
  Statement,
  Table,
  TableSize,
  TextEdit,
} from '../model';
import type { TableLock } from './locks';

export type RuleCategory =
  | 'migration-safety'
  | 'destructive'
  | 'backward-compat'
  | 'consistency'
  | 'schema-design'
  | 'performance'
  | 'security'
  | 'naming'
  | 'portability';

/** What a text is for. A dump or a model is not run against a live database: no rule about locks or lost data applies to it. */
export type Purpose = 'up' | 'down' | 'dump' | 'models';

/** A number that a team may choose: `databaseArchitect.rules.<id>.<name>`. */
export interface RuleOption {
  readonly default: number;
  readonly description: string;
}

/** What a rule says of one place. */
export interface Report {
  readonly span: Span;
  /** What happens here, why it hurts, what to do instead: with names, the lock, and what it blocks. */
  readonly message: string;
  /** The table it speaks of: its size decides the severity of a rule that scales. */
  readonly table?: QualifiedName | Table;
  readonly related?: readonly RelatedPlace[];
  /** `undefined` entries are left out, so that a helper that finds no way may be called in place. */
  readonly fixes?: readonly (Fix | undefined)[];
  /** Where the consequence here differs from the rule's usual one. */
  readonly severity?: Severity;
}

/** What every listener is told. */
export interface BaseContext {
  readonly dialect: Dialect;
  /** As configured or found; else the oldest release that is still supported, since hazards are worst there. */
  readonly version: EngineVersion;
  /** As configured or found; undefined when nobody said. */
  readonly knownVersion: EngineVersion | undefined;
  readonly purpose: Purpose;
  /** Format id: `flyway`, `prisma-migrate`, `sql-dump`… */
  readonly tool: string;
  /** In a migration: the schema just before the operation. Elsewhere: the whole schema. */
  readonly schema: Schema;
  /** True when the version is at least this one. */
  atLeast(major: number, minor?: number, patch?: number): boolean;
  table(name: QualifiedName): Table | undefined;
  column(table: QualifiedName, name: string): Column | undefined;
  sizeOf(table: QualifiedName | Table): TableSize | undefined;
  /** Original text of a span; empty when the text is not at hand. */
  text(span: Span): string;
  /** Whole text of a file. */
  source(uri: string): string | undefined;
  /** The span of a stretch of a file, by offsets, for fixes; undefined when the text is not at hand. */
  at(uri: string, start: number, end: number): Span | undefined;
  /** The rule's own setting. */
  option(name: string): number;
  /** A rule's own memory while one file (or one schema) is reviewed. The first call makes it. */
  memory<T extends object>(make: () => T): T;
  report(report: Report): void;
}

/** The migrations among which one stands. */
export interface Neighbours {
  /** In the order in which they run. */
  readonly migrations: readonly Migration[];
  readonly index: number;
  /** Index of the last one that is released; all of them where nothing else is known. */
  readonly lastReleased: number;
  /** The branch under review brings it. */
  isAdded(migration: Migration): boolean;
}

/** What listeners on a migration are told besides. */
export interface FileContext extends BaseContext {
  readonly migration: Migration;
  readonly script: Script;
  /** True when the runner opens a transaction around the whole file. */
  readonly wrapped: boolean;
  /** True for the last migration of the history and for those that are not released: what can still be written otherwise. */
  readonly isOpen: boolean;
  /** True when the file was released, and differs from what was. */
  readonly isEdited: boolean;
  /** Absent where the migration is reviewed by itself. */
  readonly neighbours: Neighbours | undefined;
}

/** What listeners on an operation or a statement are told besides. */
export interface StepContext extends FileContext {
  readonly statement: Statement;
  /** Index of the statement in its script. */
  readonly index: number;
  /** Number of the transaction it runs in, by the runner or by BEGIN; undefined when the statement commits by itself. */
  readonly transaction: number | undefined;
  /** Made earlier in this migration, or by a migration that is not released yet, or temporary: nobody else uses it. */
  isNew(table: QualifiedName): boolean;
  /** Added by this migration (or on a new table). */
  isNewColumn(table: QualifiedName, column: string): boolean;
  /** Value of a parameter that the file has set by now: `lock_timeout`, `foreign_key_checks`; undefined when it has not. */
  parameter(name: string): string | undefined;
  /**
   * Edits by which the statement comes to run outside any transaction: none where it does already, undefined where its tool
   * cannot be told in this file. `several`: other statements that could stand in one are to follow it out.
   */
  leave(statements?: 'alone' | 'several'): readonly TextEdit[] | undefined;
  /** Locks that stop reads or writes of existing tables, taken by this statement (PostgreSQL). */
  locks(): readonly TableLock[];
}

/** One listener for each kind of operation. */
type OperationListeners = {
  readonly [K in OperationKind]?: (operation: OperationOf<K>, context: StepContext) => void;
};

export interface Listeners extends OperationListeners {
  /** Every operation, after the listeners of its kind. */
  readonly operation?: (operation: Operation, context: StepContext) => void;
  /** Every statement, before its operations. */
  readonly statement?: (statement: Statement, context: StepContext) => void;
  /** The end of the file, for what only the whole of it shows; `memory` carries what was seen. */
  readonly migration?: (context: FileContext) => void;
  /** Every table of the schema as it stands in the end (or in the dump or models). */
  readonly table?: (table: Table, context: BaseContext) => void;
  /** One thing in which models or a schema file differ from what the migrations make; its place is theirs. */
  readonly difference?: (difference: SchemaDifference, context: BaseContext) => void;
  /** The schema as a whole, once. */
  readonly schema?: (schema: Schema, context: BaseContext) => void;
}

/** One check. Its id is also its file's name, diagnostic code, setting, suppression and page. */
export interface Rule {
  readonly id: string;
  readonly category: RuleCategory;
  readonly severity: Severity;
  readonly dialects: readonly Dialect[];
  /** On unless a team turns it off: only what a competent DBA would act on. */
  readonly recommended: boolean;
  /** One sentence: what the engine does. Heads the page and the setting. */
  readonly what: string;
  /** The incident that it prevents, and when there is none. */
  readonly why: string;
  /** What to do instead. */
  readonly instead: string;
  readonly sources: readonly string[];
  /**
   * Texts that it looks at. Default: `up` for listeners on operations; for `table` and `schema` listeners the models
   * when there are some (the team edits those), else the schema that the migrations make, else the dump.
   */
  readonly reviews?: readonly Purpose[];
  /** The harm grows with the rows of the table: silent on a table known to be small, weaker on a middling one. */
  readonly scales?: 'rows';
  /** Rules that would say the same hazard on an overlapping span; this one's finding stands for theirs. */
  readonly supersedes?: readonly string[];
  readonly options?: Readonly<Record<string, RuleOption>>;
  readonly check: Listeners;
}

/** Declares a rule. */
export function defineRule(rule: Rule): Rule {
  return rule;
}
