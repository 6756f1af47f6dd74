import { type Converter, piecesOf, stringOf, textOf } from '../../convert';
import { childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Parameter, StringLiteral } from '../../syntax';
import { typeOf } from './types';

/** A string between its quotes; between backquotes every letter stands for itself. */
export function stringLiteral(node: SyntaxNode, on: Converter): StringLiteral {
  const escapes = node.type === 'raw_string_literal' ? [] : childrenOf(node, 'escape_sequence');
  return stringOf(node, piecesOf(on, node.start + 1, Math.max(node.start + 1, node.end - 1), escapes));
}

/** `func(ctx context.Context, a, b string)`: several names may share a type. */
export function parametersOf(node: SyntaxNode | undefined, on: Converter): readonly Parameter[] {
  return childrenOf(
    node ?? { type: '', field: undefined, start: 0, end: 0, children: [] },
    'parameter_declaration',
  ).flatMap((one): readonly Parameter[] => {
    const type = fieldOf(one, 'type');
    return childrenOf(one, 'identifier')
      .filter((child) => child !== type)
      .map((name) => ({
        start: one.start,
        end: one.end,
        name: textOf(on, name),
        ...(type ? { type: typeOf(type, on) } : {}),
        decorators: [],
      }));
  });
}

/** A field's name as the key of a literal. */
export function keyOf(name: string, place: { readonly start: number; readonly end: number }): StringLiteral {
  return stringOf(place, [{ start: place.start, end: place.end, text: name }]);
}
