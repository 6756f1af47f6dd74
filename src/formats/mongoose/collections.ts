import { type Bound, textValue } from '../../code';
import type { Ident } from '../../model';
import { identOf } from '../code/build';
import { groupBy } from '../paths';
import type { Model } from './models';
import { lastOption } from './options';
import { collectionName } from './plural';
import type { SchemaRef } from './refs';
import type { KnownSchemas } from './schemas';
import type { Schema, Site } from './shape';
import type { Standing } from './standing';

/** One kind of the documents of a collection, told by the value of the discriminator key. */
export interface Kind {
  readonly value: string;
  readonly schema: Schema;
}

/** A collection, with all that its models say of it. */
export interface Collection {
  readonly name: Ident;
  readonly schemas: readonly Schema[];
  readonly kinds: readonly Kind[];
  readonly site: Site;
}

interface Named {
  readonly model: Model;
  readonly schema: Schema;
  readonly collection: Ident;
}

export interface Project {
  readonly collections: readonly Collection[];
  /** The collection of a model, by the model's name. */
  readonly ofModel: ReadonlyMap<string, Ident>;
}

/** The collections that models make; models of one collection are one, and discriminators belong to their base's. */
export function collectionsOf(
  models: readonly Model[],
  schemas: KnownSchemas,
  told: ReadonlyMap<SchemaRef['key'], readonly Standing[]>,
): Project {
  const named = models.flatMap((model): readonly Named[] => {
    const schema = schemas.of(model.ref);
    if (!schema) return [];
    const options = model.options ? [...schema.options, model.options] : schema.options;
    const complete = { ...schema, options };
    return [{ model, schema: complete, collection: model.collection ?? collectionOf(model.name, options) }];
  });
  const bases = named.filter(({ model }) => model.base === undefined);
  const groups = groupBy(bases, ({ collection }) => collection.name);
  const byModel = new Map(bases.map(({ model, collection }) => [model.name.name, collection]));
  for (const { model } of named) {
    const home = model.base === undefined ? undefined : byModel.get(model.base);
    if (home) byModel.set(model.name.name, home);
  }
  const collections = [...groups.values()].flatMap((group): readonly Collection[] => {
    const [first] = group;
    if (!first) return [];
    const names = new Set(group.map(({ model }) => model.name.name));
    const kinds = [
      ...named.flatMap(({ model, schema }) =>
        isKindOf(model, names, named) ? [{ value: model.value ?? model.name.name, schema }] : [],
      ),
      ...group.flatMap(({ model }) => kindsOfSchema(model.ref, schemas, told)),
    ];
    const own = [...new Map(group.map((one) => [one.model.ref.key, one.schema])).values()];
    return [{ name: first.collection, schemas: own, kinds, site: first.model.site }];
  });
  return { collections, ofModel: byModel };
}

/** A discriminator of one of these, or of a discriminator of one. */
function isKindOf(model: Model, names: ReadonlySet<string>, all: readonly Named[], depth = 0): boolean {
  const { base } = model;
  if (base === undefined || depth > 4) return false;
  if (names.has(base)) return true;
  const above = all.find((one) => one.model.name.name === base)?.model;
  return above !== undefined && isKindOf(above, names, all, depth + 1);
}

function kindsOfSchema(
  ref: SchemaRef,
  schemas: KnownSchemas,
  told: ReadonlyMap<SchemaRef['key'], readonly Standing[]>,
): readonly Kind[] {
  const origin = ref.kind === 'literal' ? ref.call : ref.key;
  return (told.get(origin) ?? []).flatMap((one) => {
    const schema = one.kind === 'discriminator' && one.path === undefined ? schemas.of(one.ref) : undefined;
    return schema && one.kind === 'discriminator' ? [{ value: one.name, schema }] : [];
  });
}

/** The option `collection`, else the plural of the model's name. */
function collectionOf(model: Ident, options: readonly Bound[]): Ident {
  const given = lastOption(options, 'collection');
  const named = given && identOf(given);
  if (named) return named;
  const text = given && textValue(given)?.text;
  return { name: text ?? collectionName(model.name), span: model.span };
}
