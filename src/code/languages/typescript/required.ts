import { type Converter, textOf } from '../../convert';
import { childOf, fieldOf, type SyntaxNode } from '../../node';
import type { Import } from '../../syntax';

/** `const x = require('./y')`, `const { a, b: c } = require('./y')`, `require('./y').a`: CommonJS's way to import. */
export function required(declarator: SyntaxNode, on: Converter): Import | undefined {
  const name = fieldOf(declarator, 'name');
  const value = fieldOf(declarator, 'value');
  const member = value?.type === 'member_expression' ? fieldOf(value, 'property') : undefined;
  const call = member && value ? fieldOf(value, 'object') : value;
  const callee = call?.type === 'call_expression' ? fieldOf(call, 'function') : undefined;
  const given = call && childOf(fieldOf(call, 'arguments') ?? call, 'string');
  if (!name || !callee || !given || textOf(on, callee) !== 'require') return undefined;
  const names = member ? [{ name: textOf(on, member), as: textOf(on, name) }] : namesIn(name, on);
  return (
    names && {
      kind: 'import',
      start: declarator.start,
      end: declarator.end,
      module: textOf(on, given).slice(1, -1),
      names,
    }
  );
}

function namesIn(pattern: SyntaxNode, on: Converter): Import['names'] | undefined {
  if (pattern.type === 'identifier') return [{ name: '*', as: textOf(on, pattern) }];
  if (pattern.type !== 'object_pattern') return undefined;
  return pattern.children.flatMap((one) => {
    const [key, as] = one.type === 'pair_pattern' ? [fieldOf(one, 'key'), fieldOf(one, 'value')] : [one, one];
    return key && as ? [{ name: textOf(on, key), as: textOf(on, as) }] : [];
  });
}
