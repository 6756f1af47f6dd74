import type { Span, SqlType } from '../../../model';
import { numberOf, scanType, squeeze, type TypeToken } from '../scan';
import { type OracleType, oracleType } from './names';

/** Reads an Oracle type, spelled as ALL_TAB_COLUMNS' data type, length, precision and scale put together: `VARCHAR2(30 CHAR)`. */
export function parseOracleType(text: string, span: Span): SqlType {
  const written = text.trim();
  const tokens = scanType(written);
  const interval = intervalOf(tokens);
  if (interval) return { text: written, ...interval, span };
  const [names, rest] = readNames(tokens);
  const type = isBuiltinOwner(names.schema) ? oracleType(names.words) : undefined;
  const args = rest[0]?.kind === 'args' ? rest[0].items : [];
  const behind = (rest[0]?.kind === 'args' ? rest.slice(1) : rest).flatMap(wordOf).join(' ');
  if (type?.name === 'TIMESTAMP' || behind === '') {
    if (type) return { text: written, ...sized(type, args, behind), span };
    if (names.name !== '' && args.length === 0) return { text: written, ...userType(names), span };
  }
  return { text: written, canonical: squeeze(written), family: 'unknown', span };
}

function wordOf(token: TypeToken): readonly string[] {
  return token.kind === 'word' ? [token.text] : [token.kind];
}

/** MDSYS and SYS own types that are part of every database. */
function isBuiltinOwner(schema: string | undefined): boolean {
  return schema === undefined || schema === 'SYS' || schema === 'MDSYS';
}

interface Names {
  readonly schema?: string;
  readonly name: string;
  readonly words: string;
}

function userType({ schema, name }: Names): Parts {
  return {
    canonical: schema === undefined ? name : `${schema}.${name}`,
    family: 'user',
    userType: { ...(schema === undefined ? {} : { schema }), name },
  };
}

/** Words that stand behind a type's arguments. */
const BEHIND = new Set(['with', 'byte']);

function readNames(tokens: readonly TypeToken[]): readonly [Names, readonly TypeToken[]] {
  let schema: string | undefined;
  let parts: string[] = [];
  let at = 0;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'dot') {
      schema = parts.join(' ');
      parts = [];
    } else if (token?.kind === 'word' && !BEHIND.has(token.text)) parts.push(token.raw.toUpperCase());
    else if (token?.kind === 'quoted') parts.push(token.text);
    else if (token?.kind !== 'other' || token.text !== '%') break;
  }
  const name = parts.join(' ');
  return [{ ...(schema === undefined ? {} : { schema }), name, words: name.toLowerCase() }, tokens.slice(at)];
}

type Parts = Pick<SqlType, 'canonical' | 'family' | 'length' | 'precision' | 'scale' | 'zone' | 'userType'>;

/** `INTERVAL YEAR(2) TO MONTH` and `INTERVAL DAY(2) TO SECOND(6)`, with the precisions that the engine adds. */
function intervalOf(tokens: readonly TypeToken[]): Parts | undefined {
  const [head, unit] = tokens;
  if (head?.kind !== 'word' || head.text !== 'interval' || unit?.kind !== 'word') return undefined;
  const precisions = tokens.flatMap((token) => (token.kind === 'args' ? [numberOf(token.items[0])] : []));
  const isFirst = tokens[2]?.kind === 'args';
  const leading = (isFirst ? precisions[0] : undefined) ?? 2;
  if (unit.text === 'year') return { canonical: `INTERVAL YEAR(${leading}) TO MONTH`, family: 'interval' };
  if (unit.text !== 'day') return undefined;
  const fraction = (isFirst ? precisions[1] : precisions[0]) ?? 6;
  return { canonical: `INTERVAL DAY(${leading}) TO SECOND(${fraction})`, family: 'interval', precision: fraction };
}

function sized(type: OracleType, args: readonly string[], behind: string): Parts {
  const { name, family } = type;
  const first = numberOf(/^\d+/.exec(args[0] ?? '')?.[0]) ?? type.standard;
  const length = first === undefined ? {} : { length: first };
  switch (type.args) {
    case 'characters': {
      const unit = /\bchar$/i.test(args[0] ?? '') ? ' CHAR' : '';
      return { canonical: first === undefined ? name : `${name}(${first}${unit})`, family, ...length };
    }
    case 'bytes':
      return { canonical: first === undefined ? name : `${name}(${first})`, family, ...length };
    case 'number':
    case 'integer':
      return numberType(type, args);
    case 'float':
      return { canonical: `${name}(${first})`, family, ...(first === undefined ? {} : { precision: first }) };
    case 'fraction': {
      const zone = behind.endsWith('time zone');
      const local = behind.includes('local') ? 'LOCAL ' : '';
      return {
        canonical: `${name}(${first})${zone ? ` WITH ${local}TIME ZONE` : ''}`,
        family,
        ...(first === undefined ? {} : { precision: first }),
        ...(zone ? { zone: true } : {}),
      };
    }
    case 'vector':
      return { canonical: args.length > 0 ? `${name}(${args.join(',')})` : name, family, ...length };
    default:
      return { canonical: name, family };
  }
}

/** NUMBER alone is a floating number of 38 digits; `NUMBER(*, s)` and the ANSI names have 38 whole ones. */
function numberType(type: OracleType, args: readonly string[]): Parts {
  const { name, family } = type;
  if (args.length === 0 && type.args === 'number') return { canonical: name, family };
  const precision = numberOf(args[0]) ?? 38;
  const scale = numberOf(args[1]) ?? 0;
  const sizes = scale === 0 ? `${precision}` : `${precision},${scale}`;
  return { canonical: `${name}(${sizes})`, family, precision, scale };
}
