import type { Ident } from '../../model';
import { spanOf, typeAt } from '../code/build';
import { type Annotation, find, identFor, nested, repeated, textOf, truthOf } from './annotations';
import { joinColumns, madeName, putReference, targetOf } from './associations';
import { columnName, putBasic } from './columns';
import type { TableDraft, TableName } from './draft';
import { allAttributes, type Entity, schemaName } from './entities';
import type { Attribute } from './hierarchy';
import { embeddedAttributes, embeddedClass, overridesIn, putAttribute } from './mapping';
import { physicalName } from './naming';
import type { Mapping, Reading } from './reading';
import { putExtras } from './table-extras';
import { chosenName, draftOf, putColumn, putUnique } from './tables';

interface Collection {
  readonly entity: Entity;
  readonly attribute: Attribute;
  readonly mapping: Mapping;
  readonly on: Reading;
}

/** The table of a collection, or the columns that it puts into the other side's. */
export function putCollection(attribute: Attribute, mapping: Mapping): void {
  const { entity, on } = mapping;
  const collection: Collection = { entity, attribute, mapping, on };
  const { annotations } = attribute;
  if (find(annotations, 'ElementCollection', 'CollectionOfElements')) {
    putElements(collection);
    return;
  }
  const association = find(annotations, 'OneToMany', 'ManyToMany', 'ManyToOne', 'OneToOne');
  const target = targetOf(elementOf(attribute), on) ?? targetOf(attribute, on);
  if (!association || !target) return;
  if (textOf(association, 'mappedBy')) {
    const order = find(annotations, 'OrderColumn');
    const there = order && tableOf(target, on);
    if (order && there) putOrder(order, attribute, there, on);
    return;
  }
  const joins = repeated(annotations, 'JoinColumn');
  if (association.name === 'OneToMany' && joins.length > 0 && !find(annotations, 'JoinTable'))
    putInTarget(collection, target, joins);
  else putJoinTable(collection, target, association);
}

function tableOf(entity: Entity, on: Reading): TableDraft {
  return draftOf(entity.table, entity.cls.module, entity.cls.def.nameAt, on);
}

/** What a collection holds: the last of its type's arguments. */
function elementOf(attribute: Attribute): Attribute {
  const { type, from } = attribute.type;
  const element = type.list ? { ...type, list: false } : (type.args.at(-1) ?? type);
  const annotations = attribute.annotations.filter(
    ({ name }) => !/^(?:NotNull|NotEmpty|NotBlank|Size|Length|Comment)$/.test(name),
  );
  return { ...attribute, type: { type: element, from }, annotations };
}

const isMap = ({ type }: Attribute) => /(?:^|\.)(?:\w*Map)$/.test(type.type.name);
const isSet = ({ type }: Attribute) => /(?:^|\.)(?:\w*Set)$/.test(type.type.name);

/** `@OneToMany` with `@JoinColumn`: the key stands in the target's table. */
function putInTarget({ entity, attribute, on }: Collection, target: Entity, joins: readonly Annotation[]): void {
  const draft = tableOf(target, on);
  const columns = joinColumns({ attribute, joins, target: entity, base: attribute.name, on });
  for (const { spec, annotation } of columns)
    putColumn(draft, truthOf(annotation, 'nullable') === false ? { ...spec, nullable: false } : spec);
  putReference({ draft, columns, target: entity, attribute, joins, on });
  const order = find(attribute.annotations, 'OrderColumn');
  if (order) putOrder(order, attribute, draft, on);
}

/** A table whose name is given or made, with the columns that refer to the owner. */
function linkTable(
  { entity, attribute, on }: Collection,
  annotation: Annotation | undefined,
  fallback: string,
): TableDraft {
  const given = textOf(annotation, 'name');
  const physical = physicalName(given?.text ?? fallback, on.project, on.dialect);
  const ident = given && annotation ? identFor(physical.name, annotation, given) : madeName(attribute, physical.name);
  const schema = schemaName(annotation, on.project, on.dialect) ?? (annotation ? undefined : entity.table.schema);
  const name: TableName = { ident, physical, ...(schema === undefined ? {} : { schema }) };
  return draftOf(name, attribute.module, attribute, on);
}

/** The columns that refer to the owner. */
function putOwner(
  collection: Collection,
  draft: TableDraft,
  annotation: Annotation | undefined,
  base: string,
): readonly Ident[] {
  const { entity, attribute, on } = collection;
  const inside = nested(annotation, 'joinColumns');
  const joins =
    inside.length > 0 || annotation?.name === 'JoinTable' ? inside : repeated(attribute.annotations, 'JoinColumn');
  const columns = joinColumns({ attribute, joins, target: entity, base, on });
  for (const { spec } of columns) putColumn(draft, { ...spec, nullable: false });
  const [foreignKey] = nested(annotation, 'foreignKey');
  putReference({ draft, columns, target: entity, attribute, joins, on, foreignKey });
  return columns.map(({ spec }) => spec.name);
}

function putJoinTable(collection: Collection, target: Entity, association: Annotation): void {
  const { entity, attribute, on } = collection;
  const annotation = find(attribute.annotations, 'JoinTable');
  const [owner, other] = [entity.table.ident.name, target.table.ident.name];
  // Spring Boot's implicit strategy names it by the attribute.
  const draft = linkTable(collection, annotation, `${owner}_${on.project.spring ? attribute.name : other}`);
  const inverse = allAttributes(target).find(
    (one) =>
      textOf(find(one.annotations, 'ManyToMany'), 'mappedBy')?.text === attribute.name &&
      targetOf(elementOf(one), on)?.root === entity.root,
  );
  const owners = putOwner(collection, draft, annotation, inverse?.name ?? entity.name);
  const joins = nested(annotation, 'inverseJoinColumns');
  const columns = joinColumns({ attribute, joins, target, base: attribute.name, on });
  for (const { spec } of columns) putColumn(draft, { ...spec, nullable: false });
  const [foreignKey] = nested(annotation, 'inverseForeignKey');
  const element = elementOf(attribute);
  const plain = { ...element, annotations: element.annotations.filter(({ name }) => name !== 'OnDelete') };
  putReference({ draft, columns, target, attribute: plain, joins, on, foreignKey });
  const others = columns.map(({ spec }) => spec.name);
  if (association.name === 'OneToMany')
    putUnique(draft, others, { module: attribute.module, place: attribute }, chosenName('UK_', draft, others, on));
  if (annotation) putExtras(draft, annotation, on);
  const key = /ToOne$/.test(association.name) ? owners : keyOf(collection, draft, owners, others);
  draft.primary.push(...key);
}

/** `@ElementCollection`: values or embeddables in a table of their own. */
function putElements(collection: Collection): void {
  const { entity, attribute, on } = collection;
  const annotation = find(attribute.annotations, 'CollectionTable', 'JoinTable');
  const draft = linkTable(collection, annotation, `${entity.name}_${attribute.name}`);
  const owners = putOwner(collection, draft, annotation, entity.name);
  const element = elementOf(attribute);
  const embedded = embeddedClass(element, on);
  const mapping: Mapping = { ...collection.mapping, draft, mayBeNull: false, isKey: false };
  const names = embedded
    ? embeddedAttributes(embedded, mapping).flatMap((one) =>
        putAttribute(one, { ...mapping, ...valueOverrides(attribute) }),
      )
    : putBasic(element, { draft, on, mayBeNull: false, isKey: false });
  if (annotation) putExtras(draft, annotation, on);
  const neverNull = names.every(({ name }) => draft.columns.get(name)?.nullable === false);
  draft.primary.push(...keyOf(collection, draft, owners, neverNull ? names : undefined));
}

/** Overrides of a map's values are written with `value.` before them. */
function valueOverrides(attribute: Attribute): Pick<Mapping, 'columns' | 'joins'> {
  const { columns, joins } = overridesIn(attribute.annotations);
  return { columns: new Map([...columns].map(([path, one]) => [path.replace(/^value\./, ''), one])), joins };
}

/** The rows of a set are told apart by all they hold, those of a map by their key, of a list by their order; a bag's are not. */
function keyOf(
  { attribute, on, entity, mapping }: Collection,
  draft: TableDraft,
  owners: readonly Ident[],
  elements: readonly Ident[] | undefined,
): readonly Ident[] {
  const order = find(attribute.annotations, 'OrderColumn');
  if (order) return [...owners, putOrder(order, attribute, draft, on, 'not null')];
  if (isMap(attribute)) {
    const keys = mapKey({ attribute, on, entity, mapping }, draft);
    return keys.length > 0 ? [...owners, ...keys] : [];
  }
  return isSet(attribute) && elements ? [...owners, ...elements] : [];
}

function mapKey({ attribute, on }: Collection, draft: TableDraft): readonly Ident[] {
  const { annotations, type } = attribute;
  if (find(annotations, 'MapKey')) return [];
  const [first] = type.type.args;
  if (!first) return [];
  const key: Attribute = {
    ...attribute,
    type: { type: first, from: type.from },
    annotations: annotations.filter(({ name }) => /^MapKey(?:Enumerated|Temporal)$/.test(name)),
  };
  const target = targetOf(key, on);
  if (target) {
    const joins = repeated(annotations, 'MapKeyJoinColumn');
    const columns = joinColumns({ attribute, joins, target, base: `${attribute.name}_KEY`, on });
    for (const { spec } of columns) putColumn(draft, { ...spec, nullable: false });
    putReference({ draft, columns, target, attribute: key, joins, on });
    return columns.map(({ spec }) => spec.name);
  }
  const column = find(annotations, 'MapKeyColumn');
  const named: Attribute = column ? key : { ...key, name: `${attribute.name}_KEY` };
  return putBasic(named, { draft, on, mayBeNull: false, isKey: true, ...(column ? { column } : {}) });
}

function putOrder(
  order: Annotation,
  attribute: Attribute,
  draft: TableDraft,
  on: Reading,
  nullability?: 'not null',
): Ident {
  const name = columnName(attribute, order, `${attribute.name}_ORDER`, on);
  const span = spanOf(attribute.module, order);
  const type = typeAt(attribute.module, on.dialect === 'oracle' ? 'number(10,0)' : 'integer', order, on.dialect);
  const neverNull = nullability === 'not null' || truthOf(order, 'nullable') === false;
  putColumn(draft, { name, span, type, constraints: [], ...(neverNull ? { nullable: false } : {}) });
  return name;
}
