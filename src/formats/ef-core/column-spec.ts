import type { Bound } from '../../code';
import { resolve, textValue } from '../../code';
import {
  type ColumnSpec,
  type Dialect,
  type Expression,
  isMysqlFamily,
  type Operation,
  type SqlType,
} from '../../model';
import { column, expressionAt, identOf, opaque, spanOf, typeAt } from '../code/build';
import { sqlLiteral } from './literals';
import { columnOf, sharesTable, strategyOf } from './mapping';
import { type Entity, type Model, type Property, primaryKeyOf, rootOf } from './model';
import { clrName, storeType } from './store-types';

export interface ColumnContext {
  readonly model: Model;
  readonly dialect: Dialect;
  /** Properties in keys, foreign keys and indexes. */
  readonly keyed: ReadonlySet<Property>;
  readonly gaps: Operation[];
}

const VALUE_TYPES =
  /^(?:int|long|short|byte|sbyte|uint|ulong|ushort|bool|double|float|decimal|char|Guid|DateTime|DateTimeOffset|DateOnly|TimeOnly|TimeSpan|Instant|LocalDate|LocalDateTime|LocalTime|Duration|NpgsqlRange.*|BigInteger|Vector3|JsonElement)$/;

/** CLR types that cannot be null by themselves; what is no type of the framework's is an enum. */
function isValueType({ clr }: Property): boolean {
  return clr !== undefined && !clr.list && !clr.nullable && VALUE_TYPES.test(clrName(clr));
}

/** Whether the column takes NULL: by the property, by its place in an inheritance, by its owner. */
function isNullable(model: Model, entity: Entity, property: Property): boolean {
  if (primaryKeyOf(entity)?.properties.includes(property.name)) return false;
  const root = rootOf(entity);
  if (root !== entity && strategyOf(entity) === 'TPH') return true;
  for (let at: Entity | undefined = entity; at?.owner && sharesTable(model, at); at = at.owner.entity)
    if (at.owner.required !== true) return true;
  if (property.required !== undefined) return !property.required;
  return !isValueType(property);
}

function typeOf(property: Property, { dialect, keyed }: ColumnContext): SqlType | undefined {
  const { module, place, clr } = property;
  const said = property.type && textValue(property.type)?.text;
  const serial = dialect === 'postgresql' && property.strategy === 'serial';
  const word = (text: string) => (serial ? (SERIAL[text] ?? text) : text);
  if (said !== undefined && property.type)
    return typeAt(property.type.scope.module, word(said), resolve(property.type).expr, dialect);
  const mapped = clr && storeType(clr, { ...property, keyed: keyed.has(property) }, dialect);
  return mapped === undefined ? undefined : typeAt(module, word(mapped), place, dialect);
}

const SERIAL: Readonly<Record<string, string>> = { integer: 'serial', bigint: 'bigserial', smallint: 'smallserial' };

/** How a property numbers itself, by the provider's annotations and its conventions for keys. */
function identityOf(entity: Entity, property: Property, { dialect }: ColumnContext): Pick<ColumnSpec, 'identity'> {
  const { strategy, generated } = property;
  if (strategy === 'none') return {};
  if (dialect === 'postgresql') {
    if (strategy === 'always') return { identity: 'always' };
    return strategy === 'by default' || strategy === 'identity' ? { identity: 'by default' } : {};
  }
  if (dialect === 'sqlserver') return strategy === 'identity' ? { identity: 'always' } : {};
  const key = primaryKeyOf(entity)?.properties;
  const isKey = key?.length === 1 && key[0] === property.name;
  const isWhole =
    property.clr !== undefined && /^(?:int|long|short|byte|uint|ulong|ushort|sbyte)$/.test(clrName(property.clr));
  if (dialect === 'sqlite')
    return strategy === 'identity' || (isKey && isWhole && generated) ? { identity: 'auto increment' } : {};
  return isMysqlFamily(dialect) && (strategy === 'identity' || (isKey && isWhole && generated))
    ? { identity: 'auto increment' }
    : {};
}

function sqlOf(bound: Bound, dialect: Dialect): Expression | undefined {
  const ident = identOf(bound);
  const place = ident && { start: ident.span.start.offset, end: ident.span.end.offset };
  return ident && place && ident.name.trim() !== ''
    ? expressionAt(bound.scope.module, ident.name, place, dialect)
    : undefined;
}

function defaultOf({ value }: Property, type: SqlType | undefined, on: ColumnContext): Expression | undefined {
  if (!value) return undefined;
  if (value.kind === 'sql') return sqlOf(value.bound, on.dialect);
  const { expr, scope } = resolve(value.bound);
  const text = sqlLiteral(value.bound, on.dialect, type?.text ?? '');
  if (text !== undefined) return text === 'NULL' ? undefined : expressionAt(scope.module, text, expr, on.dialect);
  on.gaps.push(opaque(scope.module, expr, 'The default value cannot be told from the code.'));
  return undefined;
}

/** A property as a column. */
export function specOf(entity: Entity, property: Property, on: ColumnContext): ColumnSpec {
  const { model, dialect } = on;
  const type = typeOf(property, on);
  const name = columnOf(model, entity, property);
  if (!type) on.gaps.push(opaque(property.module, property.place, 'The store type of this property is not known.'));
  const identity = identityOf(entity, property, on);
  const numbered = identity.identity !== undefined || (dialect === 'postgresql' && property.strategy === 'serial');
  const value = numbered ? undefined : defaultOf(property, type, on);
  const expression = property.computed && sqlOf(property.computed.bound, dialect);
  const stored = property.computed?.stored || dialect === 'postgresql';
  const inline = dialect === 'sqlserver' && expression !== undefined;
  return column(name, spanOf(property.module, property.place), {
    ...(type ? { type } : {}),
    ...(isNullable(model, entity, property) || inline ? {} : { nullable: false }),
    ...identity,
    ...(value ? { default: value } : {}),
    ...(expression ? { generated: { expression, stored } } : {}),
    ...(property.collation === undefined ? {} : { collation: property.collation }),
    ...(property.charset === undefined || !isMysqlFamily(dialect) ? {} : { charset: property.charset }),
    ...(property.comment === undefined || !isMysqlFamily(dialect) ? {} : { comment: property.comment }),
  });
}
