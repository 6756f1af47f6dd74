import type { ColumnSpec, Dialect, Operation } from '../../model';
import type { Annotation } from './annotations';
import type { TableDraft } from './draft';
import type { Entity } from './entities';
import type { Attribute } from './hierarchy';
import type { Project } from './project';
import type { JavaClass, TypeIn, World } from './world';

/** What is known while entities are read. */
export interface Reading {
  readonly world: World;
  readonly project: Project;
  readonly dialect: Dialect;
  readonly entities: ReadonlyMap<JavaClass, Entity>;
  readonly converters: ReadonlyMap<string, TypeIn>;
  readonly tables: Map<string, TableDraft>;
  /** The columns of an entity's identifier. */
  readonly ids: (entity: Entity) => readonly ColumnSpec[];
  /** The columns of an entity's basic and embedded attributes. */
  readonly columns: (entity: Entity) => readonly ColumnSpec[];
  /** Sequences, types and views by name: each is made once, in the file that first needs it. */
  readonly objects: Map<string, { readonly uri: string; readonly operation: Operation }>;
}

/** Where the columns of an entity's or embeddable's attributes go. */
export interface Mapping {
  readonly entity: Entity;
  readonly draft: TableDraft;
  readonly on: Reading;
  readonly mayBeNull: boolean;
  readonly isKey: boolean;
  /** `@AttributeOverride` by the path from here: `address.city`. */
  readonly columns: ReadonlyMap<string, Annotation>;
  /** `@AssociationOverride` alike. */
  readonly joins: ReadonlyMap<string, readonly Annotation[]>;
  /** Associations that give parts of the identifier (`@MapsId`), by the part's name; the whole is the empty text. */
  readonly mapped: ReadonlyMap<string, Attribute>;
  readonly secondary: ReadonlyMap<string, TableDraft>;
}

/** The entity that a type names. */
export function entityNamed({ type, from }: TypeIn, on: Reading): Entity | undefined {
  const cls = on.world.lookup(type.name, from);
  return cls && on.entities.get(cls);
}
