import type { Statement } from '../../model';
import type { LexerSink } from '../text/lexer';
import type { Source } from '../text/source';
import type { RawStatement } from '../text/statements';
import type { Token } from '../text/token';

/** A routine that the script makes: its body is read when the script calls it. */
export interface KnownRoutine {
  readonly source: Source;
  readonly raw: RawStatement;
  /** It has been called and its body read; `dynamic` when part of it is put together at run time. */
  opened: 'not yet' | 'static' | 'dynamic';
}

/** SQL in strings that a variable was given, for MySQL's PREPARE and SQL Server's EXEC. */
export interface Prepared {
  readonly source: Source;
  readonly literals: readonly Token[];
  /** The strings are joined from parts, so that none of them is a whole statement. */
  readonly isJoined: boolean;
  /** SQL Server: the variable holds the name of this column's default constraint, which a query looked up. */
  readonly defaultOf?: Token;
}

/** What reading one script remembers from statement to statement. */
export interface ScriptContext {
  /** Reads a statement wherever it was found: in the text, in a string, in a block. */
  readonly read: (source: Source, raw: RawStatement, place: Place) => readonly Statement[];
  /** Reads all statements of a stretch of text: a script, or the SQL in a string. */
  readonly readRange: (
    source: Source,
    range: { readonly start: number; readonly end: number },
    place: Place,
  ) => readonly Statement[];
  readonly sink: LexerSink;
  readonly routines: Map<string, KnownRoutine>;
  readonly variables: Map<string, Prepared>;
}

/** How deep statements are opened: a string in a block in a routine. More is nobody's migration. */
export const DEEPEST = 4;

/** Where a statement stands: what makes it conditional, and how deep it was opened. */
export interface Place {
  readonly conditional: Statement['conditional'];
  readonly depth: number;
}

export const TOP: Place = { conditional: undefined, depth: 0 };

/** Comments and unclosed quotes were told when the text was first read. */
export const SILENT: LexerSink = { comment: () => undefined, unclosed: () => undefined };
