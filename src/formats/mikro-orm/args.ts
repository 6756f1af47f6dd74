import type { Bound, ClassDef, CodeModule, CodeType, Placed, Scope } from '../../code';
import type { Said } from '../code/said';

/** What classes and schemas say of entities, before tables are made of it. */

export type Kind = 'scalar' | 'm:1' | '1:1' | 'm:n' | '1:m' | 'embedded';

export interface PropertyArgs {
  readonly key: string;
  readonly at: Placed;
  readonly module: CodeModule;
  readonly scope: Scope;
  readonly kind: Kind;
  readonly options: Said;
  /** The property's type in TypeScript, and the value that a new entity has. */
  readonly type: CodeType | undefined;
  readonly initial: Bound | undefined;
  readonly primary: boolean;
  /** True for `@Enum`, `p.enum`. */
  readonly enumerated: boolean;
  /** What stands for it: its decorator, its entry. */
  readonly shown: Placed;
}

/** `@Index`, `@Unique`, or the same of a schema: columns are properties by their paths. */
export interface KeyArgs {
  readonly kind: 'index' | 'unique';
  readonly properties: readonly { readonly path: string; readonly at: Placed }[];
  readonly options: Said;
  readonly at: Placed;
  readonly module: CodeModule;
}

/** `@Check`, or a property's `check`. */
export interface CheckArgs {
  readonly name: Bound | undefined;
  readonly expression: Bound | undefined;
  readonly property: string | undefined;
  readonly at: Placed;
  readonly module: CodeModule;
}

/** A class or schema: an entity, something embedded, or a base of these. */
export interface EntityArgs {
  readonly kind: 'entity' | 'embeddable' | 'base';
  readonly className: string;
  readonly def: ClassDef | undefined;
  readonly module: CodeModule;
  readonly nameAt: Placed;
  readonly place: Placed;
  readonly options: Said;
  readonly properties: readonly PropertyArgs[];
  readonly keys: readonly KeyArgs[];
  readonly checks: readonly CheckArgs[];
  /** What it extends, the nearest first; named where a schema says it by name. */
  readonly bases: readonly (EntityArgs | string)[];
}
