import { factsOf, markdownOf, type RehearsalOutcome, verificationsOf } from '../rehearse';

type FileOf = (uri: string) => string;

const SIGNS = { verified: 'ok', failed: 'FAILED', notVerified: '?' } as const;

/** For people: what came of each migration, then its statements. */
export function printRehearsalsText(outcomes: readonly RehearsalOutcome[], fileOf: FileOf): string {
  const all = outcomes.map((outcome) => textOf(outcome, fileOf, outcomes.length > 1 ? 'short' : 'whole'));
  const count = (verdict: string) =>
    outcomes.filter((one) => (one.kind === 'rehearsed' ? one.verdict : one.kind) === verdict).length;
  const totals = `${outcomes.length} rehearsed: ${count('passed')} passed, ${count('failed')} failed, ${count('in part')} in part, ${count('not rehearsed')} not\n`;
  return [...all, ...(outcomes.length > 1 ? [totals] : [])].join('\n');
}

function textOf(outcome: RehearsalOutcome, fileOf: FileOf, how: 'short' | 'whole'): string {
  const { uri, name } = outcome.migration;
  if (outcome.kind === 'not rehearsed') return `${fileOf(uri)}  ${name}: not rehearsed, because ${outcome.because}\n`;
  const lines = verificationsOf(outcome)
    .filter(({ kind }) => how === 'whole' || kind === 'failed')
    .map((one) => `  ${SIGNS[one.kind]}  ${one.what}: ${one.kind === 'notVerified' ? one.because : one.result}\n`);
  const statements = outcome.up
    .filter((one) => how === 'whole' || (one.outcome.kind !== 'applied' && one.outcome.kind !== 'not reached'))
    .map((one) => {
      const place = one.outcome.kind === 'failed' ? one.outcome.at : one.span;
      const facts = factsOf(one).map((fact) => `      ${fact}\n`);
      return `  ${fileOf(place.uri)}:${place.start.line + 1}:${place.start.column + 1}  ${firstLine(one.sql)}\n${facts.join('')}`;
    });
  return `${fileOf(uri)}  ${name}: ${outcome.verdict}\n${lines.join('')}${statements.join('')}`;
}

function firstLine(sql: string): string {
  const text = sql.replace(/\s+/g, ' ').trim();
  return text.length > 100 ? `${text.slice(0, 100)}…` : text;
}

export function printRehearsalsMarkdown(outcomes: readonly RehearsalOutcome[], fileOf: FileOf): string {
  return outcomes.map((one) => markdownOf(one, ({ uri, start }) => `\`${fileOf(uri)}:${start.line + 1}\``)).join('\n');
}

export function printRehearsalsJson(outcomes: readonly RehearsalOutcome[], fileOf: FileOf): string {
  const files = (key: string, value: unknown) => (key === 'uri' && typeof value === 'string' ? fileOf(value) : value);
  return `${JSON.stringify({ rehearsals: outcomes.map((one) => ({ ...one, evidence: verificationsOf(one) })) }, files, 2)}\n`;
}
