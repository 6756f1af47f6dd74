import { type Placed, type TextValue, textValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { between, compose, made, quoted } from '../code/compose';
import type { Blueprint, Column, Command, Grammar, IndexCommand, UntoldCommand } from './fluent';
import { foreignClause, foreignText, indexName, indexText } from './indexes';
import { columnText, isNullable, valueText } from './modifiers';
import { typeText } from './types';
import { columnize, first, isOn, literal, tableName } from './values';

/** One SQL statement that Laravel sends, or what cannot be told. */
export type Step = { readonly kind: 'sql'; readonly text: TextValue } | UntoldCommand;

const sql = (text: TextValue): Step => ({ kind: 'sql', text });
const untold = (place: Placed, reason: string): Step => ({ kind: 'untold', place, reason });

/** The statements of a table's closure, as Illuminate\Database\Schema\Blueprint and its grammars make them. */
export function compileTable(blueprint: Blueprint, grammar: Grammar): readonly Step[] {
  const whole: Blueprint = { ...blueprint, commands: [...blueprint.commands, ...columnIndexes(blueprint, grammar)] };
  const inside = whole.creates ? insideTable(whole, grammar) : new Set<Command>();
  const create = whole.creates ? [sql(createText(whole, inside, grammar))] : [];
  const steps = whole.commands.flatMap((command) => (inside.has(command) ? [] : stepsOf(command, whole, grammar)));
  return [...create, ...steps, ...untoldTypes(whole, grammar), ...comments(whole, grammar)];
}

/** `->unique()`, `->index('name')`, `->primary()` on a column. */
function columnIndexes({ commands, table }: Blueprint, grammar: Grammar): readonly IndexCommand[] {
  return commands.flatMap((command): readonly IndexCommand[] => {
    if (command.kind !== 'column') return [];
    return (['primary', 'unique', 'index', 'fulltext', 'fullText', 'spatialIndex'] as const).flatMap((word) => {
      if (!isOn(command.attributes, word)) return [];
      const type = word === 'fullText' ? 'fulltext' : word;
      // What numbers itself is the key already.
      if (type === 'primary' && isOn(command.attributes, 'autoIncrement')) return [];
      const given = first(command.attributes, word);
      const named = given && given.expr.kind !== 'constant' ? textValue(given) : undefined;
      const name = named ?? made(indexName(table.text, [command.name.text], type, grammar), command.place);
      return [{ kind: 'index', type, columns: [command.name], name, attributes: new Map(), place: command.place }];
    });
  });
}

/** What stands inside CREATE TABLE: columns; the key in MySQL and SQLite; foreign keys in SQLite, which cannot add them. */
function insideTable({ commands }: Blueprint, { dialect }: Grammar): ReadonlySet<Command> {
  return new Set(
    commands.filter((command) => {
      if (command.kind === 'column') return true;
      if (command.kind === 'foreign') return dialect === 'sqlite';
      return command.kind === 'index' && command.type === 'primary' && (isMysqlFamily(dialect) || dialect === 'sqlite');
    }),
  );
}

function createText(blueprint: Blueprint, inside: ReadonlySet<Command>, grammar: Grammar): TextValue {
  const parts = [...inside].flatMap((command) => insideText(command, blueprint, grammar) ?? []);
  const temporary = blueprint.options.has('temporary') ? 'temporary ' : '';
  return compose(blueprint.place, [
    `create ${temporary}table `,
    tableName(blueprint.table, grammar),
    ' (',
    ...between(parts, ', '),
    `)${encoding(blueprint, grammar)}`,
  ]);
}

function insideText(command: Command, blueprint: Blueprint, grammar: Grammar): TextValue | undefined {
  if (command.kind === 'column') return columnText(command, blueprint, grammar);
  if (command.kind === 'index')
    return compose(command.place, ['primary key (', columnize(command.columns, grammar), ')']);
  const clause = command.kind === 'foreign' ? foreignClause(command, grammar) : undefined;
  return clause && 'name' in command
    ? compose(command.place, ['constraint ', quoted(command.name, grammar.dialect), ' ', clause])
    : undefined;
}

/** The charset and collation of config/database.php, unless the table says its own. */
function encoding({ options }: Blueprint, { dialect, settings }: Grammar): string {
  if (!isMysqlFamily(dialect)) return '';
  const charset = options.get('charset')?.text ?? settings.charset;
  const collation = options.get('collation')?.text ?? (options.has('charset') ? '' : settings.collation);
  const engine = options.get('engine')?.text ?? (options.has('innoDb') ? 'InnoDB' : undefined);
  return [
    charset === '' ? '' : ` default character set ${charset}`,
    collation === '' ? '' : ` collate '${collation}'`,
    engine === undefined ? '' : ` engine = ${engine}`,
  ].join('');
}

function stepsOf(command: Command, blueprint: Blueprint, grammar: Grammar): readonly Step[] {
  switch (command.kind) {
    case 'sql':
      return [sql(command.text)];
    case 'untold':
      return [command];
    case 'index': {
      const text = indexText(blueprint.table, command, grammar);
      return [text ? sql(text) : untold(command.place, `Laravel makes no ${command.type} index in this database`)];
    }
    case 'foreign': {
      const text = foreignText(blueprint.table, command, grammar);
      return [text ? sql(text) : untold(command.place, 'what this foreign key refers to cannot be told')];
    }
    case 'column':
      return command.attributes.has('change')
        ? changed(command, blueprint, grammar)
        : added(command, blueprint, grammar);
  }
}

function added(column: Column, blueprint: Blueprint, grammar: Grammar): readonly Step[] {
  const text = columnText(column, blueprint, grammar);
  if (!text) return [];
  const words = grammar.dialect === 'sqlserver' ? ' add ' : ' add column ';
  return [sql(compose(column.place, ['alter table ', tableName(blueprint.table, grammar), words, text]))];
}

/** A type that cannot be told: the column is left out, and that is said. */
function untoldTypes({ commands }: Blueprint, grammar: Grammar): readonly Step[] {
  return commands.flatMap((command) => {
    if (command.kind !== 'column') return [];
    if (typeText(command, grammar) === undefined)
      return [untold(command.place, `the type ${command.type} of this column cannot be told here`)];
    const given = first(command.attributes, 'default');
    const isNull = given?.expr.kind === 'constant' && given.expr.value === null;
    if (given && !isNull && valueText(command, grammar) === undefined)
      return [untold(given.expr, 'this default cannot be told without running it, so it is left out')];
    return [];
  });
}

/**
 * `->change()`. Since Laravel 11 the column becomes what is said here and nothing else; before, what is not said stayed
 * (Upgrade Guide 11, "Modifying Columns").
 */
function changed(column: Column, blueprint: Blueprint, grammar: Grammar): readonly Step[] {
  const { dialect, settings } = grammar;
  const table = tableName(blueprint.table, grammar);
  const restates = settings.laravel >= 11;
  if (dialect === 'postgresql' || (!restates && !isMysqlFamily(dialect)) || dialect === 'sqlserver')
    return alteredColumn(column, table, grammar);
  const text = columnText(column, blueprint, grammar);
  return text ? [sql(compose(column.place, ['alter table ', table, ' modify ', text]))] : [];
}

function alteredColumn(column: Column, table: TextValue, grammar: Grammar): readonly Step[] {
  const { attributes, place } = column;
  const type = typeText(column, grammar);
  if (type === undefined) return [];
  const name = quoted(column.name, grammar.dialect);
  if (grammar.dialect === 'sqlserver') {
    const text = compose(place, [
      'alter table ',
      table,
      ' alter column ',
      name,
      ` ${type}${isNullable(column) ? ' null' : ' not null'}`,
    ]);
    return [sql(text)];
  }
  const restates = grammar.settings.laravel >= 11;
  const numbers = isOn(attributes, 'autoIncrement');
  const using = first(attributes, 'using');
  const usingText = using && textValue(using);
  const value = valueText(column, grammar);
  const alter = (...parts: Parameters<typeof compose>[1]) => compose(place, ['alter column ', name, ' ', ...parts]);
  // An enum's check is written behind the type when a column is made; here it would be no SQL, so Laravel fails on it too.
  const clauses = [
    alter(`type ${type.replace(/ check \(.*$/s, '')}`, ...(usingText ? [' using ', usingText] : [])),
    ...(restates || attributes.has('nullable') ? [alter(isNullable(column) ? 'drop not null' : 'set not null')] : []),
    ...(value
      ? [alter('set default ', value)]
      : (restates && !numbers) || attributes.has('default')
        ? [alter('drop default')]
        : []),
  ];
  return [sql(compose(place, ['alter table ', table, ' ', ...between(clauses, ', ')]))];
}

/** PostgreSQL's comments are statements of their own; a table's comment in MySQL is too. */
function comments(blueprint: Blueprint, grammar: Grammar): readonly Step[] {
  const { dialect } = grammar;
  const table = tableName(blueprint.table, grammar);
  const said = blueprint.options.get('comment');
  if (said && isMysqlFamily(dialect))
    return [sql(compose(blueprint.place, ['alter table ', table, ` comment = ${literal(said.text, grammar)}`]))];
  if (dialect !== 'postgresql') return [];
  const own = said
    ? [sql(compose(blueprint.place, ['comment on table ', table, ` is ${literal(said.text, grammar)}`]))]
    : [];
  const columns = blueprint.commands.flatMap((command): readonly Step[] => {
    const comment = command.kind === 'column' ? first(command.attributes, 'comment') : undefined;
    const text = comment && textValue(comment);
    if (!text || command.kind !== 'column') return [];
    const name = quoted(command.name, dialect);
    return [
      sql(compose(command.place, ['comment on column ', table, '.', name, ` is ${literal(text.text, grammar)}`])),
    ];
  });
  return [...own, ...columns];
}
