import { textValue } from '../../code';
import type {
  ColumnSpec,
  ConstraintSpec,
  Dialect,
  Operation,
  QualifiedName,
  ReferentialAction,
  Statement,
} from '../../model';
import { column, expressionAt, identAt, opaque, primaryKey, spanOf, statement, typeAt, unique } from '../code/build';
import { type ColumnContext, specOf } from './column-spec';
import { indexSpec, partsOf } from './index-spec';
import { hasSchemas, isShared, type TableName, tableOf } from './mapping';
import { type Entity, findProperty, type Key, type Model, type Property, primaryKeyOf } from './model';
import { chosenName } from './names';
import { commentsOf, objects, viewsOf } from './objects';

/** Entities whose rows lie in one table; the first is the one that others share it with. */
interface Shared {
  readonly table: TableName;
  readonly entities: Entity[];
}

/** The tables that EF makes of a model, each with its indexes, and what else the database has. */
export function statementsOf(model: Model, dialect: Dialect): readonly Statement[] {
  const shared = sharedTables(model);
  const keyed = keyedProperties(model);
  const indexNames = new Set<string>();
  const keyNames = new Set<string>();
  return [
    ...objects(model, dialect),
    ...viewsOf(model, dialect),
    ...shared.map((one) =>
      tableStatement(one, { model, dialect, keyed, gaps: [] }, { indexNames, keyNames, made: new Set() }),
    ),
  ];
}

function sharedTables(model: Model): readonly Shared[] {
  const found = new Map<string, Shared>();
  for (const entity of model.entities.values()) {
    const table = entity.excluded ? undefined : tableOf(model, entity);
    if (!table) continue;
    const key = `${table.schema ?? ''}.${table.name.name}`;
    const known = found.get(key);
    if (!known) found.set(key, { table, entities: [entity] });
    else if (entity.base || entity.owner) known.entities.push(entity);
    else known.entities.unshift(entity);
  }
  return [...found.values()].filter(({ entities }) => entities.every(({ excluded }) => !excluded));
}

/** Properties in keys, foreign keys and indexes: strings in them are bounded. */
function keyedProperties(model: Model): ReadonlySet<Property> {
  const found = new Set<Property>();
  const add = (entity: Entity, names: readonly string[] | undefined) => {
    for (const name of names ?? []) {
      const property = findProperty(entity, name);
      if (property) found.add(property);
    }
  };
  for (const entity of model.entities.values())
    for (const { properties } of [...entity.keys, ...entity.indexes]) add(entity, properties);
  for (const { dependent, properties } of model.relations) add(dependent, properties);
  return found;
}

interface Names {
  /** What this table has already: types that share it say the same again. */
  readonly made: Set<string>;
  readonly indexNames: Set<string>;
  readonly keyNames: Set<string>;
}

function tableStatement({ table, entities }: Shared, on: ColumnContext, names: Names): Statement {
  const [main] = entities;
  if (!main) return statement(table.name.span, []);
  const span = spanOf(main.module, main.place);
  const named: QualifiedName = {
    ...table.name,
    ...(table.schema === undefined || !hasSchemas(on.dialect) ? {} : { schema: table.schema }),
  };
  const columns = columnsOf(entities, on);
  const constraints = [
    ...entities.flatMap((entity) => keysOf(entity, main, named, on)),
    ...entities.flatMap((entity) => foreignKeysOf(entity, named, on, names)),
    ...entities.flatMap((entity) => checksOf(entity, on)),
  ];
  const indexes = entities.flatMap((entity) => indexesOf(entity, named, on, names));
  const comment = entities.find((one) => one.comment !== undefined)?.comment;
  const create: Operation = { kind: 'createTable', span, table: named, columns, constraints, indexes: [], options: [] };
  const comments = commentsOf(named, comment, entities, on);
  return statement(span, [create, ...indexes, ...comments, ...on.gaps]);
}

function columnsOf(entities: readonly Entity[], on: ColumnContext): readonly ColumnSpec[] {
  const found = new Map<string, ColumnSpec>();
  for (const entity of entities) {
    const inherited = entity.base && entities.includes(entity.base) ? [] : keyOfBase(entity);
    for (const property of inOrder([...inherited, ...entity.properties.values()])) {
      if (isShared(on.model, entity, property)) continue;
      const spec = specOf(entity, property, on);
      const known = found.get(spec.name.name);
      // Where two properties share a column, it takes NULL only if both do (RelationalModel: IsColumnNullable).
      if (!known) found.set(spec.name.name, spec);
      else if (known.nullable === undefined && spec.nullable === false)
        found.set(spec.name.name, { ...known, nullable: false });
    }
    for (const json of jsonColumns(entity, on)) found.set(json.name.name, json);
  }
  return [...found.values()];
}

/** `HasColumnOrder`; what has none stands behind, as it is declared. */
function inOrder(properties: readonly Property[]): readonly Property[] {
  const last = Number.MAX_SAFE_INTEGER;
  return [...properties].sort((a, b) => (a.order ?? last) - (b.order ?? last));
}

/** A derived type's own table has its base's key (TPT), or all of it (TPC). */
function keyOfBase(entity: Entity): readonly Property[] {
  if (!entity.base) return [];
  const key = primaryKeyOf(entity)?.properties ?? [];
  return key.flatMap((name) => findProperty(entity, name) ?? []);
}

/** What is owned and kept as JSON is one column of its owner's. */
function jsonColumns(entity: Entity, { model, dialect }: ColumnContext): readonly ColumnSpec[] {
  return [...model.entities.values()].flatMap((owned): readonly ColumnSpec[] => {
    const json = owned.owner?.entity === entity ? owned.owner.json : undefined;
    if (json === undefined || !owned.owner) return [];
    const { module, place } = owned;
    const name = json === 'by navigation' ? identAt(module, owned.owner.navigation, place) : json;
    const word =
      dialect === 'postgresql'
        ? 'jsonb'
        : dialect === 'sqlserver'
          ? 'nvarchar(max)'
          : dialect === 'sqlite'
            ? 'TEXT'
            : 'json';
    const required = owned.owner.required === true ? { nullable: false } : {};
    return [column(name, spanOf(module, place), { type: typeAt(module, word, place, dialect), ...required })];
  });
}

function keysOf(entity: Entity, main: Entity, table: QualifiedName, on: ColumnContext): readonly ConstraintSpec[] {
  const primary = entity === main && !entity.keyless ? primaryKeyOf(entity) : undefined;
  const alternate = entity.keys.filter((key) => !key.primary);
  return [...(primary ? [primary] : []), ...alternate].map((key) => keySpec(entity, key, table, on));
}

function keySpec(entity: Entity, key: Key, table: QualifiedName, on: ColumnContext): ConstraintSpec {
  const columns = partsOf(entity, key.properties, on);
  const span = spanOf(key.module, key.place);
  const words = key.primary ? `PK_${table.name}` : `AK_${table.name}_${columns.map(({ name }) => name).join('_')}`;
  const name = key.name ?? identAt(key.module, chosenName(words, on.dialect, new Set()), key.place);
  if (!key.primary) return unique(columns, span, name);
  return {
    ...primaryKey(columns, span, name),
    ...(key.clustered === undefined ? {} : { clustered: key.clustered }),
  } as ConstraintSpec;
}

/** Client behaviours are the application's: the database does nothing (EFCore.Relational, RelationalForeignKeyExtensions). */
const ACTIONS: Readonly<Record<string, ReferentialAction>> = {
  Cascade: 'cascade',
  SetNull: 'set null',
  Restrict: 'restrict',
};

function foreignKeysOf(
  entity: Entity,
  table: QualifiedName,
  on: ColumnContext,
  { keyNames, made }: Names,
): readonly ConstraintSpec[] {
  return on.model.relations
    .filter(({ dependent }) => dependent === entity)
    .flatMap((relation): readonly ConstraintSpec[] => {
      const principal = tableOf(on.model, relation.principal);
      const own = tableOf(on.model, entity);
      const isOwn = principal && own && principal.name.name === own.name.name && principal.schema === own.schema;
      if (!principal || (isOwn && entity.owner?.entity === relation.principal)) return [];
      const columns = partsOf(entity, relation.properties ?? [], on);
      const target = relation.principalProperties ?? primaryKeyOf(relation.principal)?.properties ?? [];
      if (columns.length === 0) return [];
      const words = `FK_${table.name}_${principal.name.name}_${columns.map(({ name }) => name).join('_')}`;
      if (!relation.name && made.has(words)) return [];
      made.add(words);
      const name = relation.name ?? identAt(relation.module, chosenName(words, on.dialect, keyNames), relation.place);
      const word =
        relation.onDelete === 'Restrict' && on.dialect === 'sqlserver' ? 'NoAction' : (relation.onDelete ?? '');
      const onDelete = ACTIONS[word];
      return [
        {
          kind: 'foreignKey',
          span: spanOf(relation.module, relation.place),
          name,
          columns,
          refTable: {
            ...principal.name,
            ...(principal.schema === undefined || !hasSchemas(on.dialect) ? {} : { schema: principal.schema }),
          },
          refColumns: partsOf(relation.principal, target, on),
          ...(onDelete ? { onDelete } : {}),
        },
      ];
    });
}

function checksOf(entity: Entity, { dialect, gaps }: ColumnContext): readonly ConstraintSpec[] {
  return entity.checks.flatMap(({ module, place, name, sql }): readonly ConstraintSpec[] => {
    const text = textValue(sql)?.text;
    if (text === undefined) {
      gaps.push(opaque(module, place, 'The condition cannot be told from the code.'));
      return [];
    }
    return [
      { kind: 'check', span: spanOf(module, place), name, expression: expressionAt(module, text, sql.expr, dialect) },
    ];
  });
}

function indexesOf(
  entity: Entity,
  table: QualifiedName,
  on: ColumnContext,
  { indexNames, made }: Names,
): readonly Operation[] {
  return entity.indexes.flatMap((index): readonly Operation[] => {
    const columns = partsOf(entity, index.properties, on);
    const words = `IX_${table.name}_${columns.map(({ name }) => name).join('_')}`;
    // Outside PostgreSQL and SQLite names of indexes are their table's own.
    const used = hasSchemas(on.dialect) && on.dialect !== 'postgresql' ? new Set<string>() : indexNames;
    // Types of one table that index the same columns have one index (RelationalIndexExtensions.AreCompatible).
    if (!index.name && made.has(words)) return [];
    made.add(words);
    const name = index.name ?? identAt(index.module, chosenName(words, on.dialect, used), index.place);
    const span = spanOf(index.module, index.place);
    return [{ kind: 'createIndex', span, table, index: indexSpec(entity, index, { name, columns }, on) }];
  });
}
