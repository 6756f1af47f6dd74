import { at, textOf } from '../../convert';
import { fieldOf, type SyntaxNode } from '../../node';
import type { ClassDef, FunctionDef, Stmt } from '../../syntax';
import { bodyIn, parametersOf } from './calls';
import type { Reading } from './reading';

function declared(node: SyntaxNode, on: Reading) {
  const name = fieldOf(node, 'name') ?? node;
  return { start: node.start, end: node.end, name: textOf(on, name), nameAt: at(name), decorators: [] };
}

/** `class A < B`: the base stands alone in its field. */
export function classDef(node: SyntaxNode, on: Reading): ClassDef {
  const base = fieldOf(node, 'superclass')?.children[0];
  return {
    kind: 'class',
    form: 'class',
    ...declared(node, on),
    modifiers: [],
    bases: base ? [on.expression(base)] : [],
    baseTypes: [],
    keywords: [],
    body: bodyIn(node, 'body', on),
  };
}

export function moduleDef(node: SyntaxNode, on: Reading): ClassDef {
  return { ...classDef(node, on), form: 'module' };
}

/** A method; `def self.up` is one of the class itself. */
export function methodDef(node: SyntaxNode, on: Reading): FunctionDef {
  return {
    kind: 'function',
    ...declared(node, on),
    modifiers: node.type === 'singleton_method' ? ['static'] : [],
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: bodyIn(node, 'body', on),
  };
}

/** `class << self … end` */
export function staticMethods(node: SyntaxNode, on: Reading): readonly Stmt[] {
  return bodyIn(node, 'body', on).map((stmt) => (stmt.kind === 'function' ? { ...stmt, modifiers: ['static'] } : stmt));
}
