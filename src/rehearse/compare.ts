import type { Catalogue } from './catalogue';
import type { Difference } from './result';

/** What is not in the second catalogue as it was in the first. What belongs to a table that is gone is gone with it, and is not told. */
export function differencesBetween(before: Catalogue, after: Catalogue): readonly Difference[] {
  const found: Difference[] = [];
  for (const [object, definition] of before) {
    const now = after.get(object);
    if (now === undefined) found.push({ kind: 'missing', object, before: definition });
    else if (now !== definition) found.push({ kind: 'changed', object, before: definition, after: now });
  }
  for (const [object, definition] of after)
    if (!before.has(object)) found.push({ kind: 'extra', object, after: definition });
  return withoutParts(found);
}

/** The parts of a relation that comes or goes as a whole say nothing of their own. */
function withoutParts(all: readonly Difference[]): readonly Difference[] {
  const relations = new Map(
    all.flatMap(({ kind, object }) =>
      object.startsWith('relation ') && kind !== 'changed' ? [[nameOf(object), kind] as const] : [],
    ),
  );
  const columnsAlone = new Set(
    all.flatMap(({ kind, object }) => (object.startsWith('column ') && kind !== 'changed' ? [tableOf(object)] : [])),
  );
  return all.filter(({ kind, object, before, after }) => {
    if (object.startsWith('relation ')) return true;
    const table = object.startsWith('order of columns ') ? nameOf(object.slice('order of '.length)) : tableOf(object);
    if (relations.get(table) === kind) return false;
    // A column that came or went is told by itself: of the order only what moved besides counts.
    if (object.startsWith('order of columns ') && columnsAlone.has(table))
      return movedBesides(before ?? '', after ?? '');
    return true;
  });
}

const nameOf = (object: string): string => object.slice(object.indexOf(' ') + 1);
const tableOf = (object: string): string => nameOf(object).slice(0, nameOf(object).lastIndexOf('.'));

function movedBesides(before: string, after: string): boolean {
  const was = before.split(', ');
  const is = after.split(', ');
  const common = (list: readonly string[], other: readonly string[]) =>
    list.filter((name) => other.includes(name)).join();
  return common(was, is) !== common(is, was);
}
