import type { Span, SqlType } from '../../../model';
import { numberOf, scanType, squeeze, type TypeCursor, typeCursor, unquote } from '../scan';
import { builtin, FORMS, type MysqlType, names, type TypeNames, WIDTHS } from './names';

/** Reads a MySQL type as `COLUMN_TYPE` of information_schema prints it in MySQL 8.0.19 and later. */
export function parseMysqlType(text: string, span: Span): SqlType {
  return parseWith(names, text, span);
}

interface Attributes {
  readonly unsigned: boolean;
  readonly zerofill: boolean;
  readonly charset?: string;
  readonly collation?: string;
}

type Parts = Omit<SqlType, 'text' | 'span'>;

/** The reading that MySQL and MariaDB share; `own` is what they print differently. */
export function parseWith(own: TypeNames, text: string, span: Span): SqlType {
  const cursor = typeCursor(scanType(text));
  const base = { text: text.trim(), span };
  if (cursor.word('serial')) {
    // SERIAL is BIGINT UNSIGNED NOT NULL AUTO_INCREMENT UNIQUE (MySQL 13.1.1).
    const parts = withAttributes(own, BIGINT, undefined, { unsigned: true, zerofill: false });
    return { ...base, ...parts, serial: true };
  }
  if (cursor.word('bool', 'boolean')) return { ...base, canonical: 'tinyint(1)', family: 'boolean', length: 1 };
  const type = readName(own, cursor);
  if (type === undefined) return { ...base, canonical: squeeze(text), family: 'unknown' };
  const args = cursor.args();
  cursor.word('precision');
  const attributes = readAttributes(cursor);
  if (cursor.rest().length > 0) return { ...base, canonical: squeeze(text), family: 'unknown' };
  return { ...base, ...withAttributes(own, type, args, attributes) };
}

const BIGINT: MysqlType = builtin('bigint') ?? { name: 'bigint', family: 'bigint' };

/** `national character varying`, `long varbinary`, `char byte`, `double precision` and the one-word names. */
function readName(own: TypeNames, cursor: TypeCursor): MysqlType | undefined {
  if (cursor.word('national')) {
    if (cursor.word('varchar', 'varcharacter')) return FORMS.VARCHAR;
    return cursor.word('char', 'character') ? (cursor.word('varying') ? FORMS.VARCHAR : FORMS.CHAR) : undefined;
  }
  if (cursor.word('nchar')) return cursor.word('varying', 'varchar') ? FORMS.VARCHAR : FORMS.CHAR;
  if (cursor.word('long')) {
    if (cursor.word('varbinary')) return FORMS.MEDIUMBLOB;
    if (cursor.word('varchar', 'varcharacter')) return FORMS.MEDIUMTEXT;
    if (cursor.word('char', 'character')) cursor.word('varying');
    return FORMS.MEDIUMTEXT;
  }
  if (cursor.word('char', 'character')) {
    if (cursor.word('byte')) return FORMS.BINARY;
    return cursor.word('varying') ? FORMS.VARCHAR : FORMS.CHAR;
  }
  const token = cursor.peek();
  if (token?.kind !== 'word') return undefined;
  cursor.skip();
  if (token.text === 'double') cursor.word('precision');
  return own.find(token.text);
}

function readAttributes(cursor: TypeCursor): Attributes {
  let unsigned = false;
  let zerofill = false;
  let charset: string | undefined;
  let collation: string | undefined;
  for (;;) {
    const word = cursor.word(
      'unsigned',
      'signed',
      'zerofill',
      'binary',
      'byte',
      'ascii',
      'unicode',
      'charset',
      'character',
      'collate',
    );
    if (word === undefined) break;
    // ZEROFILL adds UNSIGNED (13.1.1).
    if (word === 'unsigned' || word === 'zerofill') unsigned = true;
    if (word === 'zerofill') zerofill = true;
    if (word === 'ascii') charset = 'latin1';
    if (word === 'unicode') charset = 'ucs2';
    if (word === 'character') cursor.word('set');
    if (word === 'charset' || word === 'character') charset = readCharsetName(cursor);
    if (word === 'collate') collation = readCharsetName(cursor);
  }
  return {
    unsigned,
    zerofill,
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
  };
}

/** A charset's or collation's name, bare or quoted, with or without `=`. */
function readCharsetName(cursor: TypeCursor): string | undefined {
  if (cursor.peek()?.kind === 'other') cursor.skip();
  const token = cursor.peek();
  if (token?.kind !== 'word' && token?.kind !== 'string' && token?.kind !== 'quoted') return undefined;
  cursor.skip();
  return token.text.toLowerCase();
}

function withAttributes(
  own: TypeNames,
  type: MysqlType,
  args: readonly string[] | undefined,
  attributes: Attributes,
): Parts {
  const parts = withArguments(own, type, args, attributes);
  const numeric = type.args === 'width' || type.args === 'decimal' || type.args === 'float';
  const { charset, collation } = attributes;
  const suffix = numeric ? `${attributes.unsigned ? ' unsigned' : ''}${attributes.zerofill ? ' zerofill' : ''}` : '';
  return {
    ...parts,
    canonical: parts.canonical + suffix,
    ...(numeric && attributes.unsigned ? { unsigned: true } : {}),
    ...(charset === undefined ? {} : { charset }),
    ...(collation === undefined ? {} : { collation }),
  };
}

function withArguments(
  own: TypeNames,
  type: MysqlType,
  args: readonly string[] | undefined,
  attributes: Attributes,
): Parts {
  const first = numberOf(args?.[0]);
  const plain: Parts = { canonical: type.name, family: type.family };
  switch (type.args) {
    case 'width':
      return withWidth(own, type, first, attributes);
    case 'bits':
    case 'length':
    case 'vector': {
      const length = first ?? type.defaultLength;
      return length === undefined ? plain : { ...plain, canonical: `${type.name}(${length})`, length };
    }
    case 'decimal': {
      // 13.1.3: DECIMAL is DECIMAL(10,0), DECIMAL(M) is DECIMAL(M,0).
      const precision = first ?? 10;
      const scale = numberOf(args?.[1]) ?? 0;
      return { ...plain, canonical: `decimal(${precision},${scale})`, precision, scale };
    }
    case 'float':
      return withDigits(type, args);
    case 'fraction':
      // 13.2.6: zero digits is the default and is not printed.
      return first === undefined || first === 0
        ? plain
        : { ...plain, canonical: `${type.name}(${first})`, precision: first };
    case 'year':
      return { ...plain, canonical: `year${own.yearWidth}` };
    case 'size':
      return first === undefined ? plain : { ...plain, canonical: sized(type, first, attributes.charset) };
    case 'values':
      return withValues(type, args ?? []);
    default:
      return plain;
  }
}

function withWidth(own: TypeNames, type: MysqlType, width: number | undefined, attributes: Attributes): Parts {
  // TINYINT(1) is how the family spells a boolean: BOOL becomes it (13.1.1).
  if (type.name === 'tinyint' && width === 1 && !attributes.unsigned)
    return { canonical: 'tinyint(1)', family: 'boolean', length: 1 };
  const defaults = WIDTHS[type.name];
  const implied = attributes.unsigned ? defaults?.unsigned : defaults?.signed;
  const isShown = own.printsWidth === 'always' || attributes.zerofill || (type.name === 'tinyint' && width === 1);
  const shown = isShown ? (width ?? implied) : undefined;
  return { canonical: shown === undefined ? type.name : `${type.name}(${shown})`, family: type.family };
}

/** FLOAT(p) chooses float (p to 24) or double; FLOAT(M,D) keeps its digits (13.1.4). */
function withDigits(type: MysqlType, args: readonly string[] | undefined): Parts {
  const precision = numberOf(args?.[0]);
  const scale = numberOf(args?.[1]);
  if (precision !== undefined && scale !== undefined) {
    return { canonical: `${type.name}(${precision},${scale})`, family: type.family, precision, scale };
  }
  return precision !== undefined && precision > 24
    ? { canonical: 'double', family: 'double' }
    : { canonical: type.name, family: type.family };
}

/** Most bytes of a character by charset (12.2); an unknown one is taken for utf8mb4, the default since MySQL 8.0. */
const BYTES: Readonly<Record<string, number>> = {
  latin1: 1,
  ascii: 1,
  binary: 1,
  latin2: 1,
  cp1251: 1,
  cp1252: 1,
  ucs2: 2,
  utf8: 3,
  utf8mb3: 3,
};

export function bytesPerCharacter(charset: string | undefined): number {
  return BYTES[charset ?? ''] ?? 4;
}

/** TEXT(M) and BLOB(M) become the smallest type that holds M (13.3.4). */
function sized(type: MysqlType, size: number, charset: string | undefined): string {
  const bytes = type.name === 'text' ? size * bytesPerCharacter(charset) : size;
  const prefix = bytes <= 0xff ? 'tiny' : bytes <= 0xffff ? '' : bytes <= 0xffffff ? 'medium' : 'long';
  return prefix + type.name;
}

function withValues(type: MysqlType, args: readonly string[]): Parts {
  // 13.3.6: trailing spaces are taken from the members.
  const values = args.map((item) => unquote(item).replace(/ +$/, ''));
  const shown = values.map((value) => `'${value.split("'").join("''")}'`).join(',');
  return { canonical: `${type.name}(${shown})`, family: type.family, values };
}
