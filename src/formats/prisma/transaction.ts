import type { TransactionBehaviour } from '../../model';

/** Models are no script: a migration made from them is. */
export const transaction: TransactionBehaviour = {
  mode: 'none',
  because: 'models are declared, and a migration makes them',
};
