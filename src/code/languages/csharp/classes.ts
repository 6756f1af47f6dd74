import { at, type Converter, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { ClassDef, Decorator, Expr, FunctionDef, Stmt } from '../../syntax';
import type { Body, Expressions } from './expressions';
import { typeOf } from './types';

const FORMS: Readonly<Record<string, ClassDef['form']>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
  struct_declaration: 'struct',
  record_declaration: 'record',
  record_struct_declaration: 'record',
};

/** True of whatever declares a type with members. */
export function isClass({ type }: SyntaxNode): boolean {
  return Object.hasOwn(FORMS, type);
}

interface Classes {
  classDef(node: SyntaxNode, on: Converter): ClassDef;
  functionDef(node: SyntaxNode, on: Converter): FunctionDef;
}

/** C#'s classes, records, interfaces and enums, with their methods, properties and fields. */
export function classesWith({ expression, argumentsOf, parametersOf }: Expressions, bodyOf: Body): Classes {
  const decoratorsOf = (node: SyntaxNode, on: Converter): readonly Decorator[] =>
    childrenOf(node, 'attribute_list')
      .flatMap((list) => childrenOf(list, 'attribute'))
      .map((one): Decorator => {
        const name = fieldOf(one, 'name') ?? one;
        const args = argumentsOf(childOf(one, 'attribute_argument_list'), on);
        return { start: one.start, end: one.end, name: textOf(on, name), nameAt: at(name), args };
      });

  function classDef(node: SyntaxNode, on: Converter): ClassDef {
    const name = fieldOf(node, 'name');
    const bases = (childOf(node, 'base_list')?.children ?? [])
      .map((one) => (one.type === 'primary_constructor_base_type' ? (one.children[0] ?? one) : one))
      .filter(({ type }) => type !== 'argument_list' && type !== 'comment');
    const body = (fieldOf(node, 'body')?.children ?? []).flatMap((one) => classMember(one, on));
    const form = FORMS[node.type] ?? 'class';
    return {
      kind: 'class',
      form,
      start: node.start,
      end: node.end,
      name: name ? textOf(on, name) : '',
      nameAt: at(name ?? node),
      decorators: decoratorsOf(node, on),
      modifiers: modifiersOf(node, on),
      bases: bases.map((one) => expression(one, on)),
      baseTypes: bases.map((one) => typeOf(one, on)),
      keywords: [],
      body: form === 'record' ? [...positional(node, on), ...body] : body,
    };
  }

  /** The parameters of a record are its properties (C# reference, "Records: Positional syntax"). */
  function positional(node: SyntaxNode, on: Converter): readonly Stmt[] {
    return childrenOf(childOf(node, 'parameter_list') ?? node, 'parameter').flatMap((one): readonly Stmt[] => {
      const name = fieldOf(one, 'name');
      return name ? [property(one, name, ['public', 'get', 'init'], on)] : [];
    });
  }

  function classMember(node: SyntaxNode, on: Converter): readonly Stmt[] {
    switch (node.type) {
      case 'method_declaration':
      case 'constructor_declaration':
        return [functionDef(node, on)];
      case 'property_declaration':
        return [propertyOf(node, on)];
      case 'field_declaration':
        return fields(node, on);
      case 'enum_member_declaration':
        return [enumMember(node, on)];
      case 'preproc_if':
        return inCondition(node).flatMap((one) => classMember(one, on));
      case 'ERROR':
        return node.children.flatMap((one) => classMember(one, on));
      default:
        return isClass(node) ? [classDef(node, on)] : [];
    }
  }

  /** `get`, `set`, `init`, and `computed` for what has a body: they stand among the modifiers. */
  function propertyOf(node: SyntaxNode, on: Converter): Stmt {
    const name = fieldOf(node, 'name') ?? node;
    const value = fieldOf(node, 'value');
    const accessors = childrenOf(fieldOf(node, 'accessors') ?? node, 'accessor_declaration');
    const words = accessors.map((one) => /\b(?:get|set|init)\b/.exec(textOf(on, one))?.[0] ?? 'get');
    const isComputed =
      value?.type === 'arrow_expression_clause' || accessors.some((one) => fieldOf(one, 'body') !== undefined);
    const own = accessors.length === 0 ? ['get'] : words;
    return property(node, name, [...modifiersOf(node, on), ...own, ...(isComputed ? ['computed'] : [])], on);
  }

  function property(node: SyntaxNode, name: SyntaxNode, modifiers: readonly string[], on: Converter): Stmt {
    const value = fieldOf(node, 'value');
    const type = fieldOf(node, 'type');
    return {
      kind: 'assign',
      start: node.start,
      end: node.end,
      target: { kind: 'name', start: name.start, end: name.end, name: textOf(on, name).replace(/^@/, '') },
      ...(value ? { value: expression(value, on) } : {}),
      ...(type ? { type: typeOf(type, on) } : {}),
      decorators: decoratorsOf(node, on),
      modifiers,
    };
  }

  function fields(node: SyntaxNode, on: Converter): readonly Stmt[] {
    const declaration = childOf(node, 'variable_declaration');
    const shared = { decorators: decoratorsOf(node, on), modifiers: modifiersOf(node, on) };
    return declaration ? variables(declaration, on, expression).map((one) => ({ ...one, ...shared })) : [];
  }

  function enumMember(node: SyntaxNode, on: Converter): Stmt {
    const name = fieldOf(node, 'name') ?? node;
    const value = fieldOf(node, 'value');
    return {
      kind: 'enumMember',
      start: node.start,
      end: node.end,
      name: textOf(on, name),
      nameAt: at(name),
      ...(value ? { value: expression(value, on) } : {}),
      args: [],
      decorators: decoratorsOf(node, on),
    };
  }

  function functionDef(node: SyntaxNode, on: Converter): FunctionDef {
    const name = fieldOf(node, 'name') ?? node;
    const body = fieldOf(node, 'body');
    const returns = fieldOf(node, 'returns') ?? fieldOf(node, 'type');
    const kind = node.type === 'constructor_declaration' ? ['constructor'] : [];
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      name: textOf(on, name),
      nameAt: at(name),
      decorators: decoratorsOf(node, on),
      modifiers: [...modifiersOf(node, on), ...kind],
      params: parametersOf(fieldOf(node, 'parameters'), on),
      body: body ? bodyOf(body, on) : [],
      ...(returns ? { returns: typeOf(returns, on) } : {}),
    };
  }

  return { classDef, functionDef };
}

/** `string a = "x", b;` as assignments, one a variable. */
export function variables(
  declaration: SyntaxNode,
  on: Converter,
  expression: (node: SyntaxNode, on: Converter) => Expr,
): readonly Extract<Stmt, { kind: 'assign' }>[] {
  const type = fieldOf(declaration, 'type');
  return childrenOf(declaration, 'variable_declarator').map((one) => {
    const name = fieldOf(one, 'name') ?? one;
    const value = one.children.find((child) => child !== name && child.type !== 'comment');
    return {
      kind: 'assign',
      start: one.start,
      end: one.end,
      target: { kind: 'name', start: name.start, end: name.end, name: textOf(on, name).replace(/^@/, '') },
      ...(value ? { value: expression(value, on) } : {}),
      ...(type && type.type !== 'implicit_type' ? { type: typeOf(type, on) } : {}),
      decorators: [],
      modifiers: [],
    };
  });
}

/** What stands under `#if`. Of two alternatives the first is read: which symbols a build defines is not in its text. */
export function inCondition(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter(({ field }) => field !== 'condition' && field !== 'alternative');
}

/** `public`, `static`, `virtual`… */
export function modifiersOf(node: SyntaxNode, on: Converter): readonly string[] {
  return childrenOf(node, 'modifier').map((one) => textOf(on, one));
}
