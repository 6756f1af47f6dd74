import type { LoadedGrammar } from './grammars';
import type { Walk } from './walk';

/** A named node of the grammar, copied out of WebAssembly in one walk: nothing to free, and quick to ask. Offsets are UTF-16. */
export interface SyntaxNode {
  readonly type: string;
  /** The field of the parent that it fills: `name`, `body`, `left`… */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

/** The nodes of a text, and those that are looked for wherever they stand. */
export interface SyntaxTree {
  readonly root: SyntaxNode;
  readonly comments: readonly SyntaxNode[];
  /** The outermost nodes of what is not understood. */
  readonly errors: readonly SyntaxNode[];
}

/** Comments of every grammar. */
const COMMENTS: ReadonlySet<string> = new Set(['comment', 'line_comment', 'block_comment']);

/** Levels of nodes that are followed: nobody writes more, and each level takes of the stack of whoever reads the nodes. */
const DEEPEST = 1000;

const NONE: readonly SyntaxNode[] = [];

interface Copy {
  readonly walk: Walk;
  readonly grammar: LoadedGrammar;
  readonly comments: SyntaxNode[];
  /** Absent inside of an error. */
  readonly errors?: SyntaxNode[];
}

function copyNode(to: Copy, typeId: number, depth: number): SyntaxNode {
  const { walk, grammar } = to;
  const isTooDeep = depth > DEEPEST;
  const type = isTooDeep ? 'ERROR' : (grammar.types[typeId] ?? 'ERROR');
  const field = grammar.fields[walk.field()] ?? undefined;
  const start = walk.start();
  const end = walk.end();
  const inside = type === 'ERROR' ? { walk, grammar, comments: to.comments } : to;
  const children = !isTooDeep && walk.toFirstChild() ? copySiblings(inside, depth + 1) : NONE;
  const node = { type, field, start, end, children };
  if (type === 'ERROR') to.errors?.push(node);
  else if (COMMENTS.has(type)) to.comments.push(node);
  return node;
}

/** The named nodes from the first child on; then the walk is back at their parent. */
function copySiblings(to: Copy, depth: number): readonly SyntaxNode[] {
  const { walk, grammar } = to;
  const siblings: SyntaxNode[] = [];
  do {
    const typeId = walk.type();
    // What the grammar has no number for is an error, and named.
    if (grammar.isNamed[typeId] ?? true) siblings.push(copyNode(to, typeId, depth));
  } while (walk.toNextSibling());
  walk.toParent();
  return siblings;
}

/** Parses a text into named nodes. Half-written code gives ERROR nodes. */
export function parseTree(grammar: LoadedGrammar, text: string): SyntaxTree {
  const tree = grammar.parser.parse(text);
  if (!tree) {
    const root: SyntaxNode = { type: 'ERROR', field: undefined, start: 0, end: text.length, children: NONE };
    return { root, comments: NONE, errors: [root] };
  }
  const walk = grammar.walker(tree);
  const to = { walk, grammar, comments: [], errors: [] };
  const root = copyNode(to, walk.type(), 0);
  walk.free();
  tree.delete();
  return { root, comments: to.comments, errors: to.errors };
}

/** The child that fills a field. */
export function fieldOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** All children that fill a field. */
export function fieldsOf(node: SyntaxNode, field: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === field);
}

/** The first child of one of these types. */
export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type));
}

/** The children of these types. */
export function childrenOf(node: SyntaxNode, ...types: readonly string[]): readonly SyntaxNode[] {
  return node.children.filter((child) => types.includes(child.type));
}
