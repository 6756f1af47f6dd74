import type { Bound, CodeModule, CodeType, Placed } from '../../code';
import type { Ident, QualifiedName } from '../../model';

/** An EF model as it is built up by conventions, attributes and the model builder: what the last one says holds. */

/** Where something stands. */
export interface At {
  readonly module: CodeModule;
  readonly place: Placed;
}

export interface Property extends At {
  readonly name: string;
  clr: CodeType | undefined;
  column?: Ident;
  order?: number;
  type?: Bound;
  required?: boolean;
  unicode?: boolean;
  fixedLength?: boolean;
  maxLength?: number;
  precision?: number;
  scale?: number;
  rowVersion?: boolean;
  value?: { readonly kind: 'value' | 'sql'; readonly bound: Bound };
  computed?: { readonly bound: Bound; readonly stored: boolean };
  /** The provider's way of numbering; `none` where it was turned off. */
  strategy?: 'always' | 'by default' | 'serial' | 'identity' | 'none';
  generated?: boolean;
  comment?: string;
  collation?: string;
  charset?: string;
}

export interface Key extends At {
  readonly properties: readonly string[];
  readonly primary: boolean;
  name?: Ident;
  clustered?: boolean;
}

export interface Index extends At {
  readonly properties: readonly string[];
  name?: Ident;
  unique?: boolean;
  filter?: Bound | 'none';
  method?: string;
  descending?: readonly boolean[];
  include?: readonly string[];
  operators?: readonly string[];
  nullsNotDistinct?: boolean;
  prefix?: readonly number[];
}

export interface Relation extends At {
  dependent: Entity;
  principal: Entity;
  /** Undefined until somebody says, or convention finds them. */
  properties: readonly string[] | undefined;
  principalProperties?: readonly string[];
  onDelete?: string;
  required?: boolean;
  unique?: boolean;
  name?: Ident;
  /** The navigation from the dependent: names the foreign key by convention. */
  navigation?: string;
  inverse?: string;
}

export interface Check extends At {
  readonly name: Ident;
  readonly sql: Bound;
}

/** An owned type: its owner, and the navigation that leads to it. */
export interface Ownership {
  readonly entity: Entity;
  readonly navigation: string;
  readonly many: 'one' | 'many';
  required?: boolean;
  json?: Ident | 'by navigation';
}

export interface Entity extends At {
  readonly name: string;
  readonly properties: Map<string, Property>;
  readonly keys: Key[];
  readonly indexes: Index[];
  readonly checks: Check[];
  readonly ignored: Set<string>;
  /** `null` where it has none. */
  table?: Ident | null;
  schema?: string | null;
  view?: QualifiedName;
  comment?: string;
  excluded?: boolean;
  keyless?: boolean;
  base?: Entity;
  discriminator?: string;
  inheritance?: 'TPH' | 'TPT' | 'TPC';
  owner?: Ownership;
}

export interface Sequence extends At {
  readonly sequence: QualifiedName;
  readonly clr: CodeType | undefined;
}

export interface Enum extends At {
  readonly type: QualifiedName;
  readonly values: readonly string[];
}

export interface Model {
  readonly entities: Map<string, Entity>;
  readonly relations: Relation[];
  readonly sequences: Sequence[];
  readonly enums: Enum[];
  readonly extensions: Ident[];
  defaultSchema?: string;
  /** How keys number themselves where nothing is said (Npgsql: `UseSerialColumns`…). */
  strategy?: Property['strategy'];
  /** A snapshot says everything; classes leave much to convention. */
  readonly source: 'snapshot' | 'classes';
}

export function createModel(source: Model['source']): Model {
  return { entities: new Map(), relations: [], sequences: [], enums: [], extensions: [], source };
}

/** The entity of a name, made where it is not there yet. */
export function entityNamed(model: Model, name: string, at: At): Entity {
  const known = model.entities.get(name);
  if (known) return known;
  const entity: Entity = {
    name,
    module: at.module,
    place: at.place,
    properties: new Map(),
    keys: [],
    indexes: [],
    checks: [],
    ignored: new Set(),
  };
  model.entities.set(name, entity);
  return entity;
}

export function propertyNamed(entity: Entity, name: string, at: At, clr?: CodeType): Property {
  const known = entity.properties.get(name);
  if (known) {
    if (clr) known.clr = clr;
    return known;
  }
  const property: Property = { name, clr, module: at.module, place: at.place };
  entity.properties.set(name, property);
  return property;
}

/** The root of an inheritance. */
export function rootOf(entity: Entity, depth = 0): Entity {
  return entity.base && depth < 32 ? rootOf(entity.base, depth + 1) : entity;
}

/** A property of the entity or of what it derives from. */
export function findProperty(entity: Entity, name: string, depth = 0): Property | undefined {
  return (
    entity.properties.get(name) ?? (entity.base && depth < 32 ? findProperty(entity.base, name, depth + 1) : undefined)
  );
}

/** The primary key: said of the entity, or of its root. */
export function primaryKeyOf(entity: Entity): Key | undefined {
  const own = entity.keys.findLast(({ primary }) => primary);
  const root = rootOf(entity);
  return own ?? (root === entity ? undefined : root.keys.findLast(({ primary }) => primary));
}
