import { type Converter, textOf } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** The type of an annotation: `string`, `Relation<Author>`, `'a' | 'b' | null`, `Post[]`. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const text = textOf(on, node);
  const place = { start: node.start, end: node.end, text };
  switch (node.type) {
    case 'type_annotation':
    case 'parenthesized_type':
    case 'readonly_type':
    case 'opting_type_annotation': {
      const [inner] = node.children;
      return inner ? typeOf(inner, on) : { ...place, name: text, args: [] };
    }
    case 'generic_type': {
      const name = fieldOf(node, 'name') ?? node;
      const args = childOf(node, 'type_arguments')?.children ?? [];
      return { ...place, name: textOf(on, name), args: args.map((one) => typeOf(one, on)) };
    }
    case 'array_type': {
      const [inner] = node.children;
      return inner ? { ...typeOf(inner, on), ...place, list: true } : { ...place, name: text, args: [] };
    }
    case 'union_type':
      return union(node, on);
    case 'literal_type': {
      const string = childOf(node, 'string');
      const literals = string ? [textOf(on, string).slice(1, -1)] : undefined;
      return { ...place, name: string ? 'string' : text, args: [], ...(literals ? { literals } : {}) };
    }
    default:
      return { ...place, name: text, args: [] };
  }
}

function union(node: SyntaxNode, on: Converter): CodeType {
  const sides = members(node).map((one) => typeOf(one, on));
  const real = sides.filter((one) => one.name !== 'null' && one.name !== 'undefined');
  const nullable = real.length < sides.length ? { nullable: true } : {};
  const literals = real.flatMap((one) => one.literals ?? []);
  const place = { start: node.start, end: node.end, text: textOf(on, node) };
  const [first] = real;
  if (first && literals.length === real.length) return { ...first, ...place, literals, ...nullable };
  if (first && real.length === 1) return { ...first, ...place, ...nullable };
  return { ...place, name: textOf(on, node), args: [], ...nullable };
}

/** `A | B | C` is nested to the left. */
function members(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.flatMap((one) => (one.type === 'union_type' ? members(one) : [one]));
}
