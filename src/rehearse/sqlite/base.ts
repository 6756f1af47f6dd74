import { said, titleOf } from '../base';
import type { Engine } from '../engine';
import type { RehearsalRequest } from '../request';
import type { BaseEvidence, Standing } from '../result';

/** The statements of the history, each by itself; what does not run is named. */
export async function applyTo(engine: Engine, { history }: RehearsalRequest): Promise<BaseEvidence> {
  const leftOut: Standing[] = [];
  const steps = history
    .flatMap(({ up }) => up)
    .filter(({ operations }) => !operations.some(({ kind }) => kind === 'transactionControl'));
  const texts = steps.flatMap((step) => {
    if (step.sql.kind === 'text') return [{ step, text: step.sql.text }];
    leftOut.push({ what: titleOf(step), because: step.sql.because });
    return [];
  });
  for (let at = 0; at < texts.length; ) {
    const ran = await engine.runAll(texts.slice(at).map(({ text }) => text));
    at += ran.applied;
    const failed = texts[at];
    if (!ran.failure || !failed) break;
    leftOut.push({ what: titleOf(failed.step), because: said(ran.failure) });
    at++;
  }
  return { kind: 'history', migrations: history.length, statements: texts.length, stubbed: [], leftOut };
}
