import type { FrontEnd } from '../../convert';
import { expression } from './expressions';
import { heredocsIn, type Reading } from './reading';
import { block } from './statements';

/** Ruby by tree-sitter-ruby's grammar. */
export const ruby: FrontEnd = (root, on) => {
  const reading: Reading = {
    ...on,
    heredocs: heredocsIn(root),
    expression: (node) => expression(node, reading),
    block: (nodes) => block(nodes, reading),
  };
  return reading.block(root.children);
};
