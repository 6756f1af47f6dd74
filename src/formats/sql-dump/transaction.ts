import type { TransactionBehaviour } from '../../model';

/** A dump is restored into an empty database by the engine's own client. */
export const transaction: TransactionBehaviour = {
  mode: 'statement',
  because: 'a client runs a dump statement by statement',
};
