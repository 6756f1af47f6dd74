/** What a rehearsal needs of a database engine. The process that it runs in, its limits and its clock are the caller's (src/sandbox). */

/** An error of the engine itself, as it says it. */
export interface SqlError {
  /** SQLSTATE, or the number of MySQL's error, or SQLite's result code. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  readonly hint?: string;
  /** Where in the statement, counted from 0; absent where the engine doesn't say. */
  readonly position?: number;
  /** What PL/pgSQL was doing. */
  readonly where?: string;
}

/** A statement that was run: the engine's answer and the milliseconds that it took there. */
export type Ran =
  | { readonly kind: 'applied'; readonly ms: number; readonly notices: readonly string[] }
  | { readonly kind: 'failed'; readonly ms: number; readonly error: SqlError };

/** Statements run one by one; the rest is left when one fails. */
export interface RanAll {
  readonly applied: number;
  readonly failure?: SqlError;
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

/** Why an engine is gone in the middle of its work. */
export type EndReason = 'statement time' | 'total time' | 'cancelled' | 'crashed';

/** Thrown by an engine that is gone; caught where a rehearsal begins, which makes a value of it. */
export class EngineEnded extends Error {
  constructor(
    readonly reason: EndReason,
    message: string,
  ) {
    super(message);
  }
}

/** One database of one engine. Every call throws `EngineEnded` once the engine is gone. */
export interface Engine {
  /** For people: `PostgreSQL 18.6 (PGlite)`. */
  readonly title: string;
  /** Rows of a query of our own; an error in it is a bug, and thrown. */
  query(sql: string): Promise<readonly Row[]>;
  /** Runs one statement of the user's. */
  run(sql: string): Promise<Ran>;
  /** Runs many of the user's, each by itself. */
  runAll(statements: readonly string[]): Promise<RanAll>;
  /** The whole database, for `EnginePort.open`. */
  dump(): Promise<Uint8Array>;
  end(): void;
}

/** Starts engines. */
export interface EnginePort {
  /** An empty database, or one as it was dumped. */
  open(from: {
    readonly dump?: Uint8Array;
    readonly extensions: readonly string[];
    /** PostgreSQL where it is not said. */
    readonly dialect?: 'postgresql' | 'sqlite';
  }): Promise<Engine>;
  /** Extensions that the engine can load. */
  readonly extensions: ReadonlySet<string>;
}
