import type { Bound, CodeModule, Placed } from '../../code';
import type { SchemaRef } from './refs';

/** What a document may hold, as a schema declares it. */

/** A place in one of the files. */
export interface Site {
  readonly module: CodeModule;
  readonly place: Placed;
}

export type Shape =
  /** A word of MongoDB's types. */
  | { readonly kind: 'scalar'; readonly word: string }
  /** Fields below a name, without an `_id` of their own. */
  | { readonly kind: 'nested'; readonly fields: readonly Field[] }
  | { readonly kind: 'document'; readonly schema: Schema }
  | { readonly kind: 'array'; readonly of: Element }
  | { readonly kind: 'map'; readonly of: Element | undefined };

/** What stands in an array, a map or at a path, with its options. */
export interface Element {
  readonly shape: Shape;
  readonly options: Bound | undefined;
  /** Where the type is written. */
  readonly at: Site;
}

export interface Field extends Element {
  readonly key: string;
  /** The name. */
  readonly site: Site;
  /** From the name to the end of its definition. */
  readonly whole: Placed;
}

/** An index that a schema declares for itself: `schema.index(…)`, `@index(…)`. */
export interface Declared {
  readonly keys: Bound;
  readonly options: Bound | undefined;
  readonly site: Site;
}

/** What could not be told, and why. */
export interface Unread extends Site {
  readonly reason: string;
}

export interface Schema {
  /** In the order of their keys; a later definition of a key stands in the place of an earlier one. */
  readonly fields: readonly Field[];
  readonly options: readonly Bound[];
  /** `_id: false` among the fields. */
  readonly withoutId: boolean;
  readonly indexes: readonly Declared[];
  readonly unread: readonly Unread[];
  /** The definition as a whole. */
  readonly site: Site;
}

/** The schemas of a project by what they are written as. */
export interface Schemas {
  /** The schema of a reference; undefined inside itself. */
  of(ref: SchemaRef): Schema | undefined;
  /** What could not be told in a place that has no schema of its own. */
  note(unread: readonly Unread[]): void;
}

/** What a part of a schema says, to be put together. */
export interface Definition {
  readonly fields: readonly Field[];
  readonly unread: readonly Unread[];
  /** `_id: false` among the fields. */
  readonly withoutId: boolean;
}

export const NOTHING: Definition = { fields: [], unread: [], withoutId: false };

export const MIXED: Shape = { kind: 'scalar', word: 'mixed' };
