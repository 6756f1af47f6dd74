import type { Span } from '../../model';
import {
  counted,
  differenceText,
  factsOf,
  type Rehearsal,
  type RehearsalOutcome,
  rowsText,
  verificationsOf,
} from '../../rehearse';
import { toPlace } from '../convert';
import type { IndexView } from '../index-view';
import type { RehearsalView, RehearsedStatementView } from '../requests';

/** A rehearsal as the host shows it. */
export function rehearsalView(index: IndexView, outcome: RehearsalOutcome): RehearsalView {
  const { name, id, uri } = outcome.migration;
  const title = name === '' ? id : name;
  const path = index.path(uri);
  if (outcome.kind === 'not rehearsed')
    return {
      title,
      path,
      verdict: 'not rehearsed',
      evidence: verificationsOf(outcome),
      statements: [],
      left: [],
      about: [outcome.because],
    };
  const { up, down } = outcome;
  const back = down.kind === 'ran' ? down.statements.filter((one) => one.outcome.kind !== 'applied') : [];
  return {
    title,
    path,
    verdict: outcome.verdict,
    evidence: verificationsOf(outcome),
    statements: [
      ...up.map((one) => statementView(index, one, 'up')),
      ...back.map((one) => statementView(index, one, 'down')),
    ],
    left: down.kind === 'ran' ? down.differences.map(differenceText) : [],
    about: aboutOf(outcome),
  };
}

const MOST_SQL = 2000;

function statementView(
  index: IndexView,
  one: Rehearsal['up'][number],
  direction: 'up' | 'down',
): RehearsedStatementView {
  const at: Span = one.outcome.kind === 'failed' ? one.outcome.at : one.span;
  const { sql } = one;
  return {
    direction,
    path: index.path(at.uri),
    place: toPlace(at),
    sql: sql.length > MOST_SQL ? `${sql.slice(0, MOST_SQL)}…` : sql,
    facts: factsOf(one),
    outcome:
      one.outcome.kind === 'applied'
        ? 'applied'
        : one.outcome.kind === 'failed' || one.outcome.kind === 'ended'
          ? 'failed'
          : 'not run',
  };
}

const MOST_SAID = 10;

function aboutOf({ engine, base, seeded, rows, transaction, notShown }: Rehearsal): readonly string[] {
  const from =
    base.kind === 'history'
      ? `the ${counted(base.migrations, 'migration')} before it`
      : `${base.from}, because ${base.because}`;
  const said = [
    ...base.stubbed.map(({ what, because }) => `Made up: ${what}, because ${because}`),
    ...base.leftOut.map(({ what, because }) => `Left out of the schema: ${what}, because ${because}`),
    ...notShown.map(({ what, because }) => `Not shown: ${what}, because ${because}`),
  ];
  return [
    `Run on ${engine}; the schema from ${from}.`,
    `${transaction.because}.`,
    ...(seeded.length > 0 ? [`Synthetic rows: ${seeded.map((one) => `${one.table} ${one.rows}`).join(', ')}.`] : []),
    ...rows
      .filter(({ before, after, changed }) => before !== after || changed.length > 0)
      .map((one) => `${rowsText(one)}.`),
    ...said.slice(0, MOST_SAID),
    ...(said.length > MOST_SAID ? [`And ${said.length - MOST_SAID} more of these.`] : []),
    'Not in it: production’s disk and load, replicas, and who else holds locks.',
  ];
}
