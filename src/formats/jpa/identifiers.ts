import type { ColumnSpec } from '../../model';
import { find, textOf } from './annotations';
import { allAttributes, type Entity } from './entities';
import type { Attribute } from './hierarchy';
import { overridesIn, putAttribute } from './mapping';
import type { Mapping, Reading } from './reading';
import { emptyDraft } from './tables';

export function isIdentifier({ annotations }: Attribute): boolean {
  return find(annotations, 'Id', 'EmbeddedId') !== undefined;
}

/** Associations by the part of the identifier that they give. */
export function mappedIds(attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> {
  const ids = attributes.filter(isIdentifier);
  return new Map(
    attributes.flatMap((attribute): readonly (readonly [string, Attribute])[] => {
      const mapsId = find(attribute.annotations, 'MapsId');
      if (!mapsId) return [];
      const part = textOf(mapsId, 'value')?.text ?? ids[0]?.name;
      return part === undefined ? [] : [[part, attribute]];
    }),
  );
}

/** Overrides on an entity's class and its mapped bases: those nearer to it win. */
export function classOverrides(entity: Entity): Pick<Mapping, 'columns' | 'joins'> {
  const found = entity.own.map(({ cls }) =>
    overridesIn(cls.def.decorators.length === 0 ? [] : cls === entity.cls ? entity.annotations : []),
  );
  return {
    columns: new Map(found.flatMap(({ columns }) => [...columns])),
    joins: new Map(found.flatMap(({ joins }) => [...joins])),
  };
}

/** Asks for the columns of identifiers, each entity's once. */
export function identifiersIn(on: () => Reading): Reading['ids'] {
  const cache = new Map<Entity, readonly ColumnSpec[]>();
  return ({ root }) => {
    const before = cache.get(root);
    if (before) return before;
    // An identifier that leads back to itself has no columns while it is asked for.
    cache.set(root, []);
    const attributes = allAttributes(root);
    const found = columnsOf(root, attributes.filter(isIdentifier), {
      on: on(),
      isKey: true,
      mapped: mappedIds(attributes),
    });
    cache.set(root, found);
    return found;
  };
}

/** Asks for the columns of an entity that are no keys to others. */
export function basicColumnsIn(on: () => Reading): Reading['columns'] {
  return (entity) => {
    const attributes = allAttributes(entity).filter(({ annotations }) => !find(annotations, 'ManyToOne', 'OneToOne'));
    return columnsOf(entity, attributes, { on: on(), isKey: false, mapped: new Map() });
  };
}

type Asked = Pick<Mapping, 'on' | 'isKey' | 'mapped'>;

function columnsOf(entity: Entity, attributes: readonly Attribute[], asked: Asked): readonly ColumnSpec[] {
  const draft = emptyDraft(entity.table, entity.cls.module, entity.cls.def.nameAt);
  const mapping: Mapping = {
    entity,
    draft,
    mayBeNull: false,
    ...classOverrides(entity),
    secondary: new Map(),
    ...asked,
  };
  const names = attributes.flatMap((one) => putAttribute(one, mapping));
  return names.flatMap(({ name }) => draft.columns.get(name) ?? []);
}
