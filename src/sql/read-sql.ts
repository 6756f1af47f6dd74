import type { Comment, Dialect, ReadProblem, Script, Statement } from '../model';
import { type Place, type ScriptContext, SILENT, TOP } from './script/context';
import { readOracleScript } from './script/oracle';
import { readTransactSql } from './script/sqlserver';
import { readStatement } from './script/statement';
import { withTemplates } from './script/templates';
import type { LexerSink } from './text/lexer';
import { createSource, type Source, spanOf } from './text/source';
import { createSplitter, nextStatement } from './text/statements';

/**
 * Reads a script of any dialect: masks templates, splits, reads every statement's operations, opens blocks, keeps
 * comments. Never throws; what is not understood is an `opaque` operation. Spans are in `text` as given.
 */
export function readSql(uri: string, text: string, dialect: Dialect): Script {
  const source = createSource(uri, text, dialect);
  const comments: Comment[] = [];
  const problems: ReadProblem[] = [];
  const sink = sinkInto(source, comments, problems);
  const context: ScriptContext = {
    sink,
    routines: new Map(),
    variables: new Map(),
    read: (inner, raw, place) => readStatement(context, inner, raw, place),
    // Comments and unclosed quotes were told when the text was first read.
    readRange: (inner, range, place) => readRange(context, inner, range, place, SILENT),
  };
  const statements = readRange(context, source, { start: 0, end: text.length }, TOP, sink);
  return { uri, statements: withTemplates(source, statements), comments, problems };
}

function readRange(
  context: ScriptContext,
  source: Source,
  range: { readonly start: number; readonly end: number },
  place: Place,
  sink: LexerSink,
): readonly Statement[] {
  if (source.dialect === 'sqlserver') return readTransactSql(context, source, sink, range, place);
  if (source.dialect === 'oracle') return readOracleScript(context, source, sink, range, place);
  const splitter = createSplitter(source, sink, range.start, range.end);
  const statements: Statement[] = [];
  for (let raw = nextStatement(splitter); raw; raw = nextStatement(splitter)) {
    statements.push(...readStatement(context, source, raw, place));
  }
  return statements;
}

function sinkInto(source: Source, comments: Comment[], problems: ReadProblem[]): LexerSink {
  return {
    comment: (start, end, textStart, textEnd) =>
      comments.push({ span: spanOf(source, start, end), text: source.text.slice(textStart, textEnd).trim() }),
    unclosed: (start, end, what) =>
      problems.push({ span: spanOf(source, start, end), message: `This ${what} is not closed.` }),
  };
}
