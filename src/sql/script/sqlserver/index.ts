import type { Operation, Statement } from '../../../model';
import { createLexer, type LexerSink } from '../../text/lexer';
import { type Source, spanOf } from '../../text/source';
import type { Token } from '../../text/token';
import { DEEPEST, type Place, type ScriptContext } from '../context';
import { clientStatement, statementBetween, statementOf } from '../make';
import { nextBatch } from './batches';
import { openExec } from './exec';
import { noteVariables } from './variables';
import { type Guard, walkStatements } from './walk';

/** Reads a stretch of T-SQL: batch by batch, and in each statement by statement. */
export function readTransactSql(
  context: ScriptContext,
  source: Source,
  sink: LexerSink,
  range: { readonly start: number; readonly end: number },
  place: Place,
): readonly Statement[] {
  const lexer = createLexer(source.code, source.lexis, sink, range.start, range.end);
  const found: Statement[] = [];
  for (let batch = nextBatch(lexer); batch; batch = nextBatch(lexer)) {
    const client = batch.client.map(({ start, end }) => ({
      at: start,
      statements: [clientStatement(source, start, end)],
    }));
    const read = readTokens(context, source, batch.tokens, place);
    const all = client.length === 0 ? read : [...client, ...read].sort((a, b) => a.at - b.at);
    for (const { statements } of all) found.push(...statements);
  }
  return found;
}

/** What was read at an offset; statements that a variable brings have spans of their own. */
interface Read {
  readonly at: number;
  readonly statements: readonly Statement[];
}

/** Under a guard only what changes something is told; a guard that guards nothing of the kind is told as itself. */
function readTokens(context: ScriptContext, source: Source, tokens: readonly Token[], place: Place): readonly Read[] {
  const found: Read[] = [];
  const silent = new Map<number, Guard>();
  const told = new Set<number>();
  const add = (from: number, statements: readonly Statement[]) =>
    found.push({ at: tokens[from]?.start ?? 0, statements });
  walkStatements(tokens, 0, tokens.length, (from, to, guard) => {
    const inside = placeIn(source, tokens, guard, place);
    const statements = readOne(context, source, tokens, { from, to }, inside);
    if (!guard) add(from, statements);
    else {
      const telling = statements.filter(({ operations }) => operations.some(changesSomething));
      if (telling.length > 0) {
        add(from, telling);
        told.add(guard.from);
      } else silent.set(guard.from, guard);
    }
  });
  const alone = [...silent.values()].filter((guard) => !told.has(guard.from));
  for (const guard of alone) add(guard.from, [guardAlone(source, tokens, guard, place)]);
  return alone.length === 0 ? found : found.sort((a, b) => a.at - b.at);
}

function changesSomething(operation: Operation): boolean {
  if (operation.kind === 'changeData') return operation.change !== 'select';
  return operation.kind !== 'call' && operation.kind !== 'setParameter';
}

function placeIn(source: Source, tokens: readonly Token[], guard: Guard | undefined, place: Place): Place {
  if (!guard || place.conditional) return place;
  const span = spanOf(source, tokens[guard.from]?.start ?? 0, tokens[guard.to - 1]?.end ?? 0);
  return { ...place, conditional: { kind: guard.kind, span } };
}

function guardAlone(source: Source, tokens: readonly Token[], guard: Guard, place: Place): Statement {
  const start = tokens[guard.from]?.start ?? 0;
  const end = tokens[guard.to - 1]?.end ?? start;
  const span = spanOf(source, start, end);
  const name = tokens[guard.from]?.word ?? '';
  const operation: Operation = { kind: 'call', name, text: source.text.slice(start, end), span };
  return statementOf(span, [operation], place.conditional);
}

function readOne(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: { readonly from: number; readonly to: number },
  place: Place,
): readonly Statement[] {
  const head = tokens[range.from]?.word;
  if ((head === 'exec' || head === 'execute') && place.depth < DEEPEST) {
    const opened = openExec(context, source, tokens, range, place);
    if (opened) return opened;
  }
  noteVariables(context, source, tokens, range);
  const statement = statementBetween(source, tokens, range, place);
  if (place.conditional?.kind !== 'loop') return [statement];
  // A loop around UPDATE or DELETE takes the rows in batches.
  const operations = statement.operations.map((one) => (one.kind === 'changeData' ? { ...one, isBatched: true } : one));
  return [{ ...statement, operations }];
}
