import { type Converter, textOf } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** `string?`, `ICollection<Post>`, `byte[]`, `System.DateTime`; a tuple's elements are its arguments. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const text = textOf(on, node);
  const place = { start: node.start, end: node.end, text };
  const inner = fieldOf(node, 'type') ?? node.children[0];
  switch (node.type) {
    case 'nullable_type':
      return { ...(inner ? typeOf(inner, on) : { name: text, args: [] }), ...place, nullable: true };
    case 'array_type':
      return { ...(inner ? typeOf(inner, on) : { name: text, args: [] }), ...place, list: true };
    case 'generic_name':
      return { ...place, name: genericName(node, on), args: typeArguments(node, on) };
    case 'qualified_name':
    case 'alias_qualified_name': {
      const last = fieldOf(node, 'name');
      if (last?.type !== 'generic_name') return { ...place, name: text, args: [] };
      const before = on.text.slice(node.start, last.start);
      return { ...place, name: before + genericName(last, on), args: typeArguments(last, on) };
    }
    case 'tuple_type': {
      const parts = node.children.map((one) => fieldOf(one, 'type') ?? one);
      return { ...place, name: 'tuple', args: parts.map((one) => typeOf(one, on)) };
    }
    default:
      return { ...place, name: text, args: [] };
  }
}

/** `List` of `List<int>`. */
export function genericName(node: SyntaxNode, on: Converter): string {
  return textOf(on, childOf(node, 'identifier') ?? node);
}

export function typeArguments(node: SyntaxNode, on: Converter): readonly CodeType[] {
  return (childOf(node, 'type_argument_list')?.children ?? []).map((one) => typeOf(one, on));
}
