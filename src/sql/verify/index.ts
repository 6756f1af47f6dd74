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
function parserFor(dialect: Dialect): Promise<FullParser | undefined> {
  // node-sql-parser's `transactsql` build reads no REFERENCES at all and refuses half of what is valid; Oracle has none (formats.md, 2.5).
  if (dialect === 'sqlserver' || dialect === 'oracle') return Promise.resolve(undefined);
  const key = dialect === 'mariadb' ? 'mysql' : dialect;
  const known = parsers.get(key);
  if (known) return known;
  const loading = dialect === 'postgresql' ? loadPostgresParser() : loadNodeSqlParser(dialect);
  parsers.set(key, loading);
  return loading;
}

/** Statements longer than this are data in disguise: a parser would need seconds for them. */
const LONGEST = 100_000;

/** Asked after every statement, so that whoever waits gets a turn; `stop` is final. */
export type Turn = () => 'go on' | 'stop' | Promise<'go on' | 'stop'>;

export interface VerifyOptions {
  /** `needed`: a parser that is slow looks only at what the reader did not understand. */
  readonly depth?: 'all' | 'needed';
  readonly turn?: Turn;
  /** `notUnderstood`: the file may be meant for another dialect, so only what the reader did not understand either is an error. */
  readonly blame?: 'refused' | 'notUnderstood';
}

/**
 * The full parser's second opinion on what the reader said: sets each statement's confidence, tells what an opaque one is, and
 * adds syntax errors where PostgreSQL's own grammar refuses a text. Never throws; where no parser can be had, or when it is told
 * to stop, the script stays as it is.
 */
export async function verifySql(
  script: Script,
  text: string,
  dialect: Dialect,
  { depth = 'all', turn = () => 'go on', blame = 'refused' }: VerifyOptions = {},
): Promise<Script> {
  if (!isFast(dialect) && depth === 'needed' && !script.statements.some(isOpaque)) return script;
  const parser = await parserFor(dialect).catch(() => undefined);
  if (!parser) return script;
  const source = createSource(script.uri, text, dialect);
  const check: Check = { parser, source, script, depth, blame, write: factWriter(dialect), problems: [] };
  const statements: Statement[] = [];
  for (const statement of script.statements) {
    statements.push(verifyStatement(check, statement));
    const answer = turn();
    if ((typeof answer === 'string' ? answer : await answer) === 'stop') return script;
  }
  return { ...script, statements, problems: [...script.problems, ...check.problems] };
}

/** 21,800 statements a second against 1,400 to 1,800 (formats.md, 2.4). */
function isFast(dialect: Dialect): boolean {
  return dialect === 'postgresql';
}

function isOpaque({ operations }: Statement): boolean {
  return operations.some(({ kind }) => kind === 'opaque');
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
  readonly script: Script;
  readonly depth: 'all' | 'needed';
  readonly blame: 'refused' | 'notUnderstood';
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
  const explained = statement.operations.map((operation) => explain(check, operation, statement, opinion));
  const isSame = explained.every((operation, at) => operation === statement.operations[at]);
  const operations = isSame ? statement.operations : explained;
  return { ...statement, operations, ...judge(check, statement, operations, opinion) };
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
  if (check.depth === 'needed') return isOpaque(statement);
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
  if (check.blame === 'notUnderstood' && !isOpaque(statement)) return statement;
  if (isBeyond(check.source.text.slice(statement.span.start.offset + opinion.at, statement.span.end.offset)))
    return statement;
  // An unclosed quote has been told of already, where it opens.
  if (check.script.problems.some(({ span }) => isWithin(span.start.offset, statement))) return statement;
  const start = Math.min(statement.span.start.offset + opinion.at, statement.span.end.offset);
  const end = wordEnd(check.source.text, start, statement.span.end.offset);
  check.problems.push({
    span: spanOf(check.source, start, end),
    message: `${check.parser.name} refuses this: ${opinion.message}.`,
  });
  return statement;
}

/** Placeholders of runners that are no templates of ours, and what servers newer than the parser read. */
function isBeyond(refused: string): boolean {
  return /^(\$%|%[A-Za-z_(]|@[A-Za-z_]+@|<[A-Za-z_]+>|FOR\s+PORTION\s+OF\b)/i.test(refused);
}

function isWithin(offset: number, { span }: Statement): boolean {
  return span.start.offset <= offset && offset <= span.end.offset;
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

function judge(
  check: Check,
  statement: Statement,
  operations: readonly Operation[],
  opinion: Opinion & { readonly kind: 'read' },
): Pick<Statement, 'confidence' | 'dispute'> {
  if (operations.some(({ kind }) => kind === 'opaque')) return { confidence: 'none' };
  const ours = factsOf(statement.operations, check.write)?.map((fact) => masked(check, statement, fact));
  const theirs = opinion.facts;
  if (ours === undefined || theirs === undefined)
    return { confidence: check.parser.isSure ? 'full' : statement.confidence };
  const onlyOurs = ours.filter((fact) => !theirs.includes(fact));
  const onlyTheirs = theirs.filter((fact) => !ours.includes(fact));
  if (onlyOurs.length + onlyTheirs.length === 0) return { confidence: 'full' };
  const dispute = `Read as ${inList(onlyOurs)}; ${check.parser.name} reads ${inList(onlyTheirs)}.`;
  return { confidence: 'disputed', dispute };
}

/** Names of which a template is part, as the parser was given them. */
function masked(check: Check, statement: Statement, fact: string): string {
  if (!isMasked(check, statement)) return fact;
  return fact.replace(/\{\{.*?\}\}|\{%.*?%\}|[$#]\{.*?\}|<%.*?%>/g, (template) => 'x'.repeat(template.length));
}

/** The first few facts are enough to find the place. */
function inList(facts: readonly string[]): string {
  if (facts.length === 0) return 'nothing of the kind';
  return `${facts.slice(0, 3).join(', ')}${facts.length > 3 ? ` and ${facts.length - 3} more` : ''}`;
}
