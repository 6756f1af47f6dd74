import { MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { ColumnView, SeverityCounts } from '../../server/requests';
import { openCommand } from '../place';
import { percent, plural, severityText, total } from '../text';
import type { Node } from './nodes';

/** Everything of a row but its label and whether it opens. */
type Face = Pick<TreeItem, 'description' | 'tooltip' | 'iconPath' | 'command' | 'contextValue' | 'resourceUri'>;

const severityIcons = {
  error: new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground')),
  warning: new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground')),
  info: new ThemeIcon('info', new ThemeColor('problemsInfoIcon.foreground')),
};

const columnIcons = { primary: 'key', foreign: 'references', unique: 'symbol-key' } as const;

function columnIcon({ key }: ColumnView): ThemeIcon {
  return new ThemeIcon(key === undefined ? 'symbol-field' : columnIcons[key]);
}

function migrationIcon(findings: SeverityCounts): ThemeIcon {
  if (findings.error > 0) return severityIcons.error;
  return findings.warning > 0 ? severityIcons.warning : new ThemeIcon('file-code');
}

function row(label: string, opens: TreeItemCollapsibleState, face: Face): TreeItem {
  return Object.assign(new TreeItem(label, opens), face);
}

const { None, Collapsed, Expanded } = TreeItemCollapsibleState;

/** The end of a long path tells data layers apart, and so does the engine behind it: a side bar would cut off just those. */
function shortName(name: string): string {
  const [, path = name, rest = ''] = /^(.*?)( \(.*)?$/.exec(name) ?? [];
  const folders = path.split('/');
  return path.length <= 24 || folders.length <= 2 ? name : `…/${folders.slice(-2).join('/')}${rest}`;
}

function layerItem({ layer, opens }: Extract<Node, { kind: 'layer' }>): TreeItem {
  const missed = layer.coverage.statements - layer.coverage.understood;
  return row(shortName(layer.name), opens === 'open' ? Expanded : Collapsed, {
    description: `${plural(layer.tables, 'table')}, ${plural(total(layer.findings), 'finding')}`,
    iconPath: new ThemeIcon('database'),
    contextValue: 'layer',
    tooltip: new MarkdownString(
      [
        `**${layer.name}**: ${layer.engine}, because of ${layer.dialectBecause}.`,
        `${plural(layer.tables, 'table')}, ${plural(layer.migrations, 'migration')}, ${severityText(layer.findings) || 'no findings'}.`,
        `${percent(layer.coverage)} of ${plural(layer.coverage.statements, 'statement')} understood${missed === 0 ? '' : `, ${missed} not`}.`,
      ].join('\n\n'),
    ),
  });
}

function groupItem(node: Extract<Node, { kind: 'group' }>): TreeItem {
  const severity = Object.entries(severityIcons).find(([name]) => node.id.endsWith(`/findings/${name}`))?.[1];
  return row(node.label, Collapsed, {
    description: node.count.toLocaleString('en'),
    iconPath: severity ?? new ThemeIcon(node.icon),
    contextValue: 'group',
  });
}

function tableItem({ table }: Extract<Node, { kind: 'table' }>): TreeItem {
  const opens = table.columns.length + table.indexes.length > 0 ? Collapsed : None;
  const counts = [
    table.kind === 'view' ? 'view' : plural(table.columns.length, 'column'),
    ...(table.findings > 0 ? [plural(table.findings, 'finding')] : []),
  ];
  return row(table.name, opens, {
    description: counts.join(' · '),
    iconPath: new ThemeIcon(table.kind === 'view' ? 'eye' : 'table'),
    command: openCommand(table.place),
    contextValue: 'table ask',
    ...(table.comment === undefined ? {} : { tooltip: table.comment }),
  });
}

function migrationItem({ migration }: Extract<Node, { kind: 'migration' }>): TreeItem {
  const name = migration.place
    ? `${migration.version} ${migration.name}`
    : (migration.path.split('/').pop() ?? migration.path);
  const findings = total(migration.findings);
  const start = { line: 0, character: 0 };
  return row(name, None, {
    description: findings === 0 ? '' : plural(findings, 'finding'),
    tooltip: `${migration.path}\n${migration.tool}: ${migration.detail}\n${severityText(migration.findings) || 'no findings'}`,
    iconPath: migrationIcon(migration.findings),
    command: openCommand(migration.place ?? { uri: migration.uri, range: { start, end: start } }),
    contextValue: 'migration ask review',
  });
}

/** What VS Code shows for a node. */
export function treeItem(node: Node): TreeItem {
  const item = itemOf(node);
  item.id = node.id;
  // Else a screen reader would say the tooltip, which repeats what the row says and more.
  const parts = [item.label, item.description].filter((part) => typeof part === 'string' && part !== '');
  item.accessibilityInformation = { label: parts.join(', ') };
  return item;
}

function itemOf(node: Node): TreeItem {
  switch (node.kind) {
    case 'layer':
      return layerItem(node);
    case 'group':
      return groupItem(node);
    case 'table':
      return tableItem(node);
    case 'migration':
      return migrationItem(node);
    case 'column':
      return row(node.column.name, None, {
        description: node.column.detail,
        iconPath: columnIcon(node.column),
        command: openCommand(node.column.place),
        contextValue: 'column',
      });
    case 'index':
      return row(node.index.name, None, {
        description: node.index.detail,
        iconPath: new ThemeIcon('list-selection'),
        command: openCommand(node.index.place),
        contextValue: 'index',
      });
    case 'finding': {
      const { rule, path, place, message, severity } = node.finding;
      return row(message, None, {
        description: `${path}:${place.range.start.line + 1}`,
        tooltip: `${rule}\n${message}`,
        iconPath: severityIcons[severity],
        command: openCommand(place),
        contextValue: 'finding ask rule',
      });
    }
    case 'notUnderstood':
      return row(node.missed.text, None, {
        description: `${node.missed.path}:${node.missed.place.range.start.line + 1}`,
        tooltip: node.missed.reason,
        iconPath: new ThemeIcon('question'),
        command: openCommand(node.missed.place),
        contextValue: 'notUnderstood',
      });
    case 'problem':
      return row(node.message, None, {
        description: `${node.path}:${node.place.range.start.line + 1}`,
        iconPath: new ThemeIcon('git-compare'),
        command: openCommand(node.place),
        contextValue: 'problem',
      });
    case 'notice':
      return row(node.notice.path, None, {
        description: node.notice.message,
        tooltip: node.notice.message,
        iconPath: new ThemeIcon('warning'),
        command: { command: 'revealInExplorer', title: 'Reveal', arguments: [Uri.parse(node.notice.uri)] },
        contextValue: 'notice',
      });
  }
}
