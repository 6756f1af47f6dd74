import { at, numberText, textOf, unknown } from '../../convert';
import { childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Expr } from '../../syntax';
import { blockExpr, callExpr, exprIn, pair, wordCall } from './calls';
import type { Reading } from './reading';
import { heredocExpr, stringExpr, symbolExpr } from './strings';

function expressions(nodes: readonly SyntaxNode[], on: Reading): readonly Expr[] {
  return nodes.filter(({ type }) => type !== 'comment' && type !== 'heredoc_body').map((node) => expression(node, on));
}

/** Any expression; what has no place in the common shape is `unknown`. */
export function expression(node: SyntaxNode, on: Reading): Expr {
  switch (node.type) {
    case 'string':
    case 'bare_string':
    case 'chained_string':
      return stringExpr(node, on);
    case 'simple_symbol':
    case 'delimited_symbol':
    case 'bare_symbol':
      return symbolExpr(node, on);
    case 'heredoc_beginning':
      return heredocExpr(node, on);
    case 'integer':
    case 'float':
      return { kind: 'number', start: node.start, end: node.end, text: numberText(textOf(on, node)) };
    case 'true':
    case 'false':
      return { kind: 'constant', start: node.start, end: node.end, value: node.type === 'true' };
    case 'nil':
      return { kind: 'constant', start: node.start, end: node.end, value: null };
    case 'identifier':
    case 'constant':
    case 'self':
    case 'instance_variable':
    case 'class_variable':
    case 'global_variable':
      return { kind: 'name', start: node.start, end: node.end, name: textOf(on, node) };
    case 'call':
      return callExpr(node, on);
    case 'super':
    case 'yield':
      return wordCall(node, on);
    case 'lambda':
      return blockExpr(node, on);
    case 'array':
    case 'string_array':
    case 'symbol_array':
    case 'left_assignment_list':
    case 'right_assignment_list':
      return { kind: 'list', start: node.start, end: node.end, items: expressions(node.children, on) };
    case 'hash':
      return {
        kind: 'map',
        start: node.start,
        end: node.end,
        entries: childrenOf(node, 'pair').map((one) => pair(one, on)),
        spreads: childrenOf(node, 'hash_splat_argument').flatMap((one) => expressions(one.children, on)),
      };
    default:
      return compound(node, on);
  }
}

function compound(node: SyntaxNode, on: Reading): Expr {
  const [first] = node.children;
  switch (node.type) {
    case 'scope_resolution': {
      const name = fieldOf(node, 'name') ?? node;
      const scope = fieldOf(node, 'scope');
      const own = { name: textOf(on, name), nameAt: at(name) };
      return scope
        ? { kind: 'member', start: node.start, end: node.end, object: expression(scope, on), ...own }
        : { kind: 'name', start: name.start, end: name.end, name: own.name };
    }
    case 'element_reference': {
      const object = fieldOf(node, 'object');
      const index = node.children.find((child) => child !== object);
      if (!object || !index) return unknown(node);
      return {
        kind: 'index',
        start: node.start,
        end: node.end,
        object: expression(object, on),
        index: expression(index, on),
      };
    }
    case 'splat_argument':
    case 'hash_splat_argument':
      return { kind: 'spread', start: node.start, end: node.end, value: first ? expression(first, on) : unknown(node) };
    case 'binary': {
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
    case 'range': {
      const [left, right] = [exprIn(node, 'begin', on), exprIn(node, 'end', on)];
      return { kind: 'binary', start: node.start, end: node.end, operator: '..', left, right };
    }
    case 'unary': {
      const operand = exprIn(node, 'operand', on);
      return {
        kind: 'unary',
        start: node.start,
        end: node.end,
        operator: on.text.slice(node.start, operand.start).trim(),
        operand,
      };
    }
    case 'conditional':
    case 'if':
      return conditional(node, on);
    case 'assignment':
    case 'operator_assignment':
      return exprIn(node, 'right', on);
    case 'rescue_modifier':
      return exprIn(node, 'body', on);
    case 'then':
    case 'else':
    case 'parenthesized_statements':
    case 'begin':
      return first && node.children.length === 1 ? expression(first, on) : unknown(node);
    default:
      return unknown(node);
  }
}

/** `a ? b : c`, and `if` whose branches are one expression each. */
function conditional(node: SyntaxNode, on: Reading): Expr {
  const test = exprIn(node, 'condition', on);
  const consequence = exprIn(node, 'consequence', on);
  const otherwise = exprIn(node, 'alternative', on);
  return { kind: 'conditional', start: node.start, end: node.end, test, consequence, otherwise };
}
