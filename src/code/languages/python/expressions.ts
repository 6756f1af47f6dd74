import { at, type Converter, characterOf, numberText, piecesOf, templateOf, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, fieldsOf, type SyntaxNode } from '../../node';
import type { Argument, Expr, FunctionExpr, MapEntry, Parameter, StringPiece } from '../../syntax';
import { typeOf } from './types';

/** The expression that fills a field. */
export function exprIn(node: SyntaxNode, field: string, on: Converter): Expr {
  const child = fieldOf(node, field);
  return child ? expression(child, on) : unknown(node);
}

/** Arguments of a call or decorator. */
export function argumentsOf(call: SyntaxNode, on: Converter): readonly Argument[] {
  return argumentList(fieldOf(call, 'arguments'), on);
}

export function argumentList(list: SyntaxNode | undefined, on: Converter): readonly Argument[] {
  if (list?.type === 'generator_expression') return [{ start: list.start, end: list.end, value: expression(list, on) }];
  return (list?.children ?? []).flatMap((one): readonly Argument[] => {
    if (one.type === 'comment') return [];
    if (one.type !== 'keyword_argument') return [{ start: one.start, end: one.end, value: expression(one, on) }];
    const name = fieldOf(one, 'name') ?? one;
    return [
      { start: one.start, end: one.end, name: textOf(on, name), nameAt: at(name), value: exprIn(one, 'value', on) },
    ];
  });
}

function expressions(nodes: readonly SyntaxNode[], on: Converter): readonly Expr[] {
  return nodes.filter((node) => node.type !== 'comment').map((node) => expression(node, on));
}

/** Any expression; what has no place in the common shape is `unknown`. */
export function expression(node: SyntaxNode, on: Converter): Expr {
  switch (node.type) {
    case 'string':
    case 'concatenated_string':
      return templateOf(node, stringParts(node, on));
    case 'integer':
    case 'float':
      return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
    case 'true':
    case 'false':
      return { kind: 'constant', start: node.start, end: node.end, value: node.type === 'true' };
    case 'none':
      return { kind: 'constant', start: node.start, end: node.end, value: null };
    case 'identifier':
      return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) };
    case 'attribute': {
      const name = fieldOf(node, 'attribute') ?? node;
      return {
        kind: 'member',
        start: node.start,
        end: node.end,
        object: exprIn(node, 'object', on),
        name: textOf(on, name),
        nameAt: at(name),
      };
    }
    case 'subscript':
      return {
        kind: 'index',
        start: node.start,
        end: node.end,
        object: exprIn(node, 'value', on),
        index: subscript(node, on),
      };
    case 'call':
      return {
        kind: 'call',
        start: node.start,
        end: node.end,
        callee: exprIn(node, 'function', on),
        args: argumentsOf(node, on),
      };
    case 'list':
    case 'tuple':
    case 'set':
    case 'expression_list':
    case 'pattern_list':
    case 'tuple_pattern':
      return { kind: 'list', start: node.start, end: node.end, items: expressions(node.children, on) };
    case 'dictionary':
      return dictionary(node, on);
    case 'parenthesized_expression': {
      const [inner] = node.children.filter((child) => child.type !== 'comment');
      return inner ? expression(inner, on) : unknown(node);
    }
    case 'lambda':
      return lambda(node, on);
    case 'list_splat':
    case 'dictionary_splat': {
      const [inner] = node.children;
      return { kind: 'spread', start: node.start, end: node.end, value: inner ? expression(inner, on) : unknown(node) };
    }
    case 'list_comprehension':
    case 'set_comprehension':
    case 'generator_expression':
      return comprehension(node, on);
    default:
      return operatorExpression(node, on);
  }
}

function operatorExpression(node: SyntaxNode, on: Converter): Expr {
  switch (node.type) {
    case 'binary_operator':
    case 'boolean_operator': {
      const left = exprIn(node, 'left', on);
      const right = exprIn(node, 'right', on);
      return {
        kind: 'binary',
        start: node.start,
        end: node.end,
        operator: on.text.slice(left.end, right.start).trim(),
        left,
        right,
      };
    }
    case 'comparison_operator': {
      const [left, right] = expressions(node.children, on);
      if (!left || !right || node.children.length !== 2) return unknown(node);
      return {
        kind: 'binary',
        start: node.start,
        end: node.end,
        operator: on.text.slice(left.end, right.start).trim(),
        left,
        right,
      };
    }
    case 'unary_operator':
    case 'not_operator': {
      const operand = exprIn(node, 'argument', on);
      return {
        kind: 'unary',
        start: node.start,
        end: node.end,
        operator: on.text.slice(node.start, operand.start).trim(),
        operand,
      };
    }
    case 'conditional_expression': {
      const [consequence, test, otherwise] = expressions(node.children, on);
      return consequence && test && otherwise
        ? { kind: 'conditional', start: node.start, end: node.end, test, consequence, otherwise }
        : unknown(node);
    }
    case 'named_expression':
      return exprIn(node, 'value', on);
    case 'await': {
      const [inner] = node.children;
      return inner ? expression(inner, on) : unknown(node);
    }
    default:
      return unknown(node);
  }
}

function subscript(node: SyntaxNode, on: Converter): Expr {
  const parts = fieldsOf(node, 'subscript');
  const [only] = parts;
  if (only && parts.length === 1) return expression(only, on);
  return { kind: 'list', start: node.start, end: node.end, items: expressions(parts, on) };
}

function dictionary(node: SyntaxNode, on: Converter): Expr {
  const entries = childrenOf(node, 'pair').map(
    (pair): MapEntry => ({
      start: pair.start,
      end: pair.end,
      key: exprIn(pair, 'key', on),
      value: exprIn(pair, 'value', on),
    }),
  );
  const spreads = childrenOf(node, 'dictionary_splat').flatMap((one) => expressions(one.children, on));
  return { kind: 'map', start: node.start, end: node.end, entries, spreads };
}

function lambda(node: SyntaxNode, on: Converter): FunctionExpr {
  const body = fieldOf(node, 'body');
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: body ? [{ kind: 'return', start: body.start, end: body.end, value: expression(body, on) }] : [],
  };
}

function comprehension(node: SyntaxNode, on: Converter): Expr {
  const loops = childrenOf(node, 'for_in_clause');
  const [loop] = loops;
  const condition = childOf(node, 'if_clause')?.children[0];
  if (!loop || loops.length !== 1) return unknown(node);
  return {
    kind: 'comprehension',
    start: node.start,
    end: node.end,
    target: exprIn(loop, 'left', on),
    iterable: exprIn(loop, 'right', on),
    value: exprIn(node, 'body', on),
    ...(condition ? { condition: expression(condition, on) } : {}),
  };
}

export function parametersOf(node: SyntaxNode | undefined, on: Converter): readonly Parameter[] {
  return (node?.children ?? []).flatMap((one): readonly Parameter[] => {
    const name = one.type === 'identifier' ? one : (fieldOf(one, 'name') ?? childOf(one, 'identifier'));
    if (!name) return [];
    const type = fieldOf(one, 'type');
    const value = fieldOf(one, 'value');
    return [
      {
        start: one.start,
        end: one.end,
        name: textOf(on, name),
        ...(type ? { type: typeOf(type, on) } : {}),
        ...(value ? { default: expression(value, on) } : {}),
        decorators: [],
      },
    ];
  });
}

function stringParts(node: SyntaxNode, on: Converter): readonly (StringPiece | Expr)[] {
  if (node.type === 'concatenated_string') return childrenOf(node, 'string').flatMap((one) => stringParts(one, on));
  const opening = childOf(node, 'string_start');
  const raw = opening !== undefined && /r/i.test(textOf(on, opening));
  return node.children.flatMap((one): readonly (StringPiece | Expr)[] => {
    if (one.type === 'interpolation') return [exprIn(one, 'expression', on)];
    if (one.type !== 'string_content') return [];
    const escapes = childrenOf(one, 'escape_sequence', 'escape_interpolation');
    return piecesOf(on, one.start, one.end, raw ? [] : escapes, (text) =>
      /^[{}]{2}$/.test(text) ? text.slice(1) : characterOf(text),
    );
  });
}
