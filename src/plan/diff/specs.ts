import type { Check, ConstraintSpec, Exclusion, ForeignKey, Index, IndexSpec, PrimaryKey, Unique } from '../../model';
import { ident } from './context';
import { isMadeUp } from './keys';

export type AnyKey = PrimaryKey | Unique | ForeignKey | Check | Exclusion;

/** A key of a table as a statement states it. */
export function constraintSpec({ at, name, inline: _inline, ...key }: AnyKey): ConstraintSpec {
  return { ...key, ...(isMadeUp(name) ? {} : { name: ident({ name, at }) }) } as ConstraintSpec;
}

export function indexSpec({ at, name, implicit: _implicit, concurrently: _how, ...index }: Index): IndexSpec {
  return { ...index, name: { name, span: at } };
}
