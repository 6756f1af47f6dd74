import type { FindingView, LayerSummary, NoticeView, NotUnderstoodView, ReviewReport } from '../../server/requests';
import { linkTo } from '../place';
import { percent, plural, severityText } from '../text';

const headings = { error: 'Errors', warning: 'Warnings', info: 'Advice' } as const;
const meanings = {
  error: 'An outage or lost data is likely.',
  warning: 'Blocks or breaks under load, or breaks running code.',
  info: 'Design advice.',
} as const;

/** Text that markdown must not read as its own. */
export function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, '\\$&').replace(/\r?\n/g, ' ');
}

function findingText(finding: FindingView): string {
  const line = finding.place.range.start.line + 1;
  const fix = finding.fixes.length === 0 ? '' : `\n  Fix: ${finding.fixes.map(plain).join('; or ')}.`;
  return `- [${plain(finding.path)}:${line}](<${linkTo(finding.place)}>) **${finding.rule}**\n  ${plain(finding.message)}${fix}`;
}

function section(severity: keyof typeof headings, findings: readonly FindingView[]): readonly string[] {
  const some = findings.filter((finding) => finding.severity === severity);
  if (some.length === 0) return [];
  return [`## ${headings[severity]} (${some.length})`, meanings[severity], some.map(findingText).join('\n')];
}

export function layerText(layer: LayerSummary): string {
  return `- **${plain(layer.name)}**: ${layer.engine} (${plain(layer.dialectBecause)}), ${plural(layer.tables, 'table')}, ${plural(layer.migrations, 'migration')}; ${percent(layer.coverage)} of ${plural(layer.coverage.statements, 'statement')} understood`;
}

export function notUnderstoodText(missed: readonly NotUnderstoodView[]): string {
  return missed
    .map(
      ({ path, place, text, reason }) =>
        `- [${plain(path)}:${place.range.start.line + 1}](<${linkTo(place)}>) ${plain(reason)}\n  \`\`\`sql\n  ${text.replace(/`/g, "'")}\n  \`\`\``,
    )
    .join('\n');
}

export function noticesText(notices: readonly NoticeView[]): string {
  return notices.map(({ uri, path, message }) => `- [${plain(path)}](<${uri}>): ${plain(message)}`).join('\n');
}

/** What a review says, for people to read. */
export function reportText(report: ReviewReport): string {
  const { findings, notUnderstood, notices } = report;
  const scope = report.scope === '' ? 'the whole workspace' : `\`${report.scope}\``;
  return [
    `# Review of ${scope}`,
    `${plural(report.files, 'file')}, ${plural(findings.length, 'finding')}.`,
    report.layers.map(layerText).join('\n'),
    ...section('error', findings),
    ...section('warning', findings),
    ...section('info', findings),
    findings.length === 0 && report.files > 0 ? 'Nothing to say against it.' : '',
    ...(notUnderstood.length === 0
      ? []
      : ['## Not understood', 'These statements were not reviewed.', notUnderstoodText(notUnderstood)]),
    ...(notices.length === 0 ? [] : ['## Files', noticesText(notices)]),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The report in a sentence. */
export function summaryText(report: ReviewReport): string {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of report.findings) counts[severity]++;
  const scope = report.scope === '' ? 'The workspace' : report.scope;
  const files = report.files === 1 ? '' : ` (${plural(report.files, 'file')})`;
  return `${scope}${files}: ${severityText(counts) || 'no findings'}.`;
}
