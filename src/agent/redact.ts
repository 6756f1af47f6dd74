/**
 * Takes secrets and row data out of a text before it goes to a model. Schema work needs shapes, not rows: the values of INSERT,
 * REPLACE, MERGE, UPDATE and COPY go, whatever they hold; credentials go wherever they stand, comments included. Line breaks
 * stay, so that line numbers still point at the file. Linear in the text.
 */

export interface Redacted {
  readonly text: string;
  /** What was taken out: kind and count. */
  readonly hits: Readonly<Record<string, number>>;
}

type Count = (kind: string, times?: number) => void;

/** Gives the text without its secrets and row data. */
export function redact(text: string): Redacted {
  const hits: Record<string, number> = {};
  const count: Count = (kind, times = 1) => {
    hits[kind] = (hits[kind] ?? 0) + times;
  };
  return { text: maskCredentials(maskRows(text, count, 0), count), hits };
}

interface Credential {
  readonly kind: string;
  readonly pattern: RegExp;
  readonly replacement: string;
}

/** Forms of credentials. Each pattern is bounded or anchored on a literal, so that no text makes it slow. */
const CREDENTIALS: readonly Credential[] = [
  {
    kind: 'private key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$(?![\s\S]))/g,
    replacement: '[REDACTED:private key]',
  },
  {
    kind: 'password in a URL',
    pattern: /(:\/\/[^\s:/@'"]{0,200}):([^\s@'"]{1,400})@/g,
    replacement: '$1:[REDACTED:password]@',
  },
  {
    kind: 'secret in a query',
    pattern: /([?&](?:password|passwd|pwd|token|api_?key|secret|sslpassword)=)[^&\s'"]+/gi,
    replacement: '$1[REDACTED]',
  },
  {
    // CREATE ROLE … PASSWORD '…', IDENTIFIED [WITH plugin] BY '…', WITH PASSWORD = N'…'; also one that the file's end cuts off.
    kind: 'password in SQL',
    pattern:
      /\b(PASSWORD|IDENTIFIED\s{1,20}(?:WITH\s{1,20}\S{1,80}\s{1,20})?(?:BY|AS)(?:\s{1,20}PASSWORD)?)(\s{0,20}(?:=\s{0,20})?)(?:N?'(?:[^']|'')*(?:'|$(?![\s\S]))|"(?:[^"]|"")*(?:"|$(?![\s\S])))/gi,
    replacement: "$1$2'[REDACTED:password]'",
  },
  {
    kind: 'secret in a setting',
    pattern:
      /(password|passwd|pwd|secret|api[_-]?key|access[_-]?key|auth[_-]?token|token|private[_-]?key)(["']?\s{0,20}[:=]\s{0,20})(["']?)(?!\[REDACTED)(?!\s)([^\s"',;}]{4,})\3/gi,
    replacement: '$1$2$3[REDACTED]$3',
  },
  { kind: 'AWS key', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, replacement: '[REDACTED:aws]' },
  { kind: 'Anthropic key', pattern: /\bsk-ant-[A-Za-z0-9_-]{8,}/g, replacement: '[REDACTED:anthropic]' },
  { kind: 'API key', pattern: /\bsk-(?:proj-)?[A-Za-z0-9_-]{20,}/g, replacement: '[REDACTED:key]' },
  {
    kind: 'GitHub token',
    pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,})/g,
    replacement: '[REDACTED:github]',
  },
  { kind: 'Slack token', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g, replacement: '[REDACTED:slack]' },
  { kind: 'Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{10,}/g, replacement: '[REDACTED:stripe]' },
  {
    kind: 'JSON web token',
    pattern: /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/g,
    replacement: '[REDACTED:jwt]',
  },
  { kind: 'Google key', pattern: /\bAIza[0-9A-Za-z_-]{30,}/g, replacement: '[REDACTED:google]' },
];

function maskCredentials(text: string, count: Count): string {
  let masked = text;
  for (const { kind, pattern, replacement } of CREDENTIALS) {
    masked = masked.replace(pattern, (found, ...groups: unknown[]) => {
      count(kind);
      const filled = replacement.replace(/\$(\d)/g, (_, digit: string) => String(groups[Number(digit) - 1] ?? ''));
      return filled + lineBreaks(found).slice(lineBreaks(filled).length);
    });
  }
  return masked;
}

/** The line breaks of a text and nothing else. */
function lineBreaks(text: string): string {
  return text.replace(/[^\n]+/g, '');
}

/** Where the scan of `maskRows` stands. */
interface Scan {
  readonly text: string;
  readonly count: Count;
  readonly depth: number;
  readonly out: string[];
  at: number;
  /** The statement writes rows: its literals are data. */
  writesRows: boolean;
  /** First word of the statement, lower case; empty before it. */
  first: string;
  statementStart: number;
}

const WRITERS = /^(?:insert|replace|merge|update|upsert)$/;
const WORD = /[A-Za-z_]\w*/y;
const NUMBER = /\d[\d.]*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_]\w{0,60})?\$/y;
const DATA_MASK = "'[text]'";

/** Masks the literals of statements that write rows. Knows strings, comments and dollar quotes, in all of our dialects. */
function maskRows(text: string, count: Count, depth: number): string {
  const scan: Scan = { text, count, depth, out: [], at: 0, writesRows: false, first: '', statementStart: 0 };
  while (scan.at < text.length) scan.at = step(scan);
  return scan.out.join('');
}

/** Takes one token in and gives where the next one begins. */
function step(scan: Scan): number {
  const { text, at } = scan;
  const c = text[at] ?? '';
  const two = text.slice(at, at + 2);
  if (two === '--' || (c === '#' && scan.first === '')) return keep(scan, endOf(text, '\n', at, 0));
  if (two === '/*') return keep(scan, endOf(text, '*/', at + 2, 2));
  if (c === "'") return string(scan);
  if (c === '"' || c === '`') return keep(scan, endOf(text, c, at + 1, 1));
  if (c === ';') return endStatement(scan);
  const tag = c === '$' ? match(DOLLAR_TAG, text, at) : undefined;
  if (tag !== undefined) return dollarQuoted(scan, tag);
  const word = match(WORD, text, at);
  if (word !== undefined) return keyword(scan, word);
  const number = scan.writesRows ? match(NUMBER, text, at) : undefined;
  return number === undefined ? keep(scan, at + 1) : mask(scan, at + number.length, '0');
}

function keyword(scan: Scan, word: string): number {
  if (scan.first === '') {
    scan.first = word.toLowerCase();
    scan.writesRows = WRITERS.test(scan.first);
    scan.statementStart = scan.at;
  }
  return keep(scan, scan.at + word.length);
}

function endStatement(scan: Scan): number {
  const { text, first, statementStart, at } = scan;
  const isCopy = first === 'copy' && /\bfrom\s+stdin\b/i.test(text.slice(statementStart, at));
  scan.first = '';
  scan.writesRows = false;
  if (!isCopy) return keep(scan, at + 1);
  // PostgreSQL: the rows begin on the next line and end with a line `\.` (COPY, "File Formats").
  const start = keep(scan, endOf(text, '\n', at, 1));
  const end = /^\\\.[ \t]*\r?$/m.exec(text.slice(start));
  const rows = text.slice(start, end === null ? text.length : start + end.index);
  const lines = rows.split('\n').filter((line) => line.trim() !== '').length;
  if (lines === 0) return start;
  scan.count('copied rows', lines);
  scan.out.push(`-- [${lines} rows not sent]`, lineBreaks(rows) || '\n');
  return start + rows.length;
}

/** A quoted string. In a statement that writes rows it is masked. */
function string(scan: Scan): number {
  const { text, at } = scan;
  if (!scan.writesRows) return keep(scan, standardEnd(text, at));
  let end = at + 1;
  let escapedQuote = false;
  for (; end < text.length; end++) {
    if (text[end] !== "'") continue;
    if (text[end - 1] === '\\') escapedQuote = true;
    else if (text[end + 1] === "'") end++;
    else break;
  }
  if (!escapedQuote) return mask(scan, end + 1, DATA_MASK);
  // A backslash before a quote ends the string in standard SQL and does not in MySQL. Not knowing which, we take out everything
  // up to where a line ends the statement.
  const close = /;[ \t]*\r?$/m.exec(text.slice(at));
  return mask(scan, close === null ? text.length : at + close.index, DATA_MASK);
}

/** The end of a string as standard SQL has it; after E'…' a backslash escapes. */
function standardEnd(text: string, at: number): number {
  const escapes = /[eE]/.test(text[at - 1] ?? '') && !/\w/.test(text[at - 2] ?? '');
  for (let end = at + 1; end < text.length; end++) {
    if (escapes && text[end] === '\\') end++;
    else if (text[end] === "'" && text[end + 1] === "'") end++;
    else if (text[end] === "'") return end + 1;
  }
  return text.length;
}

/** A body keeps its text, but the statements in it that write rows are masked as well. */
function dollarQuoted(scan: Scan, tag: string): number {
  const { text, at } = scan;
  const start = at + tag.length;
  const close = text.indexOf(tag, start);
  const end = close < 0 ? text.length : close;
  const stop = close < 0 ? end : end + tag.length;
  if (scan.writesRows) return mask(scan, stop, DATA_MASK);
  const body = text.slice(start, end);
  scan.out.push(tag, scan.depth < 3 ? bodyRows(body, scan) : body, text.slice(end, stop));
  return stop;
}

/** In a body a statement also begins after BEGIN, THEN, ELSE, LOOP: there every INSERT or UPDATE counts as a beginning. */
function bodyRows(body: string, scan: Scan): string {
  const pieces = body.split(/(\b(?:begin|then|else|loop)\b)/i);
  return pieces.map((piece, i) => (i % 2 === 1 ? piece : maskRows(piece, scan.count, scan.depth + 1))).join('');
}

function keep(scan: Scan, end: number): number {
  scan.out.push(scan.text.slice(scan.at, end));
  return end;
}

function mask(scan: Scan, end: number, replacement: string): number {
  const taken = scan.text.slice(scan.at, end);
  if (taken !== replacement) scan.count('row data');
  scan.out.push(replacement, lineBreaks(taken));
  return end;
}

function endOf(text: string, what: string, from: number, add: number): number {
  const found = text.indexOf(what, from);
  return found < 0 ? text.length : found + add;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
