import { readFile } from 'node:fs/promises';
import { fingerprinted } from './fingerprint';
import type { Report } from './report';

/** Findings that a team has decided to live with, as `--format baseline` prints them: one line each, so that merges are easy. */
interface Baseline {
  readonly version: 1;
  readonly findings: readonly {
    readonly fingerprint: string;
    readonly rule: string;
    readonly file: string;
  }[];
}

export type BaselineResult =
  | { readonly kind: 'read'; readonly known: ReadonlySet<string> }
  | { readonly kind: 'wrong'; readonly message: string };

/** Reads a baseline; what is wrong with it is one sentence. */
export async function readBaseline(path: string): Promise<BaselineResult> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    return {
      kind: 'wrong',
      message: `The baseline ${path} cannot be read. Make it first: review … --format baseline > ${path}.`,
    };
  }
  const wrong = {
    kind: 'wrong',
    message: `${path} is no baseline. Make it anew: review … --format baseline > ${path}.`,
  } as const;
  try {
    const found = JSON.parse(text) as Partial<Baseline> | null;
    if (found?.version !== 1 || !Array.isArray(found.findings)) return wrong;
    return { kind: 'read', known: new Set(found.findings.map(({ fingerprint }) => fingerprint)) };
  } catch {
    return wrong;
  }
}

/** The findings of a report as those that later reviews leave out. */
export function printBaseline(report: Report): string {
  const findings = fingerprinted(report).map(({ finding, fingerprint }) => ({
    fingerprint,
    rule: finding.rule,
    file: report.fileOf(finding.span.uri),
  }));
  const lines = findings.map((finding) => `    ${JSON.stringify(finding)}`);
  return `{\n  "version": 1,\n  "findings": [\n${lines.join(',\n')}\n  ]\n}\n`;
}

/** The report without what the baseline knows. */
export function beyond(report: Report, known: ReadonlySet<string>): Report {
  const kept = fingerprinted(report).filter(({ fingerprint }) => !known.has(fingerprint));
  return { ...report, findings: kept.map(({ finding }) => finding) };
}
