import { type Converter, textOf } from '../../convert';
import { childOf, fieldsOf, type SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** `Mapped[Optional[str]]`, `str | None`, `"Author"`. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const inner = node.type === 'type' ? (node.children[0] ?? node) : node;
  const text = textOf(on, inner);
  const place = { start: inner.start, end: inner.end, text };
  if (inner.type === 'generic_type' || inner.type === 'subscript') {
    const name = childOf(inner, 'identifier', 'attribute') ?? inner;
    const list = childOf(inner, 'type_parameter');
    const args = list ? list.children : fieldsOf(inner, 'subscript');
    return { ...place, name: textOf(on, name), args: args.map((one) => typeOf(one, on)) };
  }
  if (inner.type === 'binary_operator' || inner.type === 'union_type') {
    const sides = inner.children.map((one) => typeOf(one, on));
    const real = sides.filter((one) => one.name !== 'None');
    const [first] = real;
    if (first && real.length === 1) return { ...first, ...place, ...(sides.length > 1 ? { nullable: true } : {}) };
  }
  if (inner.type === 'string') return { ...place, name: text.replace(/^['"]+|['"]+$/g, ''), args: [] };
  return { ...place, name: text, args: [] };
}
