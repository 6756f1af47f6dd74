import { type Bound, resolve, type Scope, textValue } from '../../code';
import { textsOf } from '../code/compose';
import { type Called, targetOf } from '../code/decorated';
import { returned } from '../code/values';
import type { ConditionArgs, ForeignArgs, KeyArgs, Property } from './args';
import { propertyNamed } from './joins';

/** Columns of a key: a list of properties' names, or a function of the properties. */
function pathsIn(bound: Bound | undefined): KeyArgs['columns'] {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'function') {
    const value = returned({ def: expr, scope });
    const inside = value && resolve(value);
    if (inside?.expr.kind === 'map')
      return inside.expr.entries.flatMap(({ key }) =>
        key.kind === 'string' ? [{ path: key.value, at: key.pieces[0] ?? key }] : [],
      );
    if (inside?.expr.kind !== 'list') return undefined;
    return inside.expr.items.flatMap((item) =>
      item.kind === 'member' ? [{ path: memberPath(item), at: item.nameAt }] : [],
    );
  }
  if (expr.kind !== 'list') return undefined;
  return textsOf({ expr, scope })?.map(({ text, pieces }) => ({ path: text.trim(), at: pieces[0] ?? expr }));
}

/** `user.name.first` without its first word. */
function memberPath(expr: { readonly object: Bound['expr']; readonly name: string }): string {
  return expr.object.kind === 'member' ? `${memberPath(expr.object)}.${expr.name}` : expr.name;
}

export function keyOf({ args, at, nameAt }: Called, member: Property | undefined, scope: Scope): KeyArgs {
  const [first, second, third] = args;
  const name = first && textValue(first) ? first : undefined;
  const rest = name ? [second, third] : [first, second];
  const columns = pathsIn(rest[0]) ?? pathsIn(rest[1]);
  const options = rest.find((one) => one !== undefined && resolve(one).expr.kind === 'map');
  const own = member ? [{ path: member.key, at: member.at }] : columns;
  return { columns: own, name, options, at: { start: nameAt.start - 1, end: at.end }, module: scope.module };
}

export function foreignOf(called: Called, member: Property | undefined, scope: Scope): readonly ForeignArgs[] {
  if (called.name !== 'ForeignKey') return [];
  const [first, second, third, fourth] = called.args;
  const base = { target: targetOf(first), at: called.at, module: scope.module };
  if (member) {
    const inverse = propertyNamed(second);
    const options = inverse === undefined ? second : third;
    return [
      {
        ...base,
        columns: [{ path: member.key, at: member.at }],
        referenced: inverse === undefined ? [] : [inverse],
        options,
      },
    ];
  }
  const referenced = pathsIn(third)?.map(({ path }) => path) ?? [];
  return [{ ...base, columns: pathsIn(second) ?? [], referenced, options: referenced.length > 0 ? fourth : third }];
}

/** `@Check`, `@Exclusion`: an expression, with a name before it or not. */
export function conditionOf({ name: word, args, at }: Called, scope: Scope): readonly ConditionArgs[] {
  if (word !== 'Check' && word !== 'Exclusion') return [];
  const [first, second] = args;
  const isNamed = second !== undefined && textValue(second) !== undefined;
  const [name, expression] = isNamed ? [first, second] : [undefined, first];
  return [{ kind: word === 'Check' ? 'check' : 'exclusion', name, expression, at, module: scope.module }];
}
