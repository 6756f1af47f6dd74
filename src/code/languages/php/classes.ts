import { at, type Converter, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { ClassDef, Decorator, Expr, FunctionDef, Stmt } from '../../syntax';
import { type Body, type Expressions, variable } from './expressions';
import { lastWord, typeOf } from './types';

const FORMS: Readonly<Record<string, ClassDef['form']>> = {
  trait_declaration: 'trait',
  interface_declaration: 'interface',
  enum_declaration: 'enum',
};

interface Classes {
  classDef(node: SyntaxNode, on: Converter): ClassDef;
  functionDef(node: SyntaxNode, on: Converter): FunctionDef;
  constants(node: SyntaxNode, on: Converter): readonly Stmt[];
}

/** PHP's classes, traits, interfaces and enums, with their methods, properties and constants. */
export function classesWith({ expression, argumentsOf, parametersOf }: Expressions, bodyOf: Body): Classes {
  const decoratorsOf = (node: SyntaxNode, on: Converter): readonly Decorator[] =>
    childrenOf(childOf(node, 'attribute_list') ?? node, 'attribute_group')
      .flatMap((group) => childrenOf(group, 'attribute'))
      .map((one): Decorator => {
        const [name = one] = one.children;
        const args = argumentsOf(childOf(one, 'arguments'), on);
        return { start: one.start, end: one.end, name: lastWord(textOf(on, name)), nameAt: at(name), args };
      });

  const basesOf = (node: SyntaxNode | undefined, on: Converter): readonly Expr[] =>
    (node?.children ?? []).map((one) => expression(one, on));

  function classDef(node: SyntaxNode, on: Converter): ClassDef {
    const name = fieldOf(node, 'name');
    const bases = [
      ...basesOf(childOf(node, 'base_clause'), on),
      ...basesOf(childOf(node, 'class_interface_clause'), on),
    ];
    return {
      kind: 'class',
      form: FORMS[node.type] ?? 'class',
      start: node.start,
      end: node.end,
      name: name ? textOf(on, name) : '',
      nameAt: at(name ?? node),
      decorators: decoratorsOf(node, on),
      modifiers: modifiersOf(node, on),
      bases,
      baseTypes: [],
      keywords: [],
      body: (fieldOf(node, 'body')?.children ?? []).flatMap((one) => classMember(one, on)),
    };
  }

  function classMember(node: SyntaxNode, on: Converter): readonly Stmt[] {
    switch (node.type) {
      case 'method_declaration':
        return [functionDef(node, on)];
      case 'const_declaration':
        return constants(node, on);
      case 'property_declaration':
        return properties(node, on);
      case 'enum_case': {
        const name = fieldOf(node, 'name') ?? node;
        const value = fieldOf(node, 'value');
        const given = value ? { value: expression(value, on) } : {};
        const named = { name: textOf(on, name), nameAt: at(name) };
        return [
          {
            kind: 'enumMember',
            start: node.start,
            end: node.end,
            ...named,
            ...given,
            args: [],
            decorators: decoratorsOf(node, on),
          },
        ];
      }
      case 'use_declaration':
        return childrenOf(node, 'name', 'qualified_name').map((one) => {
          const name = lastWord(textOf(on, one));
          return {
            kind: 'import',
            start: one.start,
            end: one.end,
            module: textOf(on, one),
            names: [{ name, as: name }],
          };
        });
      default:
        return [];
    }
  }

  function properties(node: SyntaxNode, on: Converter): readonly Stmt[] {
    const type = childOf(node, 'optional_type', 'primitive_type', 'named_type', 'union_type');
    return childrenOf(node, 'property_element').map((one): Stmt => {
      const name = fieldOf(one, 'name') ?? one;
      const value = fieldOf(one, 'default_value');
      return {
        kind: 'assign',
        start: one.start,
        end: one.end,
        target: { kind: 'name', start: name.start, end: name.end, name: variable(name, on) },
        ...(value ? { value: expression(value, on) } : {}),
        ...(type ? { type: typeOf(type, on) } : {}),
        decorators: decoratorsOf(node, on),
        modifiers: modifiersOf(node, on),
      };
    });
  }

  function constants(node: SyntaxNode, on: Converter): readonly Stmt[] {
    return childrenOf(node, 'const_element').flatMap((one): readonly Stmt[] => {
      const [name, value] = one.children;
      if (!name || !value) return [];
      const target: Expr = { kind: 'name', start: name.start, end: name.end, name: textOf(on, name) };
      const modifiers = ['const', ...modifiersOf(node, on)];
      return [
        {
          kind: 'assign',
          start: one.start,
          end: one.end,
          target,
          value: expression(value, on),
          decorators: [],
          modifiers,
        },
      ];
    });
  }

  function functionDef(node: SyntaxNode, on: Converter): FunctionDef {
    const name = fieldOf(node, 'name') ?? node;
    const body = fieldOf(node, 'body');
    const returns = fieldOf(node, 'return_type');
    return {
      kind: 'function',
      start: node.start,
      end: node.end,
      name: textOf(on, name),
      nameAt: at(name),
      decorators: decoratorsOf(node, on),
      modifiers: modifiersOf(node, on),
      params: parametersOf(fieldOf(node, 'parameters'), on),
      body: body ? bodyOf(body, on) : [],
      ...(returns ? { returns: typeOf(returns, on) } : {}),
    };
  }

  return { classDef, functionDef, constants };
}

/** `public`, `static`, `abstract`, `readonly`… */
function modifiersOf(node: SyntaxNode, on: Converter): readonly string[] {
  return node.children.filter(({ type }) => type.endsWith('_modifier')).map((one) => textOf(on, one).toLowerCase());
}
