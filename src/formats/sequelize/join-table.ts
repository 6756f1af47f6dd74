import { type Bound, type TextValue, textValue } from '../../code';
import { entry, made } from '../code/compose';
import { constantAt, type Said, textAt } from '../code/said';
import {
  type Ends,
  isOptions,
  keyAttribute,
  keyOption,
  type Models,
  markedKey,
  modelBehind,
  type Paired,
  placeIn,
  referenceTo,
  typeOf,
} from './ends';
import { type Attribute, columnOf, createModel, isNo, isYes, type Model } from './model';
import { camelize, singularize } from './names';

/** associations/belongs-to-many.js */
export function joinTable(ends: Ends, models: Models): void {
  const { source, target, said, place } = ends;
  const through = throughOf(ends, models);
  const [from, to] = [keyAttribute(source, said.get('sourceKey')), keyAttribute(target, said.get('targetKey'))];
  if (!through || !from || !to) return;
  const paired = models.pairs.find(
    (one) => one.through === through && one.ends.source === target && one.ends.target === source,
  );
  const alias = said.get('as');
  const as = source === target ? singularize((alias && aliasOf(alias)) ?? target.plural) : target.singular;
  const own = keyOption(said.get('foreignKey'));
  const other = keyOption(said.get('otherKey'));
  const foreignKey =
    own.name ?? markedKey(through, source, models) ?? made(camelize(`${source.singular}_${from.key.text}`), place);
  const given = other.name ?? (source === target ? undefined : markedKey(through, target, models));
  const otherKey = given ?? paired?.foreignKey ?? made(camelize(`${as}_${to.key.text}`), place);
  const pair: Paired = { ends, through, foreignKey, otherKey, isChosen: given !== undefined, isKeyed: false };
  if (paired && !paired.isChosen && paired.otherKey.text !== foreignKey.text) {
    through.attributes.delete(paired.otherKey.text);
    paired.otherKey = foreignKey;
    addKeys(paired);
  }
  models.pairs.push(pair);
  addKeys(pair);
}

function aliasOf(bound: Bound): string | undefined {
  return textValue(bound)?.text ?? (isOptions(bound) ? textValue(entry(bound, 'plural') ?? bound)?.text : undefined);
}

/** The join table's model: one that is declared, or one made of its name with the options of the model that asks for it. */
function throughOf(ends: Ends, models: Models): Model | undefined {
  const { source, said, place, scope, path } = ends;
  const given = said.get('through');
  const inside = isOptions(given) ? entry(given, 'model') : given;
  if (!inside) return undefined;
  const name = textValue(inside);
  if (!name) return modelBehind(models, inside);
  const known = models.byName.get(name.text);
  if (known) return known;
  const options = new Map<string, Bound>([...said, ...source.options]);
  for (const word of ['timestamps', 'indexes', 'paranoid', 'name', 'modelName']) options.delete(word);
  const timestamps = said.get('timestamps') ?? models.defaults.get('timestamps');
  const paranoid = isOptions(given) ? entry(given, 'paranoid') : undefined;
  if (timestamps) options.set('timestamps', timestamps);
  if (paranoid) options.set('paranoid', paranoid);
  options.set('tableName', inside);
  const model = createModel({ name, options, attributes: [], declared: undefined, place, scope, path });
  models.byName.set(name.text, model);
  return model;
}

function addKeys(pair: Paired): void {
  const { ends, through, foreignKey, otherKey } = pair;
  const { source, target, said } = ends;
  for (const [name, attribute] of through.attributes) {
    if (!attribute.isAuto || !isYes(attribute.said.get('primaryKey'))) continue;
    if (name !== foreignKey.text && name !== otherKey.text) through.attributes.delete(name);
    pair.isKeyed = true;
  }
  const [from, to] = [keyAttribute(source, said.get('sourceKey')), keyAttribute(target, said.get('targetKey'))];
  if (!from || !to) return;
  const own = keyOption(said.get('foreignKey')).said;
  const other = keyOption(said.get('otherKey')).said;
  addSide(pair, foreignKey, from, source, own);
  addSide(pair, otherKey, to, target, other);
}

function addSide(pair: Paired, name: TextValue, key: Attribute, to: Model, given: Said): void {
  const { through, ends } = pair;
  const { said, scope } = ends;
  const place = placeIn(through, ends.place, scope);
  const known = through.attributes.get(name.text);
  const merged = new Map<string, Bound>([...(known?.said ?? []), ...typeOf(key), ...given]);
  const text = (value: string): Bound => ({ expr: textAt(value, place), scope });
  if (pair.isKeyed) merged.set('primaryKey', { expr: constantAt(true, place), scope });
  else if (!isNo(uniqueOption(said))) merged.set('unique', text(uniqueName(pair)));
  if (!isNo(said.get('constraints'))) {
    merged.set('references', referenceTo(to, columnOf(to, key), place, through.scope));
    for (const word of ['onDelete', 'onUpdate'])
      merged.set(word, said.get(word) ?? known?.said.get(word) ?? text('CASCADE'));
  }
  through.attributes.set(
    name.text,
    known ? { ...known, said: merged } : { key: name, place, said: merged, isAuto: true },
  );
}

function uniqueOption(said: Said): Bound | undefined {
  const through = said.get('through');
  return isOptions(through) ? entry(through, 'unique') : undefined;
}

function uniqueName({ ends, through, foreignKey, otherKey }: Paired): string {
  const own = ends.said.get('uniqueKey');
  return (own && textValue(own)?.text) || [through.table.text, foreignKey.text, otherKey.text, 'unique'].join('_');
}
