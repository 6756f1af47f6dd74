import type { Finding } from '../model';
import type { Report } from './report';

const COMMANDS: Readonly<Record<Finding['severity'], string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** What a workflow command's message may not hold (actions/toolkit, packages/core/src/command.ts). */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

/** Annotations in a pull request (docs.github.com, "Workflow commands for GitHub Actions"). */
export function printGithub({ findings, fileOf }: Report): string {
  return findings
    .map(({ severity, span, rule, message }) => {
      const sameLine = span.start.line === span.end.line;
      const columns = sameLine ? `,col=${span.start.column + 1},endColumn=${span.end.column + 1}` : '';
      const at = `file=${property(fileOf(span.uri))},line=${span.start.line + 1},endLine=${span.end.line + 1}${columns}`;
      return `::${COMMANDS[severity]} ${at},title=${property(rule)}::${data(message)}\n`;
    })
    .join('');
}
