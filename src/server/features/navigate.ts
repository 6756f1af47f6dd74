import type { Location, Position } from 'vscode-languageserver/node';
import type { DataLayer } from '../../model';
import { spanTouches, toRange } from '../convert';
import { standingsAt, standingsOf } from '../history';
import type { IndexView } from '../index-view';
import { type Occurrence, occurrencesOf } from '../occurrences';

interface Target {
  readonly layer: DataLayer;
  readonly occurrence: Occurrence;
}

function targetAt(index: IndexView, uri: string, at: Position): Target | undefined {
  for (const layer of index.layersOf(uri)) {
    for (const { script } of standingsAt(layer, uri)) {
      const occurrence = occurrencesOf(script, layer.dialect).find(({ span }) => spanTouches(span, at));
      if (occurrence) return { layer, occurrence };
    }
  }
  return undefined;
}

function occurrencesInLayer({ layer, occurrence }: Target): readonly Occurrence[] {
  return standingsOf(layer)
    .flatMap(({ script }) => occurrencesOf(script, layer.dialect))
    .filter(({ table, column }) => table === occurrence.table && column === occurrence.column);
}

const toLocation = ({ span }: Occurrence): Location => ({ uri: span.uri, range: toRange(span) });

/** Answers `textDocument/definition`: where the table or column is made, in migrations, dumps and models. */
export function definition(index: IndexView, uri: string, at: Position): readonly Location[] {
  const target = targetAt(index, uri, at);
  if (!target) return [];
  return occurrencesInLayer(target)
    .filter(({ role }) => role === 'definition')
    .map(toLocation);
}

/** Answers `textDocument/references`. */
export function references(
  index: IndexView,
  uri: string,
  at: Position,
  include: 'everything' | 'referencesOnly',
): readonly Location[] {
  const target = targetAt(index, uri, at);
  if (!target) return [];
  return occurrencesInLayer(target)
    .filter(({ role }) => include === 'everything' || role === 'reference')
    .map(toLocation);
}
