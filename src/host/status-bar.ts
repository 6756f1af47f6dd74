import { MarkdownString, StatusBarAlignment, window } from 'vscode';
import type { Overview } from '../server/requests';
import type { Contribution } from './deps';
import { together } from './server-client';
import { percent, plural, severityText, total, totals } from './text';

function tooltip(overview: Overview): MarkdownString {
  const lines = overview.layers.map((layer) => {
    const missed = layer.coverage.statements - layer.coverage.understood;
    const understood = missed === 0 ? 'every statement understood' : `${plural(missed, 'statement')} not understood`;
    return `- **${layer.name}** (${layer.engine}): ${plural(layer.tables, 'table')}, ${understood}, ${severityText(layer.findings) || 'no findings'}`;
  });
  if (overview.notices.length > 0) lines.push(`- ${plural(overview.notices.length, 'file')} not read as they are`);
  return new MarkdownString(`Database Architect\n\n${lines.join('\n')}\n\nClick to see what was understood.`);
}

/** "DB: 42 tables, 99 % understood, 3 findings" */
export function statusText(overview: Overview): string {
  const all = totals(overview);
  return `DB: ${plural(all.tables, 'table')}, ${percent(all)} understood, ${plural(total(all.findings), 'finding')}`;
}

/** Coverage, always in sight: what is not understood is not reviewed. */
export const statusBar: Contribution = ({ server }) => {
  const item = window.createStatusBarItem('databaseArchitect.coverage', StatusBarAlignment.Left, 10);
  item.name = 'Database Architect: Coverage';
  item.command = 'databaseArchitect.showCoverage';
  const show = (overview: Overview) => {
    if (!overview.ready) {
      item.text = '$(loading~spin) DB: reading…';
      item.tooltip = 'Database Architect is reading migrations, models and schema files.';
      item.show();
      return;
    }
    if (overview.layers.length === 0) {
      item.hide();
      return;
    }
    item.text = `$(database) ${statusText(overview)}`;
    item.tooltip = tooltip(overview);
    item.accessibilityInformation = { label: `Database: ${statusText(overview).slice(4)}`, role: 'button' };
    item.show();
  };
  return together(item, server.onDidChange(show));
};
