import type { Change, Format, Mending, StandingFile } from '../formats';
import type { Dialect, EngineVersion, Finding, Fix, Operation, Script, Span, Statement, TextEdit } from '../model';
import { printStatements, readSql, refusesTransaction } from '../sql';
import { applyEdits } from './edits';

/**
 * Fixes in a tool's own language. A rule says its fix as an edit of SQL. Where the SQL stands letter by letter in a string of the
 * program, that is the edit. Elsewhere the step is printed as SQL, the rule asked again, and what its edit makes of the step is
 * written by the tool's format in the place of the step. Either way the file is read again: only what then does what the rule
 * meant, and nothing else, is offered.
 */

/** What a review needs of a format to fix its files. */
export type Tool = Pick<Format, 'read' | 'mend'>;

/** The one statement's text while a rule is asked again. */
export const PRINTED = 'printed:statement.sql';
const LEAVING = 'printed:leave';

/** An edit that stands for those by which a tool's transaction is left. */
export function leavingAt(span: Span): TextEdit {
  return { span: { ...span, uri: LEAVING }, newText: '' };
}

/** The finding that wants fixes, and where it is. */
export interface Asked {
  readonly message: string;
  /** The rule's own fixes, made on the file's text as if that were SQL. */
  readonly given: readonly Fix[];
  readonly statement: Statement;
  readonly script: Script;
  readonly source: string;
  readonly tool: Tool;
  readonly mend: Mending;
  readonly dialect: Dialect;
  readonly version: EngineVersion;
  /** Asks the rule of another statement in the place of this one. */
  again(statement: Statement, text: string): readonly Finding[];
}

/** Fixes of a finding in a program; made when somebody looks at them. */
export function toolFixes(asked: Asked): () => readonly Fix[] {
  const verbatim = isVerbatim(asked) ? asked.given.flatMap((fix) => inLiteral(fix, asked) ?? []) : [];
  if (verbatim.length > 0) return () => verbatim;
  const text = printStatements(asked.statement.operations, asked.dialect);
  const printed = readSql(PRINTED, text, asked.dialect);
  const from = operationsOf(printed);
  if (!isSameSteps(from, asked.statement.operations)) return () => [];
  const found = printed.statements.flatMap((statement) => asked.again(statement, text));
  const same = found.find(({ message }) => message === asked.message) ?? (found.length === 1 ? found[0] : undefined);
  const wanted = (same?.fixes ?? []).flatMap((fix) => wantedBy(fix, text, asked.dialect) ?? []);
  return () => wanted.flatMap((one) => rewritten({ ...one, from }, asked) ?? []);
}

interface Wanted extends Pick<Change, 'to' | 'transaction'> {
  readonly kind: 'safe' | 'thoughtful';
  readonly title: string;
}

/** What a fix of the printed SQL comes to. */
function wantedBy(fix: Fix, text: string, dialect: Dialect): Wanted | undefined {
  if (fix.kind === 'plan') return undefined;
  const edits = fix.edits.filter(({ span }) => span.uri === PRINTED);
  const leaves = fix.edits.filter(({ span }) => span.uri === LEAVING).length;
  if (edits.length + leaves < fix.edits.length) return undefined;
  const to = operationsOf(readSql(PRINTED, applyEdits(text, edits), dialect));
  if (to.length === 0 || to.some(({ kind }) => kind === 'opaque')) return undefined;
  return { kind: fix.kind, title: fix.title, to, transaction: leaves > 0 ? 'leave' : 'keep' };
}

function rewritten(wanted: Wanted & Pick<Change, 'from'>, asked: Asked): Fix | undefined {
  const { script, statement, mend, dialect, version, source } = asked;
  const file = { uri: script.uri, text: source };
  const { from, to, transaction } = wanted;
  const edits = mend.rewrite?.(file, { script, statement, from, to, transaction }, { dialect, version });
  if (!edits || !doesAsMeant(edits, to, asked)) return undefined;
  return { kind: wanted.kind, title: wanted.title, edits };
}

/** True when the statement is SQL that stands in the file as it is: no escapes, nothing filled in. */
function isVerbatim({ statement, source, dialect }: Asked): boolean {
  const { start, end } = statement.span;
  const text = source.slice(start.offset, end.offset);
  if (/[\\&]|\$\{|#\{/.test(text)) return false;
  return isSameSteps(operationsOf(readSql(PRINTED, text, dialect)), statement.operations);
}

/** The fix in the string, where it adds no second statement: a call sends one. */
function inLiteral(fix: Fix, asked: Asked): Fix | undefined {
  if (fix.kind === 'plan') return undefined;
  const { span } = asked.statement;
  const isInside = (edit: TextEdit) =>
    edit.span.start.offset >= span.start.offset && edit.span.end.offset <= span.end.offset;
  const inside = fix.edits.filter(isInside);
  if (inside.some(({ newText }) => /[;\\]|\$\{|#\{/.test(newText))) return undefined;
  const edits = fix.edits.map((edit) =>
    isInside(edit) ? { ...edit, newText: edit.newText.replace(/\s*\n\s*/g, ' ') } : edit,
  );
  const text = asked.source.slice(span.start.offset, span.end.offset);
  const moved = inside.map((edit) => shifted(edit, span.start.offset));
  const to = operationsOf(readSql(PRINTED, applyEdits(text, moved), asked.dialect));
  // PostgreSQL runs a string of several statements as one transaction ("Multiple Statements in a Simple Query").
  if (to.some(refusesTransaction) && sharesItsString(asked)) return undefined;
  return doesAsMeant(edits, to, asked) ? { ...fix, edits } : undefined;
}

/** True when other statements stand in the same string: nothing but blanks and comments is between them. */
function sharesItsString({ statement, script: { statements }, source }: Asked): boolean {
  const at = statements.findIndex(({ span }) => span === statement.span);
  const isBetween = (from: Statement | undefined, to: Statement | undefined) =>
    from !== undefined &&
    to !== undefined &&
    /^[\s;]*$/.test(source.slice(from.span.end.offset, to.span.start.offset).replace(/--[^\n]*/g, ''));
  return isBetween(statements[at - 1], statement) || isBetween(statement, statements[at + 1]);
}

function shifted({ span, newText }: TextEdit, by: number): TextEdit {
  const move = (position: typeof span.start) => ({ ...position, offset: position.offset - by });
  return { newText, span: { uri: PRINTED, start: move(span.start), end: move(span.end) } };
}

/** Reads the file again: the steps stand in the place of the statement, and all else is as it was. */
function doesAsMeant(edits: readonly TextEdit[], to: readonly Operation[], asked: Asked): boolean {
  const { script, statement, source, tool, dialect, version } = asked;
  const read = (text: string) => stepsOf(tool, { uri: script.uri, text }, { dialect, version });
  const [before, after] = [read(source), read(applyEdits(source, edits))];
  const { start, end } = statement.span;
  const at = before.findIndex(({ span }) => span.start.offset === start.offset && span.end.offset === end.offset);
  // A file that means something only with others is read as far as it goes: what is left must at least be left alone.
  if (at < 0) return isWithin(before.map(keyOf), after.map(keyOf));
  const keys = (some: readonly Operation[]) => some.map(keyOf);
  const count = before.filter(
    ({ span }) => span.start.offset === start.offset && span.end.offset === end.offset,
  ).length;
  const expected = [...keys(before.slice(0, at)), ...keys(to), ...keys(before.slice(at + count))];
  return expected.join('\n') === keys(after).join('\n');
}

interface Placed {
  readonly span: Statement['span'];
}

function stepsOf(tool: Tool, file: StandingFile, engine: Pick<Asked, 'dialect' | 'version'>) {
  const { up } = tool.read(file, engine);
  return up.statements.flatMap(({ operations, span }) =>
    operations.filter(({ kind }) => kind !== 'transactionControl').map((one): Operation & Placed => ({ ...one, span })),
  );
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const one of all) if (one === some[at]) at++;
  return at === some.length;
}

/** What a step is, in what a fix may change: enough to tell it from every other step of a file. */
function keyOf(operation: Operation): string {
  return JSON.stringify([
    operation.kind,
    'table' in operation ? operation.table?.name : undefined,
    'column' in operation ? nameOf(operation.column) : undefined,
    'index' in operation && 'name' in operation.index ? nameOf(operation.index.name) : undefined,
    'concurrently' in operation && operation.concurrently === true,
    operation.kind === 'addConstraint' ? constraintKey(operation.constraint) : undefined,
    operation.kind === 'alterColumn' ? operation.change.kind : undefined,
  ]);
}

function nameOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('name' in value)) return value;
  return typeof value.name === 'object' ? nameOf(value.name) : value.name;
}

function constraintKey(constraint: Extract<Operation, { readonly kind: 'addConstraint' }>['constraint']): unknown {
  return [
    constraint.kind,
    constraint.name?.name,
    'notValid' in constraint && constraint.notValid === true,
    'usingIndex' in constraint ? nameOf(constraint.usingIndex) : undefined,
  ];
}

function operationsOf(script: Script): readonly Operation[] {
  return script.statements.flatMap(({ operations }) => operations);
}

function isSameSteps(some: readonly Operation[], others: readonly Operation[]): boolean {
  return some.length === others.length && some.every((one, i) => keyOf(one) === keyOf(others[i] ?? one));
}
