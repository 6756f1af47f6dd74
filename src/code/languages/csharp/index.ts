import { type Converter, type FrontEnd, textOf, unknown } from '../../convert';
import { childOf, childrenOf, fieldOf, type SyntaxNode } from '../../node';
import type { Expr, Stmt } from '../../syntax';
import { classesWith, inCondition, isClass, modifiersOf, variables } from './classes';
import { expressionsWith } from './expressions';
import { isPattern, patternTest } from './patterns';

const reader = expressionsWith(bodyOf);
const { expression, exprIn } = reader;
const { classDef, functionDef } = classesWith(reader, bodyOf);

/** C# by tree-sitter-c-sharp's grammar. */
export const csharp: FrontEnd = (root, on) => {
  const at = root.children.findIndex(({ type }) => type === 'file_scoped_namespace_declaration');
  const scoped = root.children[at];
  if (!scoped) return statements(root.children, on);
  // `namespace A.B;` holds all that follows it.
  const body = statements(root.children.slice(at + 1), on);
  return [...statements(root.children.slice(0, at), on), namespace(scoped, root.end, body, on)];
};

function statements(nodes: readonly SyntaxNode[], on: Converter): readonly Stmt[] {
  return nodes.flatMap((node) => statement(node, on));
}

/** The statements of a body: in braces, one alone, or `=> value`. */
function bodyOf(node: SyntaxNode, on: Converter): readonly Stmt[] {
  if (node.type === 'arrow_expression_clause')
    return [{ kind: 'return', start: node.start, end: node.end, value: expression(node, on) }];
  return node.type === 'block' ? statements(node.children, on) : statement(node, on);
}

function bodyIn(node: SyntaxNode, field: string, on: Converter): readonly Stmt[] {
  const body = fieldOf(node, field);
  return body ? bodyOf(body, on) : [];
}

function statement(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'comment':
    case 'empty_statement':
    case 'extern_alias_directive':
      return [];
    case 'local_function_statement':
    case 'method_declaration':
    case 'constructor_declaration':
      return [functionDef(node, on)];
    case 'namespace_declaration':
      return [namespace(node, node.end, bodyOfNamespace(node, on), on)];
    case 'using_directive':
      return [usingDirective(node, on)];
    case 'global_statement':
      return statements(node.children, on);
    case 'preproc_if':
      return statements(inCondition(node), on);
    case 'ERROR':
      return statements(node.children, on);
    default:
      if (isClass(node)) return [classDef(node, on)];
      return node.type.startsWith('preproc_') ? [] : simple(node, on);
  }
}

function bodyOfNamespace(node: SyntaxNode, on: Converter): readonly Stmt[] {
  return statements(fieldOf(node, 'body')?.children ?? [], on);
}

function namespace(node: SyntaxNode, end: number, body: readonly Stmt[], on: Converter): Stmt {
  const name = fieldOf(node, 'name');
  const named = name ? { name: textOf(on, name) } : {};
  return { kind: 'block', form: 'namespace', start: node.start, end, heads: [], body, ...named };
}

/** `using A.B;`, `using X = A.B.C;`, `using static A.B;` */
function usingDirective(node: SyntaxNode, on: Converter): Stmt {
  const alias = fieldOf(node, 'name');
  const target = node.children.find((child) => child !== alias && child.type !== 'comment');
  const module = target ? textOf(on, target) : '';
  if (!alias) return { kind: 'import', start: node.start, end: node.end, module, names: [{ name: '*', as: '*' }] };
  const cut = module.lastIndexOf('.');
  const names = [{ name: module.slice(cut + 1), as: textOf(on, alias) }];
  return { kind: 'import', start: node.start, end: node.end, module: module.slice(0, Math.max(0, cut)), names };
}

function simple(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'expression_statement': {
      const value = node.children.find(({ type }) => type !== 'comment');
      return value ? [ofExpression(value, on)] : [];
    }
    case 'local_declaration_statement': {
      const declaration = childOf(node, 'variable_declaration');
      const modifiers = modifiersOf(node, on);
      return declaration ? variables(declaration, on, expression).map((one) => ({ ...one, modifiers })) : [];
    }
    case 'return_statement':
    case 'throw_statement': {
      const value = node.children.find(({ type }) => type !== 'comment');
      const given = value ? { value: expression(value, on) } : {};
      return [
        { kind: node.type === 'return_statement' ? 'return' : 'throw', start: node.start, end: node.end, ...given },
      ];
    }
    case 'break_statement':
    case 'continue_statement':
      return [];
    default:
      return flow(node, on);
  }
}

function ofExpression(node: SyntaxNode, on: Converter): Stmt {
  if (node.type !== 'assignment_expression')
    return { kind: 'expression', start: node.start, end: node.end, value: expression(node, on) };
  const left = fieldOf(node, 'left');
  const right = fieldOf(node, 'right');
  const operator = left && right ? on.text.slice(left.end, right.start).trim() : '=';
  return {
    kind: 'assign',
    start: node.start,
    end: node.end,
    target: exprIn(node, 'left', on),
    value: exprIn(node, 'right', on),
    ...(operator === '=' ? {} : { operator }),
    decorators: [],
    modifiers: [],
  };
}

function flow(node: SyntaxNode, on: Converter): readonly Stmt[] {
  switch (node.type) {
    case 'if_statement':
      return [
        {
          kind: 'if',
          start: node.start,
          end: node.end,
          test: exprIn(node, 'condition', on),
          consequence: bodyIn(node, 'consequence', on),
          otherwise: bodyIn(node, 'alternative', on),
        },
      ];
    case 'switch_statement':
      return [switchStatement(node, on)];
    case 'foreach_statement':
      return [
        {
          kind: 'loop',
          start: node.start,
          end: node.end,
          target: loopTarget(fieldOf(node, 'left') ?? node, on),
          iterable: exprIn(node, 'right', on),
          body: bodyIn(node, 'body', on),
        },
      ];
    case 'for_statement':
    case 'while_statement':
    case 'do_statement':
      return [{ kind: 'loop', start: node.start, end: node.end, body: bodyIn(node, 'body', on) }];
    case 'try_statement': {
      const last = childOf(childOf(node, 'finally_clause') ?? node, 'block');
      const final = last && last.field !== 'body' ? bodyOf(last, on) : [];
      return [
        {
          kind: 'block',
          form: 'try',
          start: node.start,
          end: node.end,
          heads: [],
          body: [...bodyIn(node, 'body', on), ...final],
        },
      ];
    }
    case 'using_statement':
      return [usingStatement(node, on)];
    case 'block':
      return [
        {
          kind: 'block',
          form: 'block',
          start: node.start,
          end: node.end,
          heads: [],
          body: statements(node.children, on),
        },
      ];
    case 'lock_statement':
    case 'checked_statement':
    case 'unsafe_statement':
    case 'labeled_statement': {
      const last = node.children.at(-1);
      return [
        {
          kind: 'block',
          form: 'block',
          start: node.start,
          end: node.end,
          heads: [],
          body: last ? bodyOf(last, on) : [],
        },
      ];
    }
    default:
      return [{ kind: 'unknown', start: node.start, end: node.end }];
  }
}

/** `foreach (var x in …)`, `foreach (var (a, b) in …)` */
function loopTarget(node: SyntaxNode, on: Converter): Expr {
  if (node.type !== 'tuple_pattern') return expression(node, on);
  return { kind: 'list', start: node.start, end: node.end, items: node.children.map((one) => expression(one, on)) };
}

function usingStatement(node: SyntaxNode, on: Converter): Stmt {
  const declaration = childOf(node, 'variable_declaration');
  const bound = declaration ? variables(declaration, on, expression) : [];
  const heads = bound.flatMap(({ target, value }) =>
    value && target.kind === 'name' ? [{ value, as: target.name }] : [],
  );
  const plain = node.children.find(({ field, type }) => field !== 'body' && type !== 'variable_declaration');
  const alone = !declaration && plain ? [{ value: expression(plain, on) }] : [];
  return {
    kind: 'block',
    form: 'with',
    start: node.start,
    end: node.end,
    heads: [...heads, ...alone],
    body: bodyIn(node, 'body', on),
  };
}

/** Sections are conditions one after another; a section without statements shares the next one's. */
function switchStatement(node: SyntaxNode, on: Converter): Stmt {
  const subject = exprIn(node, 'value', on);
  const sections = childrenOf(fieldOf(node, 'body') ?? node, 'switch_section');
  const inside = (index: number): readonly Stmt[] => {
    const section = sections[index];
    if (!section) return [];
    const own = section.children.filter((child) => !isPattern(child) && child.type !== 'when_clause');
    return own.length === 0 ? inside(index + 1) : statements(own, on);
  };
  const from = (index: number): readonly Stmt[] => {
    const section = sections[index];
    if (!section) return [];
    const patterns = section.children.filter(isPattern);
    const [first, ...others] = patterns.map((one) => patternTest(subject, one, on, expression));
    if (!first) return inside(index);
    const either = others.reduce<Expr>(
      (left, right) => ({ kind: 'binary', start: section.start, end: section.end, operator: '||', left, right }),
      first,
    );
    const test = childOf(section, 'when_clause') ? unknown(section) : either;
    return [
      {
        kind: 'if',
        start: section.start,
        end: section.end,
        test,
        consequence: inside(index),
        otherwise: from(index + 1),
      },
    ];
  };
  const [first] = from(0);
  return first ?? { kind: 'expression', start: node.start, end: node.end, value: unknown(node) };
}
