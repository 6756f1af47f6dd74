import type { TreeCursor } from 'web-tree-sitter';
import type { LoadedGrammar } from './grammars';

/** A named node of the grammar, copied out of WebAssembly in one walk: nothing to free, and quick to ask. Offsets are UTF-16. */
export interface SyntaxNode {
  readonly type: string;
  /** The field of the parent that it fills: `name`, `body`, `left`… */
  readonly field: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly children: readonly SyntaxNode[];
}

function copy(cursor: TreeCursor, types: readonly string[]): SyntaxNode {
  const type = types[cursor.nodeTypeId] ?? 'ERROR';
  const field = cursor.currentFieldName ?? undefined;
  const start = cursor.startIndex;
  const end = cursor.endIndex;
  const children: SyntaxNode[] = [];
  if (cursor.gotoFirstChild()) {
    do if (cursor.nodeIsNamed) children.push(copy(cursor, types));
    while (cursor.gotoNextSibling());
    cursor.gotoParent();
  }
  return { type, field, start, end, children };
}

/** Parses a text into named nodes. Half-written code gives ERROR nodes. */
export function parseTree({ parser, types }: LoadedGrammar, text: string): SyntaxNode {
  const tree = parser.parse(text);
  if (!tree) return { type: 'ERROR', field: undefined, start: 0, end: text.length, children: [] };
  const cursor = tree.walk();
  const root = copy(cursor, types);
  cursor.delete();
  tree.delete();
  return root;
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
