import { at, type Converter, numberText, piecesOf, templateOf, textOf, unknown } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Expr, FunctionExpr, MapEntry, Parameter, Stmt, StringPiece } from '../../syntax';
import { typeOf } from './types';

/** Statements inside expressions (function bodies) are read by whoever reads statements. */
export type Body = (node: SyntaxNode, on: Converter) => readonly Stmt[];

/** The expressions of TypeScript and JavaScript; `body` reads the statements of function bodies. */
export function expressionsWith(body: Body) {
  const exprIn = (node: SyntaxNode, field: string, on: Converter): Expr => {
    const child = fieldOf(node, field);
    return child ? expression(child, on) : unknown(node);
  };

  const inner = (node: SyntaxNode, on: Converter): Expr => {
    const child = node.children.find((one) => one.type !== 'comment');
    return child ? expression(child, on) : unknown(node);
  };

  const expressions = (nodes: readonly SyntaxNode[], on: Converter): readonly Expr[] =>
    nodes.filter((node) => node.type !== 'comment').map((node) => expression(node, on));

  const argumentsOf = (node: SyntaxNode | undefined, on: Converter): readonly Argument[] => {
    if (node?.type === 'template_string') return [{ start: node.start, end: node.end, value: expression(node, on) }];
    return (node?.children ?? [])
      .filter((one) => one.type !== 'comment')
      .map((one) => ({ start: one.start, end: one.end, value: expression(one, on) }));
  };

  const call = (node: SyntaxNode, on: Converter): Expr => {
    const typeArgs = childOf(node, 'type_arguments')?.children.map((one) => typeOf(one, on));
    const isNew = node.type === 'new_expression';
    return {
      kind: 'call',
      start: node.start,
      end: node.end,
      callee: exprIn(node, isNew ? 'constructor' : 'function', on),
      args: argumentsOf(fieldOf(node, 'arguments'), on),
      ...(isNew ? { construct: true } : {}),
      ...(typeArgs ? { typeArgs } : {}),
    };
  };

  const object = (node: SyntaxNode, on: Converter): Expr => {
    const entries = node.children.flatMap((one): readonly MapEntry[] => {
      if (one.type === 'pair') {
        const key = fieldOf(one, 'key') ?? one;
        return [{ start: one.start, end: one.end, key: keyOf(key, on), value: exprIn(one, 'value', on) }];
      }
      if (one.type === 'shorthand_property_identifier') {
        const name = textOf(on, one);
        return [
          {
            start: one.start,
            end: one.end,
            key: keyOf(one, on),
            value: { kind: 'name', start: one.start, end: one.end, name },
          },
        ];
      }
      if (one.type !== 'method_definition') return [];
      return [
        { start: one.start, end: one.end, key: keyOf(fieldOf(one, 'name') ?? one, on), value: functionExpr(one, on) },
      ];
    });
    const spreads = node.children.filter((one) => one.type === 'spread_element').map((one) => inner(one, on));
    return { kind: 'map', start: node.start, end: node.end, entries, spreads };
  };

  /** Keys of objects are strings, whether in quotes or not. */
  const keyOf = (node: SyntaxNode, on: Converter): Expr => {
    if (node.type === 'computed_property_name') return inner(node, on);
    if (node.type === 'string' || node.type === 'number') return expression(node, on);
    const text = textOf(on, node);
    return {
      kind: 'string',
      start: node.start,
      end: node.end,
      value: text,
      pieces: [{ start: node.start, end: node.end, text }],
    };
  };

  const parametersOf = (node: SyntaxNode | undefined, on: Converter): readonly Parameter[] => {
    if (node?.type === 'identifier')
      return [{ start: node.start, end: node.end, name: textOf(on, node), decorators: [] }];
    return (node?.children ?? []).flatMap((one): readonly Parameter[] => {
      const pattern = one.type === 'identifier' || one.type.endsWith('_pattern') ? one : fieldOf(one, 'pattern');
      if (!pattern) return [];
      const left = pattern.type === 'assignment_pattern' ? (fieldOf(pattern, 'left') ?? pattern) : pattern;
      const value = fieldOf(one, 'value') ?? fieldOf(pattern, 'right');
      const type = fieldOf(one, 'type');
      return [
        {
          start: one.start,
          end: one.end,
          name: textOf(on, left),
          ...(type ? { type: typeOf(type, on) } : {}),
          ...(value ? { default: expression(value, on) } : {}),
          decorators: [],
        },
      ];
    });
  };

  const functionExpr = (node: SyntaxNode, on: Converter): FunctionExpr => {
    const inside = fieldOf(node, 'body');
    const params = parametersOf(fieldOf(node, 'parameters') ?? fieldOf(node, 'parameter'), on);
    const isBlock = inside?.type === 'statement_block';
    const result: readonly Stmt[] =
      !inside || isBlock
        ? inside
          ? body(inside, on)
          : []
        : [{ kind: 'return', start: inside.start, end: inside.end, value: expression(inside, on) }];
    return { kind: 'function', start: node.start, end: node.end, params, body: result };
  };

  const string = (node: SyntaxNode, on: Converter): Expr => {
    const escapes = node.children.filter((one) => one.type === 'escape_sequence');
    return templateOf(node, piecesOf(on, node.start + 1, Math.max(node.start + 1, node.end - 1), escapes));
  };

  const template = (node: SyntaxNode, on: Converter): Expr => {
    const parts = node.children.flatMap((one): readonly (StringPiece | Expr)[] => {
      if (one.type === 'template_substitution') return [inner(one, on)];
      if (one.type === 'string_fragment') return piecesOf(on, one.start, one.end, []);
      return one.type === 'escape_sequence' ? piecesOf(on, one.start, one.end, [one]) : [];
    });
    return templateOf(node, parts);
  };

  const between = (node: SyntaxNode, on: Converter): Expr => {
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
  };

  function expression(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'string':
        return string(node, on);
      case 'template_string':
        return template(node, on);
      case 'number':
        return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
      case 'true':
      case 'false':
        return { kind: 'constant', start: node.start, end: node.end, value: node.type === 'true' };
      case 'null':
      case 'undefined':
        return { kind: 'constant', start: node.start, end: node.end, value: null };
      case 'identifier':
      case 'property_identifier':
      case 'this':
      case 'super':
      case 'type_identifier':
        return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) };
      case 'member_expression': {
        const name = fieldOf(node, 'property') ?? node;
        return {
          kind: 'member',
          start: node.start,
          end: node.end,
          object: exprIn(node, 'object', on),
          name: textOf(on, name),
          nameAt: at(name),
        };
      }
      case 'subscript_expression':
        return {
          kind: 'index',
          start: node.start,
          end: node.end,
          object: exprIn(node, 'object', on),
          index: exprIn(node, 'index', on),
        };
      case 'call_expression':
      case 'new_expression':
        return call(node, on);
      case 'array':
      case 'array_pattern':
        return { kind: 'list', start: node.start, end: node.end, items: expressions(node.children, on) };
      case 'object':
        return object(node, on);
      case 'arrow_function':
      case 'function_expression':
      case 'generator_function':
        return functionExpr(node, on);
      case 'spread_element':
        return { kind: 'spread', start: node.start, end: node.end, value: inner(node, on) };
      default:
        return other(node, on);
    }
  }

  function other(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'await_expression':
      case 'as_expression':
      case 'satisfies_expression':
      case 'non_null_expression':
      case 'parenthesized_expression':
      case 'instantiation_expression':
        return inner(node, on);
      case 'binary_expression':
        return between(node, on);
      case 'unary_expression': {
        const operand = exprIn(node, 'argument', on);
        return {
          kind: 'unary',
          start: node.start,
          end: node.end,
          operator: on.text.slice(node.start, operand.start).trim(),
          operand,
        };
      }
      case 'ternary_expression':
        return {
          kind: 'conditional',
          start: node.start,
          end: node.end,
          test: exprIn(node, 'condition', on),
          consequence: exprIn(node, 'consequence', on),
          otherwise: exprIn(node, 'alternative', on),
        };
      case 'assignment_expression':
        return exprIn(node, 'right', on);
      default:
        return unknown(node);
    }
  }

  return { expression, exprIn, argumentsOf, parametersOf, functionExpr };
}
