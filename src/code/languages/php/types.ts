import { type Converter, textOf } from '../../convert';
import type { SyntaxNode } from '../../node';
import type { CodeType } from '../../syntax';

/** `?string`, `string|null`, `\App\Models\User`. */
export function typeOf(node: SyntaxNode, on: Converter): CodeType {
  const text = textOf(on, node);
  const place = { start: node.start, end: node.end, text };
  if (node.type === 'optional_type') {
    const [inner] = node.children;
    return { ...(inner ? typeOf(inner, on) : { name: text, args: [] }), ...place, nullable: true };
  }
  if (node.type === 'union_type') {
    const sides = node.children.map((one) => typeOf(one, on));
    const real = sides.filter(({ name }) => name !== 'null');
    const [first] = real;
    const nullable = real.length < sides.length ? { nullable: true } : {};
    return first && real.length === 1
      ? { ...first, ...place, ...nullable }
      : { ...place, name: text, args: [], ...nullable };
  }
  return { ...place, name: lastWord(text), args: [] };
}

/** A class's own name without its namespace: imports tell the rest. */
export function lastWord(name: string): string {
  return name.slice(name.lastIndexOf('\\') + 1);
}
