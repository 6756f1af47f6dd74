import { lineEnd, startsLine } from '../../text/chars';
import { type Lexer, readToken, skipTrivia } from '../../text/lexer';
import { joinPair } from '../../text/statements';
import type { Token } from '../../text/token';

/** What stands between two GO lines. */
export interface Batch {
  readonly tokens: readonly Token[];
  /** Lines for sqlcmd (`:setvar`, `:r`, `!!dir`), in order. */
  readonly client: readonly { readonly start: number; readonly end: number }[];
}

/** The next batch, or undefined at the end of the text. */
export function nextBatch(lexer: Lexer): Batch | undefined {
  const tokens: Token[] = [];
  const parens: Token[] = [];
  const client: { start: number; end: number }[] = [];
  const from = lexer.pos;
  skipTrivia(lexer);
  while (lexer.pos < lexer.end) {
    if (isClientLine(lexer)) {
      const end = lineEnd(lexer.code, lexer.pos, lexer.end);
      client.push({ start: lexer.pos, end: lexer.pos + lexer.code.slice(lexer.pos, end).trimEnd().length });
      lexer.pos = end;
    } else {
      const token = readToken(lexer);
      if (token.word === 'go' && endsBatch(lexer, token)) break;
      joinPair(tokens, parens, token);
    }
    skipTrivia(lexer);
  }
  for (const open of parens) open.pair = tokens.length;
  return lexer.pos === from ? undefined : { tokens, client };
}

/** sqlcmd, "sqlcmd Commands": lines that start with a colon or `!!`. */
function isClientLine(lexer: Lexer): boolean {
  const { code, pos } = lexer;
  const sign = code.charCodeAt(pos);
  if (sign === 33) return code.charCodeAt(pos + 1) === 33 && startsLine(code, pos);
  return sign === 58 && /^:[A-Za-z!]/.test(code.slice(pos, pos + 2)) && startsLine(code, pos);
}

/** `GO` alone on its line, a count or a comment behind it. The rest of the line is stepped over. */
function endsBatch(lexer: Lexer, token: Token): boolean {
  const { code } = lexer;
  if (!startsLine(code, token.start)) return false;
  const end = lineEnd(code, token.end, lexer.end);
  if (!/^[ \t]*(?:\d+)?[ \t]*;?[ \t]*(?:--.*|\/\*.*)?$/.test(code.slice(token.end, Math.min(end, token.end + 400))))
    return false;
  const comment = code.slice(token.end, end).search(/--|\/\*/);
  lexer.pos = comment < 0 ? end : token.end + comment;
  return true;
}
