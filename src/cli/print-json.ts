import type { Fix, Span } from '../model';
import type { Report } from './report';

/** For programs. Lines and columns count from 1, offsets from 0. */
export function printJson({ layers, findings, fileOf }: Report): string {
  const place = (span: Span) => ({
    file: fileOf(span.uri),
    line: span.start.line + 1,
    column: span.start.column + 1,
    endLine: span.end.line + 1,
    endColumn: span.end.column + 1,
  });
  const fix = (one: Fix) => ({
    kind: one.kind,
    title: one.title,
    ...(one.kind === 'plan'
      ? { files: one.files.map(({ uri, after }) => ({ file: fileOf(uri), text: after ?? null })) }
      : {
          edits: one.edits.map(({ span, newText }) => ({
            ...place(span),
            offset: span.start.offset,
            length: span.end.offset - span.start.offset,
            newText,
          })),
        }),
  });
  const report = {
    findings: findings.map((finding) => ({
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      table: finding.table ?? null,
      ...place(finding.span),
      related: finding.related.map(({ span, message }) => ({ ...place(span), message })),
      fixes: finding.fixes.map(fix),
    })),
    dataLayers: layers.map((layer) => ({
      name: layer.name,
      dialect: layer.dialect,
      tables: layer.schema.tables.size,
      migrations: layer.migrations.length,
      statements: layer.coverage.statements,
      understood: layer.coverage.understood,
      verified: layer.coverage.verified,
      disputed: layer.coverage.disputed.length,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
