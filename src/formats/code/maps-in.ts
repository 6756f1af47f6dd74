import type { Expr } from '../../code';

/** Objects of a program, the outermost first. */
export function mapsIn(node: unknown, found: Expr[] = []): readonly Expr[] {
  if (Array.isArray(node)) for (const one of node) mapsIn(one, found);
  else if (typeof node === 'object' && node !== null) {
    if ('kind' in node && node.kind === 'map') found.push(node as Expr);
    for (const inner of Object.values(node)) if (typeof inner === 'object') mapsIn(inner, found);
  }
  return found;
}
