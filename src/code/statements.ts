import type { Comment, LineIndex, ReadProblem } from '../model';
import type { Argument, Expr, Parameter, Placed, StringLiteral } from './expressions';
import type { Language } from './language';

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

/** `@Column({…})`, `[Column("x")]`, `@Column(name = "x")`, `#[ORM\Column]`. */
export interface Decorator extends Placed {
  /** Dotted. */
  readonly name: string;
  readonly nameAt: Placed;
  readonly args: readonly Argument[];
}

/** What classes, functions and methods have in common. */
interface Declared extends Placed {
  readonly name: string;
  readonly nameAt: Placed;
  readonly decorators: readonly Decorator[];
  /** `static`, `public`, `abstract`, `readonly`, `async`, `virtual`, `override`, `final`… */
  readonly modifiers: readonly string[];
}

/** An assignment or declaration; in a class, a field or property. A field without a value has none. */
export interface Assign extends Placed {
  readonly kind: 'assign';
  readonly target: Expr;
  readonly value?: Expr;
  readonly type?: CodeType;
  readonly decorators: readonly Decorator[];
  readonly modifiers: readonly string[];
  /** `+=` and the like. */
  readonly operator?: string;
  /** Go's struct tag. */
  readonly tag?: StringLiteral;
  /** Go's embedded struct: the field's name is its type's. */
  readonly embedded?: boolean;
}

/** A function, or in a class a method. `self.up` in Ruby has the modifier `static`. */
export interface FunctionDef extends Declared {
  readonly kind: 'function';
  readonly params: readonly Parameter[];
  readonly body: readonly Stmt[];
  readonly returns?: CodeType;
  /** Go's receiver type; Ruby's and others' absent. */
  readonly receiver?: string;
}

export interface ClassDef extends Declared {
  readonly kind: 'class';
  readonly form: 'class' | 'interface' | 'enum' | 'struct' | 'module' | 'record' | 'trait';
  /** Base classes, interfaces and, in Ruby, the superclass; calls where a base is made by one. */
  readonly bases: readonly Expr[];
  /** The bases as types, with their arguments, where the language has them. */
  readonly baseTypes: readonly CodeType[];
  readonly keywords: readonly Argument[];
  readonly body: readonly Stmt[];
}

/** A member of an enum; the value as written. */
export interface EnumMember extends Placed {
  readonly kind: 'enumMember';
  readonly name: string;
  readonly nameAt: Placed;
  readonly value?: Expr;
  readonly args: readonly Argument[];
  readonly decorators: readonly Decorator[];
}

export interface ExpressionStmt extends Placed {
  readonly kind: 'expression';
  readonly value: Expr;
}

export interface If extends Placed {
  readonly kind: 'if';
  readonly test: Expr;
  readonly consequence: readonly Stmt[];
  readonly otherwise: readonly Stmt[];
}

/** `for x in items`, `foreach`, `for…of`; other loops have no iterable. */
export interface Loop extends Placed {
  readonly kind: 'loop';
  readonly target?: Expr;
  readonly iterable?: Expr;
  readonly body: readonly Stmt[];
}

export interface Return extends Placed {
  readonly kind: 'return';
  readonly value?: Expr;
}

/** `import x from 'm'`, `from m import x as y`, `using N;`, `require 'm'` stays a call. */
export interface Import extends Placed {
  readonly kind: 'import';
  readonly module: string;
  readonly names: readonly { readonly name: string; readonly as: string }[];
}

/** `with f() as x:`, `try`, `begin`, `using (…)`, plain braces, a namespace: its body runs. */
export interface Block extends Placed {
  readonly kind: 'block';
  readonly form: 'with' | 'try' | 'block' | 'namespace';
  readonly heads: readonly { readonly value: Expr; readonly as?: string }[];
  readonly body: readonly Stmt[];
  /** `namespace N` */
  readonly name?: string;
}

export interface Throw extends Placed {
  readonly kind: 'throw';
  readonly value?: Expr;
}

export interface UnknownStmt extends Placed {
  readonly kind: 'unknown';
}

export type Stmt =
  | Assign
  | FunctionDef
  | ClassDef
  | EnumMember
  | ExpressionStmt
  | If
  | Loop
  | Return
  | Import
  | Block
  | Throw
  | UnknownStmt;

/** One file of code. */
export interface CodeModule {
  readonly language: Language;
  readonly uri: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly body: readonly Stmt[];
  readonly comments: readonly Comment[];
  readonly problems: readonly ReadProblem[];
}
