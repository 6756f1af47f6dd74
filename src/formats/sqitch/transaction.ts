import type { TransactionBehaviour } from '../../model';

/** A script's own BEGIN and COMMIT decide: sqitch gives it to the engine's client as it is ("sqitch-deploy"; psql, mysql, sqlite3). */
export const transaction: TransactionBehaviour = {
  mode: 'statement',
  because: "sqitch gives a script to the engine's client, and the script's own BEGIN and COMMIT make the transaction",
};
