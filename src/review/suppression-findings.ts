import type { Finding } from '../model';
import type { ActiveRule } from './settings';
import type { SuppressionProblem } from './suppress';

const RULE = 'unused-suppression';

/** Suppressions that silence nothing are findings themselves: they hide the next real one. */
export function suppressionFindings(
  problems: readonly SuppressionProblem[],
  active: readonly ActiveRule[],
  source: (uri: string) => string | undefined,
): readonly Finding[] {
  const own = active.find(({ rule }) => rule.id === RULE);
  if (!own) return [];
  return problems.map((problem) => ({
    rule: RULE,
    severity: own.chosen ?? own.rule.severity,
    message: messageOf(problem),
    span: problem.span,
    related: [],
    fixes: problem.kind === 'unused' ? removal(problem, problems, source) : [],
  }));
}

function messageOf(problem: SuppressionProblem): string {
  switch (problem.kind) {
    case 'unknown':
      return `There is no rule "${problem.rule}": this comment suppresses nothing. Correct the id or remove it.`;
    case 'expired':
      return `This suppression of ${problem.rule} ended on ${problem.until}: the finding counts again. Mend it, or set a new date with a reason.`;
    case 'unused':
      return `${problem.rule} finds nothing here: this comment suppresses nothing and would hide the next finding. Remove it.`;
  }
}

/** Takes the comment out when nothing that it names is of use. */
function removal(
  problem: SuppressionProblem,
  problems: readonly SuppressionProblem[],
  source: (uri: string) => string | undefined,
): Finding['fixes'] {
  const { span } = problem;
  const text = source(span.uri);
  if (text === undefined) return [];
  const named = (text.slice(span.start.offset, span.end.offset).match(/,/g)?.length ?? 0) + 1;
  const useless = problems.filter((other) => other.span === span).length;
  if (useless < named) return [];
  return [{ kind: 'safe', title: 'Remove the suppression', edits: [{ span: wholeLine(span, text), newText: '' }] }];
}

/** The comment with its line when nothing else is on it. */
function wholeLine(span: Finding['span'], text: string): Finding['span'] {
  const lineStart = span.start.offset - span.start.column;
  const rest = /^[ \t]*(?:\r?\n|$)/.exec(text.slice(span.end.offset, span.end.offset + 200))?.[0];
  if (rest === undefined || !/^[ \t]*$/.test(text.slice(lineStart, span.start.offset))) return span;
  const start = { line: span.start.line, column: 0, offset: lineStart };
  const end = rest.endsWith('\n')
    ? { line: span.end.line + 1, column: 0, offset: span.end.offset + rest.length }
    : { ...span.end, column: span.end.column + rest.length, offset: span.end.offset + rest.length };
  return { ...span, start, end };
}
