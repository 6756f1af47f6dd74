import type { TransactionBehaviour } from '../../model';
import type { ReadContext } from '../format';
import { baseName, folderOf } from '../paths';
import type { Sections } from '../sections';
import { readSqlName } from '../sql-name';
import { autocommits } from '../transaction';

const WRAPS: Readonly<Record<Exclude<Sections['tool'], 'none'>, string>> = {
  goose: 'goose runs a migration in one transaction unless it says NO TRANSACTION',
  dbmate: 'dbmate runs a migration in one transaction unless it says transaction:false',
  'sql-migrate': 'sql-migrate runs a migration in one transaction unless it says notransaction',
  tern: 'tern runs a migration in one transaction unless it says disable-tx',
  'node-pg-migrate': 'node-pg-migrate runs migrations in one transaction',
  sqlx: 'sqlx runs a migration in one transaction unless it says no-transaction',
};

/** How the runner behind a plain SQL file wraps it, as far as markers and names tell. */
export function transactionOf(uri: string, parts: Sections, context: ReadContext): TransactionBehaviour {
  const committed = autocommits(context.dialect);
  if (committed) return committed;
  if (parts.tool !== 'none') {
    const optsOut = parts.noTransaction === 'both' || parts.noTransaction === 'up';
    return { mode: optsOut ? 'statement' : 'file', because: WRAPS[parts.tool] };
  }
  return (
    byName(uri, context) ?? {
      mode: 'statement',
      because: 'no known tool wraps these files: a client runs each statement by itself',
    }
  );
}

function byName(uri: string, context: ReadContext): TransactionBehaviour | undefined {
  const file = baseName(uri);
  if (/^(up|down)\.sql$/i.test(file)) {
    // diesel.rs, diesel_migrations: metadata.toml may hold run_in_transaction = false.
    const optsOut = /^\s*run_in_transaction\s*=\s*false/m.test(context.neighbour?.('metadata.toml') ?? '');
    return {
      mode: optsOut ? 'statement' : 'file',
      because: 'diesel runs a migration in one transaction unless metadata.toml says run_in_transaction = false',
    };
  }
  const name = readSqlName(file) ?? readSqlName(baseName(folderOf(uri)));
  if (name?.autocommit === 'yes')
    return { mode: 'statement', because: '".autocommit" in the file name runs it outside a transaction' };
  if (name?.dialect)
    return { mode: 'file', because: 'pop runs a migration in one transaction unless its name says .autocommit' };
  return undefined;
}
