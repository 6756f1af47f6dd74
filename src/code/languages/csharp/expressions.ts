import { at, type Converter, numberText, stringOf, textOf, unknown } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Expr, FunctionExpr, Parameter, Stmt } from '../../syntax';
import { initialized, mapOf } from './initializers';
import { binary, patternTest, switchExpression } from './patterns';
import { interpolated, quoted, raw, verbatim } from './strings';
import { genericName, typeArguments, typeOf } from './types';

/** Statements inside expressions: lambdas. Given by the statements' own file, which needs this one. */
export type Body = (node: SyntaxNode, on: Converter) => readonly Stmt[];

const code = (nodes: readonly SyntaxNode[]) =>
  nodes.filter(({ type }) => type !== 'comment' && !type.startsWith('preproc_'));

export interface Expressions {
  expression(node: SyntaxNode, on: Converter): Expr;
  exprIn(node: SyntaxNode, field: string, on: Converter): Expr;
  argumentsOf(list: SyntaxNode | undefined, on: Converter): readonly Argument[];
  parametersOf(list: SyntaxNode | undefined, on: Converter): readonly Parameter[];
}

/** C#'s expressions in the common shape; `bodyOf` reads the statements of lambdas. */
export function expressionsWith(bodyOf: Body): Expressions {
  const exprIn = (node: SyntaxNode, field: string, on: Converter): Expr => {
    const child = fieldOf(node, field);
    return child ? expression(child, on) : unknown(node);
  };

  const argumentsOf = (list: SyntaxNode | undefined, on: Converter): readonly Argument[] =>
    code(list?.children ?? []).flatMap((one): readonly Argument[] => {
      if (one.type !== 'argument' && one.type !== 'attribute_argument') return [];
      const name = fieldOf(one, 'name');
      const value = code(one.children).find((child) => child !== name);
      if (!value) return [];
      // `[Column(Order = 1)]` sets a property as an argument with a name does.
      const left = value.type === 'assignment_expression' ? fieldOf(value, 'left') : undefined;
      const label = name ?? (one.type === 'attribute_argument' && left?.type === 'identifier' ? left : undefined);
      const named = label ? { name: textOf(on, label), nameAt: at(label) } : {};
      return [{ start: one.start, end: one.end, ...named, value: expression(value, on) }];
    });

  const parametersOf = (list: SyntaxNode | undefined, on: Converter): readonly Parameter[] => {
    if (list?.type === 'implicit_parameter' || list?.type === 'identifier')
      return [{ start: list.start, end: list.end, name: textOf(on, list), decorators: [] }];
    return code(list?.children ?? []).flatMap((one): readonly Parameter[] => {
      const name = one.type === 'implicit_parameter' ? one : fieldOf(one, 'name');
      if (!name) return [];
      const type = fieldOf(one, 'type');
      const value = code(one.children).find(
        ({ field, type: kind }) => field === undefined && kind !== 'attribute_list' && kind !== 'modifier',
      );
      return [
        {
          start: one.start,
          end: one.end,
          name: textOf(on, name),
          ...(type ? { type: typeOf(type, on) } : {}),
          ...(value && one !== name ? { default: expression(value, on) } : {}),
          decorators: [],
        },
      ];
    });
  };

  /** Any expression; what has no place in the common shape is `unknown`. */
  function expression(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'string_literal':
      case 'character_literal':
        return quoted(node, on);
      case 'verbatim_string_literal':
        return verbatim(node, on);
      case 'raw_string_literal':
        return raw(node, on);
      case 'interpolated_string_expression':
        return interpolated(node, on, (child) => expression(child, on));
      case 'integer_literal':
      case 'real_literal':
        return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
      case 'boolean_literal':
        return { kind: 'constant', start: node.start, end: node.end, value: textOf(on, node) === 'true' };
      case 'null_literal':
        return { kind: 'constant', start: node.start, end: node.end, value: null };
      case 'identifier':
      case 'predefined_type':
      case 'this':
      case 'base':
        return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node).replace(/^@/, '') };
      case 'generic_name':
        return { kind: 'name', start: node.start, end: node.end, name: genericName(node, on) };
      case 'lambda_expression':
      case 'anonymous_method_expression':
        return lambda(node, on);
      default:
        return access(node, on);
    }
  }

  /** Members and calls. */
  function access(node: SyntaxNode, on: Converter): Expr {
    switch (node.type) {
      case 'member_access_expression':
        return member(node, on, fieldOf(node, 'expression'), fieldOf(node, 'name'));
      case 'qualified_name':
        return member(node, on, fieldOf(node, 'qualifier'), fieldOf(node, 'name'));
      case 'alias_qualified_name':
        return exprIn(node, 'name', on);
      case 'conditional_access_expression': {
        const last = code(node.children).at(-1);
        const name = last?.type === 'member_binding_expression' ? fieldOf(last, 'name') : undefined;
        return member(node, on, fieldOf(node, 'condition'), name);
      }
      case 'invocation_expression':
        return invocation(node, on);
      case 'element_access_expression': {
        const [index] = argumentsOf(fieldOf(node, 'subscript'), on);
        if (!index) return unknown(node);
        return {
          kind: 'index',
          start: node.start,
          end: node.end,
          object: exprIn(node, 'expression', on),
          index: index.value,
        };
      }
      case 'typeof_expression': {
        const type = fieldOf(node, 'type');
        const callee: Expr = { kind: 'name', start: node.start, end: node.start + 6, name: 'typeof' };
        return {
          kind: 'call',
          start: node.start,
          end: node.end,
          callee,
          args: [],
          typeArgs: type ? [typeOf(type, on)] : [],
        };
      }
      default:
        return construction(node, on);
    }
  }

  /** `this.X` and `base.X` have no node for the object. */
  function member(place: SyntaxNode, on: Converter, object?: SyntaxNode, name?: SyntaxNode): Expr {
    if (!name) return unknown(place);
    const word = /^(?:this|base)\b/.exec(on.text.slice(place.start, name.start))?.[0];
    if (!object && !word) return unknown(place);
    const owner: Expr = object
      ? expression(object, on)
      : { kind: 'name', start: place.start, end: place.start + 4, name: word ?? '' };
    const named = name.type === 'generic_name' ? (childOf(name, 'identifier') ?? name) : name;
    const text = textOf(on, named);
    if (owner.kind === 'name' && text === 'Empty' && /^string$/i.test(owner.name)) return stringOf(place, []);
    return { kind: 'member', start: place.start, end: named.end, object: owner, name: text, nameAt: at(named) };
  }

  function invocation(node: SyntaxNode, on: Converter): Expr {
    const target = fieldOf(node, 'function');
    if (!target) return unknown(node);
    const args = argumentsOf(fieldOf(node, 'arguments'), on);
    const [only] = args;
    // `nameof(A.B)` is the string "B" (C# reference, "nameof").
    if (target.type === 'identifier' && textOf(on, target) === 'nameof' && only) {
      const last = only.value.kind === 'member' ? only.value.nameAt : only.value;
      return stringOf(node, [{ start: last.start, end: last.end, text: textOf(on, last) }]);
    }
    const generic = target.type === 'generic_name' ? target : childOf(target, 'generic_name');
    const isOwn = generic?.field === 'name' || generic === target;
    const typeArgs = generic && isOwn ? { typeArgs: typeArguments(generic, on) } : {};
    return { kind: 'call', start: node.start, end: node.end, callee: expression(target, on), args, ...typeArgs };
  }

  /** What is made: objects, arrays, collections. */
  function construction(node: SyntaxNode, on: Converter): Expr {
    const make = (one: SyntaxNode) => expression(one, on);
    switch (node.type) {
      case 'object_creation_expression':
      case 'implicit_object_creation_expression':
        return initialized(node, on, argumentsOf(childOf(node, 'argument_list'), on), make);
      case 'anonymous_object_creation_expression':
        return mapOf(node, on, make);
      case 'array_creation_expression':
      case 'implicit_array_creation_expression': {
        const items = childOf(node, 'initializer_expression');
        const sizes = code(fieldOf(fieldOf(node, 'type') ?? node, 'rank')?.children ?? []);
        const isEmpty = sizes.every((size) => textOf(on, size) === '0');
        if (!items) return isEmpty ? { kind: 'list', start: node.start, end: node.end, items: [] } : unknown(node);
        return { kind: 'list', start: node.start, end: node.end, items: code(items.children).map(make) };
      }
      case 'initializer_expression':
        return { kind: 'list', start: node.start, end: node.end, items: code(node.children).map(make) };
      case 'element_binding_expression':
      case 'collection_expression':
      case 'tuple_expression': {
        // An empty collection has an empty name inside.
        const items = code(node.children).filter(({ start, end }) => end > start);
        return { kind: 'list', start: node.start, end: node.end, items: items.flatMap((one) => itemOf(one, on)) };
      }
      default:
        return operation(node, on);
    }
  }

  function itemOf(node: SyntaxNode, on: Converter): readonly Expr[] {
    const inner = node.type === 'argument' ? code(node.children).at(-1) : node;
    if (!inner || inner.start === inner.end) return [];
    if (inner.type !== 'range_expression') return [expression(inner, on)];
    const [value] = code(inner.children);
    return [
      value ? { kind: 'spread', start: inner.start, end: inner.end, value: expression(value, on) } : unknown(inner),
    ];
  }

  function operation(node: SyntaxNode, on: Converter): Expr {
    const [first, second] = code(node.children);
    switch (node.type) {
      case 'binary_expression':
        return binary(node, on, expression);
      case 'prefix_unary_expression':
        if (!first) return unknown(node);
        return {
          kind: 'unary',
          start: node.start,
          end: node.end,
          operator: on.text.slice(node.start, first.start).trim(),
          operand: expression(first, on),
        };
      case 'conditional_expression':
        return {
          kind: 'conditional',
          start: node.start,
          end: node.end,
          test: exprIn(node, 'condition', on),
          consequence: exprIn(node, 'consequence', on),
          otherwise: exprIn(node, 'alternative', on),
        };
      case 'is_pattern_expression':
        return first && second ? patternTest(expression(first, on), second, on, expression) : unknown(node);
      case 'switch_expression':
        return switchExpression(node, on, expression);
      case 'cast_expression':
        return exprIn(node, 'value', on);
      case 'assignment_expression':
        return exprIn(node, 'right', on);
      case 'postfix_unary_expression':
        // `value!`; `value++` is no value that can be told.
        return first && on.text[node.end - 1] === '!' ? expression(first, on) : unknown(node);
      case 'parenthesized_expression':
      case 'await_expression':
      case 'checked_expression':
      case 'as_expression':
      case 'ref_expression':
      case 'arrow_expression_clause':
        return first ? expression(first, on) : unknown(node);
      default:
        return unknown(node);
    }
  }

  function lambda(node: SyntaxNode, on: Converter): FunctionExpr {
    const body = fieldOf(node, 'body') ?? childOf(node, 'block');
    const params = parametersOf(fieldOf(node, 'parameters'), on);
    if (!body) return { kind: 'function', start: node.start, end: node.end, params, body: [] };
    if (body.type === 'block')
      return { kind: 'function', start: node.start, end: node.end, params, body: bodyOf(body, on) };
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      params,
      body: [{ kind: 'return', start: body.start, end: body.end, value: expression(body, on) }],
    };
  }

  return { expression, exprIn, argumentsOf, parametersOf };
}
