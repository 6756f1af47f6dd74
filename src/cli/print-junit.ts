import type { Finding } from '../model';
import type { Report } from './report';

/** What XML 1.0 does not let stand in an attribute or a text; characters that it has no way to write are left out. */
function xml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/\n/g, '&#10;')
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');
}

/** A test suite a file and a failed test a finding, as CI servers show them; a file without findings is a test that passed. */
export function printJunit({ layers, findings, fileOf }: Report): string {
  const byFile = new Map<string, Finding[]>();
  for (const { uri } of layers.flatMap(({ migrations }) => migrations)) byFile.set(uri, []);
  for (const finding of findings) byFile.set(finding.span.uri, [...(byFile.get(finding.span.uri) ?? []), finding]);
  const suites = [...byFile].map(([uri, found]) => suite(fileOf(uri), found));
  const tests = [...byFile.values()].reduce((sum, found) => sum + Math.max(1, found.length), 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Database Architect" tests="${tests}" failures="${findings.length}">\n${suites.join('')}</testsuites>\n`;
}

function suite(file: string, findings: readonly Finding[]): string {
  const name = xml(file);
  const cases =
    findings.length === 0
      ? `    <testcase classname="${name}" name="review"/>\n`
      : findings.map((finding) => failure(name, finding)).join('');
  return `  <testsuite name="${name}" tests="${Math.max(1, findings.length)}" failures="${findings.length}">\n${cases}  </testsuite>\n`;
}

function failure(file: string, { rule, severity, message, span }: Finding): string {
  const place = `${span.start.line + 1}:${span.start.column + 1}`;
  return `    <testcase classname="${file}" name="${xml(rule)} at ${place}">\n      <failure type="${severity}" message="${xml(message)}">${file}:${place}</failure>\n    </testcase>\n`;
}
