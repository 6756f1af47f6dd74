/**
 * Program text in one shape, whatever the language: what migrations and models are made of (calls, literals, classes, fields,
 * loops) with its places, and `unknown` for all else. Every node has offsets into the module's text.
 */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A piece of a string. A text as long as its place stands there letter for letter; otherwise the place is an escape. */
export interface StringPiece extends Placed {
  readonly text: string;
}

export interface StringLiteral extends Placed {
  readonly kind: 'string';
  readonly value: string;
  /** In order; together they are the value. */
  readonly pieces: readonly StringPiece[];
  /** Ruby's `:name`. */
  readonly symbol?: boolean;
}

export interface NumberLiteral extends Placed {
  readonly kind: 'number';
  /** As written, without underscores and suffixes. */
  readonly text: string;
}

export interface Constant extends Placed {
  readonly kind: 'constant';
  readonly value: boolean | null;
}

/** An identifier, `self`, `this` or `$this`; PHP's sigil is left out. */
export interface Name extends Placed {
  readonly kind: 'name';
  readonly name: string;
}

export interface UnknownExpr extends Placed {
  readonly kind: 'unknown';
}

/** A type as written: `string`, `Mapped[Optional[str]]`, `ICollection<Post>?`, `*time.Time`, `User[]`. */
export interface CodeType extends Placed {
  /** Dotted, without arguments and marks. For a union the one that is not null or undefined. */
  readonly name: string;
  readonly args: readonly CodeType[];
  /** `?`, `| null`, `*` (Go), `Optional[…]` stays a type of that name. */
  readonly nullable?: boolean;
  readonly list?: boolean;
  /** String literals of a union: `'a' | 'b'`. */
  readonly literals?: readonly string[];
  readonly text: string;
}

export interface UnknownStmt extends Placed {
  readonly kind: 'unknown';
}
