import type { ConstraintSpec, Expression } from './constraint';
import type { Ident } from './names';
import type { Span } from './text';
import type { SqlType } from './type';

/** How a column numbers itself. MySQL's AUTO_INCREMENT and SQLite's AUTOINCREMENT are `auto increment`. */
export type Identity = 'always' | 'by default' | 'auto increment';

export interface GeneratedColumn {
  readonly expression: Expression;
  readonly stored: boolean;
}

/** A column as a statement or model declares it. Inline constraints are in `constraints`, with `inline: true`. */
export interface ColumnSpec {
  readonly name: Ident;
  /** Absent in SQLite's typeless columns and where it could not be told. */
  readonly type?: SqlType;
  /** `false` for NOT NULL, `true` for an explicit NULL, absent when nothing is said. */
  readonly nullable?: boolean;
  /** The words NOT NULL or NULL. */
  readonly nullableSpan?: Span;
  readonly default?: Expression;
  /** From DEFAULT to the end of its expression. */
  readonly defaultSpan?: Span;
  /** SQL Server: defaults are constraints with a name (`CONSTRAINT DF_x DEFAULT 0`). */
  readonly defaultName?: Ident;
  readonly identity?: Identity;
  readonly generated?: GeneratedColumn;
  readonly collation?: string;
  readonly charset?: string;
  /** MySQL `ON UPDATE CURRENT_TIMESTAMP`. */
  readonly onUpdate?: Expression;
  readonly comment?: string;
  readonly constraints: readonly ConstraintSpec[];
  /** The whole definition, starting with the name. */
  readonly span: Span;
}

/** Where a new or changed column goes in MySQL. */
export type ColumnPlace = { readonly kind: 'first' } | { readonly kind: 'after'; readonly column: Ident };
