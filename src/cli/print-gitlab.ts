import type { Severity } from '../model';
import { fingerprinted } from './fingerprint';
import type { Report } from './report';

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'major', info: 'info' };

/** A code quality report (docs.gitlab.com, "Code Quality", "Implement a custom tool"). */
export function printGitlab(report: Report): string {
  const entries = fingerprinted(report).map(({ finding, fingerprint }) => ({
    description: finding.message,
    check_name: finding.rule,
    fingerprint,
    severity: SEVERITIES[finding.severity],
    location: {
      path: report.fileOf(finding.span.uri),
      lines: { begin: finding.span.start.line + 1, end: finding.span.end.line + 1 },
    },
  }));
  return `${JSON.stringify(entries, null, 2)}\n`;
}
