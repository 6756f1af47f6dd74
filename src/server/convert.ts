import { DiagnosticSeverity, type Position as LspPosition, type Range } from 'vscode-languageserver/node';
import type { Position, Severity, Span } from '../model';
import type { Place, SeverityCounts } from './requests';

const position = ({ line, column }: Position): LspPosition => ({ line, character: column });

/** A span as the Language Server Protocol writes it. */
export function toRange(span: Span): Range {
  return { start: position(span.start), end: position(span.end) };
}

export function toPlace(span: Span): Place {
  return { uri: span.uri, range: toRange(span) };
}

export const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Negative, 0 or positive as `a` comes before, at or after `b`. */
export function comparePositions(a: LspPosition, b: LspPosition): number {
  return a.line - b.line || a.character - b.character;
}

/** True when the place lies in the span or at its very end, where a cursor behind a word stands. */
export function spanTouches(span: Span, at: LspPosition): boolean {
  const range = toRange(span);
  return comparePositions(range.start, at) <= 0 && comparePositions(at, range.end) <= 0;
}

/** True when the two have a place in common; touching counts, as a cursor is an empty range. */
export function rangesTouch(a: Range, b: Range): boolean {
  return comparePositions(a.start, b.end) <= 0 && comparePositions(b.start, a.end) <= 0;
}

export function countSeverities(findings: Iterable<{ readonly severity: Severity }>): SeverityCounts {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** "1 finding", "2 findings", "no findings". */
export function plural(count: number, noun: string): string {
  if (count === 0) return `no ${noun}s`;
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
