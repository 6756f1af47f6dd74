import { type Converter, type FrontEnd, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Expr, Loop, Stmt } from '../../syntax';
import { classesWith, isClass } from './classes';
import { code, expressionsWith } from './expressions';
import { dottedText } from './types';

/** Java by tree-sitter-java's grammar. Annotations are decorators, and within each other calls by their names. */
export const java: FrontEnd = (root, on) => block(root.children, on);

const expressions = expressionsWith(bodyOf);
const { expression, exprIn } = expressions;
const { classDef, variables } = classesWith(expressions, bodyOf);

function block(nodes: readonly SyntaxNode[], on: Converter): readonly Stmt[] {
  return nodes.flatMap((node) => statement(node, on));
}

/** The statements of a body: a block, or a single statement. */
function bodyOf(node: SyntaxNode, on: Converter): readonly Stmt[] {
  return /^(?:block|constructor_body)$/.test(node.type) ? block(node.children, on) : statement(node, on);
}

const bodyIn = (node: SyntaxNode, on: Converter, field = 'body'): readonly Stmt[] => {
  const body = fieldOf(node, field);
  return body ? bodyOf(body, on) : [];
};

function statement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  if (isClass(node)) return [classDef(node, on)];
  switch (node.type) {
    case 'line_comment':
    case 'block_comment':
    case 'break_statement':
    case 'continue_statement':
      return [];
    case 'package_declaration': {
      const name = childOf(node, 'scoped_identifier', 'identifier');
      const named = name ? { name: dottedText(name, on) } : {};
      return [{ kind: 'block', form: 'namespace', start: node.start, end: node.end, heads: [], body: [], ...named }];
    }
    case 'import_declaration':
      return importOf(node, on);
    case 'local_variable_declaration':
      return variables(node, on);
    case 'expression_statement':
      return node.children.flatMap((child) => simple(child, on));
    case 'return_statement':
    case 'yield_statement': {
      const [value] = code(node.children);
      return [{ kind: 'return', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) }];
    }
    case 'throw_statement': {
      const [value] = code(node.children);
      return [{ kind: 'throw', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) }];
    }
    case 'block':
    case 'ERROR':
      return block(node.children, on);
    default:
      return flow(node, on);
  }
}

function flow(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'if_statement': {
      const test = exprIn(node, 'condition', on);
      const consequence = bodyIn(node, on, 'consequence');
      return [
        { kind: 'if', start: node.start, end: node.end, test, consequence, otherwise: bodyIn(node, on, 'alternative') },
      ];
    }
    case 'switch_expression':
    case 'switch_statement':
      return [switchStatement(node, on)];
    case 'enhanced_for_statement':
      return [forEach(node, on)];
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyIn(node, on) }];
    case 'try_statement':
    case 'try_with_resources_statement':
      return [tryStatement(node, on)];
    case 'synchronized_statement':
      return bodyIn(node, on);
    case 'labeled_statement':
      return block(
        node.children.filter(({ type }) => type !== 'identifier'),
        on,
      );
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

/** `import a.b.C;`, `import a.b.*;`, `import static a.B.NAME;`: the module is what the name is imported from. */
function importOf(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const path = childOf(node, 'scoped_identifier', 'identifier');
  if (!path) return [];
  const whole = dottedText(path, on);
  const place = { kind: 'import' as const, start: node.start, end: node.end };
  if (childOf(node, 'asterisk')) return [{ ...place, module: whole, names: [{ name: '*', as: '*' }] }];
  const name = whole.slice(whole.lastIndexOf('.') + 1);
  const isStatic = /^import\s+static\b/.test(textOf(on, node));
  const module = isStatic ? whole.slice(0, Math.max(0, whole.lastIndexOf('.'))) : whole;
  return [{ ...place, module, names: [{ name, as: name }] }];
}

function simple(node: SyntaxNode, on: Converter): readonly Stmt[] {
  if (node.type === 'switch_expression') return [switchStatement(node, on)];
  if (node.type !== 'assignment_expression')
    return [{ kind: 'expression', start: node.start, end: node.end, value: expression(node, on) }];
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  const operator = left && right ? on.text.slice(left.end, right.start).trim() : '=';
  return [
    {
      kind: 'assign',
      start: node.start,
      end: node.end,
      target: exprIn(node, 'left', on),
      value: exprIn(node, 'right', on),
      ...(operator === '=' ? {} : { operator }),
      decorators: [],
      modifiers: [],
    },
  ];
}

/** Cases are conditions one after another; cases without a body share the next one's. */
function switchStatement(node: SyntaxNode, on: Converter): Stmt {
  const subject = exprIn(node, 'condition', on);
  const cases = childrenOf(fieldOf(node, 'body') ?? node, 'switch_block_statement_group', 'switch_rule');
  const bodyAt = (index: number): readonly Stmt[] => {
    const own = cases[index];
    if (!own) return [];
    const inside = code(own.children).filter(({ type }) => type !== 'switch_label');
    return inside.length === 0 ? bodyAt(index + 1) : block(inside, on);
  };
  const from = (index: number): readonly Stmt[] => {
    const one = cases[index];
    if (!one) return [];
    const values = childrenOf(one, 'switch_label').flatMap((label) => code(label.children));
    if (values.length === 0) return bodyAt(index);
    const tests = values.map(
      (value): Expr => ({
        kind: 'binary',
        start: value.start,
        end: value.end,
        operator: '==',
        left: subject,
        right: expression(value, on),
      }),
    );
    const test = tests.reduce(
      (left, right): Expr => ({ kind: 'binary', start: one.start, end: one.end, operator: '||', left, right }),
    );
    return [
      { kind: 'if', start: one.start, end: one.end, test, consequence: bodyAt(index), otherwise: from(index + 1) },
    ];
  };
  const [first] = from(0);
  return first ?? { kind: 'expression', start: node.start, end: node.end, value: unknown(node) };
}

function forEach(node: SyntaxNode, on: Converter): Loop {
  const name = fieldOf(node, 'name');
  return {
    kind: 'loop',
    start: node.start,
    end: node.end,
    ...(name ? { target: expression(name, on) } : {}),
    iterable: exprIn(node, 'value', on),
    body: bodyIn(node, on),
  };
}

function tryStatement(node: SyntaxNode, on: Converter): Stmt {
  const heads = childrenOf(childOf(node, 'resource_specification') ?? node, 'resource').map((one) => {
    const name = fieldOf(one, 'name');
    return { value: exprIn(one, 'value', on), ...(name ? { as: textOf(on, name) } : {}) };
  });
  const last = childOf(node, 'finally_clause');
  const body = [...bodyIn(node, on), ...(last ? block(last.children, on) : [])];
  return { kind: 'block', form: 'try', start: node.start, end: node.end, heads, body };
}
