import type { Finding, Script } from '../model';
import type { Rule } from './rule';

/** One hazard, one finding: leaves out what another rule on an overlapping span says already. */
export function mergeHazards(findings: readonly Finding[], rules: ReadonlyMap<string, Rule>): readonly Finding[] {
  const byFile = new Map<string, Finding[]>();
  const silenced = new Map<string, Set<string>>();
  for (const rule of rules.values()) {
    for (const other of rule.supersedes ?? []) {
      silenced.set(other, (silenced.get(other) ?? new Set()).add(rule.id));
    }
  }
  for (const finding of findings) {
    const superseding = rules.get(finding.rule)?.supersedes;
    if (!superseding) continue;
    const known = byFile.get(finding.span.uri);
    if (known) known.push(finding);
    else byFile.set(finding.span.uri, [finding]);
  }
  if (byFile.size === 0) return findings;
  return findings.filter((finding) => {
    const by = silenced.get(finding.rule);
    if (!by) return true;
    return !byFile.get(finding.span.uri)?.some((other) => by.has(other.rule) && overlaps(other, finding));
  });
}

function overlaps(a: Finding, b: Finding): boolean {
  return a.span.start.offset < b.span.end.offset && b.span.start.offset < a.span.end.offset;
}

/** File by file as the scripts come, then by place, then by rule: the same input gives the same list. */
export function inOrder(findings: readonly Finding[], scripts: readonly Script[]): readonly Finding[] {
  const order = new Map(scripts.map((script, index) => [script.uri, index]));
  const rank = (finding: Finding): number => order.get(finding.span.uri) ?? scripts.length;
  return [...findings].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      compareText(a.span.uri, b.span.uri) ||
      a.span.start.offset - b.span.start.offset ||
      a.span.end.offset - b.span.end.offset ||
      compareText(a.rule, b.rule),
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
