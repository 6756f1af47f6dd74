import type { Ident } from '../../model';
import { opaque } from '../code/build';
import { type Annotation, find, nested, repeated, textOf } from './annotations';
import { putAssociation } from './associations';
import { putBasic } from './columns';
import { type Attribute, annotationsOn, attributesOf, levelsOf } from './hierarchy';
import type { Mapping, Reading } from './reading';
import type { JavaClass } from './world';

/** Attributes with tables of their own, or none. */
const COLLECTIONS: readonly string[] = [
  'OneToMany',
  'ManyToMany',
  'ElementCollection',
  'CollectionOfElements',
  'ManyToAny',
];
const NOWHERE: readonly string[] = [
  'Formula',
  'JoinFormula',
  'JoinColumnsOrFormulas',
  'JoinColumnOrFormula',
  'Transient',
];

export function isCollection({ annotations }: Attribute): boolean {
  return annotations.some(({ name }) => COLLECTIONS.includes(name));
}

/** The class of an embedded attribute. */
export function embeddedClass({ annotations, type }: Attribute, on: Reading): JavaClass | undefined {
  if (type.type.list) return undefined;
  if (find(annotations, 'Convert', 'Type', 'JdbcTypeCode', 'Lob', 'Enumerated')) return undefined;
  const cls = on.world.lookup(type.type.name, type.from);
  if (!cls) return undefined;
  return find(annotations, 'Embedded', 'EmbeddedId') || find(annotationsOn(cls), 'Embeddable') ? cls : undefined;
}

/** Puts the columns of an attribute into its table, and gives their names. */
export function putAttribute(attribute: Attribute, mapping: Mapping): readonly Ident[] {
  const { annotations, module, nameAt } = attribute;
  const { on, draft } = mapping;
  if (isCollection(attribute) || find(annotations, ...NOWHERE)) return [];
  if (find(annotations, 'Any')) {
    draft.others.push(opaque(module, nameAt, '@Any is not read: what its key refers to is told by rows'));
    return [];
  }
  const mapper = mapping.isKey ? mapping.mapped.get(attribute.name) : undefined;
  if (mapper) return putAttribute(mapper, { ...mapping, mapped: new Map() });
  if (find(annotations, 'ManyToOne', 'OneToOne')) return putAssociation(attribute, mapping);
  const embedded = embeddedClass(attribute, on);
  if (embedded) return putEmbedded(attribute, embedded, mapping);
  const column = mapping.columns.get(attribute.name);
  const table = textOf(column ?? find(annotations, 'Column'), 'table')?.text;
  const other = table === undefined ? undefined : mapping.secondary.get(table.toLowerCase());
  return putBasic(attribute, { ...mapping, draft: other ?? draft, ...(column ? { column } : {}) });
}

/** The attributes of an embeddable, in the table of what it is embedded in. */
function putEmbedded(attribute: Attribute, cls: JavaClass, mapping: Mapping): readonly Ident[] {
  const own = overridesIn(attribute.annotations);
  const inner: Mapping = {
    ...mapping,
    columns: new Map([...own.columns, ...below(mapping.columns, attribute.name)]),
    joins: new Map([...own.joins, ...below(mapping.joins, attribute.name)]),
  };
  return embeddedAttributes(cls, mapping).flatMap((one) => putAttribute(one, inner));
}

export function embeddedAttributes(
  cls: JavaClass,
  { entity, on }: Pick<Mapping, 'entity' | 'on'>,
): readonly Attribute[] {
  return levelsOf(cls, on.world).flatMap((level) => {
    const isMapped = level.cls === cls || level.kind === 'mapped' || find(annotationsOn(level.cls), 'Embeddable');
    const access = level.cls.def.form === 'record' ? 'field' : entity.access;
    return isMapped ? attributesOf(level, access) : [];
  });
}

/** `@AttributeOverride` and `@AssociationOverride` by the names they are for. */
export function overridesIn(annotations: readonly Annotation[]): Pick<Mapping, 'columns' | 'joins'> {
  const columns = repeated(annotations, 'AttributeOverride').flatMap(
    (one): readonly (readonly [string, Annotation])[] => {
      const [name, column] = [textOf(one, 'name')?.text, nested(one, 'column')[0]];
      return name === undefined || !column ? [] : [[name, column]];
    },
  );
  const joins = repeated(annotations, 'AssociationOverride').flatMap(
    (one): readonly (readonly [string, readonly Annotation[]])[] => {
      const name = textOf(one, 'name')?.text;
      return name === undefined ? [] : [[name, nested(one, 'joinColumns')]];
    },
  );
  return { columns: new Map(columns), joins: new Map(joins) };
}

function below<T>(overrides: ReadonlyMap<string, T>, name: string): ReadonlyMap<string, T> {
  const prefix = `${name}.`;
  return new Map(
    [...overrides].flatMap(([path, value]) =>
      path.startsWith(prefix) ? [[path.slice(prefix.length), value] as const] : [],
    ),
  );
}
