import { createHash } from 'node:crypto';
import { type Placed, type TextValue, textValue } from '../../code';
import { quoteText } from '../../sql';
import { between, compose, itemsOf, type Part, quoted } from '../code/compose';
import { flag, type Options, optionsOf, text } from './given';
import { singularize } from './inflect';
import { chosen, type Env, isMysql, placeOf, resultOf, tableName } from './values';

function hash(identifier: string): string {
  return createHash('sha256').update(identifier).digest('hex').slice(0, 10);
}

/** Names longer than this are made anew since 7.1 (`max_index_name_size`). */
const LONGEST_INDEX = 62;

/** `index_users_on_email_and_name` (`index_name`); since 7.1 long ones become `idx_on_…` with a hash. */
export function indexName(table: string, columns: readonly string[], version: number): string {
  const name = `index_${table}_on_${columns.join('_and_')}`;
  if (version < 7.01 || Buffer.byteLength(name) <= LONGEST_INDEX) return name;
  const ending = `_${hash(name)}`;
  return `idx_on_${columns.join('_')}`.slice(0, LONGEST_INDEX - ending.length) + ending;
}

export function foreignKeyName(table: string, column: string): string {
  return `fk_rails_${hash(`${table}_${column}_fk`)}`;
}

export function checkName(table: string, expression: string): string {
  return `chk_rails_${hash(`${table}_${expression}_chk`)}`;
}

/** What an index is made of. */
export interface IndexRequest {
  readonly table: TextValue;
  /** Columns, or one expression in brackets. */
  readonly columns: readonly TextValue[];
  readonly options: Options;
  /** Where the tool's choice of a name points. */
  readonly word: Placed;
  readonly at: Placed;
}

/** Words of a column's name as the index's name has them: an expression's letters and digits (`index_column_names`). */
function namesOf(columns: readonly TextValue[]): readonly string[] {
  const [only] = columns;
  return only && columns.length === 1 && isExpression(only.text)
    ? [(only.text.match(/\w+/g) ?? []).join('_')]
    : columns.map(({ text: one }) => one);
}

function isExpression(column: string): boolean {
  return /\W/.test(column);
}

export function nameOfIndex({ table, columns, options, word }: IndexRequest, env: Env): TextValue {
  const given = options.get('name');
  const own = given && textValue(given);
  return (
    own ?? chosen(indexName(table.text, namesOf(columns), env.version), columns[0] ? placeOf(columns[0], word) : word)
  );
}

/** `order: :desc`, `order: { created_at: :desc }`: for every column, or for each by its name. */
function perColumn(options: Options, name: string, column: string): string | undefined {
  const bound = options.get(name);
  if (!bound) return undefined;
  return text(optionsOf(bound), column) ?? textValue(bound)?.text;
}

function keyOf(column: TextValue, options: Options, env: Env): TextValue {
  if (isExpression(column.text)) return column;
  const [length, opclass, order] = ['length', 'opclass', 'order'].map((name) => perColumn(options, name, column.text));
  return compose(placeOf(column, { start: 0, end: 0 }), [
    quoted(column, env.dialect),
    length !== undefined && isMysql(env) ? `(${length})` : '',
    opclass !== undefined && env.dialect === 'postgresql' ? ` ${opclass}` : '',
    order === undefined ? '' : ` ${order.toUpperCase()}`,
  ]);
}

/** `visit_CreateIndexDefinition` */
export function createIndex(request: IndexRequest, env: Env): TextValue {
  const { table, columns, options, at } = request;
  const [using, where, type, algorithm] = [
    text(options, 'using'),
    options.get('where'),
    text(options, 'type'),
    text(options, 'algorithm'),
  ];
  const condition = where && textValue(where);
  const include = itemsOf(options.get('include')).flatMap((one) => textValue(one) ?? []);
  const name = quoted(nameOfIndex(request, env), env.dialect);
  const isPostgres = env.dialect === 'postgresql';
  return compose(at, [
    `CREATE ${flag(options, 'unique') === true ? 'UNIQUE ' : ''}${type !== undefined && isMysql(env) ? `${type.toUpperCase()} ` : ''}INDEX `,
    algorithm === 'concurrently' && isPostgres ? 'CONCURRENTLY ' : '',
    flag(options, 'if_not_exists') === true && !isMysql(env) ? 'IF NOT EXISTS ' : '',
    name,
    using !== undefined && isMysql(env) ? ` USING ${using}` : '',
    ' ON ',
    tableName(table, env.dialect),
    using !== undefined && isPostgres ? ` USING ${using}` : '',
    ' (',
    ...between(
      columns.map((column) => keyOf(column, options, env)),
      ', ',
    ),
    ')',
    ...(include.length > 0 && isPostgres
      ? [
          ' INCLUDE (',
          ...between(
            include.map((one) => quoted(one, env.dialect)),
            ', ',
          ),
          ')',
        ]
      : []),
    isPostgres && flag(options, 'nulls_not_distinct') === true ? ' NULLS NOT DISTINCT' : '',
    ...(condition && !isMysql(env) ? [' WHERE ', condition] : []),
    algorithm !== undefined && isMysql(env) && algorithm !== 'concurrently'
      ? ` ALGORITHM = ${algorithm.toUpperCase()}`
      : '',
  ]);
}

/** What a foreign key is made of. */
export interface ForeignKeyRequest {
  readonly table: TextValue;
  readonly to: TextValue;
  readonly options: Options;
  readonly word: Placed;
  readonly at: Placed;
}

const ACTIONS: Readonly<Record<string, string>> = {
  nullify: 'SET NULL',
  cascade: 'CASCADE',
  restrict: 'RESTRICT',
  no_action: 'NO ACTION',
};

function action(options: Options, name: 'delete' | 'update'): string {
  const word = text(options, `on_${name}`);
  const sql = word !== undefined && Object.hasOwn(ACTIONS, word) ? ACTIONS[word] : undefined;
  return sql === undefined ? '' : ` ON ${name.toUpperCase()} ${sql}`;
}

function list(options: Options, name: string, otherwise: TextValue): readonly TextValue[] {
  const given = itemsOf(options.get(name)).flatMap((one) => textValue(one) ?? []);
  return given.length > 0 ? given : [otherwise];
}

/** `CONSTRAINT … FOREIGN KEY (…) REFERENCES … (…)`: the column is the table's singular with `_id` unless it is told. */
export function foreignKey(request: ForeignKeyRequest, env: Env): TextValue {
  const { table, to, options, word, at } = request;
  const bare = to.text.replace(/^.*\./, '');
  const toPlace = placeOf(to, word);
  const singular = singularize(bare);
  // `order_id` points at the `order` of `:orders`.
  const isWithin = bare === to.text && bare.startsWith(singular) && toPlace.end - toPlace.start === bare.length;
  const keyPlace = isWithin ? { start: toPlace.start, end: toPlace.start + singular.length } : toPlace;
  const columns = list(options, 'column', chosen(`${singular}_id`, keyPlace));
  const keys = list(options, 'primary_key', chosen('id', toPlace));
  const [first] = columns;
  const given = options.get('name');
  const name =
    (given && textValue(given)) ??
    chosen(foreignKeyName(table.text, first?.text ?? ''), first ? placeOf(first, word) : word);
  const names = (all: readonly TextValue[]) =>
    between(
      all.map((one) => quoted(one, env.dialect)),
      ', ',
    );
  const deferrable = text(options, 'deferrable');
  const deferred =
    deferrable === 'deferred'
      ? ' DEFERRABLE INITIALLY DEFERRED'
      : deferrable === undefined || deferrable === 'false'
        ? ''
        : ' DEFERRABLE INITIALLY IMMEDIATE';
  return compose(at, [
    'CONSTRAINT ',
    quoted(name, env.dialect),
    ' FOREIGN KEY (',
    ...names(columns),
    ') REFERENCES ',
    tableName(to, env.dialect),
    ' (',
    ...names(keys),
    ')',
    action(options, 'delete'),
    action(options, 'update'),
    env.dialect === 'postgresql' ? deferred : '',
    env.dialect === 'postgresql' && flag(options, 'validate') === false ? ' NOT VALID' : '',
  ]);
}

/** What a constraint over the table is made of: a check, an exclusion, a unique constraint. */
export interface ConstraintRequest {
  readonly kind: 'check' | 'exclusion' | 'unique';
  readonly table: TextValue;
  /** The check's expression, the exclusion's elements, or the columns. */
  readonly parts: readonly TextValue[];
  readonly options: Options;
  readonly word: Placed;
  readonly at: Placed;
}

export function constraint(
  { kind, table, parts, options, word, at }: ConstraintRequest,
  env: Env,
): TextValue | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const given = options.get('name');
  const made =
    kind === 'check'
      ? checkName(table.text, first.text)
      : kind === 'unique'
        ? `uniq_rails_${hash(`${table.text}_${parts.map((one) => one.text).join('_and_')}_unique`)}`
        : `excl_rails_${hash(`${table.text}_${first.text}_excl`)}`;
  const name = quoted((given && textValue(given)) ?? chosen(made, word), env.dialect);
  const head: readonly Part[] = ['CONSTRAINT ', name];
  const invalid = env.dialect === 'postgresql' && flag(options, 'validate') === false ? ' NOT VALID' : '';
  if (kind === 'check') return compose(at, [...head, ' CHECK (', first, ')', invalid]);
  const later = text(options, 'deferrable');
  const deferred =
    later === undefined || later === 'false'
      ? ''
      : ` DEFERRABLE INITIALLY ${later === 'deferred' ? 'DEFERRED' : 'IMMEDIATE'}`;
  if (kind === 'unique') {
    const nulls = flag(options, 'nulls_not_distinct') === true ? ' NULLS NOT DISTINCT' : '';
    return compose(at, [
      ...head,
      ` UNIQUE${nulls} (`,
      ...between(
        parts.map((one) => quoted(one, env.dialect)),
        ', ',
      ),
      ')',
      deferred,
    ]);
  }
  const [using, where] = [text(options, 'using'), options.get('where')];
  const condition = where && textValue(resultOf(where) ?? where);
  return compose(at, [
    ...head,
    ` EXCLUDE${using === undefined ? '' : ` USING ${using}`} (`,
    first,
    ')',
    ...(condition ? [' WHERE (', condition, ')'] : []),
    deferred,
  ]);
}

/** A comment on a table or column, where the engine has them as statements. */
export function commentOn(what: string, name: TextValue, said: TextValue | undefined, at: Placed, env: Env): TextValue {
  return compose(at, [`COMMENT ON ${what} `, name, ' IS ', said ? quoteText(said.text, env.dialect) : 'NULL']);
}
