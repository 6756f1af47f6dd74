import { at, type Converter, numberText, textOf, unknown } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Expr, FunctionExpr, MapEntry, Parameter, Stmt } from '../../syntax';
import { doubleQuoted, heredoc, singleQuoted } from './strings';
import { lastWord, typeOf } from './types';

/** Statements inside expressions: closures. Given by the statements' own file, which needs this one. */
export type Body = (node: SyntaxNode, on: Converter) => readonly Stmt[];

const code = (nodes: readonly SyntaxNode[]) => nodes.filter(({ type }) => type !== 'comment');

export interface Expressions {
  expression(node: SyntaxNode, on: Converter): Expr;
  exprIn(node: SyntaxNode, field: string, on: Converter): Expr;
  argumentsOf(list: SyntaxNode | undefined, on: Converter): readonly Argument[];
  parametersOf(list: SyntaxNode | undefined, on: Converter): readonly Parameter[];
}

/** PHP's expressions in the common shape; `bodyOf` reads the statements of closures. */
export function expressionsWith(bodyOf: Body): Expressions {
  const exprIn = (node: SyntaxNode, field: string, on: Converter): Expr => {
    const child = fieldOf(node, field);
    return child ? expression(child, on) : unknown(node);
  };

  const argumentsOf = (list: SyntaxNode | undefined, on: Converter): readonly Argument[] =>
    code(list?.children ?? []).flatMap((one): readonly Argument[] => {
      const name = fieldOf(one, 'name');
      const value = code(one.children).find((child) => child !== name);
      if (!value) return [];
      const named = name ? { name: textOf(on, name), nameAt: at(name) } : {};
      return [{ start: one.start, end: one.end, ...named, value: expression(value, on) }];
    });

  const parametersOf = (list: SyntaxNode | undefined, on: Converter): readonly Parameter[] =>
    code(list?.children ?? []).flatMap((one): readonly Parameter[] => {
      const name = fieldOf(one, 'name');
      if (!name) return [];
      const type = fieldOf(one, 'type');
      const value = fieldOf(one, 'default_value');
      return [
        {
          start: one.start,
          end: one.end,
          name: variable(name, on),
          ...(type ? { type: typeOf(type, on) } : {}),
          ...(value ? { default: expression(value, on) } : {}),
          decorators: [],
        },
      ];
    });

  /** Any expression; what has no place in the common shape is `unknown`. */
  function expression(node: SyntaxNode, on: Converter): Expr {
    const inner = (child: SyntaxNode) => expression(child, on);
    switch (node.type) {
      case 'string':
        return singleQuoted(node, on);
      case 'encapsed_string':
        return doubleQuoted(node, on, inner);
      case 'heredoc':
      case 'nowdoc':
        return heredoc(node, on, inner);
      case 'integer':
      case 'float':
        return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
      case 'boolean':
        return { kind: 'constant', start: node.start, end: node.end, value: textOf(on, node).toLowerCase() === 'true' };
      case 'null':
        return { kind: 'constant', start: node.start, end: node.end, value: null };
      case 'variable_name':
        return { kind: 'name', start: node.start, end: node.end, name: variable(node, on) };
      case 'dynamic_variable_name': {
        // "${name}" in a string; `$$name` is a name that is worked out.
        const name = childOf(node, 'name');
        return name ? { kind: 'name', start: node.start, end: node.end, name: textOf(on, name) } : unknown(node);
      }
      case 'name':
      case 'qualified_name':
      case 'relative_scope':
        return { kind: 'name', start: node.start, end: node.end, name: lastWord(textOf(on, node)) };
      case 'array_creation_expression':
      case 'list_literal':
        return array(node, on);
      case 'anonymous_function':
      case 'anonymous_function_creation_expression':
      case 'arrow_function':
        return closure(node, on);
      default:
        return access(node, on);
    }
  }

  /** Members and calls. */
  function access(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'member_access_expression':
      case 'nullsafe_member_access_expression':
      case 'scoped_property_access_expression':
        return member(node, on, fieldOf(node, 'object') ?? fieldOf(node, 'scope'), fieldOf(node, 'name'));
      case 'class_constant_access_expression': {
        const [scope, name] = code(node.children);
        return member(node, on, scope, name);
      }
      case 'member_call_expression':
      case 'nullsafe_member_call_expression':
      case 'scoped_call_expression': {
        const name = fieldOf(node, 'name');
        const place = { ...node, end: name?.end ?? node.end };
        const callee = member(place, on, fieldOf(node, 'object') ?? fieldOf(node, 'scope'), name);
        const args = argumentsOf(fieldOf(node, 'arguments'), on);
        return { kind: 'call', start: node.start, end: node.end, callee, args };
      }
      case 'function_call_expression': {
        const callee = exprIn(node, 'function', on);
        const args = argumentsOf(fieldOf(node, 'arguments'), on);
        return { kind: 'call', start: node.start, end: node.end, callee, args };
      }
      case 'object_creation_expression': {
        const name = childOf(node, 'name', 'qualified_name', 'relative_scope', 'variable_name');
        if (!name) return unknown(node);
        const args = argumentsOf(childOf(node, 'arguments'), on);
        return { kind: 'call', start: node.start, end: node.end, callee: expression(name, on), args, construct: true };
      }
      case 'subscript_expression': {
        const [object, index] = code(node.children);
        if (!object || !index) return unknown(node);
        // In a string a bare word is a key: "$row[name]".
        const key: Expr =
          index.type === 'name'
            ? { kind: 'string', start: index.start, end: index.end, value: textOf(on, index), pieces: [] }
            : expression(index, on);
        return { kind: 'index', start: node.start, end: node.end, object: expression(object, on), index: key };
      }
      default:
        return operation(node, on);
    }
  }

  function member(place: SyntaxNode, on: Converter, object?: SyntaxNode, name?: SyntaxNode): Expr {
    if (!object || !name || !/^(?:name|variable_name)$/.test(name.type)) return unknown(place);
    return {
      kind: 'member',
      start: place.start,
      end: place.end,
      object: expression(object, on),
      name: variable(name, on),
      nameAt: at(name),
    };
  }

  function operation(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'binary_expression': {
        const left = fieldOf(node, 'left');
        const right = fieldOf(node, 'right');
        if (!left || !right) return unknown(node);
        const operator = operatorIn(on.text.slice(left.end, right.start));
        return {
          kind: 'binary',
          start: node.start,
          end: node.end,
          operator,
          left: expression(left, on),
          right: expression(right, on),
        };
      }
      case 'unary_op_expression': {
        const operand = fieldOf(node, 'argument');
        if (!operand) return unknown(node);
        const operator = on.text.slice(node.start, operand.start).trim();
        return { kind: 'unary', start: node.start, end: node.end, operator, operand: expression(operand, on) };
      }
      case 'conditional_expression': {
        const test = exprIn(node, 'condition', on);
        const body = fieldOf(node, 'body');
        const consequence = body ? expression(body, on) : test;
        return {
          kind: 'conditional',
          start: node.start,
          end: node.end,
          test,
          consequence,
          otherwise: exprIn(node, 'alternative', on),
        };
      }
      case 'match_expression':
        return match(node, on);
      case 'parenthesized_expression':
      case 'error_suppression_expression':
      case 'variadic_unpacking':
      case 'by_ref':
      case 'reference_assignment_expression': {
        const [only] = code(node.children);
        if (!only) return unknown(node);
        const value = expression(only, on);
        return node.type === 'variadic_unpacking' ? { kind: 'spread', start: node.start, end: node.end, value } : value;
      }
      case 'cast_expression':
        return exprIn(node, 'value', on);
      case 'assignment_expression':
        return exprIn(node, 'right', on);
      default:
        return unknown(node);
    }
  }

  /** `[1, 2]` is a list; with a key anywhere it is a map, in which what has none is numbered. */
  function array(node: SyntaxNode, on: Converter): Expr {
    const items = code(node.children);
    const pairs = items.map((item) => (item.type === 'array_element_initializer' ? code(item.children) : [item]));
    if (pairs.every((pair) => pair.length < 2))
      return { kind: 'list', start: node.start, end: node.end, items: pairs.flat().map((one) => expression(one, on)) };
    const spreads: Expr[] = [];
    let next = 0;
    const entries = pairs.flatMap(([key, value], index): readonly MapEntry[] => {
      const place = items[index];
      if (!key || !place) return [];
      if (value)
        return [{ start: place.start, end: place.end, key: expression(key, on), value: expression(value, on) }];
      const only = expression(key, on);
      if (only.kind === 'spread') {
        spreads.push(only.value);
        return [];
      }
      return [
        {
          start: place.start,
          end: place.end,
          key: { kind: 'number', start: key.start, end: key.end, text: String(next++) },
          value: only,
        },
      ];
    });
    return { kind: 'map', start: node.start, end: node.end, entries, spreads };
  }

  function closure(node: SyntaxNode, on: Converter): FunctionExpr {
    const body = fieldOf(node, 'body');
    const params = parametersOf(fieldOf(node, 'parameters'), on);
    if (node.type !== 'arrow_function')
      return { kind: 'function', start: node.start, end: node.end, params, body: body ? bodyOf(body, on) : [] };
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      params,
      body: body ? [{ kind: 'return', start: body.start, end: body.end, value: expression(body, on) }] : [],
    };
  }

  /** `match` is a chain of conditions; the first that holds gives the value. */
  function match(node: SyntaxNode, on: Converter): Expr {
    const subject = exprIn(node, 'condition', on);
    const arms = code(fieldOf(node, 'body')?.children ?? []);
    return arms.reduceRight<Expr>((otherwise, arm) => {
      const consequence = exprIn(arm, 'return_expression', on);
      if (arm.type === 'match_default_expression') return consequence;
      const tests = code(fieldOf(arm, 'conditional_expressions')?.children ?? []);
      return tests.reduceRight<Expr>(
        (rest, test) => ({
          kind: 'conditional',
          start: arm.start,
          end: arm.end,
          test: {
            kind: 'binary',
            start: test.start,
            end: test.end,
            operator: '===',
            left: subject,
            right: expression(test, on),
          },
          consequence,
          otherwise: rest,
        }),
        otherwise,
      );
    }, unknown(node));
  }

  return { expression, exprIn, argumentsOf, parametersOf };
}

/** A variable's name without its sigil; any other name as it is. */
export function variable(node: SyntaxNode, on: Converter): string {
  return textOf(on, node).replace(/^[&.]*\$/, '');
}

/** What stands between two operands, comments and brackets left out. */
function operatorIn(between: string): string {
  return /(?:[<>=!?&|^.+*/%-]+|\b(?:and|or|xor|instanceof)\b)/i.exec(between)?.[0].toLowerCase() ?? between.trim();
}
