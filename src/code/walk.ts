import type { Tree } from 'web-tree-sitter';

/** A place in a tree that moves: what is asked of tree-sitter's cursor, in numbers. */
export interface Walk {
  /** The number of the node's type in its grammar. */
  type(): number;
  /** The number of the field of the parent that it fills; 0 for none. */
  field(): number;
  start(): number;
  end(): number;
  toFirstChild(): boolean;
  toNextSibling(): boolean;
  toParent(): void;
  /** Gives the cursor's memory back. */
  free(): void;
}

/** Begins a walk at a tree's root. */
export type Walker = (tree: Tree) => Walk;

/** By web-tree-sitter's public cursor, which copies its state into WebAssembly and back for each question. */
export const publicWalker: Walker = (tree) => {
  const cursor = tree.walk();
  return {
    type: () => cursor.nodeTypeId,
    field: () => cursor.currentFieldId,
    start: () => cursor.startIndex,
    end: () => cursor.endIndex,
    toFirstChild: () => cursor.gotoFirstChild(),
    toNextSibling: () => cursor.gotoNextSibling(),
    toParent: () => void cursor.gotoParent(),
    free: () => cursor.delete(),
  };
};

/** A function of the runtime: it is given the tree's address, and finds the cursor where the last one left it. */
type Call = (tree: number) => number;

function callOf(runtime: object, name: string): Call | undefined {
  const found: unknown = Reflect.get(runtime, `_ts_tree_${name}_wasm`);
  return isCall(found) ? found : undefined;
}

function isCall(value: unknown): value is Call {
  return typeof value === 'function';
}

/**
 * By the functions behind the public cursor, without that copying: five times as fast. They are no promise of web-tree-sitter's, so
 * a version that lacks one of them is walked by the public cursor.
 */
export function walkerOf(runtime: object): Walker {
  const [root, begin, free] = ['root_node', 'cursor_new', 'cursor_delete'].map((name) => callOf(runtime, name));
  const [type, field, start, end] = [
    'cursor_current_node_type_id',
    'cursor_current_field_id',
    'cursor_start_index',
    'cursor_end_index',
  ].map((name) => callOf(runtime, name));
  const [first, next, parent] = ['cursor_goto_first_child', 'cursor_goto_next_sibling', 'cursor_goto_parent'].map(
    (name) => callOf(runtime, name),
  );
  if (!root || !begin || !free || !type || !field || !start || !end || !first || !next || !parent) return publicWalker;
  return (tree) => {
    const address: unknown = Reflect.get(tree, 0);
    if (typeof address !== 'number') return publicWalker(tree);
    root(address);
    begin(address);
    return {
      type: () => type(address),
      field: () => field(address),
      start: () => start(address),
      end: () => end(address),
      toFirstChild: () => first(address) === 1,
      toNextSibling: () => next(address) === 1,
      toParent: () => void parent(address),
      free: () => void free(address),
    };
  };
}
