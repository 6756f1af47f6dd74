import { at, type Converter, type FrontEnd, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Decorator, Expr, Stmt } from '../../syntax';
import { classDef } from './classes';
import { expressionsWith } from './expressions';
import { required } from './required';
import { typeOf } from './types';

/** TypeScript and JavaScript by the grammars tree-sitter-typescript and tree-sitter-javascript, which name their nodes alike. */
export const typescript: FrontEnd = (root, on) => block(root, on);

const reader = expressionsWith(block);

function block(node: SyntaxNode, on: Converter): readonly Stmt[] {
  return node.children.flatMap((child) => statement(child, on, []));
}

/** The statements of a body, in braces or not. */
function bodyIn(node: SyntaxNode, field: string, on: Converter): readonly Stmt[] {
  const body = fieldOf(node, field);
  if (!body) return [];
  return body.type === 'statement_block' ? block(body, on) : statement(body, on, []);
}

function statement(node: SyntaxNode, on: Converter, decorators: readonly Decorator[]): readonly Stmt[] {
  switch (node.type) {
    case 'comment':
    case 'empty_statement':
    case 'hash_bang_line':
      return [];
    case 'expression_statement':
      return node.children.filter((one) => one.type !== 'comment').flatMap((one) => simple(one, on));
    case 'export_statement':
      return exported(node, on);
    case 'ambient_declaration':
      return block(node, on);
    case 'lexical_declaration':
    case 'variable_declaration':
      return childrenOf(node, 'variable_declarator').map((one) => required(one, on) ?? declarator(one, on));
    case 'class_declaration':
    case 'abstract_class_declaration':
    case 'class':
      return [classDef(node, on, decorators, { ...reader, block })];
    case 'enum_declaration':
    case 'interface_declaration':
      return [classDef(node, on, decorators, { ...reader, block })];
    case 'function_declaration':
    case 'generator_function_declaration':
      return [functionDef(node, on)];
    case 'import_statement':
      return [importStatement(node, on)];
    case 'ERROR':
      return block(node, on);
    default:
      return controlFlow(node, on);
  }
}

function controlFlow(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'if_statement': {
      const otherwise = childOf(node, 'else_clause')?.children.flatMap((one) =>
        one.type === 'statement_block' ? block(one, on) : statement(one, on, []),
      );
      const test = reader.exprIn(node, 'condition', on);
      return [
        {
          kind: 'if',
          start: node.start,
          end: node.end,
          test,
          consequence: bodyIn(node, 'consequence', on),
          otherwise: otherwise ?? [],
        },
      ];
    }
    case 'for_in_statement':
      return [
        {
          kind: 'loop',
          start: node.start,
          end: node.end,
          target: reader.exprIn(node, 'left', on),
          iterable: reader.exprIn(node, 'right', on),
          body: bodyIn(node, 'body', on),
        },
      ];
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyIn(node, 'body', on) }];
    case 'try_statement':
      return [
        { kind: 'block', form: 'try', heads: [], start: node.start, end: node.end, body: bodyIn(node, 'body', on) },
      ];
    case 'statement_block':
      return [{ kind: 'block', form: 'block', heads: [], start: node.start, end: node.end, body: block(node, on) }];
    case 'return_statement': {
      const value = node.children.find((one) => one.type !== 'comment');
      return [
        { kind: 'return', start: node.start, end: node.end, ...(value ? { value: reader.expression(value, on) } : {}) },
      ];
    }
    case 'throw_statement': {
      const value = node.children.find((one) => one.type !== 'comment');
      return [
        { kind: 'throw', start: node.start, end: node.end, ...(value ? { value: reader.expression(value, on) } : {}) },
      ];
    }
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

/** `export class …`, `export default {…}`, `export const …`: what is exported. */
function exported(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const decorators = childrenOf(node, 'decorator').map((one) => decorator(one, on));
  const declaration = fieldOf(node, 'declaration');
  if (declaration) return [...statement(declaration, on, decorators), ...asDefault(node, declaration, on)];
  const value = fieldOf(node, 'value');
  if (!value) return passedOn(node, on);
  if (value.type === 'class') return statement(value, on, decorators);
  const target: Expr = { kind: 'name', start: node.start, end: node.end, name: 'default' };
  return [assign(node, target, reader.expression(value, on))];
}

/** The name `default` stands for the class of `export default class A`. */
function asDefault(node: SyntaxNode, declaration: SyntaxNode, on: Converter): readonly Stmt[] {
  const name = /class/.test(declaration.type) ? fieldOf(declaration, 'name') : undefined;
  const last = childrenOf(node, 'decorator').at(-1);
  if (!name || !/^\s*export\s+default\b/.test(on.text.slice(last?.end ?? node.start, declaration.start))) return [];
  return [
    assign(
      node,
      { kind: 'name', start: node.start, end: node.end, name: 'default' },
      { kind: 'name', start: name.start, end: name.end, name: textOf(on, name) },
    ),
  ];
}

/** `export { a as b } from './c'`, `export * from './c'`: names of another module, as an import has them. */
function passedOn(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const source = fieldOf(node, 'source');
  if (!source) return [{ kind: 'unknown', start: node.start, end: node.end }];
  const specifiers = childrenOf(childOf(node, 'export_clause') ?? node, 'export_specifier').map((specifier) => {
    const name = fieldOf(specifier, 'name') ?? specifier;
    return { name: textOf(on, name), as: textOf(on, fieldOf(specifier, 'alias') ?? name) };
  });
  const names = childOf(node, 'export_clause') ? specifiers : [{ name: '*', as: '*' }];
  return [{ kind: 'import', start: node.start, end: node.end, module: textOf(on, source).slice(1, -1), names }];
}

function assign(node: SyntaxNode, target: Expr, value: Expr | undefined): Stmt {
  return {
    kind: 'assign',
    start: node.start,
    end: node.end,
    target,
    ...(value ? { value } : {}),
    decorators: [],
    modifiers: [],
  };
}

function simple(node: SyntaxNode, on: Converter): Stmt | readonly Stmt[] {
  const right = fieldOf(node, 'right');
  // `module.exports = class … {}` declares the class.
  if (node.type === 'assignment_expression' && right?.type === 'class') return statement(right, on, []);
  if (node.type === 'assignment_expression')
    return assign(node, reader.exprIn(node, 'left', on), reader.exprIn(node, 'right', on));
  if (node.type === 'augmented_assignment_expression') {
    const assigned = assign(node, reader.exprIn(node, 'left', on), reader.exprIn(node, 'right', on));
    return { ...assigned, operator: '+=' } as Stmt;
  }
  return { kind: 'expression', start: node.start, end: node.end, value: reader.expression(node, on) };
}

function declarator(node: SyntaxNode, on: Converter): Stmt {
  const name = fieldOf(node, 'name');
  const type = fieldOf(node, 'type');
  const value = fieldOf(node, 'value');
  return {
    kind: 'assign',
    start: node.start,
    end: node.end,
    target: name ? reader.expression(name, on) : unknown(node),
    ...(value ? { value: reader.expression(value, on) } : {}),
    ...(type ? { type: typeOf(type, on) } : {}),
    decorators: [],
    modifiers: [],
  };
}

function functionDef(node: SyntaxNode, on: Converter): Stmt {
  const name = fieldOf(node, 'name') ?? node;
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    name: textOf(on, name),
    nameAt: at(name),
    decorators: [],
    modifiers: [],
    params: reader.parametersOf(fieldOf(node, 'parameters'), on),
    body: bodyIn(node, 'body', on),
  };
}

function importStatement(node: SyntaxNode, on: Converter): Stmt {
  const source = fieldOf(node, 'source');
  const module = source ? textOf(on, source).slice(1, -1) : '';
  const clause = childOf(node, 'import_clause');
  const names = (clause?.children ?? []).flatMap((one) => {
    if (one.type === 'identifier') return [{ name: 'default', as: textOf(on, one) }];
    if (one.type === 'namespace_import') return one.children.map((inner) => ({ name: '*', as: textOf(on, inner) }));
    return childrenOf(one, 'import_specifier').map((specifier) => {
      const name = fieldOf(specifier, 'name') ?? specifier;
      return { name: textOf(on, name), as: textOf(on, fieldOf(specifier, 'alias') ?? name) };
    });
  });
  return { kind: 'import', start: node.start, end: node.end, module, names };
}

function decorator(node: SyntaxNode, on: Converter): Decorator {
  const [inner] = node.children;
  const callee = inner?.type === 'call_expression' ? (fieldOf(inner, 'function') ?? inner) : inner;
  const args = inner?.type === 'call_expression' ? reader.argumentsOf(fieldOf(inner, 'arguments'), on) : [];
  return { start: node.start, end: node.end, name: callee ? textOf(on, callee) : '', nameAt: at(callee ?? node), args };
}
