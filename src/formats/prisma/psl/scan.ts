/** A token of the Prisma Schema Language. Line ends count: a field ends at its line. */
export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'sign' | 'newline' | 'comment';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['newline', /\r\n|\n|\r/y],
  ['comment', /\/\/[^\r\n]*/y],
  ['word', /[\p{L}_][\p{L}\p{N}_-]*/uy],
  ['number', /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y],
  ['string', /"(?:[^"\\\r\n]|\\.)*"?/y],
  ['sign', /@@|[^\s]/uy],
];
const BLANKS = /[^\S\r\n]+/y;

/** Cuts a schema into tokens. Any text gives tokens; an unclosed string ends with its line. */
export function scan(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    BLANKS.lastIndex = at;
    const blanks = BLANKS.exec(text);
    if (blanks) {
      at += blanks[0].length;
      continue;
    }
    const token = tokenAt(text, at);
    tokens.push(token);
    at = token.end;
  }
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  if (text.startsWith('/*', at)) {
    const close = text.indexOf('*/', at + 2);
    const end = close < 0 ? text.length : close + 2;
    return { kind: 'comment', start: at, end, text: text.slice(at, end) };
  }
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) return { kind, start: at, end: at + found.length, text: found };
  }
  return { kind: 'sign', start: at, end: at + 1, text: text.charAt(at) };
}

/** What a string's quotes hold. */
export function stringValue(token: Token): string {
  const body = token.text.slice(1, token.text.length > 1 && token.text.endsWith('"') ? -1 : undefined);
  return body.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, sequence: string) => unescaped(sequence));
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function unescaped(sequence: string): string {
  if (sequence.length === 5) return String.fromCharCode(Number.parseInt(sequence.slice(1), 16));
  return ESCAPES[sequence] ?? sequence;
}
