import { at, textOf, unknown } from '../../convert';
import { fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Call, Expr, FunctionExpr, MapEntry, Parameter, Stmt } from '../../syntax';
import type { Reading } from './reading';
import { symbolExpr } from './strings';

/** `f a, b: 1`, `x.f(a) { |t| … }`, `x&.f`. */
export function callExpr(node: SyntaxNode, on: Reading): Call {
  const receiver = fieldOf(node, 'receiver');
  const method = fieldOf(node, 'method');
  const name = method ? textOf(on, method) : 'call';
  const nameAt = at(method ?? node);
  const callee: Expr = receiver
    ? { kind: 'member', start: node.start, end: nameAt.end, object: on.expression(receiver), name, nameAt }
    : { kind: 'name', ...nameAt, name };
  const given = fieldOf(node, 'block');
  return {
    kind: 'call',
    start: node.start,
    end: node.end,
    callee,
    args: argumentsOf(fieldOf(node, 'arguments'), on),
    ...(given ? { block: blockExpr(given, on) } : {}),
  };
}

/** A call without arguments: a bare word as a statement. */
export function bareCall(node: SyntaxNode, on: Reading): Call {
  return {
    kind: 'call',
    start: node.start,
    end: node.end,
    callee: { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) },
    args: [],
  };
}

/** Arguments; pairs without braces have names. `&block` gives no value. */
export function argumentsOf(list: SyntaxNode | undefined, on: Reading): readonly Argument[] {
  return (list?.children ?? []).flatMap((one): readonly Argument[] => {
    if (one.type === 'comment' || one.type === 'block_argument' || one.type === 'heredoc_body') return [];
    if (one.type !== 'pair') return [{ start: one.start, end: one.end, value: on.expression(one) }];
    const { key, value } = pair(one, on);
    if (key.kind === 'string') return [{ start: one.start, end: one.end, name: key.value, nameAt: at(key), value }];
    return [
      {
        start: one.start,
        end: one.end,
        value: {
          kind: 'map',
          start: one.start,
          end: one.end,
          entries: [{ start: one.start, end: one.end, key, value }],
          spreads: [],
        },
      },
    ];
  });
}

/** `key: value`, `"key" => value`, and `key:` alone, which means the variable of that name. */
export function pair(node: SyntaxNode, on: Reading): MapEntry {
  const key = fieldOf(node, 'key') ?? node;
  const value = fieldOf(node, 'value');
  const isWord = key.type === 'hash_key_symbol';
  return {
    start: node.start,
    end: node.end,
    key: isWord ? symbolExpr(key, on) : on.expression(key),
    value: value ? on.expression(value) : { kind: 'name', start: key.start, end: key.end, name: textOf(on, key) },
  };
}

/** `do |t| … end`, `{ |t| … }`, `->(x) { … }`. */
export function blockExpr(node: SyntaxNode, on: Reading): FunctionExpr {
  const inner = fieldOf(node, 'body');
  const isLambda = node.type === 'lambda';
  if (isLambda && inner)
    return {
      ...blockExpr(inner, on),
      start: node.start,
      end: node.end,
      params: parametersOf(fieldOf(node, 'parameters'), on),
    };
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: inner ? on.block(inner.children) : [],
  };
}

export function parametersOf(node: SyntaxNode | undefined, on: Reading): readonly Parameter[] {
  return (node?.children ?? []).map((one): Parameter => {
    const name = one.type === 'identifier' ? one : fieldOf(one, 'name');
    const value = fieldOf(one, 'value');
    return {
      start: one.start,
      end: one.end,
      name: name ? textOf(on, name) : '',
      ...(value ? { default: on.expression(value) } : {}),
      decorators: [],
    };
  });
}

/** `super`, `yield`. */
export function wordCall(node: SyntaxNode, on: Reading): Call {
  const word = node.type === 'yield' ? 'yield' : 'super';
  const place = { start: node.start, end: node.start + word.length };
  const list = node.children.find(({ type }) => type === 'argument_list');
  return {
    kind: 'call',
    start: node.start,
    end: node.end,
    callee: { kind: 'name', ...place, name: word },
    args: argumentsOf(list, on),
  };
}

/** The expression that fills a field. */
export function exprIn(node: SyntaxNode, field: string, on: Reading): Expr {
  const child = fieldOf(node, field);
  return child ? on.expression(child) : unknown(node);
}

/** The statements that fill a field, whatever wraps them there. */
export function bodyIn(node: SyntaxNode, field: string, on: Reading): readonly Stmt[] {
  const body = fieldOf(node, field);
  if (!body) return [];
  return WRAPPERS.has(body.type) ? on.block(body.children) : on.block([body]);
}

const WRAPPERS: ReadonlySet<string> = new Set(['body_statement', 'block_body', 'then', 'else', 'do', 'ensure']);
