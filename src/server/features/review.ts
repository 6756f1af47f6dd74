import type { DataLayer, Span } from '../../model';
import { readingOrder, spanContains } from '../../model';
import { standingsOf } from '../history';
import { findingsOfLayer, type IndexView, tableKey } from '../index-view';
import type { ReviewReport, ReviewScope } from '../requests';
import { findingView, notUnderstood, summaryOf } from './overview';

/** True for the file itself and for everything below the folder. */
function isWithin(scope: string | undefined, uri: string): boolean {
  return scope === undefined || uri === scope || uri.startsWith(scope.endsWith('/') ? scope : `${scope}/`);
}

function filesOf(layer: DataLayer): readonly string[] {
  return [...new Set(standingsOf(layer).map(({ script }) => script.uri))];
}

function reviewFiles(index: IndexView, scope: string | undefined): ReviewReport {
  const layers = index.layers.filter((layer) => filesOf(layer).some((uri) => isWithin(scope, uri)));
  const files = new Set(layers.flatMap(filesOf).filter((uri) => isWithin(scope, uri)));
  const findings = [...index.findings].filter(([uri]) => isWithin(scope, uri)).flatMap(([, some]) => some);
  return {
    scope: scope === undefined ? '' : index.path(scope),
    files: files.size,
    layers: layers.map((layer) => summaryOf(index, layer)),
    findings: findings.sort(readingOrder(layers)).map((finding) => findingView(index, finding)),
    notUnderstood: layers
      .flatMap((layer) => notUnderstood(index, layer))
      .filter(({ place }) => isWithin(scope, place.uri)),
    notices: index.notices.filter(({ uri }) => isWithin(scope, uri)),
  };
}

/** Statements and model blocks that make a table of this key. */
function makersOf(layer: DataLayer, key: string): readonly Span[] {
  return standingsOf(layer)
    .flatMap(({ script }) => script.statements.flatMap((statement) => statement.operations))
    .flatMap((operation) =>
      operation.kind === 'createTable' && tableKey(layer, operation) === key ? [operation.span] : [],
    );
}

/** Everything that is found about a table, in whichever file of its data layer. */
function reviewTable(index: IndexView, uri: string, key: string): ReviewReport {
  const layers = index.layersOf(uri);
  const makers = layers.flatMap((layer) => makersOf(layer, key));
  const findings = layers
    .flatMap((layer) => findingsOfLayer(index, layer))
    .filter((finding) => finding.table === key || makers.some((maker) => spanContains(maker, finding.span)));
  return {
    scope: key,
    files: new Set([...findings.map(({ span }) => span.uri), ...makers.map((maker) => maker.uri)]).size,
    layers: layers.map((layer) => summaryOf(index, layer)),
    findings: findings.sort(readingOrder(layers)).map((finding) => findingView(index, finding)),
    notUnderstood: [],
    notices: [],
  };
}

/** Answers `databaseArchitect/review`. */
export function review(index: IndexView, { uri, table }: ReviewScope): ReviewReport {
  const spelled = uri === undefined ? undefined : index.spell(uri);
  return spelled !== undefined && table !== undefined
    ? reviewTable(index, spelled, table)
    : reviewFiles(index, spelled);
}
