import { type Converter, textOf } from '../../convert';
import { childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** `*time.Time`, `[]User`, `gorm.DeletedAt`, `datatypes.JSONType[Settings]`. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const place = { start: node.start, end: node.end, text: textOf(on, node) };
  switch (node.type) {
    case 'pointer_type':
    case 'parenthesized_type': {
      const [inner] = node.children;
      const type = inner && typeOf(inner, on);
      return type
        ? { ...type, ...place, ...(node.type === 'pointer_type' ? { nullable: true } : {}) }
        : { ...place, name: place.text, args: [] };
    }
    case 'slice_type':
    case 'array_type': {
      const inner = fieldOf(node, 'element');
      const type = inner && typeOf(inner, on);
      return type ? { ...type, ...place, list: true } : { ...place, name: place.text, args: [] };
    }
    case 'generic_type': {
      const name = fieldOf(node, 'type') ?? node;
      const args = childrenOf(fieldOf(node, 'type_arguments') ?? node, 'type_elem').flatMap((one) =>
        one.children.map((child) => typeOf(child, on)),
      );
      return { ...place, name: textOf(on, name), args };
    }
    default:
      return { ...place, name: place.text, args: [] };
  }
}
