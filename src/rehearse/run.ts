/** Runs the statements of one direction as the tool runs them, and keeps what each did. */
import type { Span, TransactionBehaviour } from '../model';
import { refusesTransaction } from '../sql';
import { type Engine, EngineEnded, type Ran, type SqlError } from './engine';
import { rejected } from './reject';
import type { StatementEvidence, StatementOutcome, TakenLock } from './result';
import { isRewriteNotice } from './rewrite-reasons';
import type { Step } from './statements';
import { NO_EFFECTS, type Traced, type Tracer } from './trace';

export interface RanScript {
  readonly statements: readonly StatementEvidence[];
  /** Set when a statement failed, or the commit behind them. */
  readonly failure?: { readonly error: SqlError; readonly at: Span; readonly statement: number };
  /** The engine had to be ended: nothing more can be asked. */
  readonly ended?: EngineEnded;
  /** The strongest locks of the tool's one transaction. */
  readonly held: readonly TakenLock[];
}

interface Running {
  readonly engine: Engine;
  readonly tracer: Tracer;
  open: boolean;
}

/** `rows`: how many stand in the tables, for the timings. */
export async function runScript(
  engine: Engine,
  tracer: Tracer,
  steps: readonly Step[],
  transaction: TransactionBehaviour,
  rows: number,
): Promise<RanScript> {
  const running: Running = { engine, tracer, open: false };
  const statements: StatementEvidence[] = [];
  const rest = (from: number) => steps.slice(from).map((step) => evidence(step, { kind: 'not reached' }));
  try {
    if (isWrapped(steps, transaction)) await begin(running);
    for (const [at, step] of steps.entries()) {
      const because = step.sql.kind === 'unknown' ? step.sql.because : undefined;
      const refused = rejected(step);
      if (step.sql.kind === 'unknown' || refused !== undefined) {
        const outcome: StatementOutcome =
          refused === undefined ? { kind: 'left out', because: because ?? '' } : { kind: 'rejected', because: refused };
        statements.push(evidence(step, outcome));
        continue;
      }
      const traced = await runStep(running, step, step.sql.text);
      statements.push(evidenceOf(step, traced, rows));
      if (traced.ran.kind === 'failed') {
        if (running.open) await engine.run('ROLLBACK');
        const at_ = placeOf(step, traced.ran.error);
        return {
          statements: [...statements, ...rest(at + 1)],
          failure: { error: traced.ran.error, at: at_, statement: at },
          held: [],
        };
      }
    }
    const held = running.open ? tracer.held() : [];
    const last = steps.at(-1);
    if (running.open) {
      const committed = await engine.run('COMMIT');
      // Deferred constraints speak at the end.
      if (committed.kind === 'failed' && last)
        return { statements, failure: { error: committed.error, at: last.span, statement: steps.length - 1 }, held };
    }
    return { statements, held };
  } catch (thrown) {
    if (!(thrown instanceof EngineEnded)) throw thrown;
    const step = steps[statements.length];
    const stopped = step ? [evidence(step, { kind: 'ended', reason: thrown.reason, because: thrown.message })] : [];
    return { statements: [...statements, ...stopped, ...rest(statements.length + 1)], ended: thrown, held: [] };
  }
}

/** Does the tool put its transaction around these statements? */
export function isWrapped(steps: readonly Step[], { mode, except }: TransactionBehaviour): boolean {
  if (mode !== 'file') return false;
  if (except === 'single statement') return steps.length > 1;
  return except !== 'non-transactional statements' || !steps.every(refuses);
}

const refuses = ({ operations }: Step): boolean => operations.some(refusesTransaction);

async function begin(running: Running): Promise<void> {
  await running.tracer.transactionBegins();
  await running.engine.run('BEGIN');
  running.open = true;
}

/** PostgreSQL's `active_sql_transaction`: "cannot run inside a transaction block". */
const IN_TRANSACTION = '25001';

async function runStep(running: Running, step: Step, sql: string): Promise<Traced> {
  const { engine, tracer } = running;
  const control = step.operations.find(({ kind }) => kind === 'transactionControl');
  if (control?.kind === 'transactionControl') {
    if (control.action === 'begin' && !running.open) await tracer.transactionBegins();
    const ran = await engine.run(sql);
    if (control.action === 'begin') running.open = true;
    if (control.action === 'commit' || control.action === 'rollback') running.open = false;
    return { ran, effects: NO_EFFECTS };
  }
  if (running.open) return tracer.inside(step, sql);
  if (refuses(step)) return tracer.outside(step, sql);
  await begin(running);
  const traced = await tracer.inside(step, sql);
  const ended = await engine.run(traced.ran.kind === 'failed' ? 'ROLLBACK' : 'COMMIT');
  running.open = false;
  // A procedure that commits, and what else nobody told us of.
  if (traced.ran.kind === 'failed' && traced.ran.error.code === IN_TRANSACTION) return tracer.outside(step, sql);
  return ended.kind === 'failed' ? { ran: ended, effects: NO_EFFECTS } : traced;
}

function evidenceOf(step: Step, { ran, effects }: Traced, rows: number): StatementEvidence {
  const outcome: StatementOutcome =
    ran.kind === 'applied' ? { kind: 'applied' } : { kind: 'failed', error: ran.error, at: placeOf(step, ran.error) };
  return {
    ...evidence(step, outcome),
    ...effects,
    timings: ran.kind === 'applied' ? [{ rows, ms: ran.ms }] : [],
    notices: noticesOf(ran),
  };
}

function noticesOf(ran: Ran): readonly string[] {
  return ran.kind === 'applied' ? ran.notices.filter((notice) => !isRewriteNotice(notice)) : [];
}

function evidence(step: Step, outcome: StatementOutcome): StatementEvidence {
  return {
    span: step.span,
    sql: step.sql.kind === 'text' ? step.sql.text : '',
    outcome,
    ...NO_EFFECTS,
    timings: [],
    notices: [],
  };
}

/** Where in the file the engine's error points; the statement where it says nothing, or the text is not the file's. */
export function placeOf({ span, sql }: Step, { position }: SqlError): Span {
  if (position === undefined || sql.kind !== 'text' || sql.written !== 'in the file') return span;
  const before = sql.text.slice(0, position);
  const lines = before.split('\n');
  const last = lines.at(-1) ?? '';
  const column = lines.length === 1 ? span.start.column + last.length : last.length;
  const start = { line: span.start.line + lines.length - 1, column, offset: span.start.offset + position };
  const word = /^"[^"]*"|^[\w$]+/.exec(sql.text.slice(position))?.[0].length ?? 1;
  return { uri: span.uri, start, end: { ...start, column: column + word, offset: start.offset + word } };
}
