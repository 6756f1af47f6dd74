import { type Bound, type Placed, type Scope, type TextValue, textValue } from '../../code';
import { made } from '../code/compose';
import { constantAt, type Said, textAt } from '../code/said';
import type { Association } from './declaration';
import {
  type Ends,
  keyAttribute,
  keyOption,
  type Models,
  markedKey,
  modelBehind,
  placeIn,
  referenceTo,
  typeOf,
} from './ends';
import { joinTable } from './join-table';
import { type Attribute, columnOf, isNo, isYes, keysOf, type Model } from './model';
import { camelize, singularize } from './names';

/** Adds to the models what an association adds; the first of two that add the same column has its say (utils.js, mergeDefaults). */
export function associate(association: Association, models: Models): void {
  const { said, place, scope, path } = association;
  const source =
    'attributes' in association.source
      ? models.byDeclared.get(association.source)
      : modelBehind(models, association.source);
  const target = modelBehind(models, association.target);
  if (!source || !target) return;
  const ends: Ends = { source, target, said, place, scope, path };
  if (association.kind === 'belongsToMany') joinTable(ends, models);
  else if (association.kind === 'belongsTo') belongsTo(ends, models);
  else has(ends, association.kind, models);
}

function belongsTo({ source, target, said, place, scope }: Ends, models: Models): void {
  const key = keyAttribute(target, said.get('targetKey'));
  if (!key) return;
  const alias = said.get('as');
  const as = (alias && textValue(alias)?.text) ?? target.singular;
  const given = keyOption(said.get('foreignKey'));
  const name =
    given.name ??
    markedKey(source, target, models) ??
    made(camelize(`${as}_${keysOf(target)[0]?.key.text ?? 'id'}`), place);
  addKey({ owner: source, to: target, key, name, given: given.said, said, place, scope, otherwise: 'NO ACTION' });
}

function has({ source, target, said, place, scope }: Ends, kind: 'hasOne' | 'hasMany', models: Models): void {
  const key = keyAttribute(source, said.get('sourceKey'));
  if (!key) return;
  const given = keyOption(said.get('foreignKey'));
  const alias = said.get('as');
  const word =
    kind === 'hasMany' ? source.singular : singularize((alias && textValue(alias)?.text) ?? source.name.text);
  const name =
    given.name ??
    markedKey(target, source, models) ??
    made(camelize(`${word}_${keysOf(source)[0]?.key.text ?? 'id'}`), place);
  addKey({ owner: target, to: source, key, name, given: given.said, said, place, scope, otherwise: 'CASCADE' });
}

interface NewKey {
  readonly owner: Model;
  readonly to: Model;
  readonly key: Attribute;
  readonly name: TextValue;
  readonly given: Said;
  readonly said: Said;
  readonly place: Placed;
  readonly scope: Scope;
  /** What becomes of rows with a key that must not be null. */
  readonly otherwise: string;
}

/** associations/belongs-to.js and has-many.js, _injectAttributes */
function addKey({ owner, to, key, name, given, said, place: saidAt, scope, otherwise }: NewKey): void {
  const place = placeIn(owner, saidAt, scope);
  const known = owner.attributes.get(name.text);
  const fresh = new Map<string, Bound>([
    ...typeOf(key),
    ['allowNull', { expr: constantAt(true, place), scope }],
    ...given,
  ]);
  const text = (value: string): Bound => ({ expr: textAt(value, place), scope });
  const isFree = isNo(said.get('constraints'));
  const allows = isYes((known?.said ?? fresh).get('allowNull'));
  const onDelete = said.get('onDelete') ?? (isFree ? undefined : text(allows ? 'SET NULL' : otherwise));
  const onUpdate = said.get('onUpdate') ?? (isFree ? undefined : text('CASCADE'));
  const column = columnOf(to, key);
  const keys = keysOf(to).map((one) => columnOf(to, one).text);
  if ((onDelete || onUpdate) && (keys.length === 1 || !keys.includes(column.text))) {
    fresh.set('references', referenceTo(to, column, place, owner.scope));
    if (onDelete) fresh.set('onDelete', onDelete);
    if (onUpdate) fresh.set('onUpdate', onUpdate);
  }
  const merged: Said = new Map([...fresh, ...(known?.said ?? [])]);
  owner.attributes.set(
    name.text,
    known ? { ...known, said: merged } : { key: name, place, said: merged, isAuto: false },
  );
}
