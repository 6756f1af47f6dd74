import type { Operation, Statement } from '../../../model';
import { cursorOver } from '../../read/cursor';
import { readName } from '../../read/names';
import { type Source, spanOf } from '../../text/source';
import { tokenize } from '../../text/statements';
import type { Token } from '../../text/token';
import { type Place, type Prepared, type ScriptContext, SILENT } from '../context';
import { readInner } from '../inner';
import { atRunTime, statementOf } from '../make';
import { sqlInString } from '../strings';
import { readProcedureCall } from './procedures';

interface Range {
  readonly from: number;
  readonly to: number;
}

/** Opens `EXEC ('…')` and `EXEC sp_executesql N'…'`, and reads the procedures that change the schema; undefined for any other EXEC. */
export function openExec(
  context: ScriptContext,
  source: Source,
  tokens: readonly Token[],
  range: Range,
  place: Place,
): readonly Statement[] | undefined {
  const text = dynamicText(source, tokens, range);
  if (!text) return readProcedureCall(source, tokens, range, place);
  const start = tokens[range.from]?.start ?? 0;
  const end = tokens[range.to - 1]?.end ?? start;
  const span = spanOf(source, start, end);
  const [first] = text;
  if (text.length === 1 && first?.kind === 'string') return readInner(context, sqlInString(source, first), place);
  if (text.length === 1 && first?.word.startsWith('@'))
    return openVariable(context, source, first, { start, end }, place);
  const dropped = dropsDefault(context, source, text, span);
  if (dropped) return [statementOf(span, [dropped], place.conditional)];
  const literals = text.filter(({ kind }) => kind === 'string');
  return changes(source, literals) ? [atRunTime(source, { start, end }, place)] : undefined;
}

/** The tokens of the text that is run: what stands in EXEC's parentheses, or sp_executesql's first argument. */
function dynamicText(source: Source, tokens: readonly Token[], { from, to }: Range): readonly Token[] | undefined {
  let at = from + 1;
  if (tokens[at]?.word === '(') {
    const close = Math.min(to, tokens[at]?.pair ?? to);
    return tokens.slice(at + 1, close);
  }
  if (tokens[at + 1]?.word === '=' && tokens[at]?.word.startsWith('@')) at += 2;
  const c = cursorOver(source, tokens, at, to);
  if (readName(c)?.name.toLowerCase() !== 'sp_executesql') return undefined;
  at = c.at;
  if (tokens[at + 1]?.word === '=') at += 2;
  let end = at;
  while (end < to && tokens[end]?.word !== ',') end = Math.max(end, tokens[end]?.pair ?? end) + 1;
  return tokens.slice(at, Math.min(end, to));
}

function openVariable(
  context: ScriptContext,
  source: Source,
  variable: Token,
  range: { readonly start: number; readonly end: number },
  place: Place,
): readonly Statement[] | undefined {
  const given = context.variables.get(variable.word);
  const [literal] = given?.literals ?? [];
  if (given && !given.isJoined && literal) {
    // Read once, where it is run first.
    context.variables.set(variable.word, { ...given, literals: [] });
    return readInner(context, sqlInString(given.source, literal), place);
  }
  if (given && !changes(given.source, given.literals)) return undefined;
  return [atRunTime(source, range, place)];
}

/** Strings that hold SQL which changes the schema. */
const CHANGES = /\b(?:alter|create|drop|truncate|sp_rename|rename)\b/i;
/** What is made or altered outside of the schema: logins, permissions, databases' options. */
const HARMLESS =
  /^N?'\s*(?:(?:create|alter|drop)\s+(?:login|user|role|database|certificate|master\s+key)|grant|deny|revoke)\b/i;

function changes(source: Source, literals: readonly Token[]): boolean {
  const texts = literals.map(({ start, end }) => source.code.slice(start, Math.min(end, start + 2000)));
  return texts.some((text) => CHANGES.test(text)) && !HARMLESS.test(texts[0] ?? '');
}

/** `'ALTER TABLE [t] DROP CONSTRAINT [' + @name + ']'`, where @name was looked up as the default of a column. */
function dropsDefault(
  context: ScriptContext,
  source: Source,
  text: readonly Token[],
  span: Operation['span'],
): Operation | undefined {
  const [first] = text;
  const looked = text.map(({ word }) => context.variables.get(word)).find((value) => value?.defaultOf);
  if (first?.kind !== 'string' || !looked?.defaultOf) return undefined;
  const inner = sqlInString(source, first);
  const tokens = tokenize(inner.source, SILENT, inner.start, inner.end);
  const c = cursorOver(inner.source, tokens, 2);
  const table = tokens[0]?.word === 'alter' && tokens[1]?.word === 'table' ? readName(c) : undefined;
  if (!table || tokens[c.at]?.word !== 'drop') return undefined;
  return {
    kind: 'alterColumn',
    table,
    column: columnOf(looked, looked.defaultOf),
    change: { kind: 'dropDefault' },
    span,
  };
}

function columnOf({ source }: Prepared, token: Token): { name: string; span: Operation['span'] } {
  const inner = sqlInString(source, token);
  const span = spanOf(inner.source, inner.start, inner.end);
  return { name: inner.source.text.slice(inner.start, inner.end), span };
}
