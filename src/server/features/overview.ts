import type { DataLayer, DeclaredSchema, Finding, Migration, NotUnderstood, Schema, Table } from '../../model';
import { objectKey, ownLayers } from '../../model';
import { countSeverities, toPlace } from '../convert';
import { columnText, indexText, keyOf, keyText, tableName, typeText } from '../describe';
import { engineOf, findingsOfLayer, findingsOfMigration, type IndexView } from '../index-view';
import type {
  CoverageReport,
  DeclaredView,
  FindingView,
  LayerDetail,
  LayerSummary,
  MigrationView,
  NotUnderstoodView,
  Overview,
  TableView,
} from '../requests';

export function findingView(index: IndexView, finding: Finding): FindingView {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    path: index.path(finding.span.uri),
    place: toPlace(finding.span),
    fixes: finding.fixes.map(({ title }) => title),
    ...(finding.table === undefined ? {} : { table: finding.table }),
  };
}

export function summaryOf(index: IndexView, layer: DataLayer): LayerSummary {
  return {
    id: layer.id,
    name: layer.name,
    ...(layer.purpose ? { purpose: layer.purpose } : {}),
    dialect: layer.dialect,
    engine: engineOf(layer),
    dialectBecause: layer.dialectBecause,
    tables: layer.schema.tables.size,
    migrations: layer.migrations.length,
    coverage: { statements: layer.coverage.statements, understood: layer.coverage.understood },
    findings: countSeverities(findingsOfLayer(index, layer)),
  };
}

/** Findings but those of tests and examples alone. */
function ownFindings(index: IndexView): readonly Finding[] {
  const own = new Set(ownLayers(index.layers).map(({ id }) => id));
  if (own.size === index.layers.length) return [...index.findings.values()].flat();
  return [...index.findings].flatMap(([uri, findings]) =>
    index.layersOf(uri).some(({ id }) => own.has(id)) ? findings : [],
  );
}

/** Answers `databaseArchitect/overview`. */
export function overview(index: IndexView): Overview {
  return {
    layers: index.layers.map((layer) => summaryOf(index, layer)),
    notices: index.notices,
    findings: countSeverities(ownFindings(index)),
    ready: index.ready,
  };
}

function statementViews(index: IndexView, statements: readonly NotUnderstood[]): readonly NotUnderstoodView[] {
  return statements.map(({ span, text, reason }) => ({
    path: index.path(span.uri),
    place: toPlace(span),
    text,
    reason,
  }));
}

export function notUnderstood(index: IndexView, layer: DataLayer): readonly NotUnderstoodView[] {
  return statementViews(index, layer.coverage.notUnderstood);
}

/** Answers `databaseArchitect/coverage`. */
export function coverage(index: IndexView): CoverageReport {
  return {
    layers: index.layers.map((layer) => ({
      summary: summaryOf(index, layer),
      notUnderstood: notUnderstood(index, layer),
      disputed: statementViews(index, layer.coverage.disputed),
    })),
    notices: index.notices,
  };
}

function tableView(schema: Schema, key: string, table: Table, findings: ReadonlyMap<string, number>): TableView {
  const { dialect } = schema;
  const uniques = table.uniques.map((unique) => ({
    name: unique.name,
    detail: `unique ${keyText(unique.columns)}`,
    place: toPlace(unique.at),
  }));
  return {
    name: tableName(table),
    kind: 'table',
    findings: findings.get(key) ?? 0,
    columns: table.columns.map((column) => ({
      name: column.name,
      type: typeText(column),
      notNull: column.notNull,
      key: keyOf(dialect, table, column.name),
      detail: columnText(dialect, table, column),
      place: toPlace(column.at),
    })),
    indexes: [
      ...uniques,
      ...table.indexes.map((index) => ({ name: index.name, detail: indexText(index), place: toPlace(index.at) })),
    ],
    place: toPlace(table.at),
    ...(table.comment === undefined ? {} : { comment: table.comment }),
  };
}

function tablesOf(schema: Schema, findings: ReadonlyMap<string, number>): readonly TableView[] {
  const tables = [...schema.tables].map(([key, table]) => tableView(schema, key, table, findings));
  const views = [...schema.views.values()].map(
    (view): TableView => ({
      name: tableName(view),
      kind: 'view',
      findings: findings.get(objectKey(schema.dialect, view.schema, view.name)) ?? 0,
      columns: [],
      indexes: [],
      place: toPlace(view.at),
    }),
  );
  return [...tables, ...views].sort((a, b) => a.name.localeCompare(b.name));
}

const ways = { script: 'can go back', none: 'no way back', irreversible: 'irreversible' } as const;
const modes = { file: 'one transaction', none: 'no transaction', statement: 'a transaction a statement' } as const;

function migrationView(index: IndexView, migration: Migration): MigrationView {
  return {
    version: migration.version,
    name: migration.name,
    tool: migration.tool,
    path: index.path(migration.uri),
    uri: migration.uri,
    detail: `${modes[migration.transaction.mode]}, ${ways[migration.down.kind]}`,
    findings: countSeverities(findingsOfMigration(index, migration)),
    ...(migration.at ? { place: toPlace(migration.at) } : {}),
  };
}

function declaredView(declared: DeclaredSchema, findings: ReadonlyMap<string, number>): DeclaredView {
  return { tool: declared.tool, kind: declared.kind, tables: tablesOf(declared.schema, findings) };
}

function countByTable(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { table } of findings) if (table !== undefined) counts.set(table, (counts.get(table) ?? 0) + 1);
  return counts;
}

/** Answers `databaseArchitect/layer`; null when there is no such data layer any more. */
export function layerDetail(index: IndexView, id: string): LayerDetail | null {
  const layer = index.layers.find((one) => one.id === id);
  if (!layer) return null;
  const findings = findingsOfLayer(index, layer);
  const counts = countByTable(findings);
  return {
    summary: summaryOf(index, layer),
    tables: tablesOf(layer.schema, counts),
    migrations: layer.migrations.map((migration) => migrationView(index, migration)),
    declared: [...layer.dumps, ...layer.models].map((declared) => declaredView(declared, counts)),
    findings: findings.map((finding) => findingView(index, finding)),
    notUnderstood: notUnderstood(index, layer),
    disputed: statementViews(index, layer.coverage.disputed),
    problems: layer.problems.map(({ span, message }) => ({
      path: index.path(span.uri),
      place: toPlace(span),
      message,
    })),
  };
}
