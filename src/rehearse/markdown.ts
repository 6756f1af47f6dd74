/** A rehearsal as markdown: for a page, a pull request, and the chat. */
import type { Span } from '../model';
import { said } from './base';
import { blockedBy } from './locks';
import type { Rehearsal, RehearsalOutcome, Standing, StatementEvidence, TakenLock } from './result';
import { counted, differenceText, rowsText, verificationsOf } from './verifications';

/** How a place is written: a link, or a path with its line. */
export type PlaceText = (span: Span) => string;

const VERDICTS = { passed: 'passed', failed: 'failed', 'in part': 'could be shown in part only' } as const;
const SIGNS = { verified: '✔', failed: '✘', notVerified: '?' } as const;

export function markdownOf(outcome: RehearsalOutcome, placeText: PlaceText): string {
  const title = plain(outcome.migration.name || outcome.migration.id);
  if (outcome.kind === 'not rehearsed') return `## ${title}: not rehearsed\n\n${plain(outcome.because)}\n`;
  const lines = verificationsOf(outcome).map((one) => {
    const text = one.kind === 'notVerified' ? `not verified, because ${one.because}` : one.result;
    return `- ${SIGNS[one.kind]} **${one.what}**: ${plain(text)}`;
  });
  return [
    `## ${title}: ${VERDICTS[outcome.verdict]}`,
    lines.join('\n'),
    ...outcome.up.map((one, at) => statement(one, `${at + 1}`, placeText)),
    ...down(outcome, placeText),
    about(outcome),
  ]
    .join('\n\n')
    .concat('\n');
}

function statement(one: StatementEvidence, number: string, placeText: PlaceText): string {
  const head = `### ${number}. ${placeText(one.span)}`;
  const facts = factsOf(one).map((fact) => `- ${plain(fact)}`);
  return [head, fenced(one.sql), facts.join('\n')].filter((part) => part !== '').join('\n\n');
}

/** What there is to say of a statement, a line each; the terminal prints the same. */
export function factsOf(one: StatementEvidence): readonly string[] {
  const { outcome } = one;
  if (outcome.kind === 'failed')
    return [
      `failed: ${said(outcome.error)}`,
      ...(outcome.error.hint === undefined ? [] : [`hint: ${outcome.error.hint}`]),
    ];
  if (outcome.kind === 'not reached') return ['not reached'];
  if (outcome.kind !== 'applied') return [`not run: ${outcome.because}`];
  const from = one.locksFrom === 'manual' ? ' (as documented: it runs outside a transaction)' : '';
  return [
    ...one.locks.filter(isTable).map((lock) => `locks ${lockText(lock)}${from}`),
    ...one.rewrites.map(({ table, because }) => `rewrites ${table}${because === undefined ? '' : `: ${because}`}`),
    ...listed('builds', one.indexesBuilt),
    ...listed('rebuilds', one.indexesRebuilt),
    ...listed('empties', one.emptied),
    ...one.scans.map(
      ({ table, times, rows }) =>
        `reads all of ${table}${times > 1 ? ` ${times} times` : ''} (${counted(rows, 'row')})`,
    ),
    ...one.written.map(({ table, inserted, updated, deleted }) => {
      const parts = [
        [inserted, 'inserted'],
        [updated, 'updated'],
        [deleted, 'deleted'],
      ] as const;
      return `writes ${table}: ${parts
        .filter(([count]) => count > 0)
        .map(([count, what]) => `${count} ${what}`)
        .join(', ')}`;
    }),
    ...timeText(one),
    ...(one.dependsOnData ? [`some rows would stop it: ${said(one.dependsOnData)}`] : []),
    ...one.notices.slice(0, 3).map((notice) => `notice: ${notice}`),
  ];
}

const isTable = ({ of }: TakenLock): boolean => of === 'table' || of === 'materialized view' || of === 'view';

export function lockText({ relation, mode }: TakenLock): string {
  return `${relation}: ${mode}, blocks ${blockedBy(mode)}`;
}

const listed = (verb: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${verb} ${names.join(', ')}`];

/** Only the law: milliseconds of a rehearsal are none of production. */
function timeText({ growth, timings }: StatementEvidence): readonly string[] {
  if (growth === 'constant') return ['takes the same time whatever the number of rows'];
  const [small, large] = [timings[0], timings.at(-1)];
  if (growth === undefined || !small || !large) return [];
  const estimate = secondsFor(timings, 10_000_000);
  return [
    `takes time that grows with the rows${estimate === undefined ? '' : `: ${estimate} for ten million of them, on a machine like this one`}`,
  ];
}

const ORDERS = [
  [1, 'under a second'],
  [60, 'seconds'],
  [3600, 'minutes'],
  [Number.POSITIVE_INFINITY, 'hours'],
] as const;

/** The order of magnitude for so many rows; undefined when it was not run at two sizes. */
export function secondsFor(timings: StatementEvidence['timings'], rows: number): string | undefined {
  const [small, large] = [timings[0], timings.at(-1)];
  if (!small || !large || large.rows <= small.rows) return undefined;
  const perRow = Math.max(0, large.ms - small.ms) / (large.rows - small.rows);
  const seconds = (perRow * rows) / 1000;
  return ORDERS.find(([most]) => seconds < most)?.[1];
}

function down({ down: found }: Rehearsal, placeText: PlaceText): readonly string[] {
  if (found.kind !== 'ran') return [];
  const statements = found.statements
    .filter(({ outcome }) => outcome.kind !== 'applied')
    .map((one) => statement(one, 'Down', placeText));
  const differences = found.differences.map(
    (one) => `- ${plain(differenceText(one))}${changeOf(one.before, one.after)}`,
  );
  return [
    ...statements,
    ...(differences.length > 0 ? [`### Left after the way back\n\n${differences.join('\n')}`] : []),
  ];
}

function changeOf(before: string | undefined, after: string | undefined): string {
  return before === undefined || after === undefined ? '' : `: \`${before}\`, then \`${after}\``;
}

function about({ base, engine, seeded, rows, transaction, notShown }: Rehearsal): string {
  const from =
    base.kind === 'history'
      ? `the ${counted(base.migrations, 'migration')} before it`
      : `${base.from}, because ${base.because}`;
  const lines = [
    `Run on ${engine}; the schema from ${from} (${counted(base.statements, 'statement')}).`,
    `Transactions: ${transaction.because}.`,
    ...(seeded.length > 0 ? [`Synthetic rows: ${seeded.map((one) => `${one.table} ${one.rows}`).join(', ')}.`] : []),
    ...rows
      .filter(({ before, after, changed }) => before !== after || changed.length > 0)
      .map((one) => `${rowsText(one)}.`),
    ...standing('Made up', base.stubbed),
    ...standing('Left out of the schema', base.leftOut),
    ...standing('Not shown', notShown),
    'Not in it: production’s disk and load, replicas, and who else holds locks.',
  ];
  return `### How this was made\n\n${lines.map((line) => `- ${plain(line)}`).join('\n')}`;
}

const MOST = 8;

function standing(title: string, all: readonly Standing[]): readonly string[] {
  const shown = all.slice(0, MOST).map(({ what, because }) => `${title}: ${what}, because ${because}`);
  return all.length > MOST ? [...shown, `${title}: ${all.length - MOST} more`] : shown;
}

const MOST_SQL = 2000;

function fenced(sql: string): string {
  if (sql === '') return '';
  const text = sql.length > MOST_SQL ? `${sql.slice(0, MOST_SQL)}\n…` : sql;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${fence}sql\n${text}\n${fence}`;
}

/** Text that markdown is to show as it is. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]<>|#]/g, (sign) => `\\${sign}`);
}
