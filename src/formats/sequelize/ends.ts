import { type Bound, type Placed, resolve, type Scope, type TextValue, textValue } from '../../code';
import { made } from '../code/compose';
import { type Said, saidObject, textAt } from '../code/said';
import { type Declared, saidOf } from './declaration';
import type { Lookup } from './lookup';
import { type Attribute, keysOf, type Model, placeOf, tableAt } from './model';

/** All models, and how other code finds them. */
export interface Models {
  readonly byName: Map<string, Model>;
  readonly byDeclared: ReadonlyMap<Declared, Model>;
  readonly lookup: Lookup;
  readonly pairs: Paired[];
  /** What `define` of the connection says of every model. */
  readonly defaults: Said;
}

/** An association with its ends found. */
export interface Ends {
  readonly source: Model;
  readonly target: Model;
  readonly said: Said;
  readonly place: Placed;
  readonly scope: Scope;
  /** The file that says it. */
  readonly path: string;
}

export function modelBehind(models: Models, bound: Bound | undefined): Model | undefined {
  const declared = bound && models.lookup(bound);
  return declared && models.byDeclared.get(declared);
}

/** What `foreignKey` says: a name, or an attribute's options with its name. */
export function keyOption(bound: Bound | undefined): { readonly name: TextValue | undefined; readonly said: Said } {
  if (!bound) return { name: undefined, said: new Map() };
  const text = textValue(bound);
  if (text) return { name: text, said: new Map() };
  const said = new Map(saidOf(bound));
  const name = said.get('name') ?? said.get('fieldName');
  said.delete('name');
  said.delete('fieldName');
  return { name: name && textValue(name), said };
}

/** The attribute that sequelize-typescript's `@ForeignKey` marks for a model. */
export function markedKey(owner: Model, to: Model, models: Models): TextValue | undefined {
  return owner.declared?.foreignKeys.find((one) => modelBehind(models, one.to) === to)?.name;
}

/** The attribute that a key leads to: the one named, or the first of the primary key. */
export function keyAttribute(model: Model, bound: Bound | undefined): Attribute | undefined {
  const name = bound && textValue(bound)?.text;
  return (name === undefined ? undefined : model.attributes.get(name)) ?? keysOf(model)[0];
}

/** The type of a key, for a column that leads to it. */
export function typeOf({ said }: Attribute): Said {
  return new Map(
    ['type', 'values'].flatMap((word) => {
      const value = said.get(word);
      return value ? [[word, value] as const] : [];
    }),
  );
}

export function referenceTo(to: Model, column: TextValue, place: Placed, scope: Scope): Bound {
  const table = tableAt(
    { ...to, table: made(to.table.text, place), schema: to.schema && made(to.schema.text, place), scope },
    place,
  );
  const key: Bound = { expr: textAt(column.text, place), scope };
  return saidObject(
    new Map([
      ['model', table],
      ['key', key],
    ]),
    place,
    scope,
  );
}

/** Where a model's file shows what an association adds: the association itself, or the model's name where another file says it. */
export function placeIn(owner: Model, place: Placed, scope: Scope): Placed {
  return scope.module === owner.scope.module ? place : placeOf(owner.name, owner.place);
}

/** True for an object of options, not a name or a model. */
export function isOptions(bound: Bound | undefined): boolean {
  return bound !== undefined && resolve(bound).expr.kind === 'map';
}

/** One direction of a many-to-many, which its other direction may change once more. */
export interface Paired {
  readonly ends: Ends;
  readonly through: Model;
  readonly foreignKey: TextValue;
  otherKey: TextValue;
  readonly isChosen: boolean;
  /** The join table's own `id` was taken away, for its two keys are the key. */
  isKeyed: boolean;
}
