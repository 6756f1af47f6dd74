import type { Finding, Severity, Span } from '../model';
import { rules, SYNTAX_ERROR } from '../review';
import type { Report } from './report';
import { version } from './version';

/** SARIF 2.1.0 (docs.oasis-open.org/sarif): GitHub code scanning and others read it. */
export function printSarif({ findings, fileOf }: Report): string {
  const used = new Set(findings.map((finding) => finding.rule));
  const described = rules.filter((rule) => used.has(rule.id));
  const extra = [...used].filter((id) => !described.some((rule) => rule.id === id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Database Architect',
            version,
            rules: [
              ...described.map((rule) => ({
                id: rule.id,
                shortDescription: { text: rule.what },
                fullDescription: { text: rule.why },
                help: { text: rule.instead },
                defaultConfiguration: { level: LEVELS[rule.severity] },
              })),
              ...extra.map((id) => (id === SYNTAX_ERROR ? SYNTAX : { id })),
            ],
          },
        },
        // Columns count UTF-16 code units, as ours do (3.14.17).
        columnKind: 'utf16CodeUnits',
        results: findings.map((finding) => result(finding, fileOf)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What stands beside the rules. */
const SYNTAX = {
  id: SYNTAX_ERROR,
  shortDescription: { text: 'SQL that its engine cannot parse' },
  defaultConfiguration: { level: 'error' },
} as const;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

function result(finding: Finding, fileOf: Report['fileOf']) {
  return {
    ruleId: finding.rule,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: place(finding.span, fileOf) }],
    ...(finding.related.length === 0
      ? {}
      : {
          relatedLocations: finding.related.map(({ span, message }, id) => ({
            id,
            message: { text: message },
            physicalLocation: place(span, fileOf),
          })),
        }),
  };
}

function place(span: Span, fileOf: Report['fileOf']) {
  return {
    artifactLocation: { uri: fileOf(span.uri).split('/').map(encodeURIComponent).join('/') },
    region: {
      startLine: span.start.line + 1,
      startColumn: span.start.column + 1,
      endLine: span.end.line + 1,
      endColumn: span.end.column + 1,
    },
  };
}
