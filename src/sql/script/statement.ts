import type { Statement } from '../../model';
import { cursorOver } from '../read/cursor';
import { readOperations } from '../read/statement';
import { type Source, spanOf } from '../text/source';
import type { RawStatement } from '../text/statements';
import { openBlock, openExecute } from './blocks';
import { DEEPEST, type Place, type ScriptContext } from './context';
import { clientStatement, statementOf } from './make';
import { noteVariable, openPrepared } from './prepared';
import { noteRoutine, openRoutine } from './routines';

/** The statements that one cut of the text holds: itself, or what a block, a call or a prepared string opens. */
export function readStatement(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] {
  if (raw.kind === 'client') return [clientStatement(source, raw.start, raw.end)];
  const opened = openStatement(context, source, raw, place);
  if (opened) return opened;
  const statement = plainStatement(source, raw, place);
  noteVariable(context, source, raw.tokens, 0, raw.tokens.length);
  noteRoutine(context, source, raw, statement);
  return [statement, ...openRoutine(context, statement, place)];
}

function openStatement(
  context: ScriptContext,
  source: Source,
  raw: RawStatement,
  place: Place,
): readonly Statement[] | undefined {
  if (place.depth >= DEEPEST) return undefined;
  const head = raw.tokens[0]?.word;
  if (head === 'do' || head === 'begin') return openBlock(context, source, raw, place);
  if (head === 'prepare') return openPrepared(context, source, raw, place);
  if (head === 'execute') return openExecute(context, source, raw.tokens, { from: 0, to: raw.tokens.length }, place);
  return undefined;
}

function plainStatement(source: Source, raw: RawStatement, place: Place): Statement {
  const span = spanOf(source, raw.start, raw.end);
  const reading = readOperations(cursorOver(source, raw.tokens), raw.start);
  const conditional = place.conditional ?? (raw.versionComment && { kind: 'versionComment' as const, span });
  return {
    ...statementOf(span, reading.operations, conditional),
    ...(reading.online ? { online: reading.online } : {}),
    ...(raw.isData ? { isData: true } : {}),
  };
}
