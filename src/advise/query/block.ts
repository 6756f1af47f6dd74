/** A query as the analysis sees it: which tables and columns it uses, and how. */

export interface ColumnUse {
  readonly qualifier?: string;
  readonly name: string;
}

export type Join = 'from' | 'comma' | 'inner' | 'left' | 'right' | 'full' | 'cross';

export interface TableUse {
  readonly schema?: string;
  readonly name: string;
  /** By which the query calls it. */
  readonly alias: string;
  readonly join: Join;
  readonly start: number;
  readonly end: number;
}

/** What stands on the other side of a comparison. */
export type Operand =
  | { readonly kind: 'column'; readonly column: ColumnUse }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'parameter' }
  | { readonly kind: 'other' };

export type PredicateKind =
  | 'equal'
  | 'in'
  | 'is null'
  | 'range'
  | 'like'
  | 'not equal'
  | 'not in'
  | 'or'
  | 'exists'
  /** A function, a cast or arithmetic on the column. */
  | 'wrapped'
  | 'other';

export interface Predicate {
  readonly kind: PredicateKind;
  readonly column?: ColumnUse;
  readonly operand?: Operand;
  /** Every column in it. */
  readonly columns: readonly ColumnUse[];
  /** Of `or`: its branches. */
  readonly branches?: readonly (readonly Predicate[])[];
  /** It holds a query of its own. */
  readonly subquery?: Block;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface OrderPart {
  readonly column?: ColumnUse;
  readonly descending: 'yes' | 'no';
  readonly text: string;
}

export interface Block {
  readonly kind: 'select' | 'update' | 'delete';
  readonly tables: readonly TableUse[];
  /** WHERE and the ON of joins, taken apart at AND. */
  readonly predicates: readonly Predicate[];
  readonly hasWhere: boolean;
  /** `*` or `t.*` in the list. */
  readonly star: boolean;
  readonly selected: readonly ColumnUse[];
  /** Something in the list is no bare column. */
  readonly computed: boolean;
  readonly groupBy: readonly ColumnUse[];
  readonly orderBy: readonly OrderPart[];
  readonly limited: boolean;
  /** The number, or that there is one that is not written out. */
  readonly offset?: number | 'parameter';
  /** Queries in the list, in FROM, in WITH and in predicates. */
  readonly inner: readonly Block[];
  readonly start: number;
  readonly end: number;
}
