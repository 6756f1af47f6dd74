import { at, type Converter, type FrontEnd, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, fieldsOf, type SyntaxNode } from '../../node';
import type { Decorator, Expr, Stmt } from '../../syntax';
import { argumentList, argumentsOf, expression, exprIn, parametersOf } from './expressions';
import { typeOf } from './types';

/** Python by tree-sitter-python's grammar. */
export const python: FrontEnd = (root, on) => block(root.children, on);

function block(nodes: readonly SyntaxNode[], on: Converter): readonly Stmt[] {
  return nodes.flatMap((node) => statement(node, on));
}

function bodyOf(node: SyntaxNode, on: Converter, field = 'body'): readonly Stmt[] {
  const body = fieldOf(node, field);
  return body ? block(body.children, on) : [];
}

function statement(node: SyntaxNode, on: Converter, decorators: readonly Decorator[] = []): readonly Stmt[] {
  switch (node.type) {
    case 'comment':
    case 'pass_statement':
    case 'global_statement':
      return [];
    case 'expression_statement':
      return node.children.map((child) => simple(child, on));
    case 'decorated_definition':
      return definition(node, on);
    case 'function_definition':
      return [functionDef(node, on, decorators)];
    case 'class_definition':
      return [classDef(node, on, decorators)];
    case 'if_statement':
      return [ifStatement(node, on)];
    case 'for_statement':
      return [
        {
          kind: 'loop',
          start: node.start,
          end: node.end,
          target: exprIn(node, 'left', on),
          iterable: exprIn(node, 'right', on),
          over: 'keys',
          body: bodyOf(node, on),
        },
      ];
    case 'while_statement':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyOf(node, on) }];
    case 'with_statement':
      return [withStatement(node, on)];
    case 'try_statement':
      return [{ kind: 'block', form: 'try', heads: [], start: node.start, end: node.end, body: bodyOf(node, on) }];
    case 'return_statement': {
      const [value] = node.children;
      return [{ kind: 'return', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) }];
    }
    case 'raise_statement': {
      const [value] = node.children;
      return [{ kind: 'throw', start: node.start, end: node.end, ...(value ? { value: expression(value, on) } : {}) }];
    }
    case 'import_statement':
    case 'import_from_statement':
    case 'future_import_statement':
      return importStatement(node, on);
    case 'ERROR':
      return block(node.children, on);
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

function simple(node: SyntaxNode, on: Converter): Stmt {
  if (node.type !== 'assignment' && node.type !== 'augmented_assignment')
    return { kind: 'expression', start: node.start, end: node.end, value: expression(node, on) };
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const type = fieldOf(node, 'type');
  const operator = node.type === 'augmented_assignment' ? '+=' : undefined;
  return {
    kind: 'assign',
    start: node.start,
    end: node.end,
    target: left ? expression(left, on) : unknown(node),
    ...(right ? { value: right.type === 'assignment' ? chained(right, on) : expression(right, on) } : {}),
    ...(type ? { type: typeOf(type, on) } : {}),
    ...(operator === undefined ? {} : { operator }),
    decorators: [],
    modifiers: [],
  };
}

/** `a = b = value` */
function chained(node: SyntaxNode, on: Converter): Expr {
  const right = fieldOf(node, 'right');
  if (!right) return unknown(node);
  return right.type === 'assignment' ? chained(right, on) : expression(right, on);
}

function definition(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const decorators = childrenOf(node, 'decorator').map((one): Decorator => {
    const [inner] = one.children;
    if (inner?.type === 'call') {
      const callee = fieldOf(inner, 'function') ?? inner;
      return {
        start: one.start,
        end: one.end,
        name: textOf(on, callee),
        nameAt: at(callee),
        args: argumentsOf(inner, on),
      };
    }
    return { start: one.start, end: one.end, name: inner ? textOf(on, inner) : '', nameAt: at(inner ?? one), args: [] };
  });
  const inner = fieldOf(node, 'definition');
  return inner ? statement(inner, on, decorators) : [];
}

function functionDef(node: SyntaxNode, on: Converter, decorators: readonly Decorator[]): Stmt {
  const name = fieldOf(node, 'name') ?? node;
  const returns = fieldOf(node, 'return_type');
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    name: textOf(on, name),
    nameAt: at(name),
    decorators,
    modifiers: [],
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: bodyOf(node, on),
    ...(returns ? { returns: typeOf(returns, on) } : {}),
  };
}

function classDef(node: SyntaxNode, on: Converter, decorators: readonly Decorator[]): Stmt {
  const name = fieldOf(node, 'name') ?? node;
  const supers = argumentList(fieldOf(node, 'superclasses'), on);
  return {
    kind: 'class',
    form: 'class',
    start: node.start,
    end: node.end,
    name: textOf(on, name),
    nameAt: at(name),
    decorators,
    modifiers: [],
    bases: supers.filter((one) => one.name === undefined).map((one) => one.value),
    baseTypes: [],
    keywords: supers.filter((one) => one.name !== undefined),
    body: bodyOf(node, on),
  };
}

function ifStatement(node: SyntaxNode, on: Converter): Stmt {
  const alternatives = fieldsOf(node, 'alternative');
  const otherwise = (from: number): readonly Stmt[] => {
    const next = alternatives[from];
    if (!next) return [];
    if (next.type === 'else_clause') return bodyOf(next, on);
    const test = exprIn(next, 'condition', on);
    return [
      {
        kind: 'if',
        start: next.start,
        end: next.end,
        test,
        consequence: bodyOf(next, on, 'consequence'),
        otherwise: otherwise(from + 1),
      },
    ];
  };
  const test = exprIn(node, 'condition', on);
  return {
    kind: 'if',
    start: node.start,
    end: node.end,
    test,
    consequence: bodyOf(node, on, 'consequence'),
    otherwise: otherwise(0),
  };
}

function withStatement(node: SyntaxNode, on: Converter): Stmt {
  const items = childrenOf(childOf(node, 'with_clause') ?? node, 'with_item');
  const heads = items.map((item) => {
    const value = fieldOf(item, 'value') ?? item;
    if (value.type !== 'as_pattern') return { value: expression(value, on) };
    const [subject, target] = value.children;
    return {
      value: subject ? expression(subject, on) : unknown(value),
      ...(target ? { as: textOf(on, target) } : {}),
    };
  });
  return { kind: 'block', form: 'with', start: node.start, end: node.end, heads, body: bodyOf(node, on) };
}

function importStatement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const source = fieldOf(node, 'module_name');
  const names = fieldsOf(node, 'name').map((one) => {
    const name = one.type === 'aliased_import' ? (fieldOf(one, 'name') ?? one) : one;
    const alias = one.type === 'aliased_import' ? (fieldOf(one, 'alias') ?? name) : name;
    return { name: textOf(on, name), as: textOf(on, alias) };
  });
  if (source) {
    const all = childOf(node, 'wildcard_import') ? [{ name: '*', as: '*' }] : names;
    return [{ kind: 'import', start: node.start, end: node.end, module: textOf(on, source), names: all }];
  }
  return names.map((one) => ({
    kind: 'import',
    start: node.start,
    end: node.end,
    module: one.name,
    names: [{ name: '*', as: one.as }],
  }));
}
