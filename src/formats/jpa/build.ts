import { createHash } from 'node:crypto';
import type { ColumnSpec, Ident } from '../../model';
import { identAt, spanOf, typeAt } from '../code/build';
import { type Annotation, find, identFor, nested, numberOf, repeated, textOf, wordOf } from './annotations';
import { putReference } from './associations';
import { putCollection } from './collections';
import { columnName, putPrimaryKey } from './columns';
import type { TableDraft } from './draft';
import { allAttributes, type Entity, ownAttributes, schemaName } from './entities';
import { generated } from './generators';
import type { Attribute } from './hierarchy';
import { classOverrides, isIdentifier, mappedIds } from './identifiers';
import { embeddedAttributes, embeddedClass, isCollection, putAttribute } from './mapping';
import { physicalName } from './naming';
import type { Mapping, Reading } from './reading';
import { putCheck, putComment, putExtras } from './table-extras';
import { draftOf, putColumn, putUnique, qualifiedName } from './tables';

/** Builds the tables of all entities: their own columns first, then the tables and columns of their collections. */
export function buildTables(on: Reading): void {
  const done = new Set<Entity>();
  const build = (entity: Entity): void => {
    if (done.has(entity)) return;
    done.add(entity);
    if (entity.parent) build(entity.parent);
    buildEntity(entity, on);
  };
  for (const entity of on.entities.values()) build(entity);
  for (const entity of on.entities.values()) buildCollections(entity, on);
  for (const draft of on.tables.values()) putPrimaryKey(draft);
}

const hasNoTable = (entity: Entity) =>
  find(entity.annotations, 'Subselect') !== undefined ||
  (entity.root.strategy === 'TABLE_PER_CLASS' && entity.isAbstract);

function buildEntity(entity: Entity, on: Reading): void {
  if (putView(entity, on) || hasNoTable(entity)) return;
  const { root, cls } = entity;
  const draft = draftOf(
    entity.table,
    root.strategy === 'SINGLE_TABLE' ? root.cls.module : cls.module,
    root.strategy === 'SINGLE_TABLE' ? root.cls.def : cls.def,
    on,
  );
  const isRoot = entity === root;
  const isWhole = isRoot || root.strategy === 'TABLE_PER_CLASS';
  const attributes = isWhole ? allAttributes(entity) : ownAttributes(entity);
  if (!isWhole && root.strategy === 'JOINED') putParentKey(entity, draft, on);
  const mapping: Mapping = {
    entity,
    draft,
    on,
    // A column of a subclass is NULL in the rows of the others.
    mayBeNull: !isWhole && root.strategy === 'SINGLE_TABLE',
    isKey: false,
    ...classOverrides(entity),
    mapped: isWhole ? mappedIds(attributes) : new Map(),
    secondary: secondaryTables(entity, on),
  };
  if (isWhole) putIdentifier(attributes.filter(isIdentifier), mapping);
  if (isRoot) putDiscriminator(entity, draft, on);
  const natural: Ident[] = [];
  for (const attribute of attributes) {
    if (isWhole && isIdentifier(attribute)) continue;
    const names = putAttribute(attribute, mapping);
    if (find(attribute.annotations, 'NaturalId')) natural.push(...names);
  }
  if (natural.length > 0)
    putUnique(draft, natural, { module: cls.module, place: cls.def.nameAt }, naturalName(draft, natural, on));
  putClassExtras(entity, draft, on);
}

function putIdentifier(attributes: readonly Attribute[], mapping: Mapping): void {
  const { draft, on, entity } = mapping;
  for (const attribute of attributes) {
    const names = putAttribute(attribute, { ...mapping, isKey: true, mayBeNull: false });
    draft.primary.push(...names);
    const identity = generated(attribute, entity, on);
    const column = identity && draft.columns.get(names[0]?.name ?? '');
    if (column) draft.columns.set(column.name.name, { ...column, identity });
  }
}

/** The identifier of a joined subclass refers to its parent's. */
function putParentKey(entity: Entity, draft: TableDraft, on: Reading): void {
  const { parent, cls, annotations } = entity;
  if (!parent) return;
  const joins = repeated(annotations, 'PrimaryKeyJoinColumn');
  const attribute = standIn(entity);
  const columns = on.ids(entity).map((to, at) => {
    const name = columnName(attribute, joins[at], to.name.name, on);
    const span = spanOf(cls.module, cls.def.nameAt);
    const spec: ColumnSpec = {
      name,
      span,
      constraints: [],
      nullable: false,
      ...(to.type ? { type: { ...to.type, span } } : {}),
    };
    return { spec, to: to.name };
  });
  for (const { spec } of columns) putColumn(draft, spec);
  draft.primary.push(...columns.map(({ spec }) => spec.name));
  putReference({ draft, columns, target: parent, attribute, joins, on });
}

/** The class itself where an attribute is asked for. */
function standIn({ cls, annotations }: Entity): Attribute {
  const { start, end } = cls.def.nameAt;
  const type = { type: { name: '', args: [], text: '', start, end }, from: cls };
  return { start, end, name: cls.def.name, nameAt: cls.def.nameAt, module: cls.module, type, annotations };
}

/** DTYPE tells the class of a row: in a single table always, in joined tables where it is asked for. */
function putDiscriminator(entity: Entity, draft: TableDraft, on: Reading): void {
  const declared = find(entity.annotations, 'DiscriminatorColumn');
  const isShared =
    entity.strategy === 'SINGLE_TABLE' &&
    [...on.entities.values()].some((one) => one.root === entity && one !== entity);
  const wanted = declared !== undefined || find(entity.annotations, 'DiscriminatorValue') !== undefined;
  if (find(entity.annotations, 'DiscriminatorFormula') || entity.strategy === 'TABLE_PER_CLASS') return;
  if (!isShared && !(wanted && entity.strategy === 'JOINED' ? declared : wanted && isShared)) return;
  const { module } = entity.cls;
  const given = textOf(declared, 'name');
  const { name } = physicalName(given?.text ?? 'DTYPE', on.project, on.dialect);
  const place = declared ?? find(entity.annotations, 'Inheritance') ?? entity.cls.def.nameAt;
  const ident = given && declared ? identFor(name, declared, given) : identAt(module, name, place);
  const kind = wordOf(declared, 'discriminatorType');
  const length = numberOf(declared, 'length') ?? 31;
  const text =
    kind === 'INTEGER'
      ? 'integer'
      : kind === 'CHAR'
        ? 'char(1)'
        : `${on.dialect === 'oracle' ? 'varchar2' : 'varchar'}(${length})`;
  const type = typeAt(module, textOf(declared, 'columnDefinition')?.text ?? text, place, on.dialect);
  putColumn(draft, { name: ident, span: spanOf(module, place), type, nullable: false, constraints: [] });
}

/** `@SecondaryTable`: further columns of an entity under the same identifier. */
function secondaryTables(entity: Entity, on: Reading): ReadonlyMap<string, TableDraft> {
  const { cls } = entity;
  return new Map(
    repeated(entity.annotations, 'SecondaryTable').flatMap((one): readonly (readonly [string, TableDraft])[] => {
      const given = textOf(one, 'name');
      if (!given) return [];
      const physical = physicalName(given.text, on.project, on.dialect);
      const schema = schemaName(one, on.project, on.dialect);
      const name = {
        ident: identFor(physical.name, one, given),
        physical,
        ...(schema === undefined ? {} : { schema }),
      };
      const draft = draftOf(name, cls.module, one, on);
      const joins = nested(one, 'pkJoinColumns');
      const attribute = standIn(entity);
      const columns = on.ids(entity).map((to, at) => {
        const column = columnName(attribute, joins[at], to.name.name, on);
        const { identity: _, ...rest } = to;
        return { spec: { ...rest, name: column, nullable: false }, to: to.name };
      });
      for (const { spec } of columns) putColumn(draft, spec);
      draft.primary.push(...columns.map(({ spec }) => spec.name));
      putReference({ draft, columns, target: entity, attribute, joins, on, foreignKey: nested(one, 'foreignKey')[0] });
      putExtras(draft, one, on);
      return [[given.text.toLowerCase(), draft]];
    }),
  );
}

/** `@Table`'s constraints, `@Check` and `@Comment`, those of the mapped bases among them. */
function putClassExtras(entity: Entity, draft: TableDraft, on: Reading): void {
  for (const one of entity.annotations) {
    if (one.name === 'Table') putExtras(draft, one, on);
    if (one.name === 'Check') putCheck(draft, one, on);
    if (one.name === 'Checks') for (const inner of nested(one, 'value')) putCheck(draft, inner, on);
    const comment = one.name === 'Comment' ? textOf(one, 'value') : undefined;
    if (comment) putComment(draft, one, comment.text);
  }
}

/** The unique constraint of natural identifiers (boot/model/internal/PropertyBinder: the hash is of the table alone). */
function naturalName(draft: TableDraft, columns: readonly Ident[], on: Reading): Ident | undefined {
  const [first] = columns;
  if (!on.project.makesSchema || !first) return undefined;
  const sum = createHash('md5').update(`${draft.name.ident.name}_NaturalID`).digest('hex');
  return { name: `UK_${BigInt(`0x${sum}`).toString(35)}`, span: first.span };
}

/** `@View(query = "…")`: Hibernate makes a view. */
function putView(entity: Entity, on: Reading): boolean {
  const view: Annotation | undefined = find(entity.annotations, 'View');
  const query = textOf(view, 'query');
  if (!view || !query) return false;
  const span = spanOf(entity.cls.module, view);
  const name = qualifiedName(entity.table);
  const operation = {
    kind: 'createView',
    view: name,
    columns: [],
    query: query.text.trim(),
    sources: [],
    span,
  } as const;
  on.objects.set(name.name, { uri: span.uri, operation });
  return true;
}

function buildCollections(entity: Entity, on: Reading): void {
  if (hasNoTable(entity) || find(entity.annotations, 'View')) return;
  const isWhole = entity === entity.root || entity.root.strategy === 'TABLE_PER_CLASS';
  const draft = draftOf(entity.table, entity.cls.module, entity.cls.def, on);
  const mapping: Mapping = {
    entity,
    draft,
    on,
    mayBeNull: false,
    isKey: false,
    ...classOverrides(entity),
    mapped: new Map(),
    secondary: new Map(),
  };
  const visit = (attribute: Attribute, depth: number): void => {
    if (
      isCollection(attribute) ||
      (find(attribute.annotations, 'JoinTable') && find(attribute.annotations, 'ManyToOne', 'OneToOne'))
    )
      putCollection(attribute, mapping);
    const embedded = depth < 4 ? embeddedClass(attribute, on) : undefined;
    if (embedded) for (const one of embeddedAttributes(embedded, mapping)) visit(one, depth + 1);
  };
  for (const attribute of isWhole ? allAttributes(entity) : ownAttributes(entity)) visit(attribute, 0);
}
