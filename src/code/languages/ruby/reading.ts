import type { Converter } from '../../convert';
import type { SyntaxNode } from '../../node';
import type { Expr, Stmt } from '../../syntax';

/** What the front end works with: heredocs stand behind the line that names them. */
export interface Reading extends Converter {
  /** The bodies of heredocs by where their beginnings (`<<~SQL`) start. */
  readonly heredocs: ReadonlyMap<number, SyntaxNode>;
  /** Expressions hold blocks, blocks hold statements, statements hold expressions: each kind asks the others through these. */
  expression(node: SyntaxNode): Expr;
  block(nodes: readonly SyntaxNode[]): readonly Stmt[];
}

/** Ties beginnings to bodies: in the order in which they are written. */
export function heredocsIn(root: SyntaxNode): ReadonlyMap<number, SyntaxNode> {
  const found = new Map<number, SyntaxNode>();
  const open: number[] = [];
  const walk = (node: SyntaxNode) => {
    if (node.type === 'heredoc_beginning') open.push(node.start);
    if (node.type === 'heredoc_body') {
      const start = open.shift();
      if (start !== undefined) found.set(start, node);
    }
    for (const child of node.children) walk(child);
  };
  walk(root);
  return found;
}
