import type { Placed, TextValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, made, type Part, quoted } from '../code/compose';
import { type Emitter, emitSql, emitUnknown, type Met } from '../code/emit';
import { definition, type KnexColumn } from './columns';
import { chosenName, foreignSql, type Key, keySql, primarySql, type Table, tableSql } from './keys';
import type { Step } from './tables';

/** CREATE TABLE and what follows it, as the dialect's table compiler prints them (knex/lib/dialects/…-tablecompiler.js). */
export function createTable(
  on: Emitter,
  table: Table,
  head: Placed,
  met: Met,
  steps: readonly Step[],
  words: string,
): void {
  const { dialect } = table;
  const seen = new Set<string>();
  const columns = steps.flatMap((step) => {
    if (step.kind !== 'column' || seen.has(step.column.name.text)) return [];
    seen.add(step.column.name.text);
    return [step];
  });
  for (const { column } of columns) for (const sql of column.before) emitSql(on, met, sql);
  const keys = keysIn(steps);
  const primary = keys.find(({ kind }) => kind === 'primary');
  const inside = [
    ...columns.map(({ column, links }) =>
      definition(primary ? withoutKey(column, dialect) : column, table.name.text, links, dialect),
    ),
    ...(primary
      ? [
          primaryInside(
            table,
            primary,
            columns.map(({ column }) => column),
          ),
        ]
      : []),
    ...(isInside(table) ? foreignsIn(steps).map((foreign) => foreignSql(table, foreign)) : []),
    ...steps.flatMap((step) => (step.kind === 'check' ? [checkSql(step, table)] : [])),
  ];
  const to = tableSql(table);
  emitSql(
    on,
    met,
    compose(head, [`CREATE TABLE ${words}`, to, ' (', ...between(inside, ', '), ')', ...optionsSql(table, steps)]),
  );
  commentSql(on, table, met, steps);
  for (const step of steps) {
    if (step.kind === 'key' && step.key.kind !== 'primary') emitKey(on, met, table, step.key);
    else if (step.kind === 'column')
      for (const key of step.column.keys) if (key.kind !== 'primary') emitKey(on, met, table, key);
    if (!isInside(table)) emitForeigns(on, met, table, step);
    if (step.kind === 'unknown') emitUnknown(on, step.met, step.place, step.reason);
  }
}

/** SQLite and SQL Server have foreign keys with the columns. */
const isInside = ({ dialect }: Table) => dialect === 'sqlite' || dialect === 'sqlserver';

function keysIn(steps: readonly Step[]): readonly Key[] {
  return steps.flatMap((step) => (step.kind === 'key' ? [step.key] : step.kind === 'column' ? step.column.keys : []));
}

function foreignsIn(steps: readonly Step[]) {
  return steps.flatMap((step) =>
    step.kind === 'foreign' ? [step.foreign] : step.kind === 'column' ? step.column.foreigns : [],
  );
}

/** A numbered column is no key by itself where the table says another (tablecompiler.js, _canBeAddPrimaryKey). */
function withoutKey(column: KnexColumn, dialect: Table['dialect']): KnexColumn {
  if (!column.kind.endsWith('increments') || dialect === 'sqlite') return column;
  const text = column.type.text.replace(' primary key', '');
  return { ...column, type: { text, pieces: column.type.pieces.map((piece) => ({ ...piece, text })) } };
}

function primaryInside(table: Table, key: Key, columns: readonly KnexColumn[]): TextValue {
  const numbered = columns.filter(({ kind }) => kind.endsWith('increments'));
  const { dialect } = table;
  if (dialect === 'sqlite' && numbered.length > 0) {
    const names = key.columns.map((column) => quoted(column, dialect));
    return compose(key.place, ['unique (', ...between(names, ', '), ')']);
  }
  const before = isMysqlFamily(dialect)
    ? numbered.map(({ name }) => name).filter((name) => !key.columns.some(({ text }) => text === name.text))
    : [];
  return primarySql(table, { ...key, columns: [...before, ...key.columns] });
}

function checkSql({ condition, name, place }: Extract<Step, { kind: 'check' }>, { dialect }: Table): TextValue {
  return compose(place, [...(name ? ['constraint ', quoted(name, dialect), ' '] : []), 'check (', condition, ')']);
}

function optionsSql({ dialect }: Table, steps: readonly Step[]): readonly Part[] {
  const option = (name: string) => steps.findLast((step) => step.kind === 'option' && step.name === name);
  const say = (name: string, words: string): string => {
    const found = option(name);
    return found?.kind === 'option'
      ? ` ${words} ${name === 'comment' ? quoteText(found.value.text, dialect) : found.value.text}`
      : '';
  };
  if (isMysqlFamily(dialect))
    return [
      say('charset', 'default character set'),
      say('collate', 'collate'),
      say('engine', 'engine ='),
      say('comment', 'comment ='),
    ];
  const parent = option('inherits');
  return dialect === 'postgresql' && parent?.kind === 'option'
    ? [' inherits (', quoted(parent.value, dialect), ')']
    : [];
}

/** Comments are statements of their own in PostgreSQL and Oracle; in SQL Server extended properties. */
function commentSql(on: Emitter, table: Table, met: Met, steps: readonly Step[]): void {
  const { dialect } = table;
  if (isMysqlFamily(dialect) || dialect === 'sqlite') return;
  const to = tableSql(table);
  const say = (place: Placed, what: string, column: TextValue | undefined, text: string) => {
    const words = dialect === 'sqlserver' ? propertySql(table, column, text) : undefined;
    const name: readonly Part[] = column ? [to, '.', quoted(column, dialect)] : [to];
    emitSql(
      on,
      met,
      words ? made(words, place) : compose(place, [`comment on ${what} `, ...name, ` is ${quoteText(text, dialect)}`]),
    );
  };
  for (const step of steps) {
    if (step.kind === 'option' && step.name === 'comment') say(step.place, 'table', undefined, step.value.text);
    if (step.kind === 'column' && step.column.comment) say(step.place, 'column', step.column.name, step.column.comment);
  }
}

function propertySql({ schema, name }: Table, column: TextValue | undefined, text: string): string {
  const said = (value: string) => `N'${value.replaceAll("'", "''")}'`;
  const own = column ? `, N'Column', ${said(column.text)}` : '';
  return `EXEC sys.sp_addextendedproperty N'MS_Description', ${said(text)}, N'Schema', ${said(schema?.text ?? 'dbo')}, N'Table', ${said(name.text)}${own}`;
}

function emitKey(on: Emitter, met: Met, table: Table, key: Key): void {
  const sql = keySql(table, key);
  if (sql) emitSql(on, met, sql);
  else emitUnknown(on, met, key.place, 'the condition of this index cannot be told without running it');
}

function emitForeigns(on: Emitter, met: Met, table: Table, step: Step): void {
  const foreigns = step.kind === 'foreign' ? [step.foreign] : step.kind === 'column' ? step.column.foreigns : [];
  for (const foreign of foreigns)
    emitSql(on, met, compose(foreign.place, ['alter table ', tableSql(table), ' add ', foreignSql(table, foreign)]));
}

/** ALTER TABLE: columns first, then the rest in order (schema/tablecompiler.js, alter). */
export function alterTable(on: Emitter, table: Table, steps: readonly Step[]): void {
  const isColumn = (step: Step) => step.kind === 'column';
  for (const step of steps.filter(isColumn)) emitColumn(on, table, step);
  for (const step of steps) {
    if (step.kind === 'column') {
      for (const key of step.column.keys) alterKey(on, step.met, table, key);
      emitForeigns(on, step.met, table, step);
    } else alterStep(on, table, step);
  }
}

function emitColumn(on: Emitter, table: Table, step: Step): void {
  if (step.kind !== 'column') return;
  const { column, links, met } = step;
  const { dialect } = table;
  for (const sql of column.before) emitSql(on, met, sql);
  const head: readonly Part[] = ['ALTER TABLE ', tableSql(table)];
  const own = definition(column, table.name.text, links, dialect);
  if (!column.alters) {
    const words = dialect === 'sqlserver' || dialect === 'oracle' ? ' ADD ' : ' ADD COLUMN ';
    emitSql(on, met, compose(column.place, [...head, words, own]));
  } else if (dialect === 'postgresql') {
    for (const sql of postgresAlter(head, column)) emitSql(on, met, sql);
  } else {
    const words = dialect === 'sqlserver' ? ' ALTER COLUMN ' : ' MODIFY ';
    emitSql(on, met, compose(column.place, [...head, words, own]));
  }
  commentSql(on, table, met, [step]);
}

/** pg-tablecompiler.js, _addColumn: what is not said again is dropped. */
function postgresAlter(head: readonly Part[], column: KnexColumn): readonly TextValue[] {
  const name = quoted(column.name, 'postgresql');
  const say = (...parts: readonly Part[]) => compose(column.place, [...head, ' ALTER COLUMN ', name, ...parts]);
  const cast = column.kind === 'enu' ? '::text::' : '::';
  const { alters } = column;
  return [
    say(' DROP DEFAULT'),
    ...(alters?.nullable ? [say(' DROP NOT NULL')] : []),
    ...(alters?.type ? [say(' TYPE ', column.type, ' USING (', name, cast, column.type, ')')] : []),
    ...(column.default ? [say(' SET DEFAULT ', column.default)] : []),
    ...(alters?.nullable && column.nullable === 'not null' ? [say(' SET NOT NULL')] : []),
  ];
}

function alterKey(on: Emitter, met: Met, table: Table, key: Key): void {
  if (key.kind !== 'primary') emitKey(on, met, table, key);
  else emitSql(on, met, compose(key.place, ['ALTER TABLE ', tableSql(table), ' ADD ', primarySql(table, key)]));
}

type OtherStep = Exclude<Step, { kind: 'column' }>;

function alterStep(on: Emitter, table: Table, step: OtherStep): void {
  const { met, place } = step;
  if (step.kind === 'key') alterKey(on, met, table, step.key);
  else if (step.kind === 'foreign') emitForeigns(on, met, table, step);
  else if (step.kind === 'unknown') emitUnknown(on, met, place, step.reason);
  else if (step.kind === 'option' && !isMysqlFamily(table.dialect)) commentSql(on, table, met, [step]);
  else for (const sql of stepSql(table, step)) emitSql(on, met, sql);
}

function stepSql(table: Table, step: OtherStep): readonly TextValue[] {
  const { dialect } = table;
  const { place } = step;
  const say = (...parts: readonly Part[]) => compose(place, ['ALTER TABLE ', tableSql(table), ...parts]);
  switch (step.kind) {
    case 'check':
      return [say(' ADD ', checkSql({ ...step, name: step.name ?? made(`${table.name.text}_1`, place) }, table))];
    case 'option':
      return step.name === 'comment' ? [say(` COMMENT = ${quoteText(step.value.text, dialect)}`)] : [];
    case 'dropColumns':
      return step.columns.map((column) => say(' DROP COLUMN ', quoted(column, dialect)));
    case 'renameColumn':
      return [say(' RENAME COLUMN ', quoted(step.from, dialect), ' TO ', quoted(step.to, dialect))];
    case 'nullable':
      return [say(' ALTER COLUMN ', quoted(step.column, dialect), ` ${step.to}`)];
    case 'drop':
      return [dropSql(table, step)];
    default:
      return [];
  }
}

function dropSql(table: Table, step: Extract<Step, { kind: 'drop' }>): TextValue {
  const { dialect } = table;
  const { place, what, ifExists } = step;
  const key = what === 'Primary' ? made(`${table.name.text}_pkey`, place) : undefined;
  const name = quoted(step.name ?? key ?? chosenName(table, step.columns, what.toLowerCase(), place), dialect);
  const to = tableSql(table);
  const say = (...parts: readonly Part[]) => compose(place, parts);
  const isMysql = isMysqlFamily(dialect);
  if (what === 'Primary' && (isMysql || dialect === 'sqlite')) return say('ALTER TABLE ', to, ' DROP PRIMARY KEY');
  const isIndex =
    what === 'Index' || (what === 'Unique' && (isMysql || dialect === 'sqlite' || dialect === 'sqlserver'));
  if (!isIndex) {
    const words = what === 'Foreign' && isMysql ? ' DROP FOREIGN KEY ' : ` DROP CONSTRAINT ${ifExists}`;
    return say('ALTER TABLE ', to, words, name);
  }
  if (isMysql) return say('ALTER TABLE ', to, ' DROP INDEX ', name);
  if (dialect === 'sqlserver') return say(`DROP INDEX ${ifExists}`, name, ' ON ', to);
  return say(`DROP INDEX ${ifExists}`, ...(table.schema ? [quoted(table.schema, dialect), '.'] : []), name);
}
