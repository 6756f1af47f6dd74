/** The exact SQL of a script's statements, whatever language it is written in. */
import { formats } from '../formats';
import type { Dialect, Operation, Script, Span, Statement } from '../model';
import { printScript, readSql } from '../sql';

/** One statement to run. */
export interface Step {
  readonly span: Span;
  readonly operations: readonly Operation[];
  readonly sql:
    | { readonly kind: 'text'; readonly text: string; readonly written: 'in the file' | 'by us' }
    /** What the tool runs cannot be told. */
    | { readonly kind: 'unknown'; readonly because: string };
}

/** A statement that we print ourselves, where `span` is. */
export function stepOfText(text: string, operations: readonly Operation[], span: Span): Step {
  return { span, operations, sql: { kind: 'text', text, written: 'by us' } };
}

export type TextOf = (uri: string) => string | undefined;

export function stepsOf(script: Script, tool: string, dialect: Dialect, textOf: TextOf): readonly Step[] {
  const isSql = formats.find(({ id }) => id === tool)?.language === 'sql';
  const units = unitsOf(script.statements);
  if (isSql) return units.flatMap((unit) => sqlStep(unit, textOf) ?? []);
  return units.flatMap((unit) => codeSteps(unit, dialect, textOf));
}

/** A statement of the text with what it does; those inside a block or a routine run with it. */
interface Unit {
  readonly span: Span;
  readonly operations: readonly Operation[];
}

const isInside = (outer: Span | undefined, inner: Span): boolean =>
  outer !== undefined &&
  outer.uri === inner.uri &&
  outer.start.offset <= inner.start.offset &&
  inner.end.offset <= outer.end.offset;

function unitsOf(statements: readonly Statement[]): readonly Unit[] {
  const units: Unit[] = [];
  for (const { span, conditional, operations } of statements) {
    const last = units.at(-1);
    // A block is told by the statements in it.
    const whole = conditional?.kind === 'guard' || conditional?.kind === 'routine' ? conditional.span : span;
    const covers = isInside(whole, span) ? whole : span;
    if (last && isInside(last.span, covers)) {
      units[units.length - 1] = { span: last.span, operations: [...last.operations, ...operations] };
    } else units.push({ span: covers, operations });
  }
  return units;
}

const sliceOf = (span: Span, textOf: TextOf): string | undefined =>
  textOf(span.uri)?.slice(span.start.offset, span.end.offset);

function sqlStep({ span, operations }: Unit, textOf: TextOf): Step | undefined {
  const text = sliceOf(span, textOf);
  if (text === undefined) return { span, operations, sql: { kind: 'unknown', because: 'its file cannot be read' } };
  // Lines for the command-line client are none for the engine.
  if (/^\\/.test(text)) return undefined;
  return { span, operations, sql: { kind: 'text', text, written: 'in the file' } };
}

/** What a program says: SQL that stands in one of its strings letter for letter, or what the operations mean. */
function codeSteps(unit: Unit, dialect: Dialect, textOf: TextOf): readonly Step[] {
  const { span, operations } = unit;
  if (operations.length === 0) return [];
  const text = sliceOf(span, textOf);
  if (text !== undefined && saysTheSame(text, operations, dialect))
    return [{ span, operations, sql: { kind: 'text', text, written: 'in the file' } }];
  const { statements, unsupported } = printScript(operations, dialect);
  const [first] = unsupported;
  if (first) return [{ span, operations, sql: { kind: 'unknown', because: first.because } }];
  return statements.map((printed) => ({ span, operations, sql: { kind: 'text', text: printed, written: 'by us' } }));
}

function saysTheSame(text: string, operations: readonly Operation[], dialect: Dialect): boolean {
  const read = readSql('', text, dialect).statements.flatMap((statement) => statement.operations);
  const kinds = (all: readonly Operation[]) => all.map(({ kind }) => kind).join();
  return kinds(read) === kinds(operations) && read.every(({ kind }) => kind !== 'opaque');
}
