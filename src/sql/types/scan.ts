/** A piece of a type's text. Words are lower case; `raw` keeps the case. */
export type TypeToken =
  | { readonly kind: 'word'; readonly text: string; readonly raw: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'string'; readonly text: string }
  | { readonly kind: 'args'; readonly items: readonly string[] }
  | { readonly kind: 'brackets' }
  | { readonly kind: 'dot' }
  | { readonly kind: 'other'; readonly text: string };

const WORD = /[\p{L}_%][\p{L}\p{N}_$%]*/uy;
const SPACE = /\s+/y;

/** Cuts a type's text into tokens. Anything gives tokens; linear in the text. */
export function scanType(text: string): readonly TypeToken[] {
  const tokens: TypeToken[] = [];
  let at = 0;
  while (at < text.length) {
    const behind = afterSpace(text, at);
    if (behind > at) {
      at = behind;
      continue;
    }
    const word = match(WORD, text, at);
    if (word !== undefined) {
      tokens.push({ kind: 'word', text: word.toLowerCase(), raw: word });
      at += word.length;
      continue;
    }
    const [token, end] = scanPunctuation(text, at);
    tokens.push(token);
    at = end;
  }
  return tokens;
}

/** The offset behind white space or one comment; the same offset when none is there. An unclosed comment runs to the end. */
function afterSpace(text: string, at: number): number {
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    return close < 0 ? text.length : close + 2;
  }
  if (text.startsWith('--', at)) {
    const line = text.indexOf('\n', at);
    return line < 0 ? text.length : line + 1;
  }
  return at + (match(SPACE, text, at)?.length ?? 0);
}

function scanPunctuation(text: string, at: number): readonly [TypeToken, number] {
  const c = text.charAt(at);
  if (c === '.') return [{ kind: 'dot' }, at + 1];
  if (c === '"' || c === '`' || c === "'") {
    const end = quoteEnd(text, at);
    const inner = unquote(text.slice(at, end));
    return [c === "'" ? { kind: 'string', text: inner } : { kind: 'quoted', text: inner }, end];
  }
  if (c === '[') {
    const end = text.indexOf(']', at);
    return [{ kind: 'brackets' }, end < 0 ? text.length : end + 1];
  }
  if (c === '(') return scanArguments(text, at);
  return [{ kind: 'other', text: c }, at + 1];
}

/** `(10, 2)` or `('a', 'b')`: the pieces between the commas, trimmed, each as written. */
function scanArguments(text: string, open: number): readonly [TypeToken, number] {
  const items: string[] = [];
  let depth = 0;
  let start = open + 1;
  let at = open;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === "'" || c === '"' || c === '`') {
      at = quoteEnd(text, at);
      continue;
    }
    if (c === '(') depth += 1;
    if (c === ')') depth -= 1;
    if (depth === 0 || (depth === 1 && c === ',')) {
      items.push(text.slice(start, at).trim());
      start = at + 1;
      if (depth === 0) return [{ kind: 'args', items: onlyFilled(items) }, at + 1];
    }
    at += 1;
  }
  items.push(text.slice(start).trim());
  return [{ kind: 'args', items: onlyFilled(items) }, text.length];
}

function onlyFilled(items: readonly string[]): readonly string[] {
  return items.length === 1 && items[0] === '' ? [] : items;
}

/** The offset behind the closing quote; a doubled quote and, in strings, a backslash keep it open. */
function quoteEnd(text: string, start: number): number {
  const quote = text.charAt(start);
  let at = start + 1;
  while (at < text.length) {
    const c = text.charAt(at);
    if (c === '\\' && quote === "'") at += 2;
    else if (c !== quote) at += 1;
    else if (text.charAt(at + 1) === quote) at += 2;
    else return at + 1;
  }
  return text.length;
}

/** The value of a quoted piece: its quotes taken off, doubled ones made single. */
export function unquote(text: string): string {
  const quote = text.charAt(0);
  if (quote !== "'" && quote !== '"' && quote !== '`') return text;
  const body = text.endsWith(quote) && text.length > 1 ? text.slice(1, -1) : text.slice(1);
  const value = body.split(quote + quote).join(quote);
  return quote === "'" ? value.replace(/\\(.)/g, '$1') : value;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Walks over tokens. */
export interface TypeCursor {
  peek(ahead?: number): TypeToken | undefined;
  /** Takes the next token when it is one of these words. */
  word(...words: readonly string[]): string | undefined;
  args(): readonly string[] | undefined;
  skip(): void;
  rest(): readonly TypeToken[];
}

export function typeCursor(tokens: readonly TypeToken[]): TypeCursor {
  let at = 0;
  return {
    peek: (ahead = 0) => tokens[at + ahead],
    word: (...words) => {
      const token = tokens[at];
      if (token?.kind !== 'word' || !words.includes(token.text)) return undefined;
      at += 1;
      return token.text;
    },
    args: () => {
      const token = tokens[at];
      if (token?.kind !== 'args') return undefined;
      at += 1;
      return token.items;
    },
    skip: () => {
      at += 1;
    },
    rest: () => tokens.slice(at),
  };
}

/** A whole number among a type's arguments, or undefined. */
export function numberOf(item: string | undefined): number | undefined {
  return item !== undefined && /^-?\d{1,10}$/.test(item) ? Number(item) : undefined;
}

/** White space made single, as a fall-back spelling for what no table knows. */
export function squeeze(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}
