import type {
  CodeType,
  Constant,
  Name,
  NumberLiteral,
  Placed,
  StringLiteral,
  UnknownExpr,
  UnknownStmt,
} from './leaves';

/** A string with expressions in it. */
export interface Template extends Placed {
  readonly kind: 'template';
  readonly parts: readonly (StringLiteral | Expr)[];
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
  /** PHP's `foreach`: the values of a list or map alone, or each with its key or number before it. Python goes over a map's keys. */
  readonly over?: 'values' | 'entries' | 'keys';
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
