import type { Bound, Call, ClassDef, Placed, Scope, TextValue } from '../../code';
import type { Said } from '../code/said';
import { propertiesOf } from '../code/values';

export interface DeclaredAttribute {
  readonly key: TextValue;
  readonly place: Placed;
  /** Its options; the type alone where that is all. */
  readonly said: Said;
}

/** A model as the project writes it. */
export interface Declared {
  readonly name: TextValue;
  readonly place: Placed;
  readonly scope: Scope;
  readonly path: string;
  /** By what other code means it: the call that defines it, its class. */
  readonly origin: Call | ClassDef;
  /** Undefined where they cannot be told. */
  readonly attributes: readonly DeclaredAttribute[] | undefined;
  readonly options: Said;
  /** Indexes said at attributes. */
  readonly indexes: readonly Bound[];
  readonly foreignKeys: readonly ForeignKeyField[];
}

/** An attribute that says which model it leads to. */
export interface ForeignKeyField {
  readonly to: Bound;
  readonly name: TextValue;
}

export type Kind = 'belongsTo' | 'hasOne' | 'hasMany' | 'belongsToMany';

/** `User.hasMany(Post, { foreignKey: 'authorId' })` */
export interface Association {
  readonly kind: Kind;
  readonly source: Bound | Declared;
  readonly target: Bound;
  readonly said: Said;
  readonly place: Placed;
  readonly scope: Scope;
  readonly path: string;
}

export interface DeclaredIn {
  readonly models: readonly Declared[];
  readonly associations: readonly Association[];
}

export function saidOf(bound: Bound | undefined): Said {
  const properties = bound && propertiesOf(bound);
  return new Map(properties?.map(({ key, value }) => [key, value]));
}
