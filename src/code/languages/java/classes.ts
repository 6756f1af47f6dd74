import { at, type Converter, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Assign, ClassDef, Expr, FunctionDef, Stmt } from '../../syntax';
import { type Body, code, type Expressions } from './expressions';
import { typeOf, typesIn } from './types';

const FORMS: Readonly<Record<string, ClassDef['form']>> = {
  class_declaration: 'class',
  interface_declaration: 'interface',
  annotation_type_declaration: 'interface',
  enum_declaration: 'enum',
  record_declaration: 'record',
};

export function isClass(node: SyntaxNode): boolean {
  return Object.hasOwn(FORMS, node.type);
}

interface Classes {
  classDef(node: SyntaxNode, on: Converter): ClassDef;
  /** Fields and local variables: one for each declarator. */
  variables(node: SyntaxNode, on: Converter): readonly Assign[];
}

/** Java's classes, interfaces, enums and records, with their methods and fields. */
export function classesWith(
  { expression, argumentsOf, parametersOf, decoratorsOf }: Expressions,
  bodyOf: Body,
): Classes {
  function classDef(node: SyntaxNode, on: Converter): ClassDef {
    const name = fieldOf(node, 'name');
    const baseTypes = [
      ...typesIn(fieldOf(node, 'superclass'), on),
      ...typesIn(fieldOf(node, 'interfaces'), on),
      ...typesIn(childOf(node, 'extends_interfaces'), on),
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
      bases: baseTypes.map((type): Expr => ({ kind: 'name', start: type.start, end: type.end, name: type.name })),
      baseTypes,
      keywords: [],
      body: [...components(node, on), ...members(fieldOf(node, 'body'), on)],
    };
  }

  /** A record's components are its fields. */
  function components(node: SyntaxNode, on: Converter): readonly Stmt[] {
    if (node.type !== 'record_declaration') return [];
    return childrenOf(fieldOf(node, 'parameters') ?? node, 'formal_parameter').flatMap((one): readonly Stmt[] => {
      const name = fieldOf(one, 'name');
      const type = fieldOf(one, 'type');
      if (!name) return [];
      return [
        {
          kind: 'assign',
          start: one.start,
          end: one.end,
          target: { kind: 'name', start: name.start, end: name.end, name: textOf(on, name) },
          ...(type ? { type: typeOf(type, on) } : {}),
          decorators: decoratorsOf(one, on),
          modifiers: ['private', 'final'],
        },
      ];
    });
  }

  const members = (body: SyntaxNode | undefined, on: Converter): readonly Stmt[] =>
    code(body?.children ?? []).flatMap((one) => member(one, on));

  function member(node: SyntaxNode, on: Converter): readonly Stmt[] {
    if (isClass(node)) return [classDef(node, on)];
    switch (node.type) {
      case 'field_declaration':
        return variables(node, on);
      case 'constant_declaration':
        // A field of an interface is a constant without saying so (JLS 9.3).
        return variables(node, on).map((one) => ({
          ...one,
          modifiers: [...new Set(['static', 'final', ...one.modifiers])],
        }));
      case 'method_declaration':
      case 'constructor_declaration':
      case 'compact_constructor_declaration':
      case 'annotation_type_element_declaration':
        return [functionDef(node, on)];
      case 'enum_constant':
        return [enumMember(node, on)];
      case 'enum_body_declarations':
      case 'ERROR':
        return members(node, on);
      case 'block':
      case 'static_initializer': {
        const body = node.type === 'block' ? node : childOf(node, 'block');
        return [
          {
            kind: 'block',
            form: 'block',
            start: node.start,
            end: node.end,
            heads: [],
            body: body ? bodyOf(body, on) : [],
          },
        ];
      }
      default:
        return [];
    }
  }

  function enumMember(node: SyntaxNode, on: Converter): Stmt {
    const name = fieldOf(node, 'name') ?? node;
    return {
      kind: 'enumMember',
      start: node.start,
      end: node.end,
      name: textOf(on, name),
      nameAt: at(name),
      args: argumentsOf(fieldOf(node, 'arguments'), on),
      decorators: decoratorsOf(node, on),
    };
  }

  function variables(node: SyntaxNode, on: Converter): readonly Assign[] {
    const type = fieldOf(node, 'type');
    return childrenOf(node, 'variable_declarator').map((one, index, all): Assign => {
      const name = fieldOf(one, 'name') ?? one;
      const value = fieldOf(one, 'value');
      const list = fieldOf(one, 'dimensions') ? { list: true } : {};
      return {
        kind: 'assign',
        // The first stands for the declaration with its annotations.
        start: index === 0 ? node.start : one.start,
        end: index === all.length - 1 ? node.end : one.end,
        target: { kind: 'name', start: name.start, end: name.end, name: textOf(on, name) },
        ...(value ? { value: expression(value, on) } : {}),
        ...(type ? { type: { ...typeOf(type, on), ...list } } : {}),
        decorators: decoratorsOf(node, on),
        modifiers: modifiersOf(node, on),
      };
    });
  }

  function functionDef(node: SyntaxNode, on: Converter): FunctionDef {
    const name = fieldOf(node, 'name') ?? node;
    const body = fieldOf(node, 'body');
    const returns = fieldOf(node, 'type');
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

  return { classDef, variables };
}

/** `public`, `static`, `abstract`, `final`…: the words between the annotations. */
function modifiersOf(node: SyntaxNode, on: Converter): readonly string[] {
  const all = childOf(node, 'modifiers');
  if (!all) return [];
  let from = all.start;
  const words: string[] = [];
  for (const child of [...all.children, { start: all.end, end: all.end }]) {
    words.push(...on.text.slice(from, child.start).split(/\s+/));
    from = child.end;
  }
  return words.filter((word) => word !== '');
}
