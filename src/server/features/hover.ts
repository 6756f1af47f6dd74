import { type Hover, MarkupKind, type Position } from 'vscode-languageserver/node';
import type { Column, DataLayer, Finding, Schema, Span, Table, View } from '../../model';
import { spanTouches, toRange } from '../convert';
import {
  columnText,
  findColumn,
  indexesWith,
  indexText,
  keyText,
  referencesTo,
  referenceText,
  tableName,
  typeText,
} from '../describe';
import { type Standing, schemaAround, standingsAt } from '../history';
import { engineOf, type IndexView } from '../index-view';
import { type Occurrence, occurrencesOf } from '../occurrences';
import { askAboutFinding } from './ask';
import { type ClientAbilities, commandLink, rulePageOf } from './client';

/** Rows that a hover shows of a wide table; the tree has all of them. */
const shownColumns = 40;

const inline = (text: string): string => text.replace(/\|/g, '\\|').replace(/\r?\n/g, ' ');
const code = (text: string): string => (text === '' ? '' : `\`${inline(text).replace(/`/g, "'")}\``);

function link(index: IndexView, span: Span): string {
  return `[${inline(index.path(span.uri))}:${span.start.line + 1}](${span.uri}#L${span.start.line + 1})`;
}

function columnRow(schema: Schema, table: Table, column: Column): string {
  const rest = columnText(schema.dialect, table, column).slice(typeText(column).length).replace(/^, /, '');
  return `| ${code(column.name)} | ${code(typeText(column))} | ${inline(rest)} |`;
}

function tableMarkdown(index: IndexView, layer: DataLayer, schema: Schema, key: string, table: Table): string {
  const rows = table.columns.slice(0, shownColumns).map((column) => columnRow(schema, table, column));
  const more = table.columns.length - rows.length;
  const indexes = table.indexes.map((one) => `- ${code(one.name)} ${inline(indexText(one))}`);
  const uniques = table.uniques.map((one) => `- ${code(one.name)} unique ${inline(keyText(one.columns))}`);
  const references = referencesTo(schema, key).map(
    ({ table: from, foreign }) =>
      `- ${code(tableName(from))} ${inline(`(${foreign.columns.map(({ name }) => name).join(', ')})`)}`,
  );
  return [
    `**${table.kind} ${code(tableName(table))}** · ${engineOf(layer)} · made in ${link(index, table.at)}`,
    table.comment === undefined ? '' : `*${inline(table.comment)}*`,
    rows.length === 0 ? '' : ['| column | type | |', '|---|---|---|', ...rows].join('\n'),
    more > 0 ? `… and ${more} more columns` : '',
    table.complete ? '' : 'Its columns could not all be told.',
    indexes.length + uniques.length === 0 ? '' : `Indexes\n${[...uniques, ...indexes].join('\n')}`,
    references.length === 0 ? '' : `Referenced by\n${references.join('\n')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function viewMarkdown(index: IndexView, layer: DataLayer, view: View): string {
  const kind = view.materialized ? 'materialized view' : 'view';
  return `**${kind} ${code(tableName(view))}** · ${engineOf(layer)} · made in ${link(index, view.at)}\n\nReads ${view.sources.map((source) => code(tableName(source))).join(', ') || 'no table'}`;
}

function columnMarkdown(index: IndexView, layer: DataLayer, schema: Schema, table: Table, column: Column): string {
  const within = indexesWith(schema.dialect, table, column.name).map((line) => `- ${inline(line)}`);
  const foreign = table.foreignKeys.filter((key) => key.columns.some(({ name }) => name === column.name));
  return [
    `**column ${code(`${tableName(table)}.${column.name}`)}** · ${engineOf(layer)} · written in ${link(index, column.at)}`,
    code(columnText(schema.dialect, table, column)),
    column.comment === undefined ? '' : `*${inline(column.comment)}*`,
    within.length === 0 ? 'In no index.' : `In\n${within.join('\n')}`,
    foreign.length === 0 ? '' : `References ${foreign.map((key) => code(referenceText(key))).join(', ')}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function describe(
  index: IndexView,
  layer: DataLayer,
  schema: Schema,
  { table: key, column }: Occurrence,
): string | undefined {
  const table = schema.tables.get(key);
  if (table && column !== undefined) {
    const found = findColumn(schema.dialect, table, column);
    return found && columnMarkdown(index, layer, schema, table, found);
  }
  if (table) return tableMarkdown(index, layer, schema, key, table);
  const view = column === undefined ? schema.views.get(key) : undefined;
  return view && viewMarkdown(index, layer, view);
}

/** What stands there at that point of the history, and now when that is something else. */
function describeInHistory(index: IndexView, layer: DataLayer, standing: Standing, at: Occurrence): string | undefined {
  if (standing.kind === 'dump' || standing.kind === 'models') return describe(index, layer, standing.schema, at);
  const now = describe(index, layer, layer.schema, at);
  if (standing.kind === 'down') return now;
  const { before, after } = schemaAround(layer, standing.migration, at.span.start.offset);
  const here = describe(index, layer, after, at) ?? describe(index, layer, before, at);
  if (here === undefined) return now;
  if (now === undefined) return `${here}\n\n---\n\nGone by now: a later migration drops or renames it.`;
  return here === now ? here : `${here}\n\n---\n\n*Now, after all migrations:*\n\n${now}`;
}

function findingLine(index: IndexView, finding: Finding, client: ClientAbilities): string | undefined {
  const links = [
    rulePageOf(client, finding.rule) && `[Why this rule?](${rulePageOf(client, finding.rule)})`,
    commandLink(client, 'askArchitect', 'Ask the architect', askAboutFinding(index, finding)),
  ].filter((one) => one !== undefined);
  return links.length === 0 ? undefined : `**${finding.rule}**: ${links.join(' · ')}`;
}

/** Answers `textDocument/hover`. The findings' own texts are in their diagnostics, which the editor shows above. */
export function hover(index: IndexView, client: ClientAbilities, uri: string, at: Position): Hover | null {
  const parts: string[] = [];
  let range: Span | undefined;
  for (const layer of index.layersOf(uri)) {
    for (const standing of standingsAt(layer, uri)) {
      const found = occurrencesOf(standing.script, layer.dialect).find(({ span }) => spanTouches(span, at));
      const text = found && describeInHistory(index, layer, standing, found);
      if (!found || text === undefined || parts.includes(text)) continue;
      range ??= found.span;
      parts.push(text);
    }
  }
  for (const finding of index.findingsOf(uri).filter(({ span }) => spanTouches(span, at))) {
    const line = findingLine(index, finding, client);
    if (line !== undefined) parts.push(line);
  }
  if (parts.length === 0) return null;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join('\n\n---\n\n') },
    ...(range === undefined ? {} : { range: toRange(range) }),
  };
}
