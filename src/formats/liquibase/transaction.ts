import type { Dialect, TransactionBehaviour } from '../../model';
import { autocommits } from '../transaction';
import { type Element, textOf } from './changelog';

/** Liquibase runs each change set in a transaction of its own unless it says runInTransaction="false" (docs.liquibase.com, "runInTransaction"). */
export function transactionOf(changeSet: Element | undefined, dialect: Dialect): TransactionBehaviour {
  const committed = autocommits(dialect);
  if (committed) return committed;
  const optsOut = changeSet !== undefined && textOf(changeSet, 'runInTransaction')?.toLowerCase() === 'false';
  return {
    mode: optsOut ? 'statement' : 'file',
    because: 'Liquibase runs a change set in one transaction unless it says runInTransaction="false"',
  };
}
