import { isSpace, lineEnd, startsLine } from '../../text/chars';
import { type Lexer, readToken, skipTrivia } from '../../text/lexer';
import { joinPair } from '../../text/statements';
import type { Token } from '../../text/token';
import { clientCommandEnd } from './client';
import { createUnit, endsUnit, isUnit } from './units';

/** What SQL*Plus takes at once: a command of its own, an SQL statement, or a PL/SQL unit. */
export interface Piece {
  readonly kind: 'client' | 'sql' | 'plsql';
  readonly start: number;
  readonly end: number;
  readonly tokens: readonly Token[];
}

/** The next piece, or undefined at the end of the text. */
export function nextPiece(lexer: Lexer): Piece | undefined {
  for (;;) {
    skipTrivia(lexer);
    if (lexer.pos >= lexer.end) return undefined;
    const { code, pos } = lexer;
    if (code.charCodeAt(pos) === 59 || isSlashLine(lexer, pos)) {
      lexer.pos++;
      continue;
    }
    const client = clientCommandEnd(code, pos, lexer.end);
    if (client !== undefined) {
      lexer.pos = client;
      const text = code.slice(pos, client).trimEnd();
      return { kind: 'client', start: pos, end: pos + text.length, tokens: [] };
    }
    return readPiece(lexer);
  }
}

function readPiece(lexer: Lexer): Piece {
  const start = lexer.pos;
  const tokens: Token[] = [];
  const parens: Token[] = [];
  const unit = createUnit();
  while (lexer.pos < lexer.end && !isSlashLine(lexer, lexer.pos)) {
    const token = readToken(lexer);
    if (token.word === ';' && !isUnit(unit)) break;
    joinPair(tokens, parens, token);
    const ends = endsUnit(unit, tokens);
    skipTrivia(lexer);
    if (ends && !continuesUnit(lexer)) break;
  }
  for (const open of parens) open.pair = tokens.length;
  const end = tokens[tokens.length - 1]?.end ?? lexer.pos;
  return { kind: isUnit(unit) ? 'plsql' : 'sql', start, end, tokens };
}

/** Behind the END of a local subprogram more of the unit follows. */
const MORE =
  /^(?:begin|procedure|function|pragma|end|before|after|instead|exception|member|static|constructor|map|order|overriding|final)\b/i;

function continuesUnit(lexer: Lexer): boolean {
  return MORE.test(lexer.code.slice(lexer.pos, lexer.pos + 12));
}

/** A slash alone on its line runs what stands before it; a dot alone lets it be. */
function isSlashLine({ code, end }: Lexer, at: number): boolean {
  const sign = code.charCodeAt(at);
  if ((sign !== 47 && sign !== 46) || !startsLine(code, at)) return false;
  const line = lineEnd(code, at, end);
  for (let i = at + 1; i < line; i++) if (!isSpace(code.charCodeAt(i))) return false;
  return true;
}
