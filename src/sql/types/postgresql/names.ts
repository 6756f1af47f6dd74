import type { TypeFamily } from '../../../model';

/** A built-in type: what `format_type` calls it, its family, and what its arguments mean. */
export interface PostgresType {
  readonly name: string;
  readonly family: TypeFamily;
  readonly args?: 'length' | 'numeric' | 'time' | 'interval' | 'float';
  readonly zone?: boolean;
  /** What no argument means: CHAR is CHAR(1) (manual, 8.3), BIT is BIT(1) (8.10). */
  readonly defaultLength?: number;
  readonly serial?: boolean;
}

const INTEGERS = {
  smallint: { name: 'smallint', family: 'smallint' },
  integer: { name: 'integer', family: 'integer' },
  bigint: { name: 'bigint', family: 'bigint' },
} as const satisfies Record<string, PostgresType>;

const CHARACTER: PostgresType = { name: 'character', family: 'char', args: 'length', defaultLength: 1 };
const VARYING: PostgresType = { name: 'character varying', family: 'varchar', args: 'length' };
const NUMERIC: PostgresType = { name: 'numeric', family: 'decimal', args: 'numeric' };
const BIT: PostgresType = { name: 'bit', family: 'bit', args: 'length', defaultLength: 1 };
const VARBIT: PostgresType = { name: 'bit varying', family: 'varbit', args: 'length' };
const REAL: PostgresType = { name: 'real', family: 'real' };
const DOUBLE: PostgresType = { name: 'double precision', family: 'double' };
const BOOLEAN: PostgresType = { name: 'boolean', family: 'boolean' };
const TIME: PostgresType = { name: 'time', family: 'time', args: 'time', zone: false };
const TIMESTAMP: PostgresType = { name: 'timestamp', family: 'timestamp', args: 'time', zone: false };
const INTERVAL: PostgresType = { name: 'interval', family: 'interval', args: 'interval' };

/** Names that the grammar or pg_type gives by one word: PostgreSQL manual, table 8.1 "Data Types" with its aliases. */
const ONE_WORD: Readonly<Record<string, PostgresType>> = {
  ...INTEGERS,
  int: INTEGERS.integer,
  int2: INTEGERS.smallint,
  int4: INTEGERS.integer,
  int8: INTEGERS.bigint,
  // 8.1.4: serial is not a true type but an integer column with a sequence default and NOT NULL.
  smallserial: { ...INTEGERS.smallint, serial: true },
  serial2: { ...INTEGERS.smallint, serial: true },
  serial: { ...INTEGERS.integer, serial: true },
  serial4: { ...INTEGERS.integer, serial: true },
  bigserial: { ...INTEGERS.bigint, serial: true },
  serial8: { ...INTEGERS.bigint, serial: true },
  numeric: NUMERIC,
  decimal: NUMERIC,
  dec: NUMERIC,
  real: REAL,
  float4: REAL,
  float8: DOUBLE,
  // 8.1.3: float(1) to float(24) is real, float(25) to float(53) and plain float double precision.
  float: { ...DOUBLE, args: 'float' },
  money: { name: 'money', family: 'money' },
  boolean: BOOLEAN,
  bool: BOOLEAN,
  char: CHARACTER,
  character: CHARACTER,
  nchar: CHARACTER,
  bpchar: { name: 'bpchar', family: 'char', args: 'length' },
  varchar: VARYING,
  text: { name: 'text', family: 'text' },
  name: { name: 'name', family: 'name' },
  bit: BIT,
  varbit: VARBIT,
  bytea: { name: 'bytea', family: 'blob' },
  date: { name: 'date', family: 'date' },
  time: TIME,
  timetz: { ...TIME, zone: true },
  timestamp: TIMESTAMP,
  timestamptz: { ...TIMESTAMP, zone: true },
  interval: INTERVAL,
  uuid: { name: 'uuid', family: 'uuid' },
  json: { name: 'json', family: 'json' },
  jsonb: { name: 'jsonb', family: 'jsonb' },
  xml: { name: 'xml', family: 'xml' },
  inet: { name: 'inet', family: 'inet' },
  cidr: { name: 'cidr', family: 'cidr' },
  macaddr: { name: 'macaddr', family: 'macaddr' },
  macaddr8: { name: 'macaddr8', family: 'macaddr' },
  tsvector: { name: 'tsvector', family: 'tsvector' },
  tsquery: { name: 'tsquery', family: 'tsquery' },
};

const SAME_NAME: Readonly<Partial<Record<TypeFamily, readonly string[]>>> = {
  geometry: ['point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle'],
  range: [
    ...['int4range', 'int8range', 'numrange', 'tsrange', 'tstzrange', 'daterange'],
    ...['int4multirange', 'int8multirange', 'nummultirange', 'tsmultirange', 'tstzmultirange', 'datemultirange'],
  ],
  // Built in, but nothing that an application's schema compares by meaning.
  unknown: [
    ...[
      'oid',
      'xid',
      'xid8',
      'cid',
      'tid',
      'pg_lsn',
      'pg_snapshot',
      'txid_snapshot',
      'jsonpath',
      'refcursor',
      'record',
      'void',
    ],
    ...['regclass', 'regcollation', 'regconfig', 'regdictionary', 'regnamespace', 'regoper', 'regoperator', 'regproc'],
    ...['regprocedure', 'regrole', 'regtype', 'trigger', 'event_trigger', 'aclitem'],
  ],
};

/** Types of common extensions, which live in whatever schema the extension was made in. */
const EXTENSION_TYPES: Readonly<Record<string, TypeFamily>> = {
  citext: 'citext',
  geometry: 'geometry',
  geography: 'geometry',
  vector: 'vector',
  halfvec: 'vector',
  sparsevec: 'vector',
};

const NAMES: ReadonlyMap<string, PostgresType> = new Map([
  ...Object.entries(ONE_WORD),
  ...Object.entries(SAME_NAME).flatMap(([family, names]) =>
    names.map((name): [string, PostgresType] => [name, { name, family: family as TypeFamily }]),
  ),
]);

export const FORMS = { CHARACTER, VARYING, DOUBLE, BIT, VARBIT, TIME, TIMESTAMP, INTERVAL } as const;

/** A built-in type by one unquoted word. */
export function builtinByWord(word: string): PostgresType | undefined {
  return NAMES.get(word);
}

/** Spellings of the grammar that are no names in pg_type: a quoted `"integer"` is somebody's own type. */
const GRAMMAR_ONLY = new Set(
  'smallint integer bigint int smallserial serial2 serial serial4 bigserial serial8 decimal dec real float boolean character nchar'.split(
    ' ',
  ),
);

/** A built-in type by its name in pg_catalog, as a quoted name or `pg_catalog.int4` means it. */
export function builtinByCatalogName(name: string): PostgresType | undefined {
  // "char" is the one-byte type of the system catalogues (manual, 8.3), which is not char(1).
  if (name === 'char') return { name: '"char"', family: 'char' };
  return GRAMMAR_ONLY.has(name) ? undefined : NAMES.get(name);
}

export function extensionFamily(name: string): TypeFamily | undefined {
  return EXTENSION_TYPES[name];
}
