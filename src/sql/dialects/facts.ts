/** How a dialect writes strings, names and comments. */
export interface Lexis {
  /** Backslash escapes inside plain quotes. */
  readonly backslashEscapes: boolean;
  /** `"x"` is a string rather than a name. */
  readonly doubleQuotedStrings: boolean;
  readonly backtickNames: boolean;
  /** `[x]` is a name; `doubled`: `]]` inside stands for `]`. */
  readonly bracketNames: 'none' | 'plain' | 'doubled';
  readonly dollarQuotes: boolean;
  readonly hashComments: boolean;
  readonly nestedComments: boolean;
  /** Which executable comment is code: `!` or `M!` and its version (undefined when none is written). */
  readonly runsComment: ((mark: '!' | 'M!', version: number | undefined) => boolean) | undefined;
  /** A number may start a name: MySQL's `2fa_tokens`. */
  readonly namesStartWithDigits: boolean;
  /** Signs beside `$` that are part of names: T-SQL's `#temporary` and `@variable`, Oracle's `SYS$#`. */
  readonly nameSigns: string;
  /** Oracle's `q'[…]'`. */
  readonly quotedByQ: boolean;
  /** Lines that the command-line client takes for itself start with this sign. */
  readonly clientSign: '\\' | '.' | undefined;
  /** `DELIMITER` lines. */
  readonly delimiters: boolean;
  /** Kinds of routine whose BEGIN … END may hold semicolons. */
  readonly compound: ReadonlySet<string>;
}

/** Words with a meaning inside a column definition. */
export interface ColumnWords {
  /** Words that end a type or a DEFAULT expression because the next part of the definition starts there. */
  readonly ends: ReadonlySet<string>;
}
