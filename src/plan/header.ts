import { printStatements } from '../sql';
import type { PlanFacts } from './context';
import { MARKER } from './marker';
import type { Plan, PlanStep } from './step';

/** The words above a step in its file: what it does, what must be released before it, and what is still to come. */
export function headerOf(plan: Plan, step: PlanStep, facts: Pick<PlanFacts, 'dialect'>): readonly string[] {
  const before = step.stage > 0 ? plan.deploys[step.stage - 1] : undefined;
  const isLast = plan.steps.every(({ stage }) => stage <= step.stage);
  const firstOfPlan = plan.steps.find(({ up }) => up.length > 0);
  const sql = printStatements(plan.staged, facts.dialect).replace(/\s+/g, ' ').trim().replace(/;$/, '');
  return [
    ...wrapped(step.why),
    ...(before === undefined || before === '' ? [] : wrapped(`Before it: ${before}`)),
    ...(isLast || step !== firstOfPlan || sql === '' ? [] : [`${MARKER} ${sql}`]),
  ];
}

const WIDTH = 110;

function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length >= WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** How a language begins a comment that ends with its line. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\.(?:sql|pls|pks|ddl)$/i, '--'],
  [/\.(?:py|rb|ya?ml)$/i, '#'],
  [/\.(?:[cm]?[jt]sx?|cs|java|kt|go|php)$/i, '//'],
];

/** A new file with these comments above it. What has no comments stays as it is. */
export function headed(path: string, text: string, lines: readonly string[]): string {
  const sign = SIGNS.find(([pattern]) => pattern.test(path))?.[1];
  if (lines.length === 0) return text;
  if (/\.xml$/i.test(path))
    return afterFirst(
      text,
      /<databaseChangeLog[^>]*>/,
      `\n    <!--\n${lines.map((line) => `    ${line.replaceAll('--', '- -')}\n`).join('')}    -->`,
    );
  if (sign === undefined) return text;
  const comment = lines.map((line) => `${sign} ${line}\n`).join('');
  // What must be first stays first: PHP's tag, Ruby's magic comment, Python's docstring, Liquibase's head of formatted SQL.
  const first =
    /^(?:"""[\s\S]*?"""\n+|<\?php[^\n]*\n+|# frozen_string_literal: true\n+|--\s*liquibase formatted sql[^\n]*\n+)/i.exec(
      text,
    )?.[0] ?? '';
  return `${first}${comment}${text.slice(first.length)}`;
}

function afterFirst(text: string, pattern: RegExp, insert: string): string {
  const found = pattern.exec(text);
  if (found === null) return text;
  const at = found.index + found[0].length;
  return text.slice(0, at) + insert + text.slice(at);
}
