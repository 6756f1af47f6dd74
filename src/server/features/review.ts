import type { DataLayer } from '../../model';
import { standingsOf } from '../history';
import type { IndexView } from '../index-view';
import type { FindingView, ReviewReport } from '../requests';
import { findingView, notUnderstood, summaryOf } from './overview';

/** True for the file itself and for everything below the folder. */
function isWithin(scope: string | undefined, uri: string): boolean {
  return scope === undefined || uri === scope || uri.startsWith(scope.endsWith('/') ? scope : `${scope}/`);
}

function filesOf(layer: DataLayer): readonly string[] {
  return [...new Set(standingsOf(layer).map(({ script }) => script.uri))];
}

const rank = { error: 0, warning: 1, info: 2 } as const;

const worstFirst = (a: FindingView, b: FindingView): number =>
  rank[a.severity] - rank[b.severity] ||
  a.path.localeCompare(b.path, undefined, { numeric: true }) ||
  a.place.range.start.line - b.place.range.start.line;

/** Answers `databaseArchitect/review`: a file, a folder, or everything. */
export function review(index: IndexView, scope: string | undefined): ReviewReport {
  const layers = index.layers.filter((layer) => filesOf(layer).some((uri) => isWithin(scope, uri)));
  const files = new Set(layers.flatMap(filesOf).filter((uri) => isWithin(scope, uri)));
  const findings = [...index.findings].filter(([uri]) => isWithin(scope, uri)).flatMap(([, some]) => some);
  return {
    scope: scope === undefined ? '' : index.path(scope),
    files: files.size,
    layers: layers.map((layer) => summaryOf(index, layer)),
    findings: findings.map((finding) => findingView(index, finding)).sort(worstFirst),
    notUnderstood: layers
      .flatMap((layer) => notUnderstood(index, layer))
      .filter(({ place }) => isWithin(scope, place.uri)),
    notices: index.notices.filter(({ uri }) => isWithin(scope, uri)),
  };
}
