import type { Script, Statement, TransactionBehaviour } from '../model';
import { refusesTransaction } from '../sql';

function isNonTransactional(statement: Statement): boolean {
  return statement.operations.length > 0 && statement.operations.every(refusesTransaction);
}

/** True when the runner puts this script inside one transaction. */
export function isWrapped(script: Script, behaviour: TransactionBehaviour): boolean {
  if (behaviour.mode !== 'file') return false;
  return !escapes(script, behaviour, undefined);
}

/** True when the runner would leave the script outside a transaction if `changed` refused one. */
export function wouldEscape(script: Script, behaviour: TransactionBehaviour, changed: Statement): boolean {
  return behaviour.mode !== 'file' || escapes(script, behaviour, changed);
}

/** How many statements the server is sent: what is read inside a DO block is one with it. */
function topStatements({ statements }: Script): number {
  const places = statements.map(({ span, conditional }) => (conditional?.span ?? span).start.offset);
  return new Set(places).size;
}

function escapes(script: Script, behaviour: TransactionBehaviour, changed: Statement | undefined): boolean {
  if (behaviour.except === 'single statement') return topStatements(script) <= 1;
  if (behaviour.except !== 'non-transactional statements') return false;
  return script.statements.every((statement) => statement === changed || isNonTransactional(statement));
}

/** What each tool asks of a statement that must not run in a transaction, as the end of "Put it …". */
const OPT_OUT: Readonly<Record<string, string>> = {
  flyway:
    'in a migration of its own: Flyway runs a file of nothing but such statements outside a transaction, and refuses a mixed one',
  'golang-migrate':
    'in a migration of its own, as the only statement of the file: golang-migrate sends the file as one query',
  goose: 'in a migration that begins with "-- +goose NO TRANSACTION"',
  dbmate: 'in a migration whose marker is "-- migrate:up transaction:false"',
  atlas: 'in a migration that begins with "-- atlas:txmode none"',
  sqitch: 'in a change whose script has no BEGIN and COMMIT',
  'node-pg-migrate': 'in a migration in JavaScript that calls pgm.noTransaction()',
  'drizzle-migrate': 'outside the migrations: Drizzle runs all pending ones in one transaction, and none can leave it',
  supabase: 'outside the migrations: the Supabase CLI sends a file as one pipeline, which is one transaction',
  'prisma-migrate': 'in a migration of its own, as the only statement of the file: Prisma sends the file as one query',
};

/** How this runner is told to run a statement outside a transaction. */
export function optOut(tool: string): string {
  return OPT_OUT[tool] ?? 'in a migration of its own that the runner does not wrap in a transaction';
}
