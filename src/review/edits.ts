import type { Fix, Span, TextEdit } from '../model';
import type { BaseContext, StepContext } from './rule';

/** A word of SQL text outside comments, strings and quoted names. */
export interface Word {
  /** Upper case. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const SKIP =
  /\s+|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^']|'')*(?:'|$)|"(?:[^"]|"")*(?:"|$)|`(?:[^`]|``)*(?:`|$)|(\w+)|[\s\S]/gy;

/** The words of a stretch of SQL, lazily: rules want the first few. */
export function* words(text: string, start: number, end: number): Generator<Word> {
  SKIP.lastIndex = start;
  let from = start;
  while (from < end) {
    SKIP.lastIndex = from;
    const found = SKIP.exec(text);
    if (!found) return;
    const at = from;
    from = SKIP.lastIndex;
    if (found[1]) yield { text: found[1].toUpperCase(), start: at, end: from };
  }
}

/** The first run of words in a span that reads as asked: `['DROP', 'INDEX']`. Undefined when the text is not SQL like that. */
export function findWords(context: BaseContext, span: Span, asked: readonly string[]): readonly Word[] | undefined {
  const text = context.source(span.uri);
  if (text === undefined) return undefined;
  let run: Word[] = [];
  for (const word of words(text, span.start.offset, span.end.offset)) {
    run = word.text === asked[run.length] ? [...run, word] : word.text === asked[0] ? [word] : [];
    if (run.length === asked.length) return run;
  }
  return undefined;
}

/**
 * True when text of the statement may be edited as plain SQL: at hand, and not inside a guard, a routine or a template,
 * where other words surround it and CONCURRENTLY and transaction control are refused.
 */
export function isPlain(context: StepContext): boolean {
  return context.statement.conditional === undefined && context.source(context.statement.span.uri) !== undefined;
}

/** An edit that puts text at an offset. */
export function insertAt(context: BaseContext, uri: string, offset: number, newText: string): TextEdit | undefined {
  const span = context.at(uri, offset, offset);
  return span && { span, newText };
}

/** An edit that puts text behind a run of words: `insertAfter(context, span, ['CREATE', 'INDEX'], ' CONCURRENTLY')`. */
export function insertAfter(
  context: BaseContext,
  span: Span,
  asked: readonly string[],
  newText: string,
): TextEdit | undefined {
  const last = findWords(context, span, asked)?.at(-1);
  return last && insertAt(context, span.uri, last.end, newText);
}

/** An edit that takes out a run of words and the white space before it. */
export function removeWords(context: BaseContext, span: Span, asked: readonly string[]): TextEdit | undefined {
  const run = findWords(context, span, asked);
  const first = run?.[0];
  const last = run?.at(-1);
  const text = context.source(span.uri);
  if (!first || !last || text === undefined) return undefined;
  let start = first.start;
  while (start > span.start.offset && /\s/.test(text[start - 1] ?? '')) start--;
  const removed = context.at(span.uri, start, last.end);
  return removed && { span: removed, newText: '' };
}

/** An edit that takes out a span and the white space before it. */
export function remove(context: BaseContext, span: Span): TextEdit | undefined {
  const text = context.source(span.uri);
  if (text === undefined) return undefined;
  let start = span.start.offset;
  while (start > 0 && /\s/.test(text[start - 1] ?? '')) start--;
  const removed = context.at(span.uri, start, span.end.offset);
  return removed && { span: removed, newText: '' };
}

/** An edit that replaces a span. */
export function replace(span: Span, newText: string): TextEdit {
  return { span, newText };
}

/** Indent of the line on which a span starts, for statements that are put beside it. */
export function indentOf(context: BaseContext, span: Span): string {
  const text = context.source(span.uri) ?? '';
  const line = text.slice(span.start.offset - span.start.column, span.start.offset);
  return /^[ \t]*$/.test(line) ? line : '';
}

/** An edit that puts whole statements (each with its semicolon) on lines of their own before the step's statement. */
export function insertBeforeStatement(context: StepContext, statements: readonly string[]): TextEdit | undefined {
  const { span } = context.statement;
  const indent = indentOf(context, span);
  return insertAt(context, span.uri, span.start.offset, statements.map((text) => `${text}\n${indent}`).join(''));
}

/** An edit that puts whole statements (without the last semicolon) behind the step's statement. */
export function insertAfterStatement(context: StepContext, statements: readonly string[]): TextEdit | undefined {
  return insertAfterSpan(context, context.statement.span, statements);
}

/** An edit that puts whole statements (without the last semicolon) behind the statement that a span covers. */
export function insertAfterSpan(context: BaseContext, span: Span, statements: readonly string[]): TextEdit | undefined {
  const text = context.source(span.uri);
  if (text === undefined) return undefined;
  // The reader's span ends with or without the semicolon; a missing one is written before anything follows.
  const ends = text[span.end.offset - 1] === ';' ? span.end.offset : semicolonAfter(text, span.end.offset);
  const indent = indentOf(context, span);
  const lines = statements.map((statement) => `\n${indent}${statement}`).join('');
  return insertAt(context, span.uri, ends ?? span.end.offset, ends === undefined ? `;${lines}` : lines);
}

function semicolonAfter(text: string, offset: number): number | undefined {
  let at = offset;
  while (/\s/.test(text[at] ?? '')) at++;
  return text[at] === ';' ? at + 1 : undefined;
}

/** A fix of text edits, if every edit could be made. `safe` ones may be applied in bulk. */
export function fix(
  kind: 'safe' | 'thoughtful',
  title: string,
  edits: readonly (TextEdit | undefined)[],
): Fix | undefined {
  const made = edits.filter((edit) => edit !== undefined);
  return made.length === edits.length && made.length > 0 ? { kind, title, edits: made } : undefined;
}

/** The text after a fix's edits; overlapping edits are a bug of the rule, and the later one is left out. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = [...edits].sort((a, b) => a.span.start.offset - b.span.start.offset);
  let result = '';
  let at = 0;
  for (const { span, newText } of sorted) {
    if (span.start.offset < at) continue;
    result += text.slice(at, span.start.offset) + newText;
    at = span.end.offset;
  }
  return result + text.slice(at);
}
