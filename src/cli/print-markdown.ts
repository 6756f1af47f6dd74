import type { Finding, Severity } from '../model';
import { rules } from '../review';
import type { Report } from './report';

/** GitHub cuts comments at 65,536 characters. */
const MOST = 100;

const WORDS: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Advice' };
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** A comment for a pull request: the worst first, with what to do instead of each. */
export function printMarkdown({ layers, findings, fileOf }: Report): string {
  const sorted = [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const head =
    findings.length === 0
      ? '## Database review: nothing found\n'
      : `## Database review: ${count('error')} errors, ${count('warning')} warnings, ${count('info')} of advice\n`;
  const read = layers.map(({ name, coverage }) => {
    return `- ${text(name)}: ${coverage.understood} of ${coverage.statements} statements understood`;
  });
  const more = sorted.length - MOST;
  return [
    head,
    ...sorted.slice(0, MOST).map((finding) => block(finding, fileOf)),
    ...(more > 0 ? [`\n…and ${more} more.\n`] : []),
    `\n<details><summary>What was read</summary>\n\n${read.join('\n')}\n\n</details>\n`,
  ].join('');
}

function block({ severity, rule, message, span }: Finding, fileOf: Report['fileOf']): string {
  const instead = rules.find(({ id }) => id === rule)?.instead;
  const place = `${fileOf(span.uri)}:${span.start.line + 1}`;
  return `\n**${WORDS[severity]}** \`${rule}\` at \`${place}\`\n\n${text(message)}\n${instead ? `\n> Instead: ${text(instead)}\n` : ''}`;
}

/** Text that Markdown is to show as it is. */
function text(plain: string): string {
  return plain.replace(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`);
}
