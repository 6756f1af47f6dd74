import type { Statement } from '../../../model';
import { createLexer, type LexerSink } from '../../text/lexer';
import { type Source, spanOf } from '../../text/source';
import { openBlockBody } from '../blocks';
import { DEEPEST, type Place, type ScriptContext } from '../context';
import { clientStatement, statementBetween, statementOf } from '../make';
import { nextPiece, type Piece } from './pieces';
import { noteAssignments } from './variables';

/** Reads a stretch of an Oracle script: SQL*Plus commands, SQL statements and PL/SQL units. */
export function readOracleScript(
  context: ScriptContext,
  source: Source,
  sink: LexerSink,
  range: { readonly start: number; readonly end: number },
  place: Place,
): readonly Statement[] {
  const lexer = createLexer(source.code, source.lexis, sink, range.start, range.end);
  const found: Statement[] = [];
  for (let piece = nextPiece(lexer); piece; piece = nextPiece(lexer))
    found.push(...readPiece(context, source, piece, place));
  return found;
}

function readPiece(context: ScriptContext, source: Source, piece: Piece, place: Place): readonly Statement[] {
  if (piece.kind === 'client') return [clientStatement(source, piece.start, piece.end)];
  const head = piece.tokens[0]?.word;
  if (piece.kind === 'plsql' && head !== 'create') return openAnonymous(context, source, piece, place);
  return [statementBetween(source, piece.tokens, { from: 0, to: piece.tokens.length }, place)];
}

/** An anonymous block: what of it changes something, or itself where nothing does. */
function openAnonymous(context: ScriptContext, source: Source, piece: Piece, place: Place): readonly Statement[] {
  const span = spanOf(source, piece.start, piece.end);
  if (place.depth < DEEPEST) {
    noteAssignments(context, source, piece.tokens);
    const inside: Place = { conditional: place.conditional ?? { kind: 'guard', span }, depth: place.depth + 1 };
    const found = openBlockBody(context, source, piece.tokens, inside);
    if (found.length > 0) return found;
  }
  const text = source.text.slice(piece.start, piece.end);
  return [statementOf(span, [{ kind: 'call', name: 'begin', text, span }], place.conditional)];
}
