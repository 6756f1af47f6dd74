import { type Converter, type FrontEnd, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, fieldsOf, type SyntaxNode } from '../../node';
import type { Expr, Loop, Stmt } from '../../syntax';
import { classesWith } from './classes';
import { expressionsWith } from './expressions';
import { lastWord } from './types';

/** PHP by tree-sitter-php's grammar. Variables lose their sigil, classes their namespace: imports keep it. */
export const php: FrontEnd = (root, on) => block(root.children, on);

const expressions = expressionsWith(bodyOf);
const { expression, exprIn } = expressions;
const { classDef, functionDef, constants } = classesWith(expressions, bodyOf);

const CLASSES: ReadonlySet<string> = new Set([
  'class_declaration',
  'trait_declaration',
  'interface_declaration',
  'enum_declaration',
]);

function block(nodes: readonly SyntaxNode[], on: Converter): readonly Stmt[] {
  return nodes.flatMap((node) => statement(node, on));
}

/** The statements of a body: a block, a single statement, `: … endif`. */
function bodyOf(node: SyntaxNode, on: Converter): readonly Stmt[] {
  return /^(?:compound_statement|colon_block|declaration_list|switch_block)$/.test(node.type)
    ? block(node.children, on)
    : statement(node, on);
}

const bodyIn = (node: SyntaxNode, on: Converter, field = 'body'): readonly Stmt[] =>
  fieldsOf(node, field).flatMap((body) => bodyOf(body, on));

function statement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  if (CLASSES.has(node.type)) return [classDef(node, on)];
  switch (node.type) {
    case 'comment':
    case 'php_tag':
    case 'text':
    case 'text_interpolation':
    case 'empty_statement':
    case 'declare_statement':
    case 'break_statement':
      return [];
    case 'namespace_definition':
      return namespace(node, on);
    case 'namespace_use_declaration':
      return imports(node, on);
    case 'function_definition':
      return [functionDef(node, on)];
    case 'const_declaration':
      return constants(node, on);
    case 'expression_statement':
      return node.children.flatMap((child) => simple(child, on));
    case 'echo_statement':
      return node.children.map((child) => ({
        kind: 'expression',
        start: child.start,
        end: child.end,
        value: expression(child, on),
      }));
    case 'return_statement':
      return returned(node, on);
    case 'compound_statement':
    case 'ERROR':
      return block(node.children, on);
    default:
      return flow(node, on);
  }
}

function flow(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'if_statement':
      return [ifStatement(node, on)];
    case 'switch_statement':
      return [switchStatement(node, on)];
    case 'foreach_statement':
      return [foreach(node, on)];
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyIn(node, on) }];
    case 'try_statement': {
      const last = childOf(node, 'finally_clause');
      const body = [...bodyIn(node, on), ...(last ? bodyIn(last, on) : [])];
      return [{ kind: 'block', form: 'try', start: node.start, end: node.end, heads: [], body }];
    }
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

function namespace(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const name = fieldOf(node, 'name');
  const body = bodyIn(node, on);
  const named = name ? { name: textOf(on, name) } : {};
  return [{ kind: 'block', form: 'namespace', start: node.start, end: node.end, heads: [], body, ...named }];
}

/** `use A\B;`, `use A\{B, C as D};` */
function imports(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const group = childOf(node, 'namespace_use_group');
  const prefix = childOf(node, 'namespace_name');
  const before = group && prefix ? `${textOf(on, prefix)}\\` : '';
  return childrenOf(group ?? node, 'namespace_use_clause', 'namespace_use_group_clause').map((clause): Stmt => {
    const [name] = clause.children;
    const module = `${before}${name ? textOf(on, name) : ''}`.replace(/^\\/, '');
    const alias = fieldOf(clause, 'alias');
    const own = lastWord(module);
    return {
      kind: 'import',
      start: clause.start,
      end: clause.end,
      module,
      names: [{ name: own, as: alias ? textOf(on, alias) : own }],
    };
  });
}

function simple(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const place = { start: node.start, end: node.end, decorators: [], modifiers: [] };
  if (node.type === 'assignment_expression' || node.type === 'reference_assignment_expression')
    return [{ kind: 'assign', ...place, target: exprIn(node, 'left', on), value: exprIn(node, 'right', on) }];
  if (node.type === 'augmented_assignment_expression') {
    const left = fieldOf(node, 'left');
    const right = fieldOf(node, 'right');
    const operator = left && right ? on.text.slice(left.end, right.start).trim() : '+=';
    return [{ kind: 'assign', ...place, target: exprIn(node, 'left', on), value: exprIn(node, 'right', on), operator }];
  }
  if (node.type === 'throw_expression') {
    const [value] = node.children;
    return [{ kind: 'throw', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) }];
  }
  const defined = define(node, on);
  return defined ?? [{ kind: 'expression', start: node.start, end: node.end, value: expression(node, on) }];
}

/** `define('NAME', value)` is a constant. */
function define(node: SyntaxNode, on: Converter): readonly Stmt[] | undefined {
  const value = node.type === 'function_call_expression' ? expression(node, on) : undefined;
  if (value?.kind !== 'call' || value.callee.kind !== 'name' || value.callee.name !== 'define') return undefined;
  const [name, given] = value.args;
  if (name?.value.kind !== 'string' || !given) return undefined;
  const target: Expr = { kind: 'name', start: name.value.start, end: name.value.end, name: name.value.value };
  return [
    {
      kind: 'assign',
      start: node.start,
      end: node.end,
      target,
      value: given.value,
      decorators: [],
      modifiers: ['const'],
    },
  ];
}

/** `return new class extends Migration { … };` declares a class too. */
function returned(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const [value] = node.children;
  const anonymous = value?.type === 'object_creation_expression' ? childOf(value, 'anonymous_class') : undefined;
  const own: readonly Stmt[] = anonymous ? [classDef(anonymous, on)] : [];
  return [
    ...own,
    { kind: 'return', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) },
  ];
}

function ifStatement(node: SyntaxNode, on: Converter): Stmt {
  const alternatives = fieldsOf(node, 'alternative');
  const otherwise = (from: number): readonly Stmt[] => {
    const next = alternatives[from];
    if (!next) return [];
    if (next.type === 'else_clause') return bodyIn(next, on);
    const test = exprIn(next, 'condition', on);
    return [
      {
        kind: 'if',
        start: next.start,
        end: next.end,
        test,
        consequence: bodyIn(next, on),
        otherwise: otherwise(from + 1),
      },
    ];
  };
  const test = exprIn(node, 'condition', on);
  return { kind: 'if', start: node.start, end: node.end, test, consequence: bodyIn(node, on), otherwise: otherwise(0) };
}

/** Cases are conditions one after another; cases without a body share the next one's. */
function switchStatement(node: SyntaxNode, on: Converter): Stmt {
  const subject = exprIn(node, 'condition', on);
  const cases = childrenOf(fieldOf(node, 'body') ?? node, 'case_statement', 'default_statement');
  const from = (index: number): readonly Stmt[] => {
    const one = cases[index];
    if (!one) return [];
    const value = fieldOf(one, 'value');
    const body = (at: number): readonly Stmt[] => {
      const own = cases[at];
      if (!own) return [];
      const inside = own.children.filter((child) => child.field !== 'value');
      return inside.length === 0 ? body(at + 1) : block(inside, on);
    };
    if (!value) return body(index);
    const test: Expr = {
      kind: 'binary',
      start: value.start,
      end: value.end,
      operator: '===',
      left: subject,
      right: expression(value, on),
    };
    return [{ kind: 'if', start: one.start, end: one.end, test, consequence: body(index), otherwise: from(index + 1) }];
  };
  const [first] = from(0);
  return first ?? { kind: 'expression', start: node.start, end: node.end, value: unknown(node) };
}

function foreach(node: SyntaxNode, on: Converter): Loop {
  const [iterable, target] = node.children.filter((child) => child.type !== 'comment' && child.field !== 'body');
  const over = target?.type === 'pair' ? 'entries' : 'values';
  const bound: Expr | undefined = !target
    ? undefined
    : over === 'entries'
      ? { kind: 'list', start: target.start, end: target.end, items: target.children.map((one) => expression(one, on)) }
      : expression(target, on);
  return {
    kind: 'loop',
    start: node.start,
    end: node.end,
    over,
    ...(bound ? { target: bound } : {}),
    ...(iterable ? { iterable: expression(iterable, on) } : {}),
    body: bodyIn(node, on),
  };
}
