import type { Span, SqlType } from '../../../model';
import { numberOf, scanType, squeeze, type TypeToken } from '../scan';
import { type SqlServerType, sqlServerType } from './names';

/** Reads a SQL Server type, spelled as sys.types and the length and precision of sys.columns give it: `nvarchar(max)`, `decimal(18,2)`. */
export function parseSqlServerType(text: string, span: Span): SqlType {
  const written = text.trim();
  const tokens = scanType(withDoubleQuotes(written));
  const [names, rest] = readNames(tokens);
  const args = rest[0]?.kind === 'args' ? rest[0].items : undefined;
  const behind = args ? rest.slice(1) : rest;
  const type = names.schema === undefined || names.schema === 'sys' ? sqlServerType(names.words) : undefined;
  if (type && behind.length === 0) return { text: written, ...sized(type, args ?? [], written), span };
  // CREATE TYPE's own: an alias, a table or a CLR type.
  if (names.name !== '' && behind.length === 0 && !args) {
    const schema = names.schema === undefined || names.schema === 'dbo' ? undefined : names.schema;
    const userType = { ...(schema === undefined ? {} : { schema }), name: names.name };
    return {
      text: written,
      canonical: schema === undefined ? names.name : `${schema}.${names.name}`,
      family: 'user',
      userType,
      span,
    };
  }
  return { text: written, canonical: squeeze(written), family: 'unknown', span };
}

/** Brackets around names become double quotes, which the scanner knows. */
function withDoubleQuotes(text: string): string {
  if (!text.includes('[')) return text;
  return text.replace(/\[((?:[^\]]|\]\])*)\]/g, (_all, name: string) => {
    return `"${name.replaceAll(']]', ']').replaceAll('"', '""')}"`;
  });
}

interface Names {
  readonly schema?: string;
  readonly name: string;
  /** Lower case, for the table of names: `character varying`. */
  readonly words: string;
}

/** `sys.int`, `[dbo].[Flag]`, `double precision`: the name with its schema, and the tokens behind it. */
function readNames(tokens: readonly TypeToken[]): readonly [Names, readonly TypeToken[]] {
  let schema: string | undefined;
  let parts: string[] = [];
  let at = 0;
  for (; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'dot') {
      schema = parts.join(' ');
      parts = [];
    } else if (token?.kind === 'word') parts.push(token.raw);
    else if (token?.kind === 'quoted') parts.push(token.text);
    else break;
  }
  const name = parts.join(' ');
  return [{ ...(schema === undefined ? {} : { schema }), name, words: name.toLowerCase() }, tokens.slice(at)];
}

type Parts = Pick<SqlType, 'canonical' | 'family' | 'length' | 'precision' | 'scale' | 'zone' | 'unsigned'>;

function sized(type: SqlServerType, args: readonly string[], written: string): Parts {
  const { name, family } = type;
  const first = numberOf(args[0]) ?? type.standard;
  switch (type.args) {
    case 'length':
      if (args[0]?.toLowerCase() === 'max')
        return { canonical: `${name}(max)`, family: name === 'varbinary' ? 'blob' : 'text' };
      return { canonical: `${name}(${first})`, family, ...(first === undefined ? {} : { length: first }) };
    case 'decimal': {
      const scale = numberOf(args[1]) ?? 0;
      return {
        canonical: `${name}(${first},${scale})`,
        family,
        ...(first === undefined ? {} : { precision: first }),
        scale,
      };
    }
    case 'fraction':
      return {
        canonical: `${name}(${first})`,
        family,
        ...(first === undefined ? {} : { precision: first }),
        ...(type.zone ? { zone: true } : {}),
      };
    case 'float':
      // "float and real": up to 24 bits are real, more are float.
      return (first ?? 53) <= 24 ? { canonical: 'real', family: 'real' } : { canonical: name, family };
    case 'xml':
      return {
        canonical: args.length > 0 ? `xml(${squeeze(written.slice(written.indexOf('(') + 1, -1))})` : name,
        family,
      };
    case 'vector':
      return { canonical: `${name}(${args.join(',')})`, family, ...(first === undefined ? {} : { length: first }) };
    default:
      return { canonical: name, family, ...(type.unsigned ? { unsigned: true } : {}) };
  }
}
