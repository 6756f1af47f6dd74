import { stringify } from 'yaml';
import type { Attributes, Change, GivenColumn } from './words';

/** A change set to be written. */
export interface NewChangeSet {
  readonly id: string;
  readonly author: string;
  readonly outside: 'outside' | 'inside';
  /** What could not be written, for who reads it. */
  readonly comment?: string;
  readonly changes: readonly Change[];
  /** Absent where Liquibase finds the way back by itself. */
  readonly rollback?: readonly Change[];
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attribute = (text: string) => escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

function tag(name: string, attributes: Attributes): string {
  return [name, ...Object.entries(attributes).map(([key, value]) => `${key}="${attribute(String(value))}"`)].join(' ');
}

/** Text that XML would read as its own stands in CDATA. */
function content(text: string): string {
  return /[<&]|\]\]>/.test(text) ? `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : text;
}

function element(name: string, attributes: Attributes, inside: readonly string[], tab: string): readonly string[] {
  const head = tag(name, attributes);
  if (inside.length === 0) return [`<${head}/>`];
  return [`<${head}>`, ...inside.map((line) => tab + line), `</${name}>`];
}

function columnXml({ attributes, constraints }: GivenColumn, tab: string): readonly string[] {
  const inside = constraints ? element('constraints', constraints, [], tab) : [];
  return element('column', attributes, inside, tab);
}

function changeXml({ name, attributes, columns = [], text }: Change, tab: string): readonly string[] {
  if (text !== undefined) return [`<${tag(name, attributes)}>${content(text)}</${name}>`];
  return element(
    name,
    attributes,
    columns.flatMap((column) => columnXml(column, tab)),
    tab,
  );
}

/** The change set as XML, its lines below each other; `tab` is one step of the project's indentation. */
export function xmlText(set: NewChangeSet, tab: string): readonly string[] {
  const { id, author, outside, comment, changes, rollback } = set;
  const inside = [
    ...(comment === undefined ? [] : [`<comment>${escaped(comment)}</comment>`]),
    ...changes.flatMap((change) => changeXml(change, tab)),
    ...(rollback
      ? element(
          'rollback',
          {},
          rollback.flatMap((change) => changeXml(change, tab)),
          tab,
        )
      : []),
  ];
  const attributes = { id, author, ...(outside === 'outside' ? { runInTransaction: false } : {}) };
  return element('changeSet', attributes, inside, tab);
}

function changeData({ name, attributes, columns, text }: Change): unknown {
  const words = name === 'createView' ? { selectQuery: text } : { sql: text };
  return {
    [name]: {
      ...attributes,
      ...(columns
        ? {
            columns: columns.map((column) => ({
              column: { ...column.attributes, ...(column.constraints ? { constraints: column.constraints } : {}) },
            })),
          }
        : {}),
      ...(text === undefined ? {} : words),
    },
  };
}

/** The change set as YAML and JSON have it. */
export function dataOf({ id, author, outside, comment, changes, rollback }: NewChangeSet): unknown {
  return {
    changeSet: {
      id,
      author,
      ...(outside === 'outside' ? { runInTransaction: false } : {}),
      ...(comment === undefined ? {} : { comment }),
      changes: changes.map(changeData),
      ...(rollback ? { rollback: rollback.map(changeData) } : {}),
    },
  };
}

/** The change set as an entry of a YAML list. Liquibase's own examples indent the values of an entry by two steps. */
export function yamlText(set: NewChangeSet): readonly string[] {
  return stringify([dataOf(set)], { lineWidth: 0 })
    .trimEnd()
    .split('\n');
}

/** The change set as an entry of a JSON list. */
export function jsonText(set: NewChangeSet, tab: string): readonly string[] {
  return JSON.stringify(dataOf(set), undefined, tab).split('\n');
}

const word = (text: string) => (/[\s:"]/.test(text) ? `"${text.replaceAll('"', '')}"` : text);

/** The change set as formatted SQL. A routine's own semicolons part nothing where a slash on a line does. */
export function sqlText(set: NewChangeSet): readonly string[] {
  const { id, author, outside, comment, changes, rollback } = set;
  const isWhole = [...changes, ...(rollback ?? [])].some(({ attributes }) => attributes.splitStatements === false);
  const statements = (some: readonly Change[]) =>
    some.flatMap(({ text = '' }) => (isWhole ? [...text.split('\n'), '/'] : `${text};`.split('\n')));
  const settings = [isWhole ? ' endDelimiter:/' : '', outside === 'outside' ? ' runInTransaction:false' : ''].join('');
  return [
    `--changeset ${word(author)}:${word(id)}${settings}`,
    ...(comment === undefined ? [] : [`--comment: ${comment}`]),
    ...statements(changes),
    ...(rollback?.length === 0 ? ['--rollback empty'] : []),
    ...(rollback ? statements(rollback).map((line) => `--rollback ${line}`) : []),
  ];
}
