import {
  type Argument,
  argument,
  type Bound,
  type Placed,
  type Scope,
  type TextValue,
  textValue,
  truth,
} from '../../code';
import { made } from '../code/compose';
import type { Column } from './fluent';

/** The parameters behind the column's name, by type. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  char: ['length'],
  string: ['length'],
  decimal: ['total', 'places', 'unsigned'],
  float: ['total', 'places', 'unsigned'],
  double: ['total', 'places', 'unsigned'],
  enum: ['allowed'],
  set: ['allowed'],
  dateTime: ['precision'],
  dateTimeTz: ['precision'],
  time: ['precision'],
  timeTz: ['precision'],
  timestamp: ['precision'],
  timestampTz: ['precision'],
  binary: ['length', 'fixed'],
  geometry: ['subtype', 'srid'],
  geography: ['subtype', 'srid'],
  vector: ['dimensions'],
  computed: ['expression'],
  raw: ['definition'],
  integer: ['autoIncrement', 'unsigned'],
  tinyInteger: ['autoIncrement', 'unsigned'],
  smallInteger: ['autoIncrement', 'unsigned'],
  mediumInteger: ['autoIncrement', 'unsigned'],
  bigInteger: ['autoIncrement', 'unsigned'],
};

const PLAIN = [
  'tinyText',
  'text',
  'mediumText',
  'longText',
  'boolean',
  'json',
  'jsonb',
  'date',
  'year',
  'uuid',
  'ipAddress',
  'macAddress',
  'tsvector',
];

interface Shape {
  readonly type: string;
  readonly flags?: readonly string[];
  readonly name?: string;
  readonly length?: string;
  readonly isForeign?: true;
}

const numbers = (size: string): Readonly<Record<string, Shape>> => ({
  [`unsigned${size === 'integer' ? 'Integer' : upper(size)}`]: { type: size, flags: ['unsigned'] },
});

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const KEY = ['autoIncrement', 'unsigned'];

/** Methods that make one column. */
const SHAPES: Readonly<Record<string, Shape>> = {
  ...Object.fromEntries([...PLAIN, ...Object.keys(PARAMETERS)].map((type) => [type, { type }])),
  ...['integer', 'tinyInteger', 'smallInteger', 'mediumInteger', 'bigInteger'].reduce(
    (all, size) => Object.assign(all, numbers(size)),
    {} as Record<string, Shape>,
  ),
  rawColumn: { type: 'raw' },
  unsignedDecimal: { type: 'decimal', flags: ['unsigned'] },
  unsignedFloat: { type: 'float', flags: ['unsigned'] },
  unsignedDouble: { type: 'double', flags: ['unsigned'] },
  id: { type: 'bigInteger', flags: KEY, name: 'id' },
  increments: { type: 'integer', flags: KEY },
  integerIncrements: { type: 'integer', flags: KEY },
  tinyIncrements: { type: 'tinyInteger', flags: KEY },
  smallIncrements: { type: 'smallInteger', flags: KEY },
  mediumIncrements: { type: 'mediumInteger', flags: KEY },
  bigIncrements: { type: 'bigInteger', flags: KEY },
  foreignId: { type: 'bigInteger', flags: ['unsigned'], isForeign: true },
  foreignUuid: { type: 'uuid', isForeign: true },
  foreignUlid: { type: 'char', length: '26', isForeign: true },
  uuid: { type: 'uuid', name: 'uuid' },
  ulid: { type: 'char', name: 'ulid', length: '26' },
  ipAddress: { type: 'ipAddress', name: 'ip_address' },
  macAddress: { type: 'macAddress', name: 'mac_address' },
  rememberToken: { type: 'string', flags: ['nullable'], name: 'remember_token', length: '100' },
  softDeletes: { type: 'timestamp', flags: ['nullable'], name: 'deleted_at' },
  softDeletesTz: { type: 'timestampTz', flags: ['nullable'], name: 'deleted_at' },
  softDeletesDatetime: { type: 'dateTime', flags: ['nullable'], name: 'deleted_at' },
  ...Object.fromEntries(
    ['point', 'lineString', 'polygon', 'geometryCollection', 'multiPoint', 'multiLineString', 'multiPolygon'].map(
      (type) => [type, { type: 'geometry', length: type.toLowerCase() }],
    ),
  ),
};

const TIMES: Readonly<Record<string, string>> = {
  timestamps: 'timestamp',
  nullableTimestamps: 'timestamp',
  timestampsTz: 'timestampTz',
  nullableTimestampsTz: 'timestampTz',
  datetimes: 'dateTime',
};

/** A call on the table: its arguments, and the place of its name. */
export interface MethodCall {
  readonly method: string;
  readonly args: readonly Argument[];
  readonly scope: Scope;
  readonly place: Placed;
  readonly nameAt: Placed;
}

/** The columns that a method makes; undefined for other methods, none where the name cannot be told. */
export function columnsOf(call: MethodCall): readonly Column[] | undefined {
  const method = exactName(call.method);
  const time = Object.hasOwn(TIMES, method) ? TIMES[method] : undefined;
  if (time) return ['created_at', 'updated_at'].map((name) => timeColumn(call, time, name));
  const morph = /^(nullable)?(numeric|uuid|ulid)?morphs$/i.exec(method);
  if (morph) return morphColumns(call, morph[1] ? ['nullable'] : [], morph[2]?.toLowerCase() ?? 'numeric');
  const shape = Object.hasOwn(SHAPES, method) ? SHAPES[method] : undefined;
  return shape && columnOf(call, shape);
}

const BY_LOWER: ReadonlyMap<string, string> = new Map(
  [...Object.keys(SHAPES), ...Object.keys(TIMES)].map((name) => [name.toLowerCase(), name]),
);

/** PHP's methods ignore case: `datetime()` is `dateTime()`. */
function exactName(method: string): string {
  return BY_LOWER.get(method.toLowerCase()) ?? method;
}

export function bound({ args, scope }: MethodCall, at: number, ...names: readonly string[]): Bound | undefined {
  const expr = argument(args, at, ...names);
  return expr && { expr, scope };
}

function flagged(flags: readonly string[]): Map<string, readonly Bound[]> {
  return new Map(flags.map((flag) => [flag, []]));
}

function columnOf(call: MethodCall, shape: Shape): readonly Column[] {
  const given = bound(call, 0, 'column');
  const name = given ? textValue(given) : shape.name === undefined ? undefined : made(shape.name, call.nameAt);
  if (!name) return [];
  const attributes = flagged(shape.flags ?? []);
  const params: Record<string, Bound | string> = {};
  (PARAMETERS[shape.type] ?? []).forEach((param, at) => {
    if (shape.flags?.includes('autoIncrement')) return;
    const value = bound(call, at + 1, param, ...(param === 'total' ? ['precision'] : []));
    if (value && (param === 'autoIncrement' || param === 'unsigned')) {
      if (truth(value)) attributes.set(param, []);
    } else if (value) params[param] = value;
  });
  if (shape.length !== undefined) params[shape.type === 'geometry' ? 'subtype' : 'length'] = shape.length;
  const foreign = shape.isForeign ? { isForeign: true } : {};
  return [{ kind: 'column', name, type: shape.type, params, attributes, place: call.place, ...foreign }];
}

function timeColumn(call: MethodCall, type: string, name: string): Column {
  const precision = bound(call, 0, 'precision');
  return {
    kind: 'column',
    name: made(name, call.nameAt),
    type,
    params: precision ? { precision } : {},
    attributes: flagged(['nullable']),
    place: call.place,
  };
}

/** `{name}_type` and `{name}_id`, of the kind that keys are. */
function morphColumns(call: MethodCall, flags: readonly string[], key: string): readonly Column[] {
  const given = bound(call, 0, 'name');
  const name = given && textValue(given);
  if (!name) return [];
  const named = (suffix: string): TextValue => ({
    text: `${name.text}${suffix}`,
    pieces: [...name.pieces, { ...(name.pieces.at(-1) ?? call.nameAt), text: suffix }],
  });
  const common = { kind: 'column', place: call.place } as const;
  const id = { numeric: 'bigInteger', uuid: 'uuid', ulid: 'char' }[key] ?? 'bigInteger';
  return [
    { ...common, name: named('_type'), type: 'string', params: {}, attributes: flagged(flags) },
    {
      ...common,
      name: named('_id'),
      type: id,
      params: id === 'char' ? { length: '26' } : {},
      attributes: flagged(id === 'bigInteger' ? [...flags, 'unsigned'] : flags),
    },
  ];
}
