import { type TextValue, textValue } from '../../code';
import { isMysqlFamily } from '../../model';
import { quoteName } from '../../sql';
import { compose, made, type Part, quoted } from '../code/compose';
import type { Blueprint, Column, Grammar } from './fluent';
import { isSerial, isTimeType, typeText } from './types';
import { defaultValue, expressionText, first, isOn, literal } from './values';

/** A column's definition in SQL, modifiers in the order of its grammar; undefined where its type cannot be told. */
export function columnText(column: Column, blueprint: Blueprint, grammar: Grammar): TextValue | undefined {
  const type = typeText(column, grammar);
  if (type === undefined) return undefined;
  return compose(column.place, [
    quoted(column.name, grammar.dialect),
    ' ',
    ...definition(column, blueprint, grammar, type),
  ]);
}

function definition(column: Column, blueprint: Blueprint, grammar: Grammar, type: string): readonly Part[] {
  // A raw column's definition is all there is, but for what is called on it.
  if (column.type === 'raw') return [type, ...(column.attributes.has('nullable') ? nullability(column, grammar) : [])];
  switch (grammar.dialect) {
    case 'mysql':
    case 'mariadb':
      return mysql(column, blueprint, grammar, type);
    case 'sqlite':
      return [
        type,
        ...increment(column, blueprint, grammar),
        ...nullability(column, grammar),
        ...defaultClause(column, grammar),
        collate(column, grammar),
        ...generated(column, grammar),
      ];
    case 'sqlserver':
      return [
        type,
        collate(column, grammar),
        ...nullability(column, grammar),
        ...defaultClause(column, grammar),
        ...increment(column, blueprint, grammar),
      ];
    default:
      return [
        type,
        collate(column, grammar),
        ...nullability(column, grammar),
        ...defaultClause(column, grammar),
        ...generated(column, grammar),
        identity(column),
        ...increment(column, blueprint, grammar),
      ];
  }
}

function mysql(column: Column, blueprint: Blueprint, grammar: Grammar, type: string): readonly Part[] {
  const { attributes } = column;
  const word = (name: string) => textValueOf(column, name);
  const charset = word('charset');
  const after = attributes.get('after')?.[0];
  const comment = word('comment');
  const behind = after && textValue(after);
  return [
    type,
    isOn(attributes, 'unsigned') ? ' unsigned' : '',
    charset === undefined ? '' : ` character set ${charset}`,
    collate(column, grammar),
    ...generated(column, grammar),
    ...nullability(column, grammar),
    isOn(attributes, 'invisible') ? ' invisible' : '',
    ...defaultClause(column, grammar),
    ...onUpdate(column),
    ...increment(column, blueprint, grammar),
    comment === undefined ? '' : ` comment ${literal(comment, grammar)}`,
    ...(blueprint.creates
      ? []
      : behind
        ? [' after ', quoted(behind, grammar.dialect)]
        : [isOn(attributes, 'first') ? ' first' : '']),
  ];
}

function textValueOf({ attributes }: Column, name: string): string | undefined {
  const value = first(attributes, name);
  return value && textValue(value)?.text;
}

function collate(column: Column, { dialect }: Grammar): string {
  const collation = textValueOf(column, 'collation');
  if (collation === undefined) return '';
  return ` collate ${dialect === 'postgresql' ? quoteName(collation, dialect) : isMysqlFamily(dialect) ? `'${collation}'` : collation}`;
}

/** NOT NULL is said of every column that is not nullable; computed columns say nothing in MySQL and SQLite. */
function nullability(column: Column, { dialect }: Grammar): readonly Part[] {
  const { attributes } = column;
  const computed = ['virtualAs', 'storedAs', 'virtualAsJson', 'storedAsJson'].some((name) => attributes.has(name));
  if (computed && dialect !== 'postgresql') return [];
  return [isNullable(column) ? (dialect === 'sqlite' ? '' : ' null') : ' not null'];
}

export function isNullable({ attributes }: Column): boolean {
  return isOn(attributes, 'nullable');
}

function precisionOf(column: Column): string {
  const precision = column.params.precision;
  const size = precision === undefined ? '0' : typeof precision === 'string' ? precision : textValue(precision)?.text;
  return size === undefined || size === '0' ? '' : `(${size})`;
}

/** DEFAULT; `useCurrent` is the moment, in MySQL with the column's precision. */
function defaultClause(column: Column, grammar: Grammar): readonly Part[] {
  const value = valueText(column, grammar);
  return value ? [' default ', value] : [];
}

export function valueText(column: Column, grammar: Grammar): TextValue | undefined {
  const { attributes, place, type } = column;
  if (isOn(attributes, 'useCurrent'))
    return made(current(type, isMysqlFamily(grammar.dialect) ? precisionOf(column) : ''), place);
  const given = first(attributes, 'default');
  return given && defaultValue(given, type, grammar);
}

function current(type: string, precision: string): string {
  if (type === 'date') return precision === '' ? 'CURRENT_DATE' : '(CURDATE())';
  return isTimeType(type) ? `CURRENT_TIMESTAMP${precision}` : 'CURRENT_TIMESTAMP';
}

function onUpdate(column: Column): readonly Part[] {
  if (isOn(column.attributes, 'useCurrentOnUpdate')) return [` on update CURRENT_TIMESTAMP${precisionOf(column)}`];
  const given = expressionText(first(column.attributes, 'onUpdate'));
  return given ? [' on update ', given] : [];
}

function generated(column: Column, { dialect }: Grammar): readonly Part[] {
  const { attributes } = column;
  const stored = expressionText(first(attributes, 'storedAs'));
  const virtual = expressionText(first(attributes, 'virtualAs'));
  const always = dialect === 'postgresql' ? ' generated always as (' : ' as (';
  if (stored) return [always, stored, ') stored'];
  return virtual ? [always, virtual, dialect === 'postgresql' ? ') virtual' : ')'] : [];
}

function identity({ attributes }: Column): string {
  if (!attributes.has('generatedAs')) return '';
  return ` generated ${isOn(attributes, 'always') ? 'always' : 'by default'} as identity`;
}

/** A column that numbers itself is the key, unless a key is asked for elsewhere. */
function increment({ attributes, type }: Column, blueprint: Blueprint, { dialect }: Grammar): readonly Part[] {
  if (!isOn(attributes, 'autoIncrement')) return [];
  if (!isSerial(type) && !attributes.has('generatedAs')) return [];
  const keyed = blueprint.commands.some((command) => command.kind === 'index' && command.type === 'primary');
  const key = keyed || attributes.has('change') ? '' : ' primary key';
  if (dialect === 'postgresql') return [key];
  if (dialect === 'sqlite') return [keyed ? '' : ' primary key autoincrement'];
  return [dialect === 'sqlserver' ? ` identity${key}` : ` auto_increment${key}`];
}
