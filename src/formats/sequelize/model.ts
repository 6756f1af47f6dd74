import { type Bound, type Placed, resolve, type Scope, type TextValue, textValue, truth } from '../../code';
import { entry, made, textIn } from '../code/compose';
import { constantAt, nameAt, type Said, saidObject, textAt } from '../code/said';
import type { Declared } from './declaration';
import { columnName, pluralize, singularize, type Underscored } from './names';

export interface Attribute {
  readonly key: TextValue;
  readonly place: Placed;
  readonly said: Said;
  /** Sequelize added it by itself. */
  readonly isAuto: boolean;
}

/** A model as Sequelize has it after `init`; associations add attributes to it. */
export interface Model {
  readonly name: TextValue;
  readonly singular: string;
  readonly plural: string;
  readonly table: TextValue;
  readonly schema: TextValue | undefined;
  readonly style: Underscored;
  readonly options: Said;
  readonly attributes: Map<string, Attribute>;
  readonly declared: Declared | undefined;
  readonly place: Placed;
  readonly scope: Scope;
  readonly path: string;
}

export interface Beginning extends Pick<Model, 'name' | 'options' | 'declared' | 'place' | 'scope' | 'path'> {
  readonly attributes: readonly Omit<Attribute, 'isAuto'>[];
}

const isYes = (bound: Bound | undefined): boolean => bound !== undefined && truth(bound) === true;
const isNo = (bound: Bound | undefined): boolean => bound !== undefined && truth(bound) === false;

/** sequelize/lib/model.js, init */
export function createModel(begin: Beginning): Model {
  const { name, options } = begin;
  const names = options.get('name');
  const style: Underscored = isYes(options.get('underscored')) ? 'underscored' : 'as it is';
  const own = options.get('tableName');
  const given = own && textValue(own);
  const chosen = isYes(options.get('freezeTableName')) ? name.text : columnName(pluralize(name.text), style);
  const schema = options.get('schema');
  return {
    ...begin,
    singular: textIn(names, 'singular')?.text ?? singularize(name.text),
    plural: textIn(names, 'plural')?.text ?? pluralize(name.text),
    table: given ?? made(chosen, placeOf(name, begin.place)),
    schema: schema && localText(schema, begin),
    style,
    attributes: new Map(allAttributes(begin).map((one) => [one.key.text, one])),
  };
}

/** A text of the options, which may be another file's. */
function localText(bound: Bound, { name, place, scope }: Beginning): TextValue | undefined {
  const text = textValue(bound);
  return text && resolve(bound).scope.module !== scope.module ? made(text.text, placeOf(name, place)) : text;
}

export function placeOf({ pieces }: TextValue, otherwise: Placed): Placed {
  const [first] = pieces;
  return first ? { start: first.start, end: pieces.at(-1)?.end ?? first.end } : otherwise;
}

/** model.js, _addDefaultAttributes: `id` before all others, times behind them. */
function allAttributes({ name, attributes, options, scope, place }: Beginning): readonly Attribute[] {
  const at = placeOf(name, place);
  const has = (key: string) => attributes.some((one) => one.key.text === key);
  const auto = (key: string, said: Readonly<Record<string, Bound>>): Attribute => ({
    key: made(key, at),
    place: at,
    said: new Map(Object.entries(said)),
    isAuto: true,
  });
  const word = (text: string): Bound => ({ expr: nameAt(text, at), scope: scope.child() });
  const is = (value: boolean): Bound => ({ expr: constantAt(value, at), scope });
  const isKeyed = attributes.some(({ said }) => isYes(said.get('primaryKey')));
  const id = auto('id', { type: word('INTEGER'), allowNull: is(false), primaryKey: is(true), autoIncrement: is(true) });
  const time = (key: string) =>
    auto(key, { type: word('DATE'), ...(key === nameOfTime('deletedAt', options) ? {} : { allowNull: is(false) }) });
  const times = isNo(options.get('timestamps'))
    ? []
    : ['createdAt', 'updatedAt', ...(isYes(options.get('paranoid')) ? ['deletedAt'] : [])].flatMap(
        (key) => nameOfTime(key, options) ?? [],
      );
  const version = options.get('version');
  const versionName = version && (textValue(version)?.text ?? (isYes(version) ? 'version' : undefined));
  const zero: Bound = { expr: { kind: 'number', ...at, text: '0' }, scope };
  const tail = [
    ...times.map(time),
    ...(versionName === undefined
      ? []
      : [auto(versionName, { type: word('INTEGER'), allowNull: is(false), defaultValue: zero })]),
  ];
  return [
    ...(isKeyed || has('id') ? [] : [id]),
    ...attributes.map((one) => ({ ...one, isAuto: false })),
    ...tail.filter(({ key }) => !has(key.text)),
  ];
}

/** What an option calls a time's attribute; undefined where it is switched off. */
function nameOfTime(key: string, options: Said): string | undefined {
  const option = options.get(key);
  if (isNo(option)) return undefined;
  return (option && textValue(option)?.text) ?? key;
}

/** The column of an attribute. */
export function columnOf(model: Model, { key, said }: Attribute): TextValue {
  const field = said.get('field');
  const given = field && textValue(field);
  const isHere = field && resolve(field).scope.module === model.scope.module;
  if (given) return isHere ? given : made(given.text, placeOf(key, model.place));
  const text = columnName(key.text, model.style);
  return text === key.text ? key : made(text, placeOf(key, model.place));
}

/** Attributes of the primary key, in order. */
export function keysOf({ attributes }: Model): readonly Attribute[] {
  return [...attributes.values()].filter(({ said }) => isYes(said.get('primaryKey')));
}

/** The table as a query interface's call names it. */
export function tableAt({ table, schema, scope }: Pick<Model, 'table' | 'schema' | 'scope'>, place: Placed): Bound {
  const name = boundText(table, place, scope);
  if (!schema) return name;
  return saidObject(
    new Map([
      ['tableName', name],
      ['schema', boundText(schema, place, scope)],
    ]),
    place,
    scope,
  );
}

/** A text standing where its pieces do, or where it is used. */
function boundText({ text, pieces }: TextValue, place: Placed, scope: Scope): Bound {
  const [first] = pieces;
  if (!first) return { expr: textAt(text, place), scope };
  const { start } = first;
  return { expr: { kind: 'string', start, end: pieces.at(-1)?.end ?? first.end, value: text, pieces }, scope };
}

export { entry, isNo, isYes };
