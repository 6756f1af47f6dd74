import { type Bound, type Expr, resolve, textValue, truth } from '../../code';
import { entry } from '../code/compose';
import { evaluated } from '../code/values';
import { given, option } from './options';
import { classRef, isDecorated, type SchemaRef, schemaRef } from './refs';
import {
  type Definition,
  type Element,
  type Field,
  MIXED,
  NOTHING,
  type Schema,
  type Schemas,
  type Shape,
} from './shape';
import { wordOf } from './words';

/** Reads the definition of a schema: an object whose values are types, options with a `type`, or objects of such (mongoosejs.com, "Schemas"). */

export interface Defining {
  readonly schemas: Schemas;
  /** The key that says which key of an option object is the type. */
  readonly typeKey: string;
  /** An `_id` that the schema's own options say, which arrays of plain objects take over. */
  readonly id: Bound | undefined;
}

export function definitionOf(bound: Bound, on: Defining): Definition {
  const { expr, scope } = evaluated(bound);
  const { module } = scope;
  if (expr.kind !== 'map') {
    const spread = spreadSchema({ expr, scope }, on);
    if (spread) return spread;
    return { ...NOTHING, unread: [{ module, place: expr, reason: 'these fields cannot be told' }] };
  }
  const parts = [...expr.entries, ...expr.spreads].sort((a, b) => a.start - b.start);
  return mergeAll(
    parts.map((part): Definition => {
      if (!('key' in part)) return definitionOf({ expr: part, scope }, on);
      const key = textValue({ expr: part.key, scope });
      const value = { expr: part.value, scope };
      if (!key)
        return { ...NOTHING, unread: [{ module, place: part, reason: 'the name of this field cannot be told' }] };
      if (key.text === '_id' && truth(value) === false) return { ...NOTHING, withoutId: true };
      const place = key.pieces[0] ?? part.key;
      const element = elementAt(value, on);
      const site = { module, place };
      if (!element) {
        const reason = `the type of ${key.text} cannot be told`;
        return { ...NOTHING, unread: [{ module, place: part, reason }] };
      }
      return { ...NOTHING, fields: [{ ...element, key: key.text, site, whole: part }] };
    }),
  );
}

/** `...base.obj`: the definition that another schema was made of. */
function spreadSchema({ expr, scope }: Bound, on: Defining): Definition | undefined {
  const isDefinition = expr.kind === 'member' && (expr.name === 'obj' || expr.name === 'tree');
  const ref = schemaRef(isDefinition ? { expr: expr.object, scope } : { expr, scope });
  const schema = ref && on.schemas.of(ref);
  return schema && { ...NOTHING, fields: schema.fields };
}

/** Definitions behind each other: of a key that is there twice, the later one in the earlier one's place. */
export function mergeAll(parts: readonly Definition[]): Definition {
  const fields = new Map<string, Field>();
  for (const part of parts)
    for (const field of part.fields) fields.set(field.key, merged(fields.get(field.key), field));
  return {
    fields: [...fields.values()],
    unread: parts.flatMap(({ unread }) => unread),
    withoutId: parts.some(({ withoutId }) => withoutId),
  };
}

/** Nested objects of one name are one. */
function merged(before: Field | undefined, now: Field): Field {
  if (before?.shape.kind !== 'nested' || now.shape.kind !== 'nested') return now;
  const both = [before.shape.fields, now.shape.fields].map((fields) => ({ ...NOTHING, fields }));
  return { ...now, shape: { kind: 'nested', fields: mergeAll(both).fields } };
}

/** What a value of a definition says; undefined when it cannot be told. */
export function elementAt(bound: Bound, on: Defining): Element | undefined {
  const { expr, scope } = evaluated(bound);
  const at = { module: bound.scope.module, place: bound.expr };
  const plain = (shape: Shape | undefined): Element | undefined => shape && { shape, options: undefined, at };
  const type = expr.kind === 'map' ? typeIn({ expr, scope }, on) : undefined;
  if (type) return typed(type, { expr, scope }, on);
  if (expr.kind !== 'map') return plain(shapeOf({ expr, scope }, undefined, on));
  if (isEmpty(expr)) return plain(MIXED);
  const { fields, unread } = definitionOf({ expr, scope }, on);
  on.schemas.note(unread);
  return plain({ kind: 'nested', fields });
}

function isEmpty(expr: Expr): boolean {
  return expr.kind === 'map' && expr.entries.length === 0 && expr.spreads.length === 0;
}

/** The type of `{ type: String, required: true }`; a field named `type` has a type of its own: `{ type: { type: String } }`. */
function typeIn(map: Bound, { typeKey }: Defining): Bound | undefined {
  const type = entry(map, typeKey);
  if (!type || typeKey !== 'type') return type;
  const value = evaluated(type);
  return value.expr.kind === 'map' && entry(value, 'type') ? undefined : type;
}

function typed(type: Bound, options: Bound, on: Defining): Element | undefined {
  const shape = shapeOf(type, options, on);
  return shape && { shape, options, at: { module: type.scope.module, place: type.expr } };
}

/** What a type is: a word, a list, a schema, an object that makes a schema of its own. */
export function shapeOf(bound: Bound, options: Bound | undefined, on: Defining): Shape | undefined {
  const ref = schemaRef(bound);
  if (ref) return documentOf(ref, on);
  const { expr, scope } = evaluated(bound);
  const word = wordOf(expr);
  if (word === 'map') {
    const of = option(options, 'of');
    return { kind: 'map', of: of && inside(of, on) };
  }
  if (word === 'mixed[]') return listOf(option(options, 'of', 'cast'), bound, on);
  if (word !== undefined) return { kind: 'scalar', word };
  if (expr.kind === 'list') {
    const [first] = expr.items;
    return listOf(first && { expr: first, scope }, bound, on);
  }
  if (expr.kind === 'map') return isEmpty(expr) ? MIXED : { kind: 'document', schema: implicit({ expr, scope }, on) };
  if (expr.kind === 'function') return shapeOf(given({ expr, scope }), options, on);
  const declared = classRef({ expr, scope });
  return declared && isDecorated(declared) ? documentOf(declared, on) : undefined;
}

export function documentOf(ref: SchemaRef, on: Pick<Defining, 'schemas'>): Shape {
  const schema = on.schemas.of(ref);
  // A schema inside itself: its fields are those above.
  return schema ? { kind: 'document', schema } : { kind: 'scalar', word: 'object' };
}

function listOf(item: Bound | undefined, list: Bound, on: Defining): Shape | undefined {
  const at = { module: list.scope.module, place: list.expr };
  const of = item ? inside(item, on) : { shape: MIXED, options: undefined, at };
  return of && { kind: 'array', of };
}

/** What stands in an array or map: an object there is a document with an `_id`. */
function inside(bound: Bound, on: Defining): Element | undefined {
  const { expr, scope } = evaluated(bound);
  if (expr.kind !== 'map' || typeIn({ expr, scope }, on)) return elementAt(bound, on);
  const shape: Shape = isEmpty(expr) ? MIXED : { kind: 'document', schema: implicit({ expr, scope }, on) };
  return { shape, options: undefined, at: { module: bound.scope.module, place: bound.expr } };
}

/** The schema that Mongoose makes of an object by itself. */
function implicit(bound: Bound, on: Defining): Schema {
  const { fields, unread, withoutId } = definitionOf(bound, on);
  const { expr, scope } = resolve(bound);
  const id = on.id && truth(on.id) === false;
  on.schemas.note(unread);
  return {
    fields,
    options: [],
    withoutId: withoutId || id === true,
    indexes: [],
    unread: [],
    site: { module: scope.module, place: expr },
  };
}
