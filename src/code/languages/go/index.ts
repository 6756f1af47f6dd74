import { at, type Converter, type FrontEnd, textOf } from '../../convert';
import { childOf, childrenOf, fieldOf, fieldsOf, type SyntaxNode } from '../../node';
import type { Stmt } from '../../syntax';
import { blockOf, expression, statement } from './code';
import { parametersOf, stringLiteral } from './parts';
import { typeOf } from './types';

/** Go by tree-sitter-go's grammar. */
export const go: FrontEnd = (root, on) => root.children.flatMap((node) => topLevel(node, on));

function topLevel(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'package_clause':
      return [];
    case 'import_declaration':
      return importsOf(node, on);
    case 'function_declaration':
    case 'method_declaration':
      return [functionOf(node, on)];
    case 'type_declaration':
      return childrenOf(node, 'type_spec').flatMap((spec) => structOf(spec, on));
    case 'ERROR':
      return node.children.flatMap((child) => topLevel(child, on));
    default:
      return statement(node, on);
  }
}

/** `import g "gorm.io/gorm"`: a package goes by its last word, unless it is named. */
function importsOf(node: SyntaxNode, on: Converter): readonly Stmt[] {
  const specs = [
    ...childrenOf(node, 'import_spec'),
    ...childrenOf(childOf(node, 'import_spec_list') ?? node, 'import_spec'),
  ];
  return [...new Set(specs)].map((spec): Stmt => {
    const path = fieldOf(spec, 'path');
    const module = path ? stringLiteral(path, on).value : '';
    const named = fieldOf(spec, 'name');
    const last =
      module
        .split('/')
        .filter((part) => !/^v\d+$/.test(part))
        .at(-1) ?? module;
    return {
      kind: 'import',
      start: spec.start,
      end: spec.end,
      module,
      names: [{ name: '*', as: named ? textOf(on, named) : last }],
    };
  });
}

function functionOf(node: SyntaxNode, on: Converter): Stmt {
  const name = fieldOf(node, 'name') ?? node;
  const receiver = fieldOf(node, 'receiver');
  const owner = receiver && fieldOf(childOf(receiver, 'parameter_declaration') ?? receiver, 'type');
  const result = fieldOf(node, 'result');
  return {
    kind: 'function',
    start: node.start,
    end: node.end,
    name: textOf(on, name),
    nameAt: at(name),
    decorators: [],
    modifiers: [],
    params: parametersOf(fieldOf(node, 'parameters'), on),
    body: blockOf(fieldOf(node, 'body'), on),
    ...(result && result.type !== 'parameter_list' ? { returns: typeOf(result, on) } : {}),
    ...(owner ? { receiver: typeOf(owner, on).name } : {}),
  };
}

function structOf(spec: SyntaxNode, on: Converter): readonly Stmt[] {
  const type = fieldOf(spec, 'type');
  const name = fieldOf(spec, 'name') ?? spec;
  if (!type) return [];
  if (type.type !== 'struct_type') return [named(spec, name, type, on)];
  const fields = childrenOf(childOf(type, 'field_declaration_list') ?? type, 'field_declaration');
  return [
    {
      kind: 'class',
      form: 'struct',
      start: spec.start,
      end: spec.end,
      name: textOf(on, name),
      nameAt: at(name),
      decorators: [],
      modifiers: [],
      bases: [],
      baseTypes: [],
      keywords: [],
      body: fields.flatMap((field) => fieldsIn(field, on)),
    },
  ];
}

/** `type Status int`: a name for another type, which is its base. */
function named(spec: SyntaxNode, name: SyntaxNode, type: SyntaxNode, on: Converter): Stmt {
  return {
    kind: 'class',
    form: 'struct',
    start: spec.start,
    end: spec.end,
    name: textOf(on, name),
    nameAt: at(name),
    decorators: [],
    modifiers: ['named'],
    bases: [],
    baseTypes: [typeOf(type, on)],
    keywords: [],
    body: [],
  };
}

/** `ID, Code uint \`gorm:"…"\``; a field without a name is an embedded struct, whose name is its type's. */
function fieldsIn(field: SyntaxNode, on: Converter): readonly Stmt[] {
  const type = fieldOf(field, 'type');
  const tag = fieldOf(field, 'tag');
  const common = {
    start: field.start,
    end: field.end,
    ...(type ? { type: typeOf(type, on) } : {}),
    ...(tag ? { tag: stringLiteral(tag, on) } : {}),
    decorators: [],
    modifiers: [],
  };
  const names = fieldsOf(field, 'name');
  if (names.length > 0) return names.map((name): Stmt => ({ kind: 'assign', ...common, target: expression(name, on) }));
  if (!type) return [];
  const last = typeOf(type, on).name.replace(/^.*\./, '');
  return [
    {
      kind: 'assign',
      ...common,
      target: { kind: 'name', start: type.start, end: type.end, name: last },
      embedded: true,
    },
  ];
}
