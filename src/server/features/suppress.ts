import { suppressionEdit } from '../../review';
import { comparePositions, toPlace, toRange } from '../convert';
import { standingAt } from '../history';
import type { IndexView } from '../index-view';
import type { EditView, SuppressArgument } from '../requests';

/** Answers `databaseArchitect/suppression`: the comment, with its reason, above the statement of the finding. */
export function suppression(
  index: IndexView,
  { rule, place, reason }: SuppressArgument & { readonly reason: string },
): EditView | null {
  const at = place.range.start;
  const finding = index
    .findingsOf(place.uri)
    .find((one) => one.rule === rule && comparePositions(toRange(one.span).start, at) === 0);
  const text = index.text(place.uri);
  const offset = finding?.span.start.offset ?? 0;
  const standing = index.layersOf(place.uri).flatMap((layer) => standingAt(layer, place.uri, offset) ?? [])[0];
  if (!finding || text === undefined || !standing) return null;
  const { span, newText } = suppressionEdit(finding, reason, text, standing.script);
  return { place: toPlace(span), newText };
}
