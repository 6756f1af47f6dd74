import type { Plan, PlanStep } from './step';

/** What is to be run next: the steps of the first stage that has any. Those of later stages wait for a release. */
export function nextStage(plan: Plan): readonly PlanStep[] {
  const stages = plan.steps.filter(({ up }) => up.length > 0).map(({ stage }) => stage);
  const first = Math.min(...stages);
  return plan.steps.filter(({ stage, up }) => stage === first && up.length > 0);
}

/** The plan for people, as markdown: every step with its reason, and the releases between them. */
export function describePlan(plan: Plan, sqlOf: (step: PlanStep) => string): string {
  const lines: string[] = [];
  let stage = 0;
  let number = 0;
  for (const step of plan.steps) {
    for (; stage < step.stage; stage++) lines.push(`**Release**: ${plan.deploys[stage] ?? 'the next one.'}`, '');
    const sql = step.job ?? sqlOf(step);
    number += 1;
    lines.push(`${number}. **${step.name}** (${words(step)}). ${step.why}`);
    lines.push(
      '',
      '   ```sql',
      ...sql
        .trimEnd()
        .split('\n')
        .map((line) => (line === '' ? '' : `   ${line}`)),
      '   ```',
      '',
    );
    if (step.down.kind === 'none') lines.push(`   No way back: ${step.down.because}.`, '');
  }
  if (plan.notes.length > 0) lines.push(...plan.notes.map((note) => `- ${note}`), '');
  return lines.join('\n');
}

function words({ phase, transaction, timeouts, job }: PlanStep): string {
  if (job !== undefined) return `${phase}, a job of the application`;
  return [
    phase,
    transaction === 'none' ? 'outside a transaction' : 'in one transaction',
    ...(timeouts.lock === undefined ? [] : [`waits at most ${timeouts.lock} for a lock`]),
  ].join(', ');
}
