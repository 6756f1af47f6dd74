import type { Statement } from '../../model';
import { type Source, spanOf } from '../text/source';
import { type RawStatement, tokenize } from '../text/statements';
import type { Token } from '../text/token';
import { openTokens } from './blocks';
import { DEEPEST, type KnownRoutine, type Place, type ScriptContext, SILENT } from './context';
import { statementOf } from './make';
import { sqlInString } from './strings';

/** Remembers a function or procedure that the script makes. */
export function noteRoutine(context: ScriptContext, source: Source, raw: RawStatement, statement: Statement): void {
  const [made] = statement.operations;
  if (made?.kind !== 'createRoutine' || (made.form !== 'procedure' && made.form !== 'function')) return;
  context.routines.set(made.routine.name.toLowerCase(), { source, raw, opened: 'not yet' });
}

/** What a call of such a routine runs. The body is read at its first call. */
export function openRoutine(context: ScriptContext, statement: Statement, place: Place): readonly Statement[] {
  const [call] = statement.operations;
  if (call?.kind !== 'call' || place.depth >= DEEPEST) return [];
  const routine = context.routines.get(call.name.toLowerCase());
  if (!routine) return [];
  if (routine.opened === 'dynamic') {
    const reason = 'This routine runs SQL that it puts together, so what the call does cannot be told from the file.';
    return [
      statementOf(
        statement.span,
        [{ kind: 'opaque', text: call.text, reason, span: call.span }],
        statement.conditional,
      ),
    ];
  }
  if (routine.opened === 'static') return [];
  const span = spanOf(routine.source, routine.raw.start, routine.raw.end);
  const inside: Place = { conditional: place.conditional ?? { kind: 'routine', span }, depth: place.depth + 1 };
  const found = readBody(context, routine, inside);
  const dynamic = found.some((inner) => inner.confidence === 'none');
  routine.opened = dynamic ? 'dynamic' : 'static';
  return found;
}

function readBody(context: ScriptContext, routine: KnownRoutine, place: Place): readonly Statement[] {
  const { source, raw } = routine;
  const { tokens } = raw;
  if (!source.lexis.dollarQuotes) {
    const from = tokens.findIndex((token) => token.word === 'begin');
    return from < 0 ? [] : openTokens(context, source, tokens, { from, to: tokens.length }, place);
  }
  const body = bodyString(tokens);
  if (!body) return [];
  const inner = sqlInString(source, body);
  const bodyTokens = tokenize(inner.source, SILENT, inner.start, inner.end);
  return openTokens(context, inner.source, bodyTokens, { from: 0, to: bodyTokens.length }, place);
}

/** The string behind AS, in the languages that are SQL. */
function bodyString(tokens: readonly Token[]): Token | undefined {
  const language = tokens[tokens.findIndex((token) => token.word === 'language') + 1]?.word;
  if (language !== undefined && language !== '' && language !== 'plpgsql' && language !== 'sql') return undefined;
  return tokens.find((token, i) => token.kind === 'string' && tokens[i - 1]?.word === 'as');
}
