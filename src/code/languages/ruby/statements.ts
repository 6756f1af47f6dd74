import { textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Assign, Expr, If, Stmt } from '../../syntax';
import { argumentsOf, bareCall, bodyIn, exprIn } from './calls';
import { classDef, methodDef, moduleDef, staticMethods } from './definitions';
import type { Reading } from './reading';

export function block(nodes: readonly SyntaxNode[], on: Reading): readonly Stmt[] {
  return nodes.flatMap((node) => statement(node, on));
}

/** Words and texts that do nothing by themselves; what a `rescue` does happens only when something fails. */
const NOTHING: ReadonlySet<string> = new Set(['comment', 'heredoc_body', 'empty_statement', 'uninterpreted', 'rescue']);

function statement(node: SyntaxNode, on: Reading): readonly Stmt[] {
  if (NOTHING.has(node.type)) return [];
  switch (node.type) {
    case 'identifier':
      return [{ kind: 'expression', start: node.start, end: node.end, value: bareCall(node, on) }];
    case 'call':
      return callStatement(node, on);
    case 'assignment':
      return assignment(node, on);
    case 'operator_assignment':
      return [operatorAssignment(node, on)];
    case 'method':
    case 'singleton_method':
      return [methodDef(node, on)];
    case 'class':
      return [classDef(node, on)];
    case 'module':
      return [moduleDef(node, on)];
    case 'singleton_class':
      return staticMethods(node, on);
    case 'return':
    case 'next':
    case 'break': {
      const [value] = childOf(node, 'argument_list')?.children ?? [];
      return [{ kind: 'return', start: node.start, end: node.end, ...(value ? { value: on.expression(value) } : {}) }];
    }
    case 'begin':
      return [
        { kind: 'block', form: 'try', heads: [], start: node.start, end: node.end, body: block(node.children, on) },
      ];
    case 'else':
    case 'ensure':
    case 'parenthesized_statements':
    case 'ERROR':
      return block(node.children, on);
    default:
      return branch(node, on);
  }
}

function branch(node: SyntaxNode, on: Reading): readonly Stmt[] {
  switch (node.type) {
    case 'if':
    case 'elsif':
      return [ifOf(node, on, bodyIn(node, 'consequence', on), alternative(node, on))];
    case 'unless':
      return [ifOf(node, on, alternative(node, on), bodyIn(node, 'consequence', on))];
    case 'if_modifier':
      return [ifOf(node, on, bodyIn(node, 'body', on), [])];
    case 'unless_modifier':
      return [ifOf(node, on, [], bodyIn(node, 'body', on))];
    case 'rescue_modifier':
      return bodyIn(node, 'body', on);
    case 'case':
      return caseOf(node, on);
    case 'while':
    case 'until':
    case 'while_modifier':
    case 'until_modifier':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyIn(node, 'body', on) }];
    case 'for': {
      const iterable = fieldOf(node, 'value')?.children[0];
      return [
        {
          kind: 'loop',
          start: node.start,
          end: node.end,
          target: exprIn(node, 'pattern', on),
          ...(iterable ? { iterable: on.expression(iterable) } : {}),
          body: bodyIn(node, 'body', on),
        },
      ];
    }
    default:
      return [{ kind: 'expression', start: node.start, end: node.end, value: on.expression(node) }];
  }
}

function alternative(node: SyntaxNode, on: Reading): readonly Stmt[] {
  return bodyIn(node, 'alternative', on);
}

function ifOf(node: SyntaxNode, on: Reading, consequence: readonly Stmt[], otherwise: readonly Stmt[]): If {
  return { kind: 'if', start: node.start, end: node.end, test: exprIn(node, 'condition', on), consequence, otherwise };
}

/** `case x when a then …` as conditions one after another. */
function caseOf(node: SyntaxNode, on: Reading): readonly Stmt[] {
  const whens = childrenOf(node, 'when');
  const last = childOf(node, 'else');
  const from = (index: number): readonly Stmt[] => {
    const one = whens[index];
    if (!one) return last ? block(last.children, on) : [];
    const pattern = fieldOf(one, 'pattern')?.children[0];
    const right: Expr = pattern ? on.expression(pattern) : unknown(one);
    const value = fieldOf(node, 'value');
    const test: Expr = value
      ? { kind: 'binary', start: one.start, end: one.end, operator: '===', left: right, right: on.expression(value) }
      : right;
    return [
      {
        kind: 'if',
        start: one.start,
        end: one.end,
        test,
        consequence: bodyIn(one, 'body', on),
        otherwise: from(index + 1),
      },
    ];
  };
  return from(0);
}

/** `private def x`, `raise X`, and every other call. */
function callStatement(node: SyntaxNode, on: Reading): readonly Stmt[] {
  const method = fieldOf(node, 'method');
  const list = fieldOf(node, 'arguments');
  const name = fieldOf(node, 'receiver') || !method ? '' : textOf(on, method);
  if (name === 'raise') {
    const [first] = argumentsOf(list, on);
    return [{ kind: 'throw', start: node.start, end: node.end, ...(first ? { value: first.value } : {}) }];
  }
  const [defined] = list?.children ?? [];
  if (defined?.type === 'method' || defined?.type === 'singleton_method') return statement(defined, on);
  return [{ kind: 'expression', start: node.start, end: node.end, value: on.expression(node) }];
}

function assign(node: SyntaxNode, target: Expr, value: Expr): Assign {
  return { kind: 'assign', start: node.start, end: node.end, target, value, decorators: [], modifiers: [] };
}

/** `a = 1`, `self.table_name = "x"`, `a, b = 1, 2` as two. */
function assignment(node: SyntaxNode, on: Reading): readonly Stmt[] {
  const target = exprIn(node, 'left', on);
  const value = exprIn(node, 'right', on);
  // `self.x = 1` is written as a call without arguments.
  const place = target.kind === 'call' && target.args.length === 0 ? target.callee : target;
  if (place.kind !== 'list' || value.kind !== 'list') return [assign(node, place, value)];
  return place.items.flatMap((one, index) => {
    const item = value.items[index];
    return item ? [assign(node, one, item)] : [];
  });
}

/** `a += 1`; `a ||= 1` is taken as if nothing was there before. */
function operatorAssignment(node: SyntaxNode, on: Reading): Stmt {
  const [left, right] = [exprIn(node, 'left', on), exprIn(node, 'right', on)];
  const isDefault = on.text.slice(left.end, right.start).includes('||=');
  return { ...assign(node, left, right), ...(isDefault ? {} : { operator: '+=' }) };
}
