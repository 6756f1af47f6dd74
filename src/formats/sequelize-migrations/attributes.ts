import { type Bound, type Placed, resolve, type TextValue, textValue, truth } from '../../code';
import { type Dialect, isMysqlFamily } from '../../model';
import { quoteText } from '../../sql';
import { between, compose, entry, isSet, literal, made, type Part, quoted, textIn } from '../code/compose';
import { type DataType, dataTypeOf, labelSql, labelsOf, typeSql } from './types';

/** A table's name: `'users'`, `{ tableName: 'users', schema: 'auth' }`. */
export interface TableName {
  readonly name: TextValue;
  readonly sql: TextValue;
}

export function tableNameOf(bound: Bound | undefined, dialect: Dialect): TableName | undefined {
  if (!bound) return undefined;
  const name = textValue(bound) ?? textIn(bound, 'tableName', 'name');
  const schema = textIn(bound, 'schema');
  if (!name) return undefined;
  const own = quoted(name, dialect);
  return { name, sql: schema ? compose(bound.expr, [quoted(schema, dialect), '.', own]) : own };
}

/** A column that an attribute makes. */
export interface Attribute {
  readonly place: Placed;
  readonly name: TextValue;
  readonly type: TextValue;
  readonly notNull: boolean;
  readonly isKey: boolean;
  readonly isUnique: boolean;
  /** By a sequence or AUTO_INCREMENT; as an identity where PostgreSQL is told so. */
  readonly numbers: false | 'auto increment' | 'identity';
  readonly default: TextValue | undefined;
  readonly references: readonly Part[] | undefined;
  readonly comment: string | undefined;
  /** A native enum that must be there before. */
  readonly before: readonly TextValue[];
  readonly placement: readonly Part[];
  /** A default that cannot be told. */
  readonly untold: Placed | undefined;
}

/** What an attribute says, as an object or its type alone; undefined when its type cannot be told. */
export function attributeOf(table: TableName, key: TextValue, bound: Bound, dialect: Dialect): Attribute | undefined {
  const name = textIn(bound, 'field') ?? key;
  const typed = entry(bound, 'type') ?? bound;
  const type = dataTypeOf(typed);
  const place = { start: key.pieces[0]?.start ?? bound.expr.start, end: bound.expr.end };
  const made = type && columnType(table, name, type, typed, bound, dialect);
  if (!made) return undefined;
  const allowNull = entry(bound, 'allowNull');
  const standard = entry(bound, 'defaultValue');
  const value = standard && defaultOf(standard, made.text, dialect);
  return {
    place,
    name,
    type: made.text,
    notNull: allowNull !== undefined && truth(allowNull) === false,
    isKey: isSet(bound, 'primaryKey'),
    isUnique: isPlainlyUnique(entry(bound, 'unique')),
    numbers: !isSet(bound, 'autoIncrement')
      ? false
      : isSet(bound, 'autoIncrementIdentity')
        ? 'identity'
        : 'auto increment',
    default: value && value !== 'none' ? value : undefined,
    references: referencesOf(bound, dialect),
    comment: textIn(bound, 'comment')?.text,
    before: made.before,
    placement: placed(bound, dialect),
    untold: standard && value === undefined ? standard.expr : undefined,
  };
}

/** `unique: 'name'` is a constraint of the table (query-generator.js, attributeToSQL). */
function isPlainlyUnique(bound: Bound | undefined): boolean {
  const expr = bound && resolve(bound).expr;
  return expr?.kind === 'constant' && expr.value === true;
}

function placed(bound: Bound, dialect: Dialect): readonly Part[] {
  if (!isMysqlFamily(dialect)) return [];
  const after = textIn(bound, 'after');
  return after ? [' AFTER ', quoted(after, dialect)] : isSet(bound, 'first') ? [' FIRST'] : [];
}

interface ColumnType {
  readonly text: TextValue;
  readonly before: readonly TextValue[];
}

function columnType(
  table: TableName,
  name: TextValue,
  type: DataType,
  typed: Bound,
  attribute: Bound,
  dialect: Dialect,
): ColumnType | undefined {
  const isArray = type.word === 'ARRAY' && type.args[0] !== undefined;
  const inner = isArray ? dataTypeOf(type.args[0] as Bound) : type;
  const place = typed.expr;
  if (inner?.word === 'ENUM') {
    const labels = labelsOf(inner, attribute);
    if (!labels) return undefined;
    const list = compose(place, between(labelSql(labels, dialect, typed), ', '));
    if (isMysqlFamily(dialect)) return { text: compose(place, ['ENUM(', list, ')']), before: [] };
    if (dialect === 'postgresql') {
      // postgres/query-generator.js, pgEnumName
      const own = quoted(made(`enum_${table.name.text}_${name.text}`, place), dialect);
      const create = compose(place, ['CREATE TYPE ', own, ' AS ENUM (', list, ')']);
      return { text: compose(place, [own, isArray ? '[]' : '']), before: [create] };
    }
  }
  if (type.raw) return { text: type.raw, before: [] };
  const text = typeSql(type, dialect);
  return text === undefined ? undefined : { text: made(text, place), before: [] };
}

/** `Sequelize.fn('now')`, `Sequelize.literal('…')`, a value; `none` for what Sequelize fills in itself (utils.js, defaultValueSchemable). */
export function defaultOf(bound: Bound, type: TextValue, dialect: Dialect): TextValue | 'none' | undefined {
  const { expr, scope } = resolve(bound);
  const word = expr.kind === 'member' || expr.kind === 'name' ? expr.name : '';
  if (/^(?:NOW|UUIDV1|UUIDV4)$/.test(word) || expr.kind === 'function') return 'none';
  if (expr.kind === 'call') {
    const name = expr.callee.kind === 'member' ? expr.callee.name : expr.callee.kind === 'name' ? expr.callee.name : '';
    const args = expr.args.map(({ value }): Bound => ({ expr: value, scope }));
    const first = args[0] && textValue(args[0]);
    if (name === 'literal' || name === 'raw') return first;
    if (name === 'fn' && first) {
      const rest = args.slice(1).map((arg) => literal(arg, dialect) ?? made('NULL', arg.expr));
      return compose(expr, [
        first.text.toUpperCase() === 'CURRENT_TIMESTAMP'
          ? first
          : compose(expr, [first, '(', ...between(rest, ', '), ')']),
      ]);
    }
    return undefined;
  }
  if (isMysqlFamily(dialect) && /^(?:\w*TEXT|\w*BLOB|GEOMETRY|JSON)\b/i.test(type.text)) return 'none';
  if (expr.kind === 'list' && type.text.endsWith('[]'))
    return arrayOf(
      expr.items.map((item) => literal({ expr: item, scope }, dialect)),
      type,
      bound,
    );
  if (expr.kind === 'list' || expr.kind === 'map')
    return made(quoteText(JSON.stringify(plain({ expr, scope })), dialect), expr);
  if (expr.kind === 'constant' && typeof expr.value === 'boolean' && dialect !== 'postgresql')
    return made(expr.value ? '1' : '0', expr);
  return literal({ expr, scope }, dialect);
}

function arrayOf(items: readonly (TextValue | undefined)[], type: TextValue, { expr }: Bound): TextValue | undefined {
  const known = items.filter((item) => item !== undefined);
  if (known.length < items.length) return undefined;
  return compose(expr, ['ARRAY[', ...between(known, ','), `]::${type.text}`]);
}

function plain(bound: Bound): unknown {
  const { expr, scope } = resolve(bound);
  if (expr.kind === 'list') return expr.items.map((item) => plain({ expr: item, scope }));
  if (expr.kind === 'map')
    return Object.fromEntries(
      expr.entries.map(({ key, value }) => [
        textValue({ expr: key, scope })?.text ?? '',
        plain({ expr: value, scope }),
      ]),
    );
  if (expr.kind === 'constant') return expr.value;
  return expr.kind === 'number' ? Number(expr.text) : textValue({ expr, scope })?.text;
}

/** `REFERENCES users (id) ON DELETE CASCADE`; a model is named by its table. */
export function referencesOf(bound: Bound, dialect: Dialect): readonly Part[] | undefined {
  const to = entry(bound, 'references');
  if (!to) return undefined;
  const table = tableNameOf(entry(to, 'model', 'table') ?? to, dialect);
  if (!table) return undefined;
  const column = textIn(to, 'key', 'field') ?? textIn(bound, 'referencesKey') ?? made('id', to.expr);
  return [
    ' REFERENCES ',
    table.sql,
    ' (',
    quoted(column, dialect),
    ')',
    ...actionsOf(bound),
    deferrable(entry(to, 'deferrable') ?? entry(bound, 'deferrable')),
  ];
}

export function actionsOf(bound: Bound | undefined): readonly Part[] {
  const word = (name: string, words: string) => {
    const value = textIn(bound, name)?.text;
    return value === undefined || value === '' ? '' : ` ${words} ${value.toUpperCase()}`;
  };
  return [word('onDelete', 'ON DELETE'), word('onUpdate', 'ON UPDATE')];
}

/** `Deferrable.INITIALLY_DEFERRED` (lib/deferrable.js). */
export function deferrable(bound: Bound | undefined): string {
  const expr = bound && resolve(bound).expr;
  const word =
    expr?.kind === 'member'
      ? expr.name
      : expr?.kind === 'call' && expr.callee.kind === 'member'
        ? expr.callee.name
        : '';
  if (word === 'INITIALLY_DEFERRED') return ' DEFERRABLE INITIALLY DEFERRED';
  if (word === 'INITIALLY_IMMEDIATE') return ' DEFERRABLE INITIALLY IMMEDIATE';
  return word === 'NOT' ? ' NOT DEFERRABLE' : '';
}

/** The attributes of an object; what cannot be told is `unknown` at its place. */
export function attributesIn(
  table: TableName,
  bound: Bound,
  dialect: Dialect,
): readonly (Attribute | Placed)[] | undefined {
  const { expr, scope } = resolve(bound);
  if (expr.kind !== 'map') return undefined;
  const spread = expr.spreads.flatMap((value) => attributesIn(table, { expr: value, scope }, dialect) ?? [value]);
  const own = expr.entries.map(({ key, value, start, end }) => {
    const name = textValue({ expr: key, scope });
    return (name && attributeOf(table, name, { expr: value, scope }, dialect)) ?? { start, end };
  });
  return [...spread, ...own];
}
