import type { Dialect, Opaque, Operation, ReadProblem, Script, Statement } from '../../model';
import { readSql } from '../read-sql';
import { createSource, type Source, spanOf } from '../text/source';
import { type FactWriter, factsOf, factWriter } from './facts';
import { loadNodeSqlParser } from './node-sql-parser';
import type { FullParser, Opinion } from './opinion';
import { loadPostgresParser } from './postgresql';
import { changesNothing, inWords } from './unmodelled';

const parsers = new Map<string, Promise<FullParser>>();

/** One parser a grammar, loaded at the first statement that asks for it and kept. */
function parserFor(dialect: Dialect): Promise<FullParser> {
  const key = dialect === 'mariadb' ? 'mysql' : dialect;
  const known = parsers.get(key);
  if (known) return known;
  const loading = dialect === 'postgresql' ? loadPostgresParser() : loadNodeSqlParser(dialect);
  parsers.set(key, loading);
  return loading;
}

/** Statements longer than this are data in disguise: a parser would need seconds for them. */
const LONGEST = 100_000;

/**
 * The full parser's second opinion on what the reader said: sets each statement's confidence, tells what an opaque one is, and
 * adds syntax errors where PostgreSQL's own grammar refuses a text. Never throws; where no parser can be had the script stays as it is.
 */
export async function verifySql(script: Script, text: string, dialect: Dialect): Promise<Script> {
  const parser = await parserFor(dialect).catch(() => undefined);
  if (!parser) return script;
  const source = createSource(script.uri, text, dialect);
  const check: Check = { parser, source, write: factWriter(dialect), problems: [] };
  const statements = script.statements.map((statement) => verifyStatement(check, statement));
  return { ...script, statements, problems: [...script.problems, ...check.problems] };
}

/** What is wrong with a text as SQL of the dialect: unclosed quotes, and what the engine's grammar refuses. */
export async function parseErrorsOf(text: string, dialect: Dialect): Promise<readonly ReadProblem[]> {
  const script = await verifySql(readSql('', text, dialect), text, dialect);
  const unread = script.statements.flatMap(({ operations }) =>
    operations.filter((one): one is Opaque => one.kind === 'opaque' && !one.reason.startsWith(PARSED)),
  );
  const reported = new Set(script.problems.map(({ span }) => span.start.line));
  const more = unread
    .filter(({ span }) => !reported.has(span.start.line))
    .map(({ span, reason }) => ({ span, message: reason }));
  return [...script.problems, ...more];
}

interface Check {
  readonly parser: FullParser;
  readonly source: Source;
  readonly write: FactWriter;
  readonly problems: ReadProblem[];
}

function verifyStatement(check: Check, statement: Statement): Statement {
  if (!isWorthIt(check, statement)) return statement;
  const { offset: start } = statement.span.start;
  const { offset: end } = statement.span.end;
  const opinion = check.parser.parse(check.source.code.slice(start, end));
  if (opinion.kind === 'failed') return statement;
  if (opinion.kind === 'refused') return refuse(check, statement, opinion);
  const operations = statement.operations.map((operation) => explain(check, operation, statement, opinion));
  return { ...statement, operations, confidence: confidenceOf(check, statement, operations, opinion) };
}

/** Data, client commands and statements made of templates are not for a parser; a slow parser sees only schema statements. */
function isWorthIt(check: Check, statement: Statement): boolean {
  const length = statement.span.end.offset - statement.span.start.offset;
  if (statement.isData || length > LONGEST || length === 0) return false;
  if (
    statement.operations.some((one) => one.kind === 'call' && (one.text.startsWith('\\') || one.name === 'delimiter'))
  )
    return false;
  if (check.parser.isSure) return true;
  return statement.operations.some(({ kind }) => COMPARED.has(kind));
}

const COMPARED: ReadonlySet<string> = new Set([
  'createTable',
  'addColumn',
  'dropColumn',
  'addConstraint',
  'createIndex',
  'opaque',
]);

function isMasked({ source }: Check, { span }: Statement): boolean {
  return (
    source.code !== source.text &&
    source.code.slice(span.start.offset, span.end.offset) !== source.text.slice(span.start.offset, span.end.offset)
  );
}

/** `:name`, `:'name'` and `:"name"` of psql. */
function hasVariable({ source }: Check, { span }: Statement): boolean {
  return /(?<!:):['"]?[A-Za-z_]/.test(source.text.slice(span.start.offset, span.end.offset));
}

function refuse(check: Check, statement: Statement, opinion: Opinion & { readonly kind: 'refused' }): Statement {
  // Inside a guard, a routine or a template the text need not stand alone; psql puts its variables' values in first.
  if (!check.parser.isSure || statement.conditional || isMasked(check, statement) || hasVariable(check, statement))
    return statement;
  const start = Math.min(statement.span.start.offset + opinion.at, statement.span.end.offset);
  const end = wordEnd(check.source.text, start, statement.span.end.offset);
  check.problems.push({
    span: spanOf(check.source, start, end),
    message: `${check.parser.name} refuses this: ${opinion.message}.`,
  });
  return statement;
}

function wordEnd(text: string, from: number, limit: number): number {
  let end = from;
  while (end < limit && /[\p{L}\p{N}_$]/u.test(text.charAt(end))) end++;
  return Math.max(end, Math.min(from + 1, limit));
}

const PARSED = 'The parser reads ';

/** An opaque operation of a statement that the full parser reads: known to change nothing that we model, or named for what it is. */
function explain(
  check: Check,
  operation: Operation,
  statement: Statement,
  opinion: Opinion & { readonly kind: 'read' },
): Operation {
  if (operation.kind !== 'opaque' || !check.parser.isSure || statement.conditional) return operation;
  const isWhole = operation.span.start.offset === statement.span.start.offset && statement.operations.length === 1;
  if (!isWhole) return operation;
  const name = inWords(opinion.what);
  if (changesNothing(opinion.what)) return { kind: 'call', name, text: operation.text, span: operation.span };
  return { ...operation, reason: `${PARSED}${name} here, which is not modelled: ${operation.reason}` };
}

function confidenceOf(
  check: Check,
  statement: Statement,
  operations: readonly Operation[],
  opinion: Opinion & { readonly kind: 'read' },
): Statement['confidence'] {
  if (operations.some(({ kind }) => kind === 'opaque')) return 'none';
  const ours = factsOf(statement.operations, check.write);
  if (ours === undefined || opinion.facts === undefined) return check.parser.isSure ? 'full' : statement.confidence;
  const same = ours.length === opinion.facts.length && ours.every((fact, index) => fact === opinion.facts?.[index]);
  return same ? 'full' : 'disputed';
}
