import { at, type Converter, stringOf, textOf, unknown } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Argument, Call, Expr, MapEntry } from '../../syntax';
import { genericName, typeArguments } from './types';

type Make = (node: SyntaxNode) => Expr;

const code = (node: SyntaxNode) => node.children.filter(({ type }) => type !== 'comment');

const key = (node: SyntaxNode, on: Converter): Expr =>
  stringOf(node, [{ start: node.start, end: node.end, text: textOf(on, node) }]);

/**
 * `new Foo(1) { A = 2 }` is a call whose properties are arguments with names; `new List<int> { 1 }` is a list, and
 * `new Dictionary<…> { ["a"] = 1, { "b", 2 } }` a map.
 */
export function initialized(node: SyntaxNode, on: Converter, args: readonly Argument[], make: Make): Expr {
  const items = childOf(node, 'initializer_expression');
  const parts = items ? code(items) : [];
  const left = (part: SyntaxNode) => (part.type === 'assignment_expression' ? fieldOf(part, 'left') : undefined);
  if (items && parts.length > 0) {
    if (parts.every((part) => left(part)?.type === 'element_binding_expression' || isPair(part)))
      return {
        kind: 'map',
        start: node.start,
        end: node.end,
        entries: parts.flatMap((part) => entryOf(part, make)),
        spreads: [],
      };
    if (parts.every((part) => left(part) === undefined))
      return { kind: 'list', start: node.start, end: node.end, items: parts.map(make) };
  }
  const set = parts.flatMap((part): readonly Argument[] => {
    const name = left(part);
    const value = fieldOf(part, 'right');
    return name?.type === 'identifier' && value
      ? [{ start: part.start, end: part.end, name: textOf(on, name), nameAt: at(name), value: make(value) }]
      : [];
  });
  return constructed(node, on, [...args, ...set], make);
}

function constructed(node: SyntaxNode, on: Converter, args: readonly Argument[], make: Make): Call {
  const type = fieldOf(node, 'type');
  const place: Expr = { kind: 'name', start: node.start, end: node.start + 3, name: 'new' };
  if (!type) return { kind: 'call', start: node.start, end: node.end, callee: place, args, construct: true };
  if (type.type !== 'generic_name')
    return { kind: 'call', start: node.start, end: node.end, callee: make(type), args, construct: true };
  const callee: Expr = { kind: 'name', start: type.start, end: type.end, name: genericName(type, on) };
  return {
    kind: 'call',
    start: node.start,
    end: node.end,
    callee,
    args,
    construct: true,
    typeArgs: typeArguments(type, on),
  };
}

function isPair(part: SyntaxNode): boolean {
  return part.type === 'initializer_expression' && code(part).length === 2;
}

function entryOf(part: SyntaxNode, make: Make): readonly MapEntry[] {
  if (part.type === 'initializer_expression') {
    const [name, value] = code(part);
    return name && value ? [{ start: part.start, end: part.end, key: make(name), value: make(value) }] : [];
  }
  const name = fieldOf(part, 'left')?.children[0]?.children[0];
  const value = fieldOf(part, 'right');
  return name && value ? [{ start: part.start, end: part.end, key: make(name), value: make(value) }] : [];
}

/** `new { Id = 1, b.Name, Total }`: the grammar has names and values in one row. */
export function mapOf(node: SyntaxNode, on: Converter, make: Make): Expr {
  const entries: MapEntry[] = [];
  const parts = code(node);
  for (let index = 0; index < parts.length; index++) {
    const part = parts[index] ?? node;
    const next = parts[index + 1];
    const isName = part.type === 'identifier' && next && withoutComments(on, node, part.end, next.start).trim() === '=';
    if (isName) {
      entries.push({ start: part.start, end: next.end, key: key(part, on), value: make(next) });
      index++;
      continue;
    }
    const value = make(part);
    const name = value.kind === 'member' ? value.nameAt : value;
    entries.push({
      start: part.start,
      end: part.end,
      key: stringOf(part, [{ start: name.start, end: name.end, text: textOf(on, name) }]),
      value,
    });
  }
  return entries.length > 0 || parts.length === 0
    ? { kind: 'map', start: node.start, end: node.end, entries, spreads: [] }
    : unknown(node);
}

/** The text between two places, the comments among a node's children left out. */
export function withoutComments(on: Converter, node: SyntaxNode, start: number, end: number): string {
  let text = '';
  let from = start;
  for (const one of node.children) {
    if (one.type !== 'comment' || one.start < from || one.end > end) continue;
    text += on.text.slice(from, one.start);
    from = one.end;
  }
  return text + on.text.slice(from, end);
}
