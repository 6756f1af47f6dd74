import type { ColumnSpec, ForeignKeySpec, Ident } from '../../model';
import { identAt, opaque, spanOf } from '../code/build';
import {
  type Annotation,
  classOf,
  find,
  identFor,
  nested,
  repeated,
  shortName,
  textOf,
  truthOf,
  wordOf,
} from './annotations';
import { columnName } from './columns';
import type { TableDraft } from './draft';
import type { Entity } from './entities';
import type { Attribute } from './hierarchy';
import { physicalName } from './naming';
import { entityNamed, type Mapping, type Reading } from './reading';
import { chosenName, putColumn, putForeignKey, putUnique, qualifiedName } from './tables';
import { isNeverNull } from './validation';

/** A column that refers to another table's. */
export interface JoinedColumn {
  readonly spec: ColumnSpec;
  readonly to: Ident;
  readonly annotation?: Annotation;
}

/** The entity at the other side: `targetEntity`, or what the type names. */
export function targetOf(attribute: Attribute, on: Reading): Entity | undefined {
  const association = find(attribute.annotations, 'ManyToOne', 'OneToOne', 'OneToMany', 'ManyToMany');
  const named = classOf(association, 'targetEntity') ?? classOf(find(attribute.annotations, 'Target'), 'value');
  const { type, from } = attribute.type;
  const name = named ?? (/^(?:Optional|Lazy)$/.test(type.name) ? type.args[0]?.name : undefined);
  return entityNamed(name === undefined ? attribute.type : { type: { ...type, name }, from }, on);
}

/** `@ManyToOne`, and `@OneToOne` at the side that has the column. */
export function putAssociation(attribute: Attribute, mapping: Mapping): readonly Ident[] {
  const { draft, on, isKey } = mapping;
  const { annotations, module, nameAt } = attribute;
  const association = find(annotations, 'ManyToOne', 'OneToOne');
  if (textOf(association, 'mappedBy') || find(annotations, 'JoinTable')) return [];
  const target = targetOf(attribute, on);
  const joins = mapping.joins.get(attribute.name) ?? repeated(annotations, 'JoinColumn');
  if (!target) {
    draft.others.push(
      opaque(
        module,
        nameAt,
        `the entity ${attribute.type.type.name} is not in the project, so the type of its key is not known`,
      ),
    );
    return putUntyped(attribute, joins, mapping);
  }
  const shared = find(annotations, 'PrimaryKeyJoinColumn', 'PrimaryKeyJoinColumns');
  const columns = shared
    ? sharedColumns(mapping, target)
    : joinColumns({ attribute, joins, target, base: attribute.name, on });
  const neverNull =
    isKey ||
    (!mapping.mayBeNull &&
      (truthOf(association, 'optional') === false ||
        isNeverNull(annotations) ||
        joins.some((one) => truthOf(one, 'nullable') === false)));
  for (const { spec } of columns) putColumn(draft, neverNull ? { ...spec, nullable: false } : spec);
  const names = columns.map(({ spec }) => spec.name);
  putReference({ draft, columns, target, attribute, joins, on });
  const isUnique = association?.name === 'OneToOne' && !isKey && !shared && !find(annotations, 'MapsId');
  if (isUnique || joins.some((one) => truthOf(one, 'unique') === true))
    putUnique(draft, names, { module, place: joins[0] ?? attribute }, chosenName('UK_', draft, names, on));
  return names;
}

/** A column that is named, whose type only the missing entity could tell. */
function putUntyped(
  attribute: Attribute,
  joins: readonly Annotation[],
  { draft, on, isKey }: Mapping,
): readonly Ident[] {
  return joins.flatMap((join) => {
    if (!textOf(join, 'name')) return [];
    const name = columnName(attribute, join, '', on);
    const isNull = !isKey && truthOf(join, 'nullable') !== false;
    const span = spanOf(attribute.module, attribute.nameAt);
    putColumn(draft, { name, span, constraints: [], ...(isNull ? {} : { nullable: false }) });
    return [name];
  });
}

/** `@PrimaryKeyJoinColumn`: the identifier itself refers to the other table. */
function sharedColumns({ entity, on }: Mapping, target: Entity): readonly JoinedColumn[] {
  const to = on.ids(target);
  return on.ids(entity).flatMap((spec, at): readonly JoinedColumn[] => {
    const other = to[at];
    return other ? [{ spec, to: other.name }] : [];
  });
}

export interface Joining {
  readonly attribute: Attribute;
  readonly joins: readonly Annotation[];
  readonly target: Entity;
  /** What stands before the referenced column's name where a join column has none. */
  readonly base: string;
  readonly on: Reading;
}

/** The columns of a foreign key: one for each of the columns that identify the target, or for those that are named. */
export function joinColumns({ attribute, joins, target, base, on }: Joining): readonly JoinedColumn[] {
  const ids = on.ids(target);
  const made = (to: ColumnSpec, join: Annotation | undefined): JoinedColumn => {
    const name = columnName(attribute, join, `${base}_${to.name.name}`, on);
    const definition = textOf(join, 'columnDefinition');
    const span = spanOf(attribute.module, attribute.nameAt);
    const type = to.type ? { type: { ...to.type, span } } : {};
    const spec: ColumnSpec = { name, span, constraints: [], ...(definition && !to.type ? {} : type) };
    const wanted = textOf(join, 'referencedColumnName');
    const there = wanted && join ? identFor(to.name.name, join, wanted) : to.name;
    return { spec, to: there, ...(join ? { annotation: join } : {}) };
  };
  if (joins.length === 0) return ids.map((id) => made(id, undefined));
  return joins.flatMap((join, at): readonly JoinedColumn[] => {
    const wanted = textOf(join, 'referencedColumnName')?.text;
    const physical = wanted === undefined ? undefined : physicalName(wanted, on.project, on.dialect).name;
    const to =
      physical === undefined
        ? ids[at]
        : (ids.find(({ name }) => name.name.toLowerCase() === physical.toLowerCase()) ??
          columnNamed(target, physical, on));
    return to ? [made(to, join)] : [];
  });
}

/** A column of a target's that is not part of its identifier. */
function columnNamed(target: Entity, name: string, on: Reading): ColumnSpec | undefined {
  return on.columns(target).find((one) => one.name.name.toLowerCase() === name.toLowerCase());
}

export interface Reference {
  readonly draft: TableDraft;
  readonly columns: readonly JoinedColumn[];
  readonly target: Entity;
  readonly attribute: Attribute;
  readonly joins: readonly Annotation[];
  readonly on: Reading;
  /** `@JoinTable(foreignKey = …)` and the like. */
  readonly foreignKey?: Annotation | undefined;
}

/** The foreign key of join columns, unless the entity says that there is none. */
export function putReference({ draft, columns, target, attribute, joins, on, foreignKey }: Reference): void {
  const { annotations, module } = attribute;
  const declared =
    foreignKey ??
    joins.flatMap((join) => nested(join, 'foreignKey'))[0] ??
    annotations.flatMap((one) => (one.name === 'JoinColumns' ? nested(one, 'foreignKey') : []))[0] ??
    find(annotations, 'ForeignKey');
  if (columns.length === 0 || wordOf(declared, 'value') === 'NO_CONSTRAINT') return;
  if (wordOf(find(annotations, 'NotFound'), 'action') === 'IGNORE') return;
  // The rows of such a hierarchy lie in several tables: no key can refer to them.
  if (target.root.strategy === 'TABLE_PER_CLASS') return;
  const given = textOf(declared, 'name');
  const names = columns.map(({ spec }) => spec.name);
  const place = joins[0] ?? attribute;
  const name =
    given && declared
      ? identFor(physicalText(given.text, on), declared, given)
      : chosenName('FK', draft, names, on, target.table.ident.name);
  const cascades = wordOf(find(annotations, 'OnDelete'), 'action');
  const onDelete = cascades === 'CASCADE' ? 'cascade' : cascades === 'SET_NULL' ? 'set null' : undefined;
  const [firstName] = names;
  const to = qualifiedName(target.table);
  const key: ForeignKeySpec = {
    kind: 'foreignKey',
    columns: names,
    refTable: namesTarget(attribute, target) ? { ...to, span: spanOf(module, attribute.type.type) } : to,
    refColumns: columns.map((one) => one.to),
    span: spanOf(module, place),
    ...(name && firstName ? { name } : {}),
    ...(onDelete ? { onDelete } : {}),
  };
  putForeignKey(draft, key);
}

/** Names of constraints do not go through the naming strategy; the engine folds them. */
function physicalText(name: string, on: Reading): string {
  return physicalName(name, { ...on.project, naming: 'as written' }, on.dialect).name;
}

/** True where the attribute's type is the class that the key refers to. */
function namesTarget({ type, module }: Attribute, target: Entity): boolean {
  return (
    type.from.module === module && type.type.end > type.type.start && shortName(type.type.name) === target.cls.def.name
  );
}

/** A name of the attribute's place that stands for what the tool makes. */
export function madeName(attribute: Attribute, name: string): Ident {
  return identAt(attribute.module, name, attribute.nameAt);
}
