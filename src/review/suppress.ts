import type { Comment, Finding, Script, Span, Statement, TextEdit } from '../model';
import { type OtherSuppression, parseOther } from './other-linters';

/** A comment that silences rules: `architect-ignore rule-id, other-rule until 2027-01-31: reason`. */
export interface Suppression {
  readonly rules: readonly string[];
  readonly scope: 'place' | 'file';
  /** The last day on which it counts, as `2027-01-31`. */
  readonly until: string | undefined;
  readonly reason: string;
  readonly span: Span;
}

const SHAPE =
  /^\s*architect-ignore(-file)?\s+([a-z0-9][a-z0-9-]*(?:\s*,\s*[a-z0-9][a-z0-9-]*)*)\s*(?:until\s+(\d{4}-\d{2}-\d{2})\s*)?(?::\s*(.*))?\s*$/i;
/** Long comments are prose; this keeps the expression above linear in practice and in proof. */
const LONGEST = 500;

/** Reads a comment, whatever language's signs stood around it. */
export function parseSuppression(comment: Comment): Suppression | undefined {
  if (comment.text.length > LONGEST || !comment.text.includes('architect-ignore')) return undefined;
  const found = SHAPE.exec(comment.text);
  if (!found) return undefined;
  return {
    rules: (found[2] ?? '').split(',').map((id) => id.trim().toLowerCase()),
    scope: found[1] ? 'file' : 'place',
    until: found[3],
    reason: (found[4] ?? '').trim(),
    span: comment.span,
  };
}

/** The stretch of a file that a suppression covers. */
interface Reach<S = Suppression> {
  readonly suppression: S;
  readonly from: number;
  readonly to: number;
  readonly firstLine: number;
  readonly lastLine: number;
}

/**
 * A comment behind code covers that statement; one on a line of its own covers the statement that follows; one inside a
 * statement covers its own line and the next.
 */
function reachOf<S extends Pick<Suppression, 'span' | 'scope'>>(
  suppression: S,
  statements: readonly Statement[],
): Reach<S> {
  const { start, end } = suppression.span;
  const whole = (span: Span): Reach<S> => ({
    suppression,
    from: span.start.offset,
    to: span.end.offset,
    firstLine: 0,
    lastLine: Number.MAX_SAFE_INTEGER,
  });
  if (suppression.scope === 'file') return { ...whole(suppression.span), from: 0, to: Number.MAX_SAFE_INTEGER };
  const next = firstEndingAfter(statements, start.offset);
  const around = statements[next];
  if (around && around.span.start.offset < start.offset) {
    return { ...whole(around.span), firstLine: start.line, lastLine: end.line + 1 };
  }
  const before = statements[next - 1];
  if (before && before.span.end.line === start.line) return whole(before.span);
  return around ? whole(around.span) : { ...whole(suppression.span) };
}

function firstEndingAfter(statements: readonly Statement[], offset: number): number {
  let low = 0;
  let high = statements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((statements[middle]?.span.end.offset ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function covers(reach: Omit<Reach, 'suppression'>, finding: Finding): boolean {
  const { start } = finding.span;
  return (
    start.offset >= reach.from &&
    start.offset <= reach.to &&
    start.line >= reach.firstLine &&
    start.line <= reach.lastLine
  );
}

/** What comments for other linters silence is left out; nobody is told of those that silence nothing: they are not ours. */
export function applyOthers(findings: readonly Finding[], scripts: readonly Script[]): readonly Finding[] {
  const reaches = new Map<string, Reach<Other>[]>();
  for (const { uri, comments, statements } of scripts) {
    for (const comment of comments) {
      const found = parseOther(comment);
      if (!found) continue;
      const { span } = comment;
      const other: Other = { ...found, span, scope: found.scope === 'file' ? 'file' : 'place' };
      const reach = reachOf(other, statements);
      const lines = found.scope === 'line' ? { firstLine: span.start.line, lastLine: span.start.line } : {};
      const wide = found.scope === 'line' ? { from: 0, to: Number.MAX_SAFE_INTEGER } : {};
      reaches.set(uri, [...(reaches.get(uri) ?? []), { ...reach, ...wide, ...lines }]);
    }
  }
  if (reaches.size === 0) return findings;
  return findings.filter(
    (finding) =>
      !reaches
        .get(finding.span.uri)
        ?.some((reach) => isMeant(reach.suppression.rules, finding.rule) && covers(reach, finding)),
  );
}

interface Other extends Pick<Suppression, 'span' | 'scope'> {
  readonly rules: OtherSuppression['rules'];
}

function isMeant(rules: OtherSuppression['rules'], rule: string): boolean {
  return rules === 'all' || rules.includes(rule);
}

/** What came of applying the suppressions of some scripts. */
export interface Suppressed {
  readonly findings: readonly Finding[];
  readonly problems: readonly SuppressionProblem[];
}

export type SuppressionProblem =
  | { readonly kind: 'unused'; readonly rule: string; readonly span: Span }
  | { readonly kind: 'unknown'; readonly rule: string; readonly span: Span }
  | { readonly kind: 'expired'; readonly rule: string; readonly until: string; readonly span: Span };

/** Which rules there are, and which of them have been asked: only of those can a suppression be unused. */
export interface AskedRules {
  readonly known: ReadonlySet<string>;
  readonly asked: ReadonlySet<string>;
  /** ISO date; without it no suppression expires. */
  readonly today: string | undefined;
}

/** Leaves out what comments silence, and names the comments that silence nothing. */
export function applySuppressions(
  findings: readonly Finding[],
  scripts: readonly Script[],
  rules: AskedRules,
): Suppressed {
  const problems: SuppressionProblem[] = [];
  const reaches = new Map<string, Reach[]>();
  const used = new Set<string>();
  for (const script of scripts) {
    for (const comment of script.comments) {
      const suppression = parseSuppression(comment);
      if (!suppression) continue;
      const { until, span } = suppression;
      if (until !== undefined && rules.today !== undefined && until < rules.today) {
        problems.push(...suppression.rules.map((rule) => ({ kind: 'expired' as const, rule, until, span })));
        continue;
      }
      const list = reaches.get(script.uri) ?? [];
      list.push(reachOf(suppression, script.statements));
      reaches.set(script.uri, list);
    }
  }
  const kept = findings.filter((finding) => {
    const silencers = reaches
      .get(finding.span.uri)
      ?.filter((reach) => reach.suppression.rules.includes(finding.rule) && covers(reach, finding));
    for (const silencer of silencers ?? []) used.add(useKey(silencer.suppression, finding.rule));
    return !silencers || silencers.length === 0;
  });
  for (const { suppression } of [...reaches.values()].flat()) problems.push(...unusedIn(suppression, used, rules));
  return { findings: kept, problems };
}

function useKey(suppression: Suppression, rule: string): string {
  return `${suppression.span.uri}\0${suppression.span.start.offset}\0${rule}`;
}

function unusedIn(suppression: Suppression, used: ReadonlySet<string>, rules: AskedRules): SuppressionProblem[] {
  const { span } = suppression;
  return suppression.rules.flatMap((rule): SuppressionProblem[] => {
    if (!rules.known.has(rule)) return [{ kind: 'unknown', rule, span }];
    return used.has(useKey(suppression, rule)) || !rules.asked.has(rule) ? [] : [{ kind: 'unused', rule, span }];
  });
}

const SIGNS: readonly { readonly endings: RegExp; readonly sign: string }[] = [
  { endings: /\.(prisma|js|cjs|mjs|ts|cts|mts|php|cs|java|kt|go|rs|dbml|groovy)$/i, sign: '//' },
  { endings: /\.(py|rb|exs?|ya?ml|toml|conf)$/i, sign: '#' },
];

/** The edit that suppresses a finding with a reason, as a comment on the line before its statement. */
export function suppressionEdit(finding: Finding, reason: string, source: string, script: Script): TextEdit {
  const statement = script.statements[firstEndingAfter(script.statements, finding.span.start.offset)];
  const holds = statement !== undefined && statement.span.start.offset <= finding.span.start.offset;
  const anchor = holds ? statement.span.start : finding.span.start;
  const lineStart = anchor.offset - anchor.column;
  const indent = /^[ \t]*/.exec(source.slice(lineStart, anchor.offset))?.[0] ?? '';
  const at = { line: anchor.line, column: 0, offset: lineStart };
  const sign = SIGNS.find(({ endings }) => endings.test(finding.span.uri))?.sign ?? '--';
  const words = reason.replace(/\s+/g, ' ').trim();
  return {
    span: { uri: finding.span.uri, start: at, end: at },
    newText: `${indent}${sign} architect-ignore ${finding.rule}: ${words}\n`,
  };
}
