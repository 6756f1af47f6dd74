import type { CodeLens, Command } from 'vscode-languageserver/node';
import type { DataLayer, Finding, Operation } from '../../model';
import { coverageOf, spanContains } from '../../model';
import { plural, toRange } from '../convert';
import { tableName } from '../describe';
import { type Standing, standingsAt } from '../history';
import { type IndexView, tableKey } from '../index-view';
import { askAboutFile, askAboutMigration, askAboutTable } from './ask';
import { type HostCommand, hostCommand } from './client';

const firstLine = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

function command(name: HostCommand, title: string, argument: unknown): Command {
  return { title, command: hostCommand(name), arguments: [argument] };
}

const kinds = { up: 'Migration', down: 'Way back', dump: 'Schema', models: 'Models' } as const;

/** Above the first line, or above the change set where a file holds several: what it is, its findings, and what can be done with it. */
function headLenses(
  index: IndexView,
  uri: string,
  standing: Standing,
  findings: readonly Finding[],
): readonly CodeLens[] {
  const ask = standing.kind === 'up' ? askAboutMigration(index, standing.migration) : askAboutFile(index, uri);
  const at = 'migration' in standing ? standing.migration.at : undefined;
  const own = at ? findings.filter(({ span }) => spanContains(at, span)) : findings;
  const start = at && { range: toRange({ ...at, end: at.start }) };
  return [
    command('showFindings', headTitle(standing, own, index.layersOf(uri)), { uri, ...start }),
    command('reviewSchema', 'Review', { uri }),
    ...('migration' in standing ? [command('rehearseMigration', 'Rehearse', { uri, id: standing.migration.id })] : []),
    command('askArchitect', 'Ask the architect', ask),
  ].map((one) => ({ range: start?.range ?? firstLine, command: one }));
}

/** The file as a whole speaks through its first script; of several migrations in it, each for itself. */
function headsOf(standings: readonly Standing[]): readonly Standing[] {
  const parts = standings.filter((one) => one.kind === 'up' && one.migration.at !== undefined);
  return parts.length > 0 ? parts : standings.slice(0, 1);
}

/** A file of several data layers says of which, and one that only tests or examples run says so. */
function ofLayers(layers: readonly DataLayer[]): string {
  if (layers.length > 1) return ` of ${layers.map(({ name }) => name).join(' and ')}`;
  const purpose = layers[0]?.purpose;
  return purpose === undefined ? '' : purpose === 'tests' ? ' for tests' : ' of an example';
}

/** What was not read is said beside what was found: no findings in it is no clean bill. */
function headTitle({ kind, script }: Standing, findings: readonly Finding[], layers: readonly DataLayer[]): string {
  const unread = coverageOf([script]).notUnderstood.length;
  const rest = unread === 0 ? '' : `, ${plural(unread, 'statement')} not understood`;
  return `${kinds[kind]}${ofLayers(layers)}: ${plural(findings.length, 'finding')}${rest}`;
}

/** Above a table or model: its findings in this file. */
function tableLenses(
  index: IndexView,
  layer: DataLayer,
  operation: Operation,
  findings: readonly Finding[],
): readonly CodeLens[] {
  if (operation.kind !== 'createTable') return [];
  const { table, span } = operation;
  const key = tableKey(layer, operation);
  const here = findings.filter((finding) => finding.table === key || spanContains(span, finding.span));
  const range = toRange(table.span);
  const [first] = here;
  const count = `${tableName(table)}: ${plural(here.length, 'finding')} here`;
  return [
    command('showFindings', count, { uri: span.uri, ...(first ? { range: toRange(first.span) } : { range }) }),
    command('reviewSchema', 'Review', { uri: span.uri, table: key }),
    command('askArchitect', 'Ask the architect', askAboutTable(index, tableName(table), table.span)),
  ].map((one) => ({ range, command: one }));
}

/** Answers `textDocument/codeLens`. */
export function lenses(index: IndexView, uri: string): readonly CodeLens[] {
  const [layer] = index.layersOf(uri);
  if (!layer) return [];
  const standings = standingsAt(layer, uri);
  const findings = index.findingsOf(uri);
  const operations = standings.flatMap(({ script }) => script.statements.flatMap((statement) => statement.operations));
  return [
    ...headsOf(standings).flatMap((standing) => headLenses(index, uri, standing, findings)),
    ...operations.flatMap((operation) => tableLenses(index, layer, operation, findings)),
  ];
}
