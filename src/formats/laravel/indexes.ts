import type { Placed, TextValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { between, compose, made, quoted } from '../code/compose';
import type { ForeignCommand, Grammar, IndexCommand, IndexType } from './fluent';
import { columnize, expressionText, first, isOn, literal, namesOf, tableName } from './values';

/** `users_email_unique`: table with prefix, columns and type in lower case (Blueprint, createIndexName). */
export function indexName(
  table: string,
  columns: readonly string[],
  type: IndexType | 'foreign' | 'primary',
  { settings }: Grammar,
): string {
  const dot = table.lastIndexOf('.');
  const prefixed =
    dot < 0 ? settings.prefix + table : `${table.slice(0, dot)}.${settings.prefix}${table.slice(dot + 1)}`;
  return [prefixed, ...columns, type.toLowerCase()].join('_').toLowerCase().replace(/[-.]/g, '_');
}

/** A primary key, unique constraint or index in SQL. */
export function indexText(table: TextValue, command: IndexCommand, grammar: Grammar): TextValue | undefined {
  const { dialect } = grammar;
  const { place, columns, algorithm, raw } = command;
  const on = tableName(table, grammar);
  const [only] = columns;
  const list = raw && only ? only : columnize(columns, grammar);
  const name = quoted(command.name, dialect);
  const using = algorithm === undefined || algorithm === '' ? '' : ` using ${algorithm}`;
  if (command.type === 'primary') {
    const named = dialect === 'sqlserver' ? ['constraint ', name, ' '] : [];
    return compose(place, ['alter table ', on, ' add ', ...named, 'primary key (', list, ')']);
  }
  if (isMysqlFamily(dialect)) {
    const word = { unique: 'unique', index: 'index', fulltext: 'fulltext', spatialIndex: 'spatial index' }[
      command.type
    ];
    return compose(place, ['alter table ', on, ` add ${word} `, name, using, '(', list, ')']);
  }
  if (command.type === 'unique' && dialect === 'postgresql')
    return compose(place, ['alter table ', on, ' add constraint ', name, ' unique (', list, ')']);
  if (command.type === 'fulltext') return dialect === 'postgresql' ? fullText(on, command, grammar) : undefined;
  const method =
    command.type === 'spatialIndex' && dialect === 'postgresql' ? ' using gist' : dialect === 'postgresql' ? using : '';
  const word = command.type === 'unique' ? 'create unique index ' : 'create index ';
  return compose(place, [word, name, ' on ', on, `${method} (`, list, ')']);
}

function fullText(on: TextValue, { place, columns, name, attributes }: IndexCommand, grammar: Grammar): TextValue {
  const language = expressionText(first(attributes, 'language'))?.text ?? 'english';
  const vectors = columns.map((column) =>
    compose(place, [`to_tsvector(${literal(language, grammar)}, `, quoted(column, grammar.dialect), ')']),
  );
  const named = quoted(name, grammar.dialect);
  return compose(place, ['create index ', named, ' on ', on, ' using gin ((', ...between(vectors, ' || '), '))']);
}

const ACTIONS: Readonly<Record<string, readonly [string, string]>> = {
  cascadeOnDelete: ['delete', 'cascade'],
  restrictOnDelete: ['delete', 'restrict'],
  nullOnDelete: ['delete', 'set null'],
  noActionOnDelete: ['delete', 'no action'],
  setDefaultOnDelete: ['delete', 'set default'],
  cascadeOnUpdate: ['update', 'cascade'],
  restrictOnUpdate: ['update', 'restrict'],
  nullOnUpdate: ['update', 'set null'],
  noActionOnUpdate: ['update', 'no action'],
};

/** `foreign key (…) references …` with its actions; undefined where its table cannot be told. */
export function foreignClause(command: ForeignCommand, grammar: Grammar): TextValue | undefined {
  const { attributes, target, place } = command;
  const on = expressionText(first(attributes, 'on')) ?? target?.table;
  const references = namesOf(first(attributes, 'references')) ?? target?.columns;
  if (!on || !references) return undefined;
  return compose(place, [
    'foreign key (',
    columnize(command.columns, grammar),
    ') references ',
    tableName(on, grammar),
    ' (',
    columnize(references, grammar),
    `)${actions(command)}${deferrable(command, grammar)}`,
  ]);
}

function actions({ attributes }: ForeignCommand): string {
  const said = new Map<string, string>();
  for (const [name] of attributes) {
    const known = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined;
    if (known) said.set(known[0], known[1]);
    const direct = /^on(Delete|Update)$/.exec(name)?.[1]?.toLowerCase();
    const action = direct && expressionText(first(attributes, name))?.text;
    if (direct && action) said.set(direct, action.toLowerCase());
  }
  return ['delete', 'update'].map((when) => (said.has(when) ? ` on ${when} ${said.get(when)}` : '')).join('');
}

function deferrable({ attributes }: ForeignCommand, { dialect }: Grammar): string {
  if (dialect !== 'postgresql' || !attributes.has('deferrable')) return isNotValid(attributes, dialect);
  if (!isOn(attributes, 'deferrable')) return ' not deferrable';
  const when = attributes.has('initiallyImmediate')
    ? isOn(attributes, 'initiallyImmediate')
      ? ' initially immediate'
      : ' initially deferred'
    : '';
  return ` deferrable${when}${isNotValid(attributes, dialect)}`;
}

function isNotValid(attributes: ForeignCommand['attributes'], dialect: Grammar['dialect']): string {
  return dialect === 'postgresql' && isOn(attributes, 'notValid') ? ' not valid' : '';
}

export function foreignText(table: TextValue, command: ForeignCommand, grammar: Grammar): TextValue | undefined {
  const clause = foreignClause(command, grammar);
  if (!clause) return undefined;
  const name = quoted(command.name, grammar.dialect);
  return compose(command.place, ['alter table ', tableName(table, grammar), ' add constraint ', name, ' ', clause]);
}

/** How an index or constraint goes, by what it is. */
export function dropText(
  table: TextValue,
  type: IndexType | 'foreign',
  name: TextValue,
  place: Placed,
  grammar: Grammar,
): TextValue {
  const { dialect } = grammar;
  const on = tableName(table, grammar);
  const named = quoted(name, dialect);
  const alter = (words: string) => compose(place, ['alter table ', on, words, named]);
  if (type === 'foreign') return alter(isMysqlFamily(dialect) ? ' drop foreign key ' : ' drop constraint ');
  if (type === 'primary') {
    if (isMysqlFamily(dialect)) return compose(place, ['alter table ', on, ' drop primary key']);
    if (dialect !== 'postgresql') return alter(' drop constraint ');
    return compose(place, [
      'alter table ',
      on,
      ' drop constraint ',
      quoted(made(`${grammar.settings.prefix}${table.text.replace(/^.*\./, '')}_pkey`, place), dialect),
    ]);
  }
  if (isMysqlFamily(dialect)) return alter(' drop index ');
  if (type === 'unique' && dialect === 'postgresql') return alter(' drop constraint ');
  return compose(place, ['drop index ', named, ...(dialect === 'sqlserver' ? [' on ', on] : [])]);
}
