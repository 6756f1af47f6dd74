import type { Comment, Dialect, ReadProblem, Script, Statement } from '../model';
import { cursorOver } from './read/cursor';
import { readOperations } from './read/statement';
import type { LexerSink } from './text/lexer';
import { createSource, type Source, spanOf } from './text/source';
import { createSplitter, nextStatement, type RawStatement } from './text/statements';

/**
 * Reads a script of any dialect: splits it, reads every statement's operations, keeps comments. Never throws; what is
 * not understood is an `opaque` operation. Spans are in `text` as given.
 */
export function readSql(uri: string, text: string, dialect: Dialect): Script {
  const source = createSource(uri, text, dialect);
  const comments: Comment[] = [];
  const problems: ReadProblem[] = [];
  const splitter = createSplitter(source, sinkInto(source, comments, problems));
  const statements: Statement[] = [];
  for (let raw = nextStatement(splitter); raw; raw = nextStatement(splitter)) statements.push(toStatement(source, raw));
  return { uri, statements, comments, problems };
}

function sinkInto(source: Source, comments: Comment[], problems: ReadProblem[]): LexerSink {
  return {
    comment: (start, end, textStart, textEnd) =>
      comments.push({ span: spanOf(source, start, end), text: source.text.slice(textStart, textEnd).trim() }),
    unclosed: (start, end, what) =>
      problems.push({ span: spanOf(source, start, end), message: `This ${what} is not closed.` }),
  };
}

/** A line for the command-line client: known, and nothing of the schema. */
function clientStatement(source: Source, raw: RawStatement): Statement {
  const span = spanOf(source, raw.start, raw.end);
  const text = source.text.slice(raw.start, raw.end);
  const name = /^\S+/.exec(text)?.[0].toLowerCase() ?? '';
  return { span, operations: [{ kind: 'call', name, text, span }], confidence: 'reader' };
}

function toStatement(source: Source, raw: RawStatement): Statement {
  if (raw.kind === 'client') return clientStatement(source, raw);
  const span = spanOf(source, raw.start, raw.end);
  const { operations, online } = readOperations(cursorOver(source, raw.tokens), raw.start);
  const understood = operations.every((operation) => operation.kind !== 'opaque');
  return {
    span,
    operations,
    ...(raw.versionComment ? { conditional: { kind: 'versionComment' as const, span } } : {}),
    ...(online ? { online } : {}),
    confidence: understood ? 'reader' : 'none',
    ...(raw.isData ? { isData: true } : {}),
  };
}
