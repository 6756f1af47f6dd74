import { at, type Converter, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { CodeType, Decorator, Expr, Stmt } from '../../syntax';
import type { expressionsWith } from './expressions';
import { typeOf } from './types';

interface Reader extends ReturnType<typeof expressionsWith> {
  block(node: SyntaxNode, on: Converter): readonly Stmt[];
}

/** A class, interface or enum. */
export function classDef(node: SyntaxNode, on: Converter, outer: readonly Decorator[], reader: Reader): Stmt {
  const name = fieldOf(node, 'name') ?? node;
  const decorators = [...outer, ...decoratorsIn(node.children, on, reader)];
  const { bases, baseTypes } = heritage(node, on, reader);
  const form =
    node.type === 'enum_declaration' ? 'enum' : node.type === 'interface_declaration' ? 'interface' : 'class';
  const body = fieldOf(node, 'body');
  return {
    kind: 'class',
    form,
    start: node.start,
    end: node.end,
    name: name === node ? '' : textOf(on, name),
    nameAt: at(name),
    decorators,
    modifiers: node.type === 'abstract_class_declaration' ? ['abstract'] : [],
    bases,
    baseTypes,
    keywords: [],
    body: body ? (form === 'enum' ? enumMembers(body, on, reader) : members(body, on, reader)) : [],
  };
}

function decoratorsIn(nodes: readonly SyntaxNode[], on: Converter, reader: Reader): readonly Decorator[] {
  return nodes
    .filter((one) => one.type === 'decorator')
    .map((one): Decorator => {
      const [inner] = one.children;
      const isCall = inner?.type === 'call_expression';
      const callee = isCall ? (fieldOf(inner, 'function') ?? inner) : inner;
      const args = isCall ? reader.argumentsOf(fieldOf(inner, 'arguments'), on) : [];
      return {
        start: one.start,
        end: one.end,
        name: callee ? textOf(on, callee) : '',
        nameAt: at(callee ?? one),
        args,
      };
    });
}

/** `extends Base<T>` and `implements X`: TypeScript has clauses, JavaScript one expression. */
function heritage(node: SyntaxNode, on: Converter, reader: Reader) {
  const clause = childOf(node, 'class_heritage');
  const bases: Expr[] = [];
  const baseTypes: CodeType[] = [];
  for (const one of clause?.children ?? []) {
    if (one.type === 'implements_clause') baseTypes.push(...one.children.map((type) => typeOf(type, on)));
    else if (one.type === 'extends_clause') {
      const value = fieldOf(one, 'value');
      const args = childOf(one, 'type_arguments')?.children.map((type) => typeOf(type, on)) ?? [];
      if (value) {
        bases.push(reader.expression(value, on));
        baseTypes.unshift({ start: one.start, end: one.end, name: textOf(on, value), args, text: textOf(on, one) });
      }
    } else bases.push(reader.expression(one, on));
  }
  return { bases, baseTypes };
}

function enumMembers(body: SyntaxNode, on: Converter, reader: Reader): readonly Stmt[] {
  return body.children.flatMap((one): readonly Stmt[] => {
    if (one.type === 'comment') return [];
    const name = one.type === 'enum_assignment' ? (fieldOf(one, 'name') ?? one) : one;
    const value = one.type === 'enum_assignment' ? fieldOf(one, 'value') : undefined;
    return [
      {
        kind: 'enumMember',
        start: one.start,
        end: one.end,
        name: textOf(on, name).replace(/^(['"])(.*)\1$/, '$2'),
        nameAt: at(name),
        ...(value ? { value: reader.expression(value, on) } : {}),
        args: [],
        decorators: [],
      },
    ];
  });
}

const MODIFIERS = /^(?:(?:public|private|protected|static|abstract|readonly|declare|override|async|accessor)\s+)+/;

/** Words before a member's name. */
function modifiersOf(node: SyntaxNode, name: SyntaxNode, on: Converter): readonly string[] {
  const last = childrenOf(node, 'decorator').at(-1);
  const words = on.text.slice(last?.end ?? node.start, name.start).trim();
  return MODIFIERS.test(`${words} `) ? words.split(/\s+/) : [];
}

function members(body: SyntaxNode, on: Converter, reader: Reader): readonly Stmt[] {
  // Decorators of methods stand before them; those of fields are inside them.
  let before: SyntaxNode[] = [];
  const found: Stmt[] = [];
  for (const one of body.children) {
    if (one.type === 'decorator') {
      before.push(one);
      continue;
    }
    if (one.type === 'comment') continue;
    const decorators = decoratorsIn([...before, ...one.children], on, reader);
    before = [];
    found.push(member(one, on, reader, decorators));
  }
  return found;
}

function member(node: SyntaxNode, on: Converter, reader: Reader, decorators: readonly Decorator[]): Stmt {
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'property') ?? node;
  const modifiers = modifiersOf(node, name, on);
  const body = fieldOf(node, 'body');
  const type = fieldOf(node, 'type') ?? fieldOf(node, 'return_type');
  if (
    node.type === 'method_definition' ||
    node.type === 'method_signature' ||
    node.type === 'abstract_method_signature'
  ) {
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      name: textOf(on, name),
      nameAt: at(name),
      decorators,
      modifiers,
      params: reader.parametersOf(fieldOf(node, 'parameters'), on),
      body: body ? reader.block(body, on) : [],
      ...(type ? { returns: typeOf(type, on) } : {}),
    };
  }
  if (name === node) return { kind: 'unknown', start: node.start, end: node.end };
  const value = fieldOf(node, 'value');
  const optional = /^\s*\?/.test(on.text.slice(name.end, type?.start ?? name.end + 2));
  return {
    kind: 'assign',
    start: node.start,
    end: node.end,
    target: { kind: 'name', start: name.start, end: name.end, name: textOf(on, name) },
    ...(value ? { value: reader.expression(value, on) } : {}),
    ...(type ? { type: optional ? { ...typeOf(type, on), nullable: true } : typeOf(type, on) } : {}),
    decorators,
    modifiers,
  };
}
