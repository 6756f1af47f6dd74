import { at, type Converter, numberText, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Expr, FunctionExpr, MapEntry, Stmt } from '../../syntax';
import { keyOf, parametersOf, stringLiteral } from './parts';
import { typeOf } from './types';

/** Expressions and statements stand in one another: a function literal has a body. */

/** The expression that fills a field. */
export function exprIn(node: SyntaxNode, field: string, on: Converter): Expr {
  const child = fieldOf(node, field);
  return child ? expression(child, on) : unknown(node);
}

/** Several values are a list, one stands for itself. */
export function valuesIn(node: SyntaxNode | undefined, on: Converter): Expr | undefined {
  if (!node) return undefined;
  const items = node.type === 'expression_list' ? node.children : [node];
  const [only] = items;
  if (only && items.length === 1) return expression(only, on);
  return { kind: 'list', start: node.start, end: node.end, items: items.map((item) => expression(item, on)) };
}

/** Any expression; what has no place in the common shape is `unknown`. */
export function expression(node: SyntaxNode, on: Converter): Expr {
  switch (node.type) {
    case 'interpreted_string_literal':
    case 'raw_string_literal':
      return stringLiteral(node, on);
    case 'int_literal':
    case 'float_literal':
      return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
    case 'true':
    case 'false':
      return { kind: 'constant', start: node.start, end: node.end, value: node.type === 'true' };
    case 'nil':
      return { kind: 'constant', start: node.start, end: node.end, value: null };
    case 'identifier':
    case 'field_identifier':
    case 'type_identifier':
    case 'package_identifier':
      return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) };
    case 'selector_expression': {
      const name = fieldOf(node, 'field') ?? node;
      const object = exprIn(node, 'operand', on);
      return { kind: 'member', start: node.start, end: node.end, object, name: textOf(on, name), nameAt: at(name) };
    }
    case 'index_expression':
      return {
        kind: 'index',
        start: node.start,
        end: node.end,
        object: exprIn(node, 'operand', on),
        index: exprIn(node, 'index', on),
      };
    case 'call_expression':
      return {
        kind: 'call',
        start: node.start,
        end: node.end,
        callee: exprIn(node, 'function', on),
        args: argumentsOf(node, on),
      };
    case 'func_literal':
      return functionLiteral(node, on);
    case 'composite_literal':
      return composite(node, on);
    case 'literal_value':
      return literalValue(node, on);
    default:
      return operation(node, on);
  }
}

function operation(node: SyntaxNode, on: Converter): Expr {
  switch (node.type) {
    case 'parenthesized_expression':
    case 'literal_element':
    case 'variadic_argument':
    case 'expression_list': {
      const [inner] = node.children;
      return inner ? expression(inner, on) : unknown(node);
    }
    case 'binary_expression': {
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
    case 'unary_expression': {
      const operand = exprIn(node, 'operand', on);
      const operator = on.text.slice(node.start, operand.start).trim();
      // `&User{}` is the value for all that is read of it.
      return operator === '&' ? operand : { kind: 'unary', start: node.start, end: node.end, operator, operand };
    }
    case 'type_conversion_expression':
    case 'type_assertion_expression':
      return exprIn(node, 'operand', on);
    default:
      return unknown(node);
  }
}

function argumentsOf(call: SyntaxNode, on: Converter): readonly Argument[] {
  const list = fieldOf(call, 'arguments');
  return (list?.children ?? []).flatMap((one): readonly Argument[] =>
    one.type === 'comment' ? [] : [{ start: one.start, end: one.end, value: expression(one, on) }],
  );
}

function functionLiteral(node: SyntaxNode, on: Converter): FunctionExpr {
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: blockOf(fieldOf(node, 'body'), on),
  };
}

/** `[]string{…}` is a list, `Migration{ID: "1"}` and `map[string]int{…}` are maps with their keys as strings. */
function composite(node: SyntaxNode, on: Converter): Expr {
  const body = fieldOf(node, 'body');
  return body ? literalValue(body, on) : unknown(node);
}

function literalValue(node: SyntaxNode, on: Converter): Expr {
  const keyed = childrenOf(node, 'keyed_element');
  if (keyed.length === 0) {
    const items = node.children.filter((child) => child.type !== 'comment').map((child) => expression(child, on));
    return { kind: 'list', start: node.start, end: node.end, items };
  }
  const entries = keyed.flatMap((one): readonly MapEntry[] => {
    const [key, value] = one.children;
    if (!key || !value) return [];
    const name = expression(key, on);
    return [
      {
        start: one.start,
        end: one.end,
        key: name.kind === 'name' ? keyOf(name.name, name) : name,
        value: expression(value, on),
      },
    ];
  });
  return { kind: 'map', start: node.start, end: node.end, entries, spreads: [] };
}

/** The statements of a block. */
export function blockOf(node: SyntaxNode | undefined, on: Converter): readonly Stmt[] {
  return (node?.children ?? []).flatMap((child) =>
    child.type === 'statement_list' ? blockOf(child, on) : statement(child, on),
  );
}

export function statement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'comment':
    case 'empty_statement':
      return [];
    case 'expression_statement':
    case 'go_statement':
    case 'defer_statement':
      return node.children.map((child) => ({
        kind: 'expression',
        start: child.start,
        end: child.end,
        value: expression(child, on),
      }));
    case 'short_var_declaration':
    case 'assignment_statement':
      return [assignment(node, on)];
    case 'const_declaration':
    case 'var_declaration':
      return declarations(node, on);
    case 'if_statement':
      return ifStatement(node, on);
    case 'for_statement':
      return [loop(node, on)];
    case 'return_statement': {
      const value = valuesIn(node.children[0], on);
      return [{ kind: 'return', start: node.start, end: node.end, ...(value ? { value } : {}) }];
    }
    case 'block':
    case 'ERROR':
      return blockOf(node, on);
    case 'labeled_statement':
      return node.children.flatMap((child) => (child.field === 'label' ? [] : statement(child, on)));
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

function assign(place: SyntaxNode, target: Expr, value: Expr | undefined, operator?: string): Stmt {
  return {
    kind: 'assign',
    start: place.start,
    end: place.end,
    target,
    ...(value ? { value } : {}),
    ...(operator === undefined ? {} : { operator }),
    decorators: [],
    modifiers: [],
  };
}

/** `a, err := f()`, `sql += "…"` */
function assignment(node: SyntaxNode, on: Converter): Stmt {
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const operator = left && right ? on.text.slice(left.end, right.start).trim() : '=';
  const target = valuesIn(left, on) ?? unknown(node);
  return assign(node, target, valuesIn(right, on), operator === '=' || operator === ':=' ? undefined : operator);
}

/** `const ( A = "x" )`, `var a, b string` */
function declarations(node: SyntaxNode, on: Converter): readonly Stmt[] {
  return node.children.flatMap((spec): readonly Stmt[] => {
    if (spec.type === 'var_spec_list') return declarations(spec, on);
    if (spec.type !== 'const_spec' && spec.type !== 'var_spec') return [];
    const values = fieldOf(spec, 'value');
    const items = values?.type === 'expression_list' ? values.children : values ? [values] : [];
    const type = fieldOf(spec, 'type');
    return spec.children
      .filter((child) => child.field === 'name')
      .map((name, index): Stmt => {
        const value = items[index];
        const made = assign(spec, expression(name, on), value && expression(value, on));
        return type && made.kind === 'assign' ? { ...made, type: typeOf(type, on) } : made;
      });
  });
}

/** `if err := f(); err != nil { … }`: what stands before the semicolon runs in any case. */
function ifStatement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const first = fieldOf(node, 'initializer');
  const alternative = fieldOf(node, 'alternative');
  return [
    ...(first ? statement(simple(first), on) : []),
    {
      kind: 'if',
      start: node.start,
      end: node.end,
      test: exprIn(node, 'condition', on),
      consequence: blockOf(fieldOf(node, 'consequence'), on),
      otherwise: alternative ? statement(alternative, on) : [],
    },
  ];
}

/** An initializer that is a bare expression. */
function simple(node: SyntaxNode): SyntaxNode {
  return /_(?:statement|declaration)$/.test(node.type)
    ? node
    : { ...node, type: 'expression_statement', children: [node] };
}

/** `for i, x := range items`: the second name is the item's. */
function loop(node: SyntaxNode, on: Converter): Stmt {
  const range = childOf(node, 'range_clause');
  const body = blockOf(fieldOf(node, 'body'), on);
  if (!range) return { kind: 'loop', start: node.start, end: node.end, body };
  const names = fieldOf(range, 'left')?.children ?? [];
  const item = names[1];
  return {
    kind: 'loop',
    start: node.start,
    end: node.end,
    ...(item ? { target: expression(item, on) } : {}),
    iterable: exprIn(range, 'right', on),
    body,
  };
}
