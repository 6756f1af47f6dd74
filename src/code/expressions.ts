import type { CodeType, Decorator, Stmt } from './statements';

/**
 * Program text in one shape, whatever the language: what migrations and models are made of (calls, literals, classes, fields,
 * loops) with its places, and `unknown` for all else. Every node has offsets into the module's text.
 */
export interface Placed {
  readonly start: number;
  readonly end: number;
}

/** A piece of a string: `text` stands at `at` in the file, letter for letter, unless `escaped` (then it is one escape). */
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

/** A string with expressions in it. */
export interface Template extends Placed {
  readonly kind: 'template';
  readonly parts: readonly (StringLiteral | Expr)[];
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

/** `object.name`, `Object::name`, `object->name`. */
export interface Member extends Placed {
  readonly kind: 'member';
  readonly object: Expr;
  readonly name: string;
  readonly nameAt: Placed;
}

export interface Index extends Placed {
  readonly kind: 'index';
  readonly object: Expr;
  readonly index: Expr;
}

/** An argument, with the name it is passed by (`null=True`, `null: false`, `maxLength: 5`) where it has one. */
export interface Argument extends Placed {
  readonly name?: string;
  readonly nameAt?: Placed;
  readonly value: Expr;
}

export interface Call extends Placed {
  readonly kind: 'call';
  readonly callee: Expr;
  readonly args: readonly Argument[];
  /** Ruby's `do |t| … end`. */
  readonly block?: FunctionExpr;
  /** `new User()`, `Model.new` stays a call of `new`. */
  readonly construct?: boolean;
  /** Type arguments: `AddColumn<string>(…)`. */
  readonly typeArgs?: readonly CodeType[];
}

export interface List extends Placed {
  readonly kind: 'list';
  readonly items: readonly Expr[];
}

export interface MapEntry extends Placed {
  readonly key: Expr;
  readonly value: Expr;
}

/** An object, dictionary, hash or PHP array with keys. `spreads` are `...other` and `**other`. */
export interface MapLiteral extends Placed {
  readonly kind: 'map';
  readonly entries: readonly MapEntry[];
  readonly spreads: readonly Expr[];
}

export interface Parameter extends Placed {
  readonly name: string;
  readonly type?: CodeType;
  readonly default?: Expr;
  readonly decorators: readonly Decorator[];
}

/** A lambda, arrow function, closure or block. An expression body is one `return`. */
export interface FunctionExpr extends Placed {
  readonly kind: 'function';
  readonly params: readonly Parameter[];
  readonly body: readonly Stmt[];
}

export interface Binary extends Placed {
  readonly kind: 'binary';
  readonly operator: string;
  readonly left: Expr;
  readonly right: Expr;
}

export interface Unary extends Placed {
  readonly kind: 'unary';
  readonly operator: string;
  readonly operand: Expr;
}

export interface Conditional extends Placed {
  readonly kind: 'conditional';
  readonly test: Expr;
  readonly consequence: Expr;
  readonly otherwise: Expr;
}

/** `...items`, `*items`. */
export interface Spread extends Placed {
  readonly kind: 'spread';
  readonly value: Expr;
}

/** `[f(x) for x in items]`. */
export interface Comprehension extends Placed {
  readonly kind: 'comprehension';
  readonly target: Expr;
  readonly iterable: Expr;
  readonly value: Expr;
  readonly condition?: Expr;
}

export interface UnknownExpr extends Placed {
  readonly kind: 'unknown';
}

export type Expr =
  | StringLiteral
  | Template
  | NumberLiteral
  | Constant
  | Name
  | Member
  | Index
  | Call
  | List
  | MapLiteral
  | FunctionExpr
  | Binary
  | Unary
  | Conditional
  | Spread
  | Comprehension
  | UnknownExpr;
