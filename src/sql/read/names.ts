import type { Ident, QualifiedName } from '../../model';
import type { Source } from '../text/source';
import type { Token } from '../text/token';
import { accept, type Cursor, enter, items, peek, tokenSpan } from './cursor';

/** True when the token can be a name here: SQLite also takes 'x' for a name, and "x" is one under MySQL's ANSI_QUOTES. */
export function isName(c: Cursor, ahead = 0): boolean {
  const token = peek(c, ahead);
  if (token.kind === 'word' || token.kind === 'quoted') return true;
  if (token.kind !== 'string') return false;
  return c.source.dialect === 'sqlite' || c.source.code.charCodeAt(token.start) === 34;
}

/** The name that a token stands for, as the engine stores it. */
export function nameOf(source: Source, token: Token): string {
  const name = wholeName(source, token);
  return source.dialect === 'postgresql' && name.length > SURELY_FITS ? clipped(name) : name;
}

/** PostgreSQL cuts names to NAMEDATALEN - 1 bytes ("Identifiers and Key Words"), never inside a character. */
const NAME_BYTES = 63;
/** A UTF-16 unit takes three bytes at most in UTF-8. */
const SURELY_FITS = NAME_BYTES / 3;

const encoder = new TextEncoder();

function clipped(name: string): string {
  const { read } = encoder.encodeInto(name, new Uint8Array(NAME_BYTES));
  return name.slice(0, read);
}

function wholeName(source: Source, token: Token): string {
  const written = source.text.slice(token.start, token.end);
  if (token.kind === 'word') return folded(source, written);
  const open = written.search(/["'`[]/);
  const sign = written.charAt(open);
  const close = sign === '[' ? ']' : sign;
  const inner = written.slice(open + 1, written.length > open + 1 && written.endsWith(close) ? -1 : undefined);
  if (sign === '[') return source.lexis.bracketNames === 'doubled' ? inner.replaceAll(']]', ']') : inner;
  return inner.includes(sign) ? inner.replaceAll(sign + sign, sign) : inner;
}

/** Unquoted names: PostgreSQL folds them to lower case, Oracle to upper case ("Database Object Naming Rules"). */
function folded(source: Source, written: string): string {
  if (source.dialect === 'postgresql') return foldAscii(written);
  return source.dialect === 'oracle' ? written.toUpperCase() : written;
}

/** PostgreSQL folds ASCII letters only in multi-byte encodings such as UTF-8 (downcase_identifier). */
function foldAscii(written: string): string {
  for (let i = 0; i < written.length; i++) {
    if (written.charCodeAt(i) > 127) return written.replace(/[A-Z]+/g, (part) => part.toLowerCase());
  }
  return written.toLowerCase();
}

/** A single name, or undefined when the token at hand cannot be one. */
export function readIdent(c: Cursor): Ident | undefined {
  if (!isName(c)) return undefined;
  const token = peek(c);
  c.at++;
  return { name: nameOf(c.source, token), span: tokenSpan(c, token) };
}

/** `name`, `schema.name` or `database.schema.name`. */
export function readName(c: Cursor): QualifiedName | undefined {
  let last = readIdent(c);
  if (!last) return undefined;
  let schema: string | undefined;
  while (peek(c).word === '.' && isName(c, 1)) {
    c.at++;
    schema = last.name;
    last = readIdent(c) ?? last;
  }
  return schema === undefined ? last : { name: last.name, span: last.span, schema };
}

/** `a.b.column`: the table and the last part. */
export function readColumnPath(c: Cursor): { readonly table: QualifiedName; readonly column: Ident } | undefined {
  const parts: Ident[] = [];
  do {
    const part = readIdent(c);
    if (!part) return undefined;
    parts.push(part);
  } while (accept(c, '.'));
  const column = parts[parts.length - 1];
  const table = parts[parts.length - 2];
  const schema = parts[parts.length - 3];
  if (!column || !table) return undefined;
  return { table: schema ? { ...table, schema: schema.name } : table, column };
}

/** Names in parentheses; undefined when none open here. Anything behind a name in its item is passed over. */
export function readIdentList(c: Cursor): readonly Ident[] | undefined {
  const inner = enter(c);
  if (!inner) return undefined;
  return items(inner).flatMap((item) => {
    const ident = readIdent(item);
    return ident ? [ident] : [];
  });
}

/** `a, b.c, d` */
export function readNameList(c: Cursor): readonly QualifiedName[] {
  const names: QualifiedName[] = [];
  do {
    accept(c, 'only');
    const name = readName(c);
    if (name) names.push(name);
    accept(c, '*');
  } while (accept(c, ','));
  return names;
}

/** The value of a string token without its quotes; undefined when the token at hand is none. */
export function readString(c: Cursor): string | undefined {
  const token = peek(c);
  if (token.kind !== 'string') return undefined;
  c.at++;
  return stringValue(c.source, token);
}

export function stringValue(source: Source, token: Token): string {
  const written = source.text.slice(token.start, token.end);
  const dollar = /^\$[^$]*\$/.exec(written)?.[0];
  if (dollar !== undefined) return written.slice(dollar.length, written.endsWith(dollar) ? -dollar.length : undefined);
  if (source.lexis.quotedByQ && /^n?q'/i.test(written)) return written.slice(written.indexOf("'") + 2, -2);
  const open = written.search(/["']/);
  const quote = written.charAt(open);
  const inner = written.slice(open + 1, written.endsWith(quote) && written.length > open + 1 ? -1 : undefined);
  const doubled = inner.includes(quote) ? inner.replaceAll(quote + quote, quote) : inner;
  const escaped = source.lexis.backslashEscapes || (open > 0 && /^e/i.test(written) && source.lexis.dollarQuotes);
  return escaped && doubled.includes('\\') ? unescapeBackslashes(doubled) : doubled;
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', '0': '\0' };

function unescapeBackslashes(text: string): string {
  return text.replace(/\\([\s\S])/g, (_all, sign: string) => ESCAPES[sign] ?? sign);
}
