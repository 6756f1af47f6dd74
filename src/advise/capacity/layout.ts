/** Bytes that a column takes in a row, by engine. What an engine's manual does not say of a type is taken for text. */
import type { Column, SqlType } from '../../model';

/** Stored width. `align` is what the value's place is rounded up to; `fixed` values take it whatever they hold. */
export interface Width {
  readonly kind: 'fixed' | 'variable';
  readonly align: 1 | 2 | 4 | 8;
  /** Of a fixed value; of a variable one, the value's bytes without length words. */
  readonly bytes: number;
  /** The least and the most that a value is likely to take: equal where the width is fixed. */
  readonly least: number;
  readonly most: number;
}

const fixed = (bytes: number, align: Width['align']): Width => ({
  kind: 'fixed',
  align,
  bytes,
  least: bytes,
  most: bytes,
});

const variable = (bytes: number, least: number, most: number): Width => ({
  kind: 'variable',
  align: 4,
  bytes,
  least,
  most,
});

/** PostgreSQL's typlen and typalign (pg_type). */
const POSTGRES: Readonly<Partial<Record<SqlType['family'], Width>>> = {
  boolean: fixed(1, 1),
  tinyint: fixed(2, 2),
  smallint: fixed(2, 2),
  mediumint: fixed(4, 4),
  integer: fixed(4, 4),
  bigint: fixed(8, 8),
  real: fixed(4, 4),
  double: fixed(8, 8),
  money: fixed(8, 8),
  date: fixed(4, 4),
  time: fixed(8, 8),
  timestamp: fixed(8, 8),
  datetime: fixed(8, 8),
  interval: fixed(16, 8),
  uuid: fixed(16, 1),
  macaddr: fixed(6, 4),
  enum: fixed(4, 4),
  name: fixed(64, 1),
  inet: variable(6, 6, 18),
  cidr: variable(6, 6, 18),
};

/** InnoDB's storage (MySQL, "Data Type Storage Requirements"). Rows are packed: nothing is aligned. */
const INNODB: Readonly<Partial<Record<SqlType['family'], Width>>> = {
  boolean: fixed(1, 1),
  tinyint: fixed(1, 1),
  smallint: fixed(2, 1),
  mediumint: fixed(3, 1),
  integer: fixed(4, 1),
  bigint: fixed(8, 1),
  real: fixed(4, 1),
  double: fixed(8, 1),
  date: fixed(3, 1),
  time: fixed(3, 1),
  timestamp: fixed(4, 1),
  datetime: fixed(5, 1),
  year: fixed(1, 1),
  enum: fixed(2, 1),
  set: fixed(8, 1),
  uuid: fixed(16, 1),
  inet: fixed(16, 1),
};

/** The width of a column in PostgreSQL. `average` is a value's average length in bytes where somebody knows it. */
export function postgresWidth({ type }: Column, average?: number): Width {
  if (type === undefined || type.dimensions !== undefined) return guessed(type, average);
  // timetz is 12 bytes (pg_type.typlen).
  if (type.family === 'time' && type.zone === true) return fixed(12, 8);
  const known = POSTGRES[type.family];
  if (known !== undefined)
    return average === undefined || known.kind === 'fixed' ? known : { ...known, bytes: average };
  if (type.family === 'decimal') return decimal(type, average, 2);
  if (type.family === 'char') return padded(type);
  return guessed(type, average);
}

/** The width of a column in InnoDB. */
export function innodbWidth({ type }: Column, average?: number): Width {
  if (type === undefined) return guessed(type, average);
  const fraction = type.precision === undefined ? 0 : Math.ceil(type.precision / 2);
  if (type.family === 'datetime' || type.family === 'timestamp' || type.family === 'time')
    return fixed((INNODB[type.family]?.bytes ?? 5) + fraction, 1);
  const known = INNODB[type.family];
  if (known !== undefined) return known;
  if (type.family === 'decimal') {
    // Nine digits take four bytes, on either side of the point (MySQL, 13.7).
    const digits = (count: number) => Math.floor(count / 9) * 4 + Math.ceil((count % 9) / 2);
    const scale = type.scale ?? 0;
    return fixed(digits((type.precision ?? 10) - scale) + digits(scale), 1);
  }
  if (type.family === 'binary') return fixed(type.length ?? 1, 1);
  return guessed(type, average);
}

/** numeric keeps four digits in two bytes, behind a header of two (numeric.c). */
function decimal({ precision }: SqlType, average: number | undefined, header: number): Width {
  const most = header + 2 * (Math.ceil((precision ?? 40) / 4) + 1);
  const usual = average ?? header + 2 * Math.max(1, Math.ceil(Math.min(precision ?? 12, 12) / 2 / 4) + 1);
  return variable(usual, header + 2, most);
}

function padded({ length }: SqlType): Width {
  const bytes = length ?? 1;
  return { ...variable(bytes, bytes, bytes), kind: 'variable' };
}

/** What people put into text: names are short, bodies are long, and a limit is seldom reached. */
function guessed(type: SqlType | undefined, average: number | undefined): Width {
  const limit = type?.length;
  const [usual, most] = USUAL[type?.family ?? 'unknown'] ?? [32, 512];
  const bounded = limit === undefined ? usual : Math.min(usual, Math.max(1, Math.ceil(limit / 3)));
  const bytes = average ?? bounded;
  return variable(bytes, average ?? Math.max(1, Math.floor(bounded / 3)), average ?? Math.min(limit ?? most, most));
}

const USUAL: Readonly<Partial<Record<SqlType['family'], readonly [usual: number, most: number]>>> = {
  varchar: [24, 255],
  citext: [24, 255],
  text: [120, 2_000],
  json: [300, 4_000],
  jsonb: [350, 4_000],
  xml: [500, 8_000],
  blob: [2_000, 100_000],
  varbinary: [64, 1_000],
  bit: [2, 16],
  varbit: [4, 32],
  tsvector: [300, 4_000],
  geometry: [64, 1_000],
  range: [20, 40],
  vector: [3_072, 12_288],
};
