import type { Span, SqlType } from '../../../model';
import { quoteName } from '../../print/names';
import { numberOf, scanType, squeeze, type TypeCursor, type TypeToken, typeCursor } from '../scan';
import { builtinByCatalogName, builtinByWord, extensionFamily, FORMS, type PostgresType } from './names';

type Parts = Omit<SqlType, 'text' | 'span'>;

/** Reads a PostgreSQL type as `format_type(oid, typmod)` would print it. */
export function parsePostgresType(text: string, span: Span): SqlType {
  const cursor = typeCursor(scanType(text));
  cursor.word('setof');
  const scalar = readScalar(cursor);
  const dimensions = readDimensions(cursor);
  const collation = readCollation(cursor);
  const base = { text: text.trim(), span };
  if (scalar === undefined || cursor.rest().length > 0) return { ...base, canonical: squeeze(text), family: 'unknown' };
  return {
    ...base,
    ...scalar,
    // The catalogue keeps no number of dimensions in the type: format_type prints one [] (manual, 8.15.1).
    canonical: dimensions > 0 ? `${scalar.canonical}[]` : scalar.canonical,
    ...(dimensions > 0 ? { dimensions } : {}),
    ...(collation === undefined ? {} : { collation }),
  };
}

function readScalar(cursor: TypeCursor): Parts | undefined {
  const first = cursor.peek();
  if (first?.kind !== 'word' && first?.kind !== 'quoted') return undefined;
  if (cursor.peek(1)?.kind === 'dot') return readQualified(cursor);
  if (first.kind === 'quoted') {
    cursor.skip();
    const builtin = builtinByCatalogName(first.text);
    return builtin ? withArguments(builtin, cursor) : userType(undefined, first.text, cursor);
  }
  const builtin = readBuiltin(cursor);
  if (builtin) return withArguments(builtin, cursor);
  cursor.skip();
  return userType(undefined, first.text, cursor);
}

function nameOf(token: TypeToken | undefined): string | undefined {
  return token?.kind === 'word' || token?.kind === 'quoted' ? token.text : undefined;
}

function readQualified(cursor: TypeCursor): Parts | undefined {
  const names: string[] = [];
  for (let name = nameOf(cursor.peek()); name !== undefined; name = nameOf(cursor.peek())) {
    names.push(name);
    cursor.skip();
    if (cursor.peek()?.kind !== 'dot') break;
    cursor.skip();
  }
  const name = names.at(-1);
  if (name === undefined) return undefined;
  const schema = names.at(-2);
  const builtin = schema === 'pg_catalog' ? (builtinByCatalogName(name) ?? builtinByWord(name)) : undefined;
  return builtin ? withArguments(builtin, cursor) : userType(schema, name, cursor);
}

/** The multi-word spellings of the grammar (gram.y, SimpleTypename), then the one-word names. */
function readBuiltin(cursor: TypeCursor): PostgresType | undefined {
  if (cursor.word('double')) return cursor.word('precision') ? FORMS.DOUBLE : undefined;
  cursor.word('national');
  if (cursor.word('character', 'char', 'nchar')) return cursor.word('varying') ? FORMS.VARYING : FORMS.CHARACTER;
  if (cursor.word('bit')) return cursor.word('varying') ? FORMS.VARBIT : FORMS.BIT;
  const token = cursor.peek();
  const builtin = token?.kind === 'word' ? builtinByWord(token.text) : undefined;
  if (builtin) cursor.skip();
  return builtin;
}

function withArguments(type: PostgresType, cursor: TypeCursor): Parts {
  switch (type.args) {
    case 'length':
      return withLength(type, cursor);
    case 'numeric':
      return withPrecision(type, cursor);
    case 'time':
      return withZone(type, cursor);
    case 'interval':
      return withFields(type, cursor);
    case 'float': {
      const bits = numberOf(cursor.args()?.[0]) ?? 53;
      return bits <= 24 ? { canonical: 'real', family: 'real' } : { canonical: type.name, family: type.family };
    }
    default:
      return { canonical: type.name, family: type.family, ...(type.serial ? { serial: true } : {}) };
  }
}

function withLength(type: PostgresType, cursor: TypeCursor): Parts {
  const length = numberOf(cursor.args()?.[0]) ?? type.defaultLength;
  if (length === undefined) return { canonical: type.name, family: type.family };
  // bpchar(n) is character(n); only without a length does it keep its own name (manual, 8.3).
  const name = type.name === 'bpchar' ? 'character' : type.name;
  return { canonical: `${name}(${length})`, family: type.family, length };
}

function withPrecision(type: PostgresType, cursor: TypeCursor): Parts {
  const args = cursor.args();
  const precision = numberOf(args?.[0]);
  if (precision === undefined) return { canonical: type.name, family: type.family };
  // 8.1.2: NUMERIC(precision) selects a scale of 0.
  const scale = numberOf(args?.[1]) ?? 0;
  return { canonical: `${type.name}(${precision},${scale})`, family: type.family, precision, scale };
}

function withZone(type: PostgresType, cursor: TypeCursor): Parts {
  const precision = numberOf(cursor.args()?.[0]);
  const said = cursor.word('with', 'without');
  if (said !== undefined) {
    cursor.word('time');
    cursor.word('zone');
  }
  const zone = said === undefined ? type.zone === true : said === 'with';
  const digits = precision === undefined ? '' : `(${precision})`;
  return {
    canonical: `${type.name}${digits} ${zone ? 'with' : 'without'} time zone`,
    family: type.family,
    zone,
    ...(precision === undefined ? {} : { precision }),
  };
}

const FIELDS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const;

/** `interval day to second(3)`, and `interval(3)`, which the grammar writes with the digits first (8.5.4). */
function withFields(type: PostgresType, cursor: TypeCursor): Parts {
  let precision = numberOf(cursor.args()?.[0]);
  const from = cursor.word(...FIELDS);
  const to = from !== undefined && cursor.word('to') ? cursor.word(...FIELDS) : undefined;
  precision ??= numberOf(cursor.args()?.[0]);
  const fields = from === undefined ? '' : ` ${from}${to === undefined ? '' : ` to ${to}`}`;
  const digits = precision === undefined ? '' : `(${precision})`;
  return {
    canonical: `${type.name}${fields}${digits}`,
    family: type.family,
    ...(precision === undefined ? {} : { precision }),
  };
}

/** A type of the user's or of an extension. `format_type` qualifies it unless the search path finds it: public is taken to be on it. */
function userType(schema: string | undefined, name: string, cursor: TypeCursor): Parts {
  const args = cursor.args();
  const family = extensionFamily(name) ?? 'user';
  const own = schema === undefined || schema === 'public';
  const quoted = quoteName(name, 'postgresql');
  const shown = own || family !== 'user' ? quoted : `${quoteName(schema, 'postgresql')}.${quoted}`;
  const length = numberOf(args?.[0]);
  return {
    canonical: args && args.length > 0 ? `${shown}(${args.join(',')})` : shown,
    family,
    ...(length === undefined ? {} : { length }),
    userType: schema === undefined ? { name } : { schema, name },
  };
}

function readDimensions(cursor: TypeCursor): number {
  let dimensions = 0;
  if (cursor.word('array')) dimensions = 1;
  let inBrackets = 0;
  while (cursor.peek()?.kind === 'brackets') {
    cursor.skip();
    inBrackets += 1;
  }
  return Math.max(dimensions, inBrackets);
}

function readCollation(cursor: TypeCursor): string | undefined {
  if (!cursor.word('collate')) return undefined;
  const names: string[] = [];
  for (let token = cursor.peek(); token !== undefined; token = cursor.peek()) {
    if (token.kind !== 'dot') {
      const name = nameOf(token);
      if (name === undefined) break;
      names.push(name);
    }
    cursor.skip();
  }
  return names.at(-1);
}
