import { type Bound, truth } from '../../code';
import { decorated } from './decorated';
import { type Defining, definitionOf, mergeAll } from './define';
import { lastOption, option } from './options';
import { type SchemaRef, schemaRef } from './refs';
import { type Definition, type Field, NOTHING, type Schema, type Schemas, type Unread } from './shape';
import type { Standing } from './standing';

export interface KnownSchemas extends Schemas {
  /** True when a schema was asked for: by a model, or inside another. */
  readonly used: ReadonlySet<SchemaRef['key']>;
  /** All that could not be told of those that were asked for. */
  unread(): readonly Unread[];
}

export function knownSchemas(told: ReadonlyMap<SchemaRef['key'], readonly Standing[]>): KnownSchemas {
  const known = new Map<SchemaRef['key'], Schema | undefined>();
  const used = new Set<SchemaRef['key']>();
  let noted: Unread[] = [];
  const schemas: KnownSchemas = {
    used,
    unread: () => [...known.values()].flatMap((schema) => schema?.unread ?? []),
    note: (unread) => void noted.push(...unread),
    of: (ref) => {
      const origin = ref.kind === 'literal' ? ref.call : ref.key;
      used.add(ref.key).add(origin);
      if (known.has(ref.key)) return known.get(ref.key);
      known.set(ref.key, undefined);
      const outer = noted;
      noted = [];
      const standing = [...(told.get(origin) ?? []), ...(origin === ref.key ? [] : (told.get(ref.key) ?? []))];
      const schema = made(ref, standing, schemas);
      const complete = { ...schema, unread: [...schema.unread, ...noted] };
      noted = outer;
      known.set(ref.key, complete);
      return complete;
    },
  };
  return schemas;
}

function made(ref: SchemaRef, standing: readonly Standing[], schemas: Schemas): Schema {
  const base = ref.kind === 'class' ? decorated(ref, schemas) : literal(ref, schemas);
  const options = [...base.options, ...standing.flatMap((one) => (one.kind === 'set' ? [asOption(one)] : []))];
  const on: Defining = { schemas, typeKey: 'type', id: lastOption(options, '_id') };
  const added = standing.flatMap((one): readonly Definition[] => {
    if (one.kind === 'add') return [addedBy(one, on)];
    return one.kind === 'discriminator' && one.path !== undefined
      ? [kindOf(one.ref, one.path, base.fields, schemas)]
      : [];
  });
  const all = mergeAll([{ fields: base.fields, unread: base.unread, withoutId: base.withoutId }, ...added]);
  return {
    ...base,
    options,
    fields: all.fields,
    withoutId: all.withoutId,
    unread: [
      ...all.unread,
      ...standing.flatMap((one) => (one.kind === 'unread' ? [{ ...one.site, reason: one.reason }] : [])),
    ],
    indexes: [...base.indexes, ...standing.flatMap((one) => (one.kind === 'index' ? [one.index] : []))],
  };
}

/** `new Schema(definition, options)`. */
function literal({ call, scope }: Extract<SchemaRef, { kind: 'literal' }>, schemas: Schemas): Schema {
  const [definition, given] = call.args.map(({ value }): Bound => ({ expr: value, scope }));
  const typeKey = option(given, 'typeKey')?.expr;
  const on: Defining = {
    schemas,
    typeKey: typeKey?.kind === 'string' ? typeKey.value : 'type',
    id: option(given, '_id'),
  };
  const { fields, unread, withoutId } = definition ? definitionOf(definition, on) : NOTHING;
  return {
    fields,
    options: given ? [given] : [],
    withoutId,
    indexes: [],
    unread,
    site: { module: scope.module, place: call },
  };
}

/** `schema.set('timestamps', true)` as the option that it is. */
function asOption({ name, value }: Extract<Standing, { kind: 'set' }>): Bound {
  const { start, end } = value.expr;
  const key = { kind: 'string' as const, start, end, value: name, pieces: [] };
  return {
    expr: { kind: 'map', start, end, entries: [{ key, value: value.expr, start, end }], spreads: [] },
    scope: value.scope,
  };
}

function addedBy({ definition, prefix, site }: Extract<Standing, { kind: 'add' }>, on: Defining): Definition {
  const ref = schemaRef(definition);
  const other = ref && on.schemas.of(ref);
  const found: Definition = other ? { ...NOTHING, fields: other.fields } : definitionOf(definition, on);
  const keys = prefix.split('.').filter((part) => part !== '');
  const nested = keys.reduceRight<readonly Field[]>(
    (fields, key) => [
      { key, shape: { kind: 'nested', fields }, options: undefined, at: site, site, whole: site.place },
    ],
    found.fields,
  );
  return { ...found, fields: nested };
}

/** Fields of one kind of the documents at a path: they may be absent there. */
function kindOf(ref: SchemaRef, path: string, fields: readonly Field[], schemas: Schemas): Definition {
  const kind = schemas.of(ref);
  const field = fields.find(({ key }) => key === path);
  if (!kind || !field) return NOTHING;
  const inner = field.shape.kind === 'array' ? field.shape.of.shape : field.shape;
  if (inner.kind !== 'document') return NOTHING;
  const schema: Schema = {
    ...inner.schema,
    fields: mergeAll([inner.schema, kind].map((one) => ({ ...NOTHING, fields: one.fields }))).fields,
  };
  const document = { kind: 'document' as const, schema };
  const shape =
    field.shape.kind === 'array' ? { ...field.shape, of: { ...field.shape.of, shape: document } } : document;
  return { ...NOTHING, fields: [{ ...field, shape }] };
}

/** True when the schema's documents get an `_id` by themselves. */
export function hasId(schema: Schema): boolean {
  if (schema.withoutId) return false;
  const id = lastOption(schema.options, '_id');
  return id === undefined || truth(id) !== false;
}
