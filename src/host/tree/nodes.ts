import type {
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

/** One row of the tree, as plain data: `item.ts` turns it into what VS Code shows. */
export type Node =
  | { readonly kind: 'layer'; readonly id: string; readonly layer: LayerSummary }
  | {
      readonly kind: 'group';
      readonly id: string;
      readonly label: string;
      readonly icon: string;
      readonly count: number;
      readonly children: readonly Node[];
    }
  | { readonly kind: 'table'; readonly id: string; readonly table: TableView }
  | { readonly kind: 'column'; readonly id: string; readonly column: ColumnView }
  | { readonly kind: 'index'; readonly id: string; readonly index: IndexView }
  | { readonly kind: 'migration'; readonly id: string; readonly uri: string; readonly migration: MigrationView }
  | { readonly kind: 'finding'; readonly id: string; readonly rule: string; readonly finding: FindingView }
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
  return tables.map((table) => ({ kind: 'table', id: `${id}/${table.kind}:${table.name}`, table }));
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
      .map((finding, at): Node => ({ kind: 'finding', id: `${id}/${severity}:${at}`, rule: finding.rule, finding }));
    return group(`${id}/${severity}`, { label, icon }, rows);
  });
}

const declaredLabels = {
  dump: { label: 'Schema files', icon: 'file-code' },
  models: { label: 'Models', icon: 'symbol-class' },
};

/** What opens below a data layer. */
export function layerChildren(detail: LayerDetail): readonly Node[] {
  const { id } = detail.summary;
  const findings = findingNodes(`${id}/findings`, detail.findings);
  const findingGroup: Node = {
    kind: 'group',
    id: `${id}/findings`,
    label: 'Findings',
    icon: 'checklist',
    count: detail.findings.length,
    children: findings,
  };
  return [
    ...group(`${id}/tables`, { label: 'Tables', icon: 'table' }, tableNodes(`${id}/tables`, detail.tables)),
    ...group(
      `${id}/migrations`,
      { label: 'Migrations', icon: 'versions' },
      detail.migrations.map((migration) => ({
        kind: 'migration',
        id: `${id}/migration:${migration.uri}`,
        uri: migration.uri,
        migration,
      })),
    ),
    ...detail.declared.flatMap(({ kind, tool, tables }, at) =>
      group(
        `${id}/declared:${at}`,
        { ...declaredLabels[kind], label: `${declaredLabels[kind].label}: ${tool}` },
        tableNodes(`${id}/declared:${at}`, tables),
      ),
    ),
    ...(findings.length === 0 ? [] : [findingGroup]),
    ...group(
      `${id}/notUnderstood`,
      { label: 'Not understood', icon: 'question' },
      detail.notUnderstood.map((missed, at) => ({ kind: 'notUnderstood', id: `${id}/missed:${at}`, missed })),
    ),
    ...group(
      `${id}/problems`,
      { label: 'Does not fit the history', icon: 'git-compare' },
      detail.problems.map((problem, at) => ({ kind: 'problem', id: `${id}/problem:${at}`, ...problem })),
    ),
  ];
}

/** The top of the tree. */
export function rootNodes(overview: Overview): readonly Node[] {
  return [
    ...overview.layers.map((layer): Node => ({ kind: 'layer', id: layer.id, layer })),
    ...group(
      'notices',
      { label: 'Not read as they are', icon: 'warning' },
      overview.notices.map((notice, at) => ({ kind: 'notice', id: `notice:${at}`, notice })),
    ),
  ];
}
