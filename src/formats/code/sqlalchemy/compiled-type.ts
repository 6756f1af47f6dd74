import type { Bound } from '../../../code';

/** An enumeration that a column has: a type of its own in PostgreSQL, else part of the column. */
export interface EnumType {
  readonly name: Bound | string;
  readonly schema?: string;
  readonly values: readonly string[];
  /** False for `create_type=False`: somebody else makes it. */
  readonly creates: boolean;
}

/** A column's type as the dialect's compiler writes it. */
export interface CompiledType {
  readonly sql: string;
  readonly enum?: EnumType;
  /** Old SQLAlchemy's `CHECK (flag IN (0, 1))`, where it is asked for. */
  readonly checks?: { readonly values: readonly string[]; readonly name?: Bound };
  readonly collation?: string;
  /** Why it is not told: no construct of SQLAlchemy or of a library that we know, values from elsewhere. */
  readonly untold?: string;
}
