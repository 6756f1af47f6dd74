import type { Operation } from '../../model';
import { entityView } from '../code/entity-view';
import type { TableMeta } from './meta';
import { nameOf } from './operations';
import { isOff, isOn, optionOf } from './options';
import type { Reading } from './reading';

export function isView({ args: { options } }: TableMeta): boolean {
  return options.has('view') && !isOff(options, 'view');
}

/** `view: true` with an expression (version 7): its SQL where that is written, else the text of what builds it. */
export function viewOperations(table: TableMeta, on: Reading): readonly Operation[] {
  const { module, place, args } = table;
  const { options } = args;
  const given = options.get('expression');
  const materialized = isOn(options, 'materialized') || optionOf(options.get('view'), 'materialized') !== undefined;
  return entityView({ module, place, view: nameOf(table, on), materialized, ...(given ? { given } : {}) }, on.dialect);
}
