import type { Dialect, Ident } from '../../model';
import { identAt } from '../code/build';
import { type Entity, findProperty, type Model, type Property, primaryKeyOf, rootOf } from './model';

/** Which table an entity's rows lie in, and what its properties are called there. */

export interface TableName {
  readonly name: Ident;
  readonly schema: string | undefined;
}

/** The table of an entity: its own, its owner's, its base's; undefined for views, queries and what lies in JSON. */
export function tableOf(model: Model, entity: Entity, depth = 0): TableName | undefined {
  if (depth > 32) return undefined;
  const inherited =
    entity.base && strategyOf(entity) !== 'TPC' && (entity.table === undefined || strategyOf(entity) === 'TPH');
  if (entity.base && inherited) return tableOf(model, entity.base, depth + 1);
  if (entity.owner?.json !== undefined) return undefined;
  if (entity.owner && entity.owner.many === 'one' && entity.table === undefined)
    return tableOf(model, entity.owner.entity, depth + 1);
  if (entity.table === null) return undefined;
  const name = entity.table ?? identAt(entity.module, ownName(entity), entity.place);
  const schema = entity.schema === undefined ? model.defaultSchema : (entity.schema ?? undefined);
  return { name, schema };
}

/** The class's own name. */
export function ownName({ name }: Entity): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** How an inheritance is kept: said of its root, or told by a table of its own. */
export function strategyOf(entity: Entity): 'TPH' | 'TPT' | 'TPC' {
  const root = rootOf(entity);
  if (root.inheritance) return root.inheritance;
  const own = entity.base && entity.table && root.table && entity.table.name !== root.table.name;
  return own ? 'TPT' : 'TPH';
}

/** True when an owned type's columns stand in its owner's table. */
export function sharesTable(model: Model, entity: Entity): boolean {
  const { owner } = entity;
  if (!owner || owner.many === 'many' || owner.json !== undefined) return false;
  const [own, of] = [tableOf(model, entity), tableOf(model, owner.entity)];
  return own !== undefined && of !== undefined && own.name.name === of.name.name && own.schema === of.schema;
}

/** A property's column. An owned type's have the navigation before them; its key is its owner's. */
export function columnOf(model: Model, entity: Entity, property: Property, depth = 0): Ident {
  if (property.column) return property.column;
  const plain = identAt(property.module, property.name, property.place);
  const { owner } = entity;
  if (!owner || depth > 16 || !sharesTable(model, entity)) return plain;
  const at = keyPosition(model, entity, property.name);
  const ownerKey = at === undefined ? undefined : primaryKeyOf(owner.entity)?.properties[at];
  const shared = ownerKey === undefined ? undefined : findProperty(owner.entity, ownerKey);
  if (shared) return { ...plain, name: columnOf(model, owner.entity, shared, depth + 1).name };
  return { ...plain, name: `${prefixOf(model, entity)}${property.name}` };
}

function prefixOf(model: Model, entity: Entity): string {
  const { owner } = entity;
  if (!owner || !sharesTable(model, entity)) return '';
  return `${prefixOf(model, owner.entity)}${owner.navigation}_`;
}

/** Which part of the key a property of an owned type is. */
function keyPosition(model: Model, entity: Entity, name: string): number | undefined {
  const key = primaryKeyOf(entity);
  const relation = model.relations.find(
    ({ dependent, principal }) => dependent === entity && principal === entity.owner?.entity,
  );
  const names = relation?.properties ?? key?.properties ?? [];
  const at = names.indexOf(name);
  return at < 0 || !(key?.properties.includes(name) ?? true) ? undefined : at;
}

/** True for a property that has no column of its own: the key by which an owned type shares its owner's row. */
export function isShared(model: Model, entity: Entity, property: Property): boolean {
  return sharesTable(model, entity) && keyPosition(model, entity, property.name) !== undefined;
}

/** Engines whose tables lie in schemas. */
export function hasSchemas(dialect: Dialect): boolean {
  return dialect === 'postgresql' || dialect === 'sqlserver' || dialect === 'oracle';
}
