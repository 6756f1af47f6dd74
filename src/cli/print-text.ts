import type { Coverage, Finding } from '../model';
import type { Report } from './report';

/** As many as fit on a screen; the rest is counted. */
const MOST_NOT_UNDERSTOOD = 5;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function line(finding: Finding, fileOf: Report['fileOf']): string {
  const { start, uri } = finding.span;
  return `${fileOf(uri)}:${start.line + 1}:${start.column + 1}  ${finding.severity}  ${finding.rule}\n    ${finding.message.replace(/\r?\n/g, '\n    ')}\n`;
}

function coverageText(coverage: Coverage, fileOf: Report['fileOf']): string {
  const missed = coverage.notUnderstood
    .slice(0, MOST_NOT_UNDERSTOOD)
    .map(({ span, text }) => `      ${fileOf(span.uri)}:${span.start.line + 1}  ${text}\n`);
  const more = coverage.notUnderstood.length - missed.length;
  return `${coverage.understood} of ${counted(coverage.statements, 'statement')} understood\n${missed.join('')}${more > 0 ? `      and ${more} more\n` : ''}`;
}

/** Rules about locks speak as if tables of unknown size were large, and a reader must know that they do. */
function sizesText(tables: number, known: number): string {
  if (tables === 0 || known >= tables) return '';
  const which = known === 0 ? 'The sizes of tables are' : `The sizes of ${tables - known} of ${tables} tables are`;
  return `      ${which} not known and count as large (docs/statistics.md)\n`;
}

/** For people: findings by file, then what was read. */
export function printText({ layers, findings, fileOf }: Report): string {
  const byFile = [...findings].sort((a, b) =>
    a.span.uri < b.span.uri ? -1 : a.span.uri > b.span.uri ? 1 : a.span.start.offset - b.span.start.offset,
  );
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const read = layers.map(
    (layer) =>
      `  ${layer.name}: ${counted(layer.schema.tables.size, 'table')}, ${counted(layer.migrations.length, 'migration')}, ${coverageText(layer.coverage, fileOf)}`,
  );
  const unknown = layers.map((layer) => sizesText(layer.schema.tables.size, layer.sizes.size));
  const totals = `${counted(findings.length, 'finding')}: ${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}, ${count('info')} of advice`;
  return [
    ...byFile.map((finding) => line(finding, fileOf)),
    ...(findings.length > 0 ? ['\n'] : []),
    `${totals}\n`,
    ...read.map((text, at) => text + (unknown[at] ?? '')),
  ].join('');
}
