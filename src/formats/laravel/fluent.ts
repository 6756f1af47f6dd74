import type { Bound, Placed, TextValue } from '../../code';
import type { Dialect } from '../../model';

/** What a project says of its database besides its migrations. */
export interface Settings {
  /** Laravel's major version: what `change()` and `float()` mean depends on it. */
  readonly laravel: number;
  /** `Schema::defaultStringLength(191)`. */
  readonly stringLength: string;
  readonly charset: string;
  readonly collation: string;
  /** The tables' prefix of the connection. */
  readonly prefix: string;
}

export interface Grammar {
  readonly dialect: Dialect;
  readonly settings: Settings;
}

/** What was called on a column, index or foreign key behind its making: `->nullable()->default(0)`, the last of each. */
export type Attributes = Map<string, readonly Bound[]>;

/** A column that a Blueprint adds or changes. */
export interface Column {
  readonly kind: 'column';
  readonly name: TextValue;
  /** Laravel's type: `bigInteger`, `string`. */
  readonly type: string;
  /** `length`, `total`, `places`, `precision`, `allowed`… */
  readonly params: Readonly<Record<string, Bound | string>>;
  readonly attributes: Attributes;
  readonly place: Placed;
  /** A foreignId may be constrained; other columns know no such word. */
  readonly isForeign?: boolean;
  /** foreignIdFor knows its table. */
  readonly table?: string;
}

export type IndexType = 'primary' | 'unique' | 'index' | 'fulltext' | 'spatialIndex';

export interface IndexCommand {
  readonly kind: 'index';
  readonly type: IndexType;
  readonly columns: readonly TextValue[];
  readonly name: TextValue;
  readonly algorithm?: string;
  /** `rawIndex('lower(name)', …)`. */
  readonly raw?: boolean;
  readonly attributes: Attributes;
  readonly place: Placed;
}

export interface ForeignCommand {
  readonly kind: 'foreign';
  readonly columns: readonly TextValue[];
  readonly name: TextValue;
  /** What is called on it: `references`, `on`, `onDelete`. */
  readonly attributes: Attributes;
  /** Said by `constrained()` rather than by calls. */
  readonly target?: { readonly table: TextValue; readonly columns: readonly TextValue[] };
  readonly place: Placed;
}

/** A step that is SQL already: a dropped column, a renamed index. */
export interface SqlCommand {
  readonly kind: 'sql';
  readonly text: TextValue;
}

/** What is asked of a Blueprint and cannot be told. */
export interface UntoldCommand {
  readonly kind: 'untold';
  readonly place: Placed;
  readonly reason: string;
}

export type Command = Column | IndexCommand | ForeignCommand | SqlCommand | UntoldCommand;

/** A table as its closure describes it. */
export interface Blueprint {
  readonly table: TextValue;
  readonly creates: boolean;
  readonly commands: Command[];
  /** `engine`, `charset`, `collation`, `comment`, `temporary`. */
  readonly options: Map<string, TextValue>;
  readonly place: Placed;
}
