import { type Converter, unknown } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Expr } from '../../syntax';
import { withoutComments } from './initializers';

type Read = (node: SyntaxNode, on: Converter) => Expr;

const code = (node: SyntaxNode) => node.children.filter(({ type }) => type !== 'comment');

/** `a + b`, with the operator that stands between the two. */
export function binary(node: SyntaxNode, on: Converter, read: Read): Expr {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  if (!left || !right) return unknown(node);
  const operator = withoutComments(on, node, left.end, right.start).trim();
  return { kind: 'binary', start: node.start, end: node.end, operator, left: read(left, on), right: read(right, on) };
}

/** A pattern as a condition: `x is null`, `x is not "a"`, `x is "a" or "b"`; what asks for a type is not known. */
export function patternTest(subject: Expr, pattern: SyntaxNode, on: Converter, read: Read): Expr {
  const [first, second] = code(pattern);
  const test = (one: SyntaxNode) => patternTest(subject, one, on, read);
  switch (pattern.type) {
    case 'constant_pattern':
      if (!first) return unknown(pattern);
      return {
        kind: 'binary',
        start: pattern.start,
        end: pattern.end,
        operator: '==',
        left: subject,
        right: read(first, on),
      };
    case 'negated_pattern':
      return first
        ? { kind: 'unary', start: pattern.start, end: pattern.end, operator: '!', operand: test(first) }
        : unknown(pattern);
    case 'or_pattern':
    case 'and_pattern':
      if (!first || !second) return unknown(pattern);
      return {
        kind: 'binary',
        start: pattern.start,
        end: pattern.end,
        operator: pattern.type === 'or_pattern' ? '||' : '&&',
        left: test(first),
        right: test(second),
      };
    case 'parenthesized_pattern':
      return first ? test(first) : unknown(pattern);
    case 'discard':
    case 'var_pattern':
      return { kind: 'constant', start: pattern.start, end: pattern.end, value: true };
    default:
      return unknown(pattern);
  }
}

export function isPattern(node: SyntaxNode): boolean {
  return node.type === 'discard' || node.type.endsWith('_pattern');
}

/** `x switch { "a" => 1, _ => 2 }`: conditions one after another. */
export function switchExpression(node: SyntaxNode, on: Converter, read: Read): Expr {
  const [subject, ...arms] = code(node);
  if (!subject) return unknown(node);
  const value = read(subject, on);
  return arms.reduceRight<Expr>((otherwise, arm) => {
    const pattern = arm.children.find(isPattern);
    const result = code(arm).at(-1);
    if (!pattern || !result) return unknown(arm);
    const consequence = read(result, on);
    const plain = patternTest(value, pattern, on, read);
    if (plain.kind === 'constant' && !childOf(arm, 'when_clause')) return consequence;
    const test = childOf(arm, 'when_clause') ? unknown(arm) : plain;
    return { kind: 'conditional', start: arm.start, end: arm.end, test, consequence, otherwise };
  }, unknown(node));
}
