/** A token of DBML (dbml.dbdiagram.io/docs). Line ends count: a column, a reference and an index end at their line. */
export interface Token {
  readonly kind: 'word' | 'string' | 'expression' | 'sign' | 'newline';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Of a string or expression: what stands between its quotes, and where. */
  readonly value?: { readonly text: string; readonly start: number; readonly end: number };
}

const PATTERNS: readonly (readonly [Token['kind'] | 'nothing', RegExp])[] = [
  ['newline', /\r\n|\n|\r/y],
  ['nothing', /[^\S\r\n]+/y],
  ['nothing', /\/\/[^\r\n]*/y],
  ['nothing', /\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/|$)/y],
  ['word', /[\p{L}\p{N}_]+/uy],
  ['string', /'''[^'\\]*(?:(?:\\[\s\S]|'(?!''))[^'\\]*)*(?:'''|$)/y],
  ['string', /'[^'\\\r\n]*(?:\\.[^'\\\r\n]*)*'?/y],
  ['string', /"[^"\\\r\n]*(?:\\.[^"\\\r\n]*)*"?/y],
  ['expression', /`[^`]*`?/y],
  ['sign', /<>|[\s\S]/uy],
];

/** Cuts a text into tokens, comments and blanks left out. Any text gives tokens; an unclosed quote ends with its line. */
export function scan(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; ) {
    const [kind, found] = nextAt(text, at);
    const end = at + found.length;
    if (kind !== 'nothing') tokens.push({ kind, start: at, end, text: found, ...inside(kind, found, at) });
    at = end;
  }
  return tokens;
}

function nextAt(text: string, at: number): readonly [Token['kind'] | 'nothing', string] {
  for (const [kind, pattern] of PATTERNS) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined && found !== '') return [kind, found];
  }
  return ['sign', text.charAt(at)];
}

function inside(kind: Token['kind'], found: string, at: number): Pick<Token, 'value'> {
  if (kind !== 'string' && kind !== 'expression') return {};
  const quote = found.startsWith("'''") ? "'''" : found.charAt(0);
  const isClosed = found.length >= 2 * quote.length && found.endsWith(quote);
  const [start, end] = [at + quote.length, at + found.length - (isClosed ? quote.length : 0)];
  const body = found.slice(quote.length, found.length - (isClosed ? quote.length : 0));
  return { value: { text: kind === 'string' ? unescaped(body, quote) : body, start, end } };
}

/** Escapes of a string; a text of several lines loses the indent that its lines share ("Multi-line String"). */
function unescaped(body: string, quote: string): string {
  if (quote !== "'''") return body.replace(/\\(.)/g, '$1');
  const lines = body.replace(/\\(\r\n|\n|\r)/g, '').split(/\r\n|\n|\r/);
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const shared = Math.min(...indents, Number.MAX_SAFE_INTEGER);
  return lines
    .map((line) => line.slice(Math.min(shared, line.length)))
    .join('\n')
    .trim()
    .replace(/\\(.)/g, '$1');
}
