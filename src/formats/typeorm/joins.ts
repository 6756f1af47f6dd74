import { type Bound, resolve, textValue } from '../../code';
import { entry, itemsOf, textIn } from '../code/compose';
import { returned } from '../code/values';
import type { JoinArgs, JoinTableArgs } from './args';

/** What relations say of their columns and tables. */

export function joinOf(options: Bound | undefined): JoinArgs {
  return {
    name: entry(options, 'name'),
    referenced: textIn(options, 'referencedColumnName')?.text,
    constraintName: entry(options, 'foreignKeyConstraintName'),
  };
}

export function joinTableOf(options: Bound | undefined): JoinTableArgs {
  const side = (one: string, several: string) => {
    const given = entry(options, one) ?? entry(options, several);
    return given ? itemsOf(given).map(joinOf) : [];
  };
  return {
    options,
    joins: side('joinColumn', 'joinColumns'),
    inverses: side('inverseJoinColumn', 'inverseJoinColumns'),
  };
}

/** `(user) => user.posts`, or `'posts'`. */
export function propertyNamed(bound: Bound | undefined): string | undefined {
  if (!bound) return undefined;
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'string') return expr.value;
  if (expr.kind !== 'function') return undefined;
  const value = returned({ def: expr, scope });
  return value?.expr.kind === 'member' ? value.expr.name : value && textValue(value)?.text;
}
