import type { Revision } from './revision';

/** A migration file with what it says of its place. */
export interface Placed {
  readonly path: string;
  readonly revision: Revision;
}

/** Migrations in an order in which each runs behind all that it comes from; of several the earlier path first. */
export function inOrder(files: readonly Placed[]): readonly Placed[] {
  const byId = new Map(files.map((file) => [file.revision.id, file]));
  const find = finder(files, byId);
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const waiting = new Map<Placed, number>();
  const children = new Map<Placed, Placed[]>();
  for (const file of sorted) {
    const before = new Set(befores(file.revision).flatMap((id) => find(id) ?? []));
    before.delete(file);
    waiting.set(file, before.size);
    for (const one of before) children.set(one, [...(children.get(one) ?? []), file]);
  }
  const ready = sorted.filter((file) => waiting.get(file) === 0).reverse();
  const ordered: Placed[] = [];
  // A stack: a branch is followed to its end, as the tool does, before the next one starts.
  for (let next = ready.pop(); next; next = ready.pop()) {
    ordered.push(next);
    for (const child of [...(children.get(next) ?? [])].reverse()) {
      const left = (waiting.get(child) ?? 1) - 1;
      waiting.set(child, left);
      if (left === 0) ready.push(child);
    }
  }
  // Revisions in a circle never get ready; they are shown all the same.
  const done = new Set(ordered);
  return [...ordered, ...sorted.filter((file) => !done.has(file))];
}

function befores({ parents, dependsOn }: Revision): readonly string[] {
  return [...parents, ...dependsOn];
}

/** Revisions may be named by the start of their id (Alembic, "Partial Revision Identifiers"), or by their branch's label in `depends_on`. */
function finder(files: readonly Placed[], byId: ReadonlyMap<string, Placed>): (id: string) => Placed | undefined {
  const labels = new Map<string, Placed>();
  for (const file of files) for (const label of file.revision.labels) labels.set(label, file);
  return (id) => {
    const known = byId.get(id) ?? labels.get(id);
    if (known || id.length < 4) return known;
    const found = files.filter(({ revision }) => revision.id.startsWith(id));
    return found.length === 1 ? found[0] : undefined;
  };
}

/** Revisions that nothing comes from. */
export function heads(files: readonly Placed[]): readonly Placed[] {
  const parents = new Set(files.flatMap(({ revision }) => revision.parents));
  return files.filter(({ revision }) => !parents.has(revision.id));
}

/** Labels of the branches that a revision is on: its own and those of all that it comes from. */
export function hasLabel(file: Placed, files: readonly Placed[]): boolean {
  const byId = new Map(files.map((one) => [one.revision.id, one]));
  const seen = new Set<string>();
  const open = [file];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.revision.labels.length > 0) return true;
    if (seen.has(next.revision.id)) continue;
    seen.add(next.revision.id);
    open.push(...next.revision.parents.flatMap((id) => byId.get(id) ?? []));
  }
  return false;
}
