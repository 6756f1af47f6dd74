import type { DjangoMigration, MigrationKey } from './migration';

/** A migration with its place in the project's graph. */
export interface GraphNode extends MigrationKey {
  readonly path: string;
  readonly migration: DjangoMigration;
}

const keyOf = ({ app, name }: MigrationKey) => `${app}.${name}`;

/**
 * The order in which Django runs them: what they depend on first, else by app and name (django/db/migrations/graph.py,
 * `iterative_dfs` from the sorted leaves). A squashed migration runs in place of those it replaces; where those are still there, they
 * run and it stands for them.
 */
export function inOrder(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const sorted = [...nodes].sort((a, b) => compare(keyOf(a), keyOf(b)));
  const byKey = new Map(sorted.map((node) => [keyOf(node), node]));
  const replacedBy = new Map<string, GraphNode>();
  for (const node of sorted) for (const replaced of node.migration.replaces) replacedBy.set(keyOf(replaced), node);
  const find = (key: MigrationKey): GraphNode | undefined => {
    const own = sorted.filter(({ app }) => app === key.app);
    if (key.name === '__first__') return own[0];
    if (key.name === '__latest__') return own.at(-1);
    return byKey.get(keyOf(key)) ?? replacedBy.get(keyOf(key));
  };
  const before = new Map<string, readonly GraphNode[]>();
  for (const node of sorted) {
    const found = node.migration.dependencies.flatMap((dependency) => find(dependency) ?? []);
    const replaced = node.migration.replaces.flatMap((key) => byKey.get(keyOf(key)) ?? []);
    before.set(keyOf(node), [...found, ...replaced]);
  }
  for (const node of sorted) {
    for (const later of node.migration.runBefore.flatMap((key) => find(key) ?? []))
      before.set(keyOf(later), [...(before.get(keyOf(later)) ?? []), node]);
  }
  return visited(sorted, (node) => before.get(keyOf(node)) ?? []);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Depth first without recursion: histories are long chains. Circles are entered once. */
function visited(nodes: readonly GraphNode[], before: (node: GraphNode) => readonly GraphNode[]): readonly GraphNode[] {
  const done = new Set<GraphNode>();
  const entered = new Set<GraphNode>();
  const order: GraphNode[] = [];
  for (const start of nodes) {
    const stack = [start];
    for (let node = stack.at(-1); node; node = stack.at(-1)) {
      const waiting = entered.has(node) ? [] : before(node).filter((one) => !entered.has(one));
      entered.add(node);
      if (waiting.length > 0) {
        // The first dependency is to come first, so it lies on top.
        stack.push(...[...waiting].reverse());
        continue;
      }
      stack.pop();
      if (done.has(node)) continue;
      done.add(node);
      order.push(node);
    }
  }
  return order;
}

/** Migrations that nothing of their app follows: more than one is a conflict that Django refuses to run. */
export function headsOf(nodes: readonly GraphNode[], app: string): readonly GraphNode[] {
  const own = nodes.filter((node) => node.app === app);
  const followed = new Set(
    own.flatMap(({ migration }) => [...migration.dependencies, ...migration.replaces]).map(keyOf),
  );
  return own.filter((node) => !followed.has(keyOf(node)));
}
