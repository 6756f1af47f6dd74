import { type Placed, type Scope, type TextValue, textValue } from '../../code';
import type { ColumnRequest } from './columns';
import { flag, isNil, type Options, optionsOf, text, wordBound } from './given';
import { pluralize } from './inflect';
import type { ForeignKeyRequest, IndexRequest } from './keys';
import { chosen, type Env, placeOf } from './values';

/** What `t.references` makes: one column or two, an index, a foreign key. */
export interface Reference {
  readonly columns: readonly ColumnRequest[];
  readonly index?: IndexRequest;
  readonly foreignKey?: ForeignKeyRequest;
}

export interface ReferenceRequest {
  readonly table: TextValue;
  readonly name: TextValue;
  readonly options: Options;
  readonly word: Placed;
  readonly at: Placed;
  readonly scope: Scope;
}

/** Options of the reference itself; all others are the column's. */
const OWN = new Set(['index', 'foreign_key', 'polymorphic', 'type']);

/** `ReferenceDefinition`: bigint since 5.1, an index by default since 5.0, the polymorphic index's short name since 6.1. */
export function reference(request: ReferenceRequest, env: Env): Reference {
  const { name, options, word, at } = request;
  const place = placeOf(name, word);
  const isPolymorphic = flag(options, 'polymorphic') === true || optionsOf(options.get('polymorphic')).size > 0;
  const column = new Map([...options].filter(([key]) => !OWN.has(key)));
  const legacy = env.version < 5.01 || env.dialect === 'sqlite' ? 'integer' : 'bigint';
  const type = text(options, 'type') ?? legacy;
  const id: ColumnRequest = { name: suffixed(name, '_id'), type, typeAt: word, options: column, at };
  const kept = new Map([...column].filter(([key]) => key === 'null' || key === 'first' || key === 'after'));
  const kind: ColumnRequest = {
    name: suffixed(name, '_type'),
    type: 'string',
    typeAt: word,
    options: new Map([...optionsOf(options.get('polymorphic')), ...kept]),
    at,
  };
  const columns = isPolymorphic ? [kind, id] : [id];
  const [index, key] = [options.get('index'), options.get('foreign_key')];
  const indexed = index ? flag(options, 'index') !== false && !isNil(index) : env.version >= 5;
  const keyed = key !== undefined && flag(options, 'foreign_key') !== false && !isNil(key);
  return {
    columns,
    ...(indexed ? { index: indexOf(request, isPolymorphic, columns, env) } : {}),
    ...(keyed ? { foreignKey: keyOf(request, place) } : {}),
  };
}

function suffixed(name: TextValue, ending: string): TextValue {
  const [only] = name.pieces;
  // Letters that stand in the file and the ending behind them: the whole points at the name.
  return only ? chosen(name.text + ending, placeOf(name, only)) : name;
}

function indexOf(
  { table, name, options, word, at, scope }: ReferenceRequest,
  isPolymorphic: boolean,
  columns: readonly ColumnRequest[],
  env: Env,
): IndexRequest {
  const own = new Map(optionsOf(options.get('index')));
  if (isPolymorphic && env.version >= 6.01 && !own.has('name'))
    own.set('name', wordBound(placeOf(name, word), `index_${table.text}_on_${name.text}`, scope));
  return { table, columns: columns.map((one) => one.name), options: own, word, at };
}

function keyOf({ table, name, options, word, at, scope }: ReferenceRequest, place: Placed): ForeignKeyRequest {
  const own = new Map(optionsOf(options.get('foreign_key')));
  const told = own.get('to_table');
  const to = (told && textValue(told)) ?? chosen(pluralize(name.text), place);
  if (!own.has('column')) own.set('column', wordBound(place, `${name.text}_id`, scope));
  return { table, to, options: own, word, at };
}
