import type { Bound, CodeModule, CodeType, Placed, Scope } from '../../code';
import type { ClassRef, Target } from '../code/decorated';
import type { Strategy } from './types';

/** What classes and entity schemas say, as TypeORM stores it before it makes tables of it (metadata-args). */

/** A property of a class, or of an entity schema. */
export interface Property {
  readonly key: string;
  readonly at: Placed;
  readonly module: CodeModule;
}

export type Mode = 'regular' | 'createDate' | 'updateDate' | 'deleteDate' | 'version' | 'treeLevel';

export interface ColumnArgs extends Property {
  readonly mode: Mode;
  /** The type's word: as given, or the class that the property's type is. */
  readonly word: string | undefined;
  readonly options: Bound | undefined;
  readonly primary: boolean;
  readonly strategy?: Strategy;
}

export interface EmbeddedArgs extends Property {
  /** Undefined when the class is not found. */
  readonly body: Members | undefined;
  /** Undefined: the property's name; empty: none. */
  readonly prefix: string | undefined;
  readonly shown: Placed;
}

export interface JoinArgs {
  readonly name: Bound | undefined;
  readonly referenced: string | undefined;
  readonly constraintName: Bound | undefined;
}

export interface JoinTableArgs {
  readonly options: Bound | undefined;
  readonly joins: readonly JoinArgs[];
  readonly inverses: readonly JoinArgs[];
}

export interface RelationArgs extends Property {
  readonly kind: 'many-to-one' | 'one-to-one' | 'many-to-many' | 'one-to-many';
  readonly target: Target | undefined;
  /** The property of the other side. */
  readonly inverse: string | undefined;
  readonly options: Bound | undefined;
  readonly joins: readonly JoinArgs[];
  readonly joinTable: JoinTableArgs | undefined;
  readonly shown: Placed;
}

/** `@Index`, `@Unique`: columns are properties, by their paths; a name that is given points at itself. */
export interface KeyArgs {
  readonly columns: readonly { readonly path: string; readonly at: Placed }[] | undefined;
  readonly name: Bound | undefined;
  readonly options: Bound | undefined;
  readonly at: Placed;
  readonly module: CodeModule;
}

/** `@Check`, `@Exclusion`. */
export interface ConditionArgs {
  readonly kind: 'check' | 'exclusion';
  readonly name: Bound | undefined;
  readonly expression: Bound | undefined;
  readonly at: Placed;
  readonly module: CodeModule;
}

/** `@ForeignKey` on a property or a class (TypeORM 0.3.22). */
export interface ForeignArgs {
  readonly target: Target | undefined;
  readonly columns: readonly { readonly path: string; readonly at: Placed }[];
  readonly referenced: readonly string[];
  readonly options: Bound | undefined;
  readonly at: Placed;
  readonly module: CodeModule;
}

/** What a class with its base classes, or a schema, has. Base classes come first: they are decorated first. */
export interface Members {
  readonly columns: readonly ColumnArgs[];
  readonly embeddeds: readonly EmbeddedArgs[];
  readonly relations: readonly RelationArgs[];
  readonly indexes: readonly KeyArgs[];
  readonly uniques: readonly KeyArgs[];
  readonly conditions: readonly ConditionArgs[];
  readonly foreigns: readonly ForeignArgs[];
}

export interface EntityArgs {
  readonly kind: 'table' | 'child' | 'view';
  readonly className: string;
  readonly ref: ClassRef | undefined;
  readonly module: CodeModule;
  /** The class or schema's own name. */
  readonly nameAt: Placed;
  readonly place: Placed;
  readonly name: Bound | undefined;
  readonly options: Bound | undefined;
  readonly members: Members;
  /** True for `@TableInheritance`: the classes that extend this one share its table. */
  readonly discriminated: boolean;
  readonly discriminator?: { readonly options: Bound; readonly at: Placed };
  readonly tree?: { readonly kind: string; readonly options: Bound | undefined; readonly at: Placed };
}

export const NO_MEMBERS: Members = {
  columns: [],
  embeddeds: [],
  relations: [],
  indexes: [],
  uniques: [],
  conditions: [],
  foreigns: [],
};

/** Members of several classes; of two properties of one name the first stands, as in TypeORM's storage. */
export function joined(all: readonly Members[]): Members {
  const once = <T extends Property>(items: readonly T[]): readonly T[] => {
    const seen = new Set<string>();
    return items.filter(({ key }) => !seen.has(key) && seen.add(key));
  };
  return {
    columns: once(all.flatMap(({ columns }) => columns)),
    embeddeds: once(all.flatMap(({ embeddeds }) => embeddeds)),
    relations: once(all.flatMap(({ relations }) => relations)),
    indexes: all.flatMap(({ indexes }) => indexes),
    uniques: all.flatMap(({ uniques }) => uniques),
    conditions: all.flatMap(({ conditions }) => conditions),
    foreigns: all.flatMap(({ foreigns }) => foreigns),
  };
}

const CLASSES: Readonly<Record<string, string>> = {
  string: 'String',
  String: 'String',
  number: 'Number',
  Number: 'Number',
  boolean: 'Boolean',
  Boolean: 'Boolean',
  true: 'Boolean',
  false: 'Boolean',
  Date: 'Date',
  Buffer: 'Buffer',
  Uint8Array: 'Buffer',
};

/** The class that TypeScript emits for a property's type (`design:type`); undefined where that is no class of a column. */
export function classWord(type: CodeType | undefined, scope: Scope): string | undefined {
  if (!type || type.list) return undefined;
  if (Object.hasOwn(CLASSES, type.name)) return CLASSES[type.name];
  const own = scope.class(type.name.split('.')[0] ?? '');
  if (own?.def.form !== 'enum') return undefined;
  const isText = own.def.body.some(
    (member) => member.kind === 'enumMember' && (member.value?.kind === 'string' || member.value?.kind === 'template'),
  );
  return isText ? 'String' : 'Number';
}

/** `String`, `Number`… given as a type. */
export function namedClass(name: string): string | undefined {
  return /^[A-Z]/.test(name) && Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
}
