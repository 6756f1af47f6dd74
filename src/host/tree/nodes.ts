import type {
  AskArgument,
  ColumnView,
  FindingView,
  IndexView,
  LayerDetail,
  LayerSummary,
  MigrationView,
  NoticeView,
  NotUnderstoodView,
  Overview,
  Place,
  TableView,
} from '../../server/requests';
import { askAboutFinding, askAboutMigration, askAboutTable } from './ask';

/**
 * One row of the tree, as plain data: `item.ts` turns it into what VS Code shows. A menu's command gets the row as its argument, so
 * a row that can be asked about is an `AskArgument`, one that can be reviewed has a `uri`, and a finding has its `rule`.
 */
export type Node =
  | {
      readonly kind: 'layer';
      readonly id: string;
      readonly layer: LayerSummary;
      readonly opens: 'open' | 'closed';
    }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly label: string;
      readonly icon: string;
      readonly count: number;
      readonly children: readonly Node[];
    }
  | (AskArgument & { readonly kind: 'table'; readonly id: string; readonly table: TableView })
  | { readonly kind: 'column'; readonly id: string; readonly column: ColumnView }
  | { readonly kind: 'index'; readonly id: string; readonly index: IndexView }
  | (AskArgument & {
      readonly kind: 'migration';
      readonly id: string;
      readonly uri: string;
      readonly migration: MigrationView;
    })
  | (AskArgument & {
      readonly kind: 'finding';
      readonly id: string;
      readonly rule: string;
      readonly finding: FindingView;
    })
  | { readonly kind: 'notUnderstood'; readonly id: string; readonly missed: NotUnderstoodView }
  | {
      readonly kind: 'problem';
      readonly id: string;
      readonly path: string;
      readonly place: Place;
      readonly message: string;
    }
  | { readonly kind: 'notice'; readonly id: string; readonly notice: NoticeView };

interface Group {
  readonly label: string;
  readonly icon: string;
}

function group(id: string, { label, icon }: Group, children: readonly Node[]): readonly Node[] {
  return children.length === 0 ? [] : [{ kind: 'group', id, label, icon, count: children.length, children }];
}

function tableNodes(id: string, tables: readonly TableView[]): readonly Node[] {
  return tables.map((table) => ({
    kind: 'table',
    id: `${id}/${table.kind}:${table.name}`,
    table,
    ...askAboutTable(table),
  }));
}

/** What opens below a table: its columns, then its indexes. */
export function tableChildren(id: string, { columns, indexes }: TableView): readonly Node[] {
  const rows = indexes.map((index): Node => ({ kind: 'index', id: `${id}/index:${index.name}`, index }));
  return [
    ...columns.map((column): Node => ({ kind: 'column', id: `${id}/column:${column.name}`, column })),
    ...group(`${id}/indexes`, { label: 'Indexes', icon: 'list-tree' }, rows),
  ];
}

const severityGroups = [
  { severity: 'error', label: 'Errors', icon: 'error' },
  { severity: 'warning', label: 'Warnings', icon: 'warning' },
  { severity: 'info', label: 'Advice', icon: 'info' },
] as const;

function findingNodes(id: string, findings: readonly FindingView[]): readonly Node[] {
  return severityGroups.flatMap(({ severity, label, icon }) => {
    const rows = findings
      .filter((finding) => finding.severity === severity)
      .map(
        (finding, at): Node => ({
          kind: 'finding',
          id: `${id}/${severity}:${at}`,
          rule: finding.rule,
          finding,
          ...askAboutFinding(finding),
        }),
      );
    return group(`${id}/${severity}`, { label, icon }, rows);
  });
}

const declaredLabels = {
  dump: { label: 'Schema files', icon: 'file-code' },
  models: { label: 'Models', icon: 'symbol-class' },
};

function migrationNodes(id: string, migrations: readonly MigrationView[]): readonly Node[] {
  return migrations.map((migration) => ({
    kind: 'migration',
    // A file may hold several.
    id: `${id}/migration:${migration.uri}${migration.place ? `#${migration.version} ${migration.name}` : ''}`,
    uri: migration.uri,
    migration,
    ...askAboutMigration(migration),
  }));
}

/** What files state as a whole; where there is nothing else, the tables of the layer are those already. */
function declaredNodes(id: string, { declared, migrations }: LayerDetail): readonly Node[] {
  if (migrations.length === 0 && declared.length === 1) return [];
  return declared.flatMap(({ kind, tool, tables }, at) => {
    const { label, icon } = declaredLabels[kind];
    return group(
      `${id}/declared:${at}`,
      { label: `${label}: ${tool}`, icon },
      tableNodes(`${id}/declared:${at}`, tables),
    );
  });
}

/** Findings are counted over all severities, and open by severity. */
function findingGroup(id: string, findings: readonly FindingView[]): readonly Node[] {
  if (findings.length === 0) return [];
  const children = findingNodes(`${id}/findings`, findings);
  return [
    { kind: 'group', id: `${id}/findings`, label: 'Findings', icon: 'checklist', count: findings.length, children },
  ];
}

/** What opens below a data layer. */
export function layerChildren(detail: LayerDetail): readonly Node[] {
  const { id } = detail.summary;
  const tables = detail.tables.filter(({ kind }) => kind === 'table');
  const views = detail.tables.filter(({ kind }) => kind === 'view');
  const missed = detail.notUnderstood.map(
    (one, at): Node => ({ kind: 'notUnderstood', id: `${id}/missed:${at}`, missed: one }),
  );
  const disputed = detail.disputed.map(
    (one, at): Node => ({ kind: 'notUnderstood', id: `${id}/disputed:${at}`, missed: one }),
  );
  const problems = detail.problems.map(
    (problem, at): Node => ({ kind: 'problem', id: `${id}/problem:${at}`, ...problem }),
  );
  return [
    ...group(`${id}/tables`, { label: 'Tables', icon: 'table' }, tableNodes(`${id}/tables`, tables)),
    ...group(`${id}/views`, { label: 'Views', icon: 'eye' }, tableNodes(`${id}/views`, views)),
    ...group(`${id}/migrations`, { label: 'Migrations', icon: 'versions' }, migrationNodes(id, detail.migrations)),
    ...declaredNodes(id, detail),
    ...findingGroup(id, detail.findings),
    ...group(`${id}/notUnderstood`, { label: 'Not understood', icon: 'question' }, missed),
    ...group(`${id}/disputed`, { label: 'Read differently by a second parser', icon: 'git-compare' }, disputed),
    ...group(`${id}/problems`, { label: 'Does not fit the history', icon: 'git-compare' }, problems),
  ];
}

/** The top of the tree. */
export function rootNodes(overview: Overview): readonly Node[] {
  // Many open at once would be a page of the same four words.
  const opens = overview.layers.length <= 3 ? 'open' : 'closed';
  return [
    ...overview.layers.map((layer): Node => ({ kind: 'layer', id: layer.id, layer, opens })),
    ...group(
      'notices',
      { label: 'Not read as they are', icon: 'warning' },
      overview.notices.map((notice, at) => ({ kind: 'notice', id: `notice:${at}`, notice })),
    ),
  ];
}
