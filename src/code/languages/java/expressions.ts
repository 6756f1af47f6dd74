import { at, type Converter, numberText, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Call, Decorator, Expr, FunctionExpr, Parameter, Stmt } from '../../syntax';
import { stringLiteral } from './strings';
import { dottedText, typeOf } from './types';

/** Statements inside expressions: the bodies of lambdas. Given by the statements' own file, which needs this one. */
export type Body = (node: SyntaxNode, on: Converter) => readonly Stmt[];

export const code = (nodes: readonly SyntaxNode[]) => nodes.filter(({ type }) => !type.endsWith('comment'));

export interface Expressions {
  expression(node: SyntaxNode, on: Converter): Expr;
  exprIn(node: SyntaxNode, field: string, on: Converter): Expr;
  argumentsOf(list: SyntaxNode | undefined, on: Converter): readonly Argument[];
  parametersOf(list: SyntaxNode | undefined, on: Converter): readonly Parameter[];
  decoratorsOf(node: SyntaxNode, on: Converter): readonly Decorator[];
}

/** Java's expressions and annotations in the common shape; `bodyOf` reads the statements of lambdas. */
export function expressionsWith(bodyOf: Body): Expressions {
  const exprIn = (node: SyntaxNode, field: string, on: Converter): Expr => {
    const child = fieldOf(node, field);
    return child ? expression(child, on) : unknown(node);
  };

  const argumentsOf = (list: SyntaxNode | undefined, on: Converter): readonly Argument[] =>
    code(list?.children ?? []).map((one): Argument => {
      const key = one.type === 'element_value_pair' ? fieldOf(one, 'key') : undefined;
      if (!key) return { start: one.start, end: one.end, value: expression(one, on) };
      return {
        start: one.start,
        end: one.end,
        name: textOf(on, key),
        nameAt: at(key),
        value: exprIn(one, 'value', on),
      };
    });

  const parametersOf = (list: SyntaxNode | undefined, on: Converter): readonly Parameter[] =>
    list?.type === 'identifier'
      ? [{ start: list.start, end: list.end, name: textOf(on, list), decorators: [] }]
      : code(list?.children ?? []).flatMap((one): readonly Parameter[] => {
          const name =
            one.type === 'identifier'
              ? one
              : (fieldOf(one, 'name') ?? fieldOf(childOf(one, 'variable_declarator') ?? one, 'name'));
          if (!name) return [];
          const type = fieldOf(one, 'type');
          const typed = type ? { type: typeOf(type, on) } : {};
          return [
            { start: one.start, end: one.end, name: textOf(on, name), ...typed, decorators: decoratorsOf(one, on) },
          ];
        });

  /** Annotations stand among the modifiers. */
  const decoratorsOf = (node: SyntaxNode, on: Converter): readonly Decorator[] =>
    childrenOf(childOf(node, 'modifiers') ?? node, 'annotation', 'marker_annotation').map((one): Decorator => {
      const name = fieldOf(one, 'name') ?? one;
      return {
        start: one.start,
        end: one.end,
        name: dottedText(name, on),
        nameAt: at(name),
        args: argumentsOf(fieldOf(one, 'arguments'), on),
      };
    });

  /** An annotation within another is a call by its name. */
  const annotation = (node: SyntaxNode, on: Converter): Call => {
    const name = fieldOf(node, 'name') ?? node;
    return {
      kind: 'call',
      start: node.start,
      end: node.end,
      callee: { kind: 'name', start: name.start, end: name.end, name: dottedText(name, on) },
      args: argumentsOf(fieldOf(node, 'arguments'), on),
    };
  };

  /** Any expression; what has no place in the common shape is `unknown`. */
  function expression(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'string_literal':
      case 'character_literal':
        return stringLiteral(node, on);
      case 'decimal_integer_literal':
      case 'hex_integer_literal':
      case 'octal_integer_literal':
      case 'binary_integer_literal':
      case 'decimal_floating_point_literal':
      case 'hex_floating_point_literal':
        return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
      case 'true':
      case 'false':
        return { kind: 'constant', start: node.start, end: node.end, value: node.type === 'true' };
      case 'null_literal':
        return { kind: 'constant', start: node.start, end: node.end, value: null };
      case 'identifier':
      case 'this':
      case 'super':
        return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) };
      case 'annotation':
      case 'marker_annotation':
        return annotation(node, on);
      case 'array_initializer':
      case 'element_value_array_initializer':
        return {
          kind: 'list',
          start: node.start,
          end: node.end,
          items: code(node.children).map((one) => expression(one, on)),
        };
      case 'array_creation_expression':
        return exprIn(node, 'value', on);
      case 'lambda_expression':
        return lambda(node, on);
      default:
        return access(node, on);
    }
  }

  /** Members and calls. */
  function access(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'field_access': {
        const name = fieldOf(node, 'field') ?? node;
        return {
          kind: 'member',
          start: node.start,
          end: node.end,
          object: exprIn(node, 'object', on),
          name: textOf(on, name),
          nameAt: at(name),
        };
      }
      case 'class_literal': {
        const [type = node] = node.children;
        const object: Expr = { kind: 'name', start: type.start, end: type.end, name: typeOf(type, on).name };
        return { kind: 'member', start: node.start, end: node.end, object, name: 'class', nameAt: at(node) };
      }
      case 'method_invocation': {
        const name = fieldOf(node, 'name') ?? node;
        const object = fieldOf(node, 'object');
        const named = { name: textOf(on, name), start: object?.start ?? name.start, end: name.end };
        const callee: Expr = object
          ? { kind: 'member', ...named, object: expression(object, on), nameAt: at(name) }
          : { kind: 'name', ...named };
        return {
          kind: 'call',
          start: node.start,
          end: node.end,
          callee,
          args: argumentsOf(fieldOf(node, 'arguments'), on),
        };
      }
      case 'object_creation_expression': {
        const type = fieldOf(node, 'type');
        if (!type) return unknown(node);
        const { name, args: typeArgs } = typeOf(type, on);
        const callee: Expr = { kind: 'name', start: type.start, end: type.end, name };
        const args = argumentsOf(fieldOf(node, 'arguments'), on);
        return { kind: 'call', start: node.start, end: node.end, callee, args, construct: true, typeArgs };
      }
      case 'array_access':
        return {
          kind: 'index',
          start: node.start,
          end: node.end,
          object: exprIn(node, 'array', on),
          index: exprIn(node, 'index', on),
        };
      default:
        return operation(node, on);
    }
  }

  function operation(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'binary_expression': {
        const left = exprIn(node, 'left', on);
        const right = exprIn(node, 'right', on);
        const operator = /[-+*/%&|^<>=!]+/.exec(on.text.slice(left.end, right.start))?.[0] ?? '';
        return { kind: 'binary', start: node.start, end: node.end, operator, left, right };
      }
      case 'unary_expression': {
        const operand = exprIn(node, 'operand', on);
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
      case 'parenthesized_expression': {
        const [inner] = code(node.children);
        return inner ? expression(inner, on) : unknown(node);
      }
      case 'cast_expression':
        return exprIn(node, 'value', on);
      case 'assignment_expression':
        return exprIn(node, 'right', on);
      default:
        return unknown(node);
    }
  }

  function lambda(node: SyntaxNode, on: Converter): FunctionExpr {
    const body = fieldOf(node, 'body');
    const params = parametersOf(fieldOf(node, 'parameters'), on);
    if (!body || body.type === 'block')
      return { kind: 'function', start: node.start, end: node.end, params, body: body ? bodyOf(body, on) : [] };
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      params,
      body: [{ kind: 'return', start: body.start, end: body.end, value: expression(body, on) }],
    };
  }

  return { expression, exprIn, argumentsOf, parametersOf, decoratorsOf };
}
