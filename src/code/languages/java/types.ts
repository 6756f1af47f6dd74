import { type Converter, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** A dotted name without the white space and annotations that may stand in it. */
export function dottedText(node: SyntaxNode, on: Converter): string {
  if (node.children.length === 0) return textOf(on, node);
  return node.children
    .filter(({ type }) => !/annotation$|comment$/.test(type))
    .map((child) => dottedText(child, on))
    .join('.');
}

/** `List<@Size(max = 3) String>`, `java.util.UUID`, `byte[]`, `? extends Base`. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const place = { start: node.start, end: node.end, text: textOf(on, node) };
  switch (node.type) {
    case 'array_type': {
      const element = fieldOf(node, 'element');
      return { ...(element ? typeOf(element, on) : { name: place.text, args: [] }), ...place, list: true };
    }
    case 'generic_type': {
      const name = childOf(node, 'type_identifier', 'scoped_type_identifier') ?? node;
      const args = childOf(node, 'type_arguments')?.children ?? [];
      return { ...place, name: dottedText(name, on), args: args.map((one) => typeOf(one, on)) };
    }
    case 'annotated_type':
    case 'wildcard': {
      const inner = node.children.filter(({ type }) => !/annotation$/.test(type)).at(-1);
      return inner ? { ...typeOf(inner, on), ...place } : { ...place, name: place.text, args: [] };
    }
    case 'scoped_type_identifier':
      return { ...place, name: dottedText(node, on), args: [] };
    default:
      return { ...place, name: place.text, args: [] };
  }
}

/** The types of an `extends` or `implements` clause. */
export function typesIn(clause: SyntaxNode | undefined, on: Converter): readonly CodeType[] {
  const list = clause && (childOf(clause, 'type_list') ?? clause);
  return (
    list ? childrenOf(list, 'type_identifier', 'scoped_type_identifier', 'generic_type', 'annotated_type') : []
  ).map((one) => typeOf(one, on));
}
