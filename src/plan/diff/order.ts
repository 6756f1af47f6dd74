/** Items so that each comes after those that it needs; what stands in a circle comes in the order given. */
export function inOrder<T>(items: readonly T[], needs: (item: T) => readonly T[]): readonly T[] {
  const done = new Set<T>();
  const open = new Set<T>();
  const ordered: T[] = [];
  const known = new Set(items);
  const visit = (item: T): void => {
    if (done.has(item) || open.has(item)) return;
    open.add(item);
    for (const other of needs(item)) if (known.has(other)) visit(other);
    open.delete(item);
    done.add(item);
    ordered.push(item);
  };
  for (const item of items) visit(item);
  return ordered;
}
