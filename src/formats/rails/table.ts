import { type Bound, type Placed, resolve, runFunction, type TextValue, textValue } from '../../code';
import { quoteText } from '../../sql';
import { between, compose, quoted, textsOf } from '../code/compose';
import { type ColumnRequest, type ColumnSql, columnSql } from './columns';
import { type Command, commandOf, constantBound, flag, has, isNil, type Options, optionsOf, text } from './given';
import { commentOn, constraint, createIndex, foreignKey, type IndexRequest, nameOfIndex } from './keys';
import { type Reference, reference } from './references';
import { chosen, type Env, isMysql, tableName } from './values';

/** A table being put together: what `create_table` and its block say. */
export interface Draft {
  readonly table: TextValue;
  readonly columns: ColumnSql[];
  readonly constraints: TextValue[];
  readonly indexes: IndexRequest[];
  /** Calls of which it cannot be told what they make. */
  readonly untold: Placed[];
}

/** `create_table` with its block: the statement, its indexes and comments; undefined where its name cannot be told. */
export function createTable(
  command: Command,
  env: Env,
  references: readonly Reference[] = [],
): { readonly texts: readonly TextValue[]; readonly untold: readonly Placed[] } | undefined {
  const { args, options, at } = command;
  const table = args[0] && textValue(args[0]);
  if (!table) return undefined;
  const draft: Draft = { table, columns: [], constraints: [], indexes: [], untold: [] };
  const key = primaryKey(command, draft, env);
  for (const one of references) addParts(draft, one, env);
  if (command.block)
    runFunction(command.block, [], undefined, (call, { scope }) => {
      const { callee } = call;
      if (callee.kind !== 'member' || callee.object.kind !== 'name' || !isTable(callee.object.name, command))
        return false;
      const inner = commandOf(call, scope);
      if (inner && !addTo(draft, inner, env)) draft.untold.push(call);
      return true;
    });
  const inline = isMysql(env) ? draft.indexes.map((index) => inlineIndex(index, env)) : [];
  const body = [...draft.columns.map(({ sql }) => sql), ...(key ? [key] : []), ...inline, ...draft.constraints];
  const name = tableName(table, env.dialect);
  const create = compose(at, [
    `CREATE ${flag(options, 'temporary') === true ? 'TEMPORARY ' : ''}TABLE ${flag(options, 'if_not_exists') === true ? 'IF NOT EXISTS ' : ''}`,
    name,
    ' (',
    ...between(body, ', '),
    ')',
    tableOptions(options, env),
  ]);
  const dropped =
    env.kind === 'migration' && has(options, 'force') && flag(options, 'force') !== false
      ? [
          compose(at, [
            'DROP TABLE IF EXISTS ',
            name,
            text(options, 'force') === 'cascade' && env.dialect === 'postgresql' ? ' CASCADE' : '',
          ]),
        ]
      : [];
  const indexes = isMysql(env) ? [] : draft.indexes.map((index) => createIndex(index, env));
  const untold = [...draft.untold, ...draft.columns.flatMap((one) => (one.untold ? [one.untold.expr] : []))];
  return { texts: [...dropped, create, ...comments(draft, options, at, env), ...indexes], untold };
}

function isTable(name: string, command: Command): boolean {
  return name === command.block?.def.params[0]?.name || name === 't';
}

/** Comments are statements of their own in PostgreSQL. */
function comments(draft: Draft, options: Options, at: Placed, env: Env): readonly TextValue[] {
  if (env.dialect !== 'postgresql') return [];
  const name = tableName(draft.table, env.dialect);
  const comment = options.get('comment');
  const said = comment && !isNil(comment) ? textValue(comment) : undefined;
  return [
    ...(said ? [commentOn('TABLE', name, said, at, env)] : []),
    ...draft.columns.flatMap((column) =>
      column.comment
        ? [commentOn('COLUMN', compose(at, [name, '.', quoted(column.name, env.dialect)]), column.comment, at, env)]
        : [],
    ),
  ];
}

function tableOptions(options: Options, env: Env): string {
  const own = text(options, 'options');
  const words = own === undefined ? '' : ` ${own}`;
  if (!isMysql(env)) return words;
  const [charset, collation, comment] = [
    text(options, 'charset'),
    text(options, 'collation'),
    text(options, 'comment'),
  ];
  return [
    charset === undefined ? '' : ` DEFAULT CHARSET=${charset}`,
    collation === undefined ? '' : ` COLLATE=${collation}`,
    words,
    comment === undefined ? '' : ` COMMENT ${quoteText(comment, env.dialect)}`,
  ].join('');
}

function inlineIndex(index: IndexRequest, env: Env): TextValue {
  const whole = createIndex(index, env);
  // The statement without CREATE and ON is what MySQL has inside the table's parentheses.
  const { options, at, columns } = index;
  const type =
    flag(options, 'unique') === true
      ? 'UNIQUE '
      : text(options, 'type') === undefined
        ? ''
        : `${text(options, 'type')?.toUpperCase()} `;
  const open = whole.text.indexOf(' (');
  const using = text(options, 'using');
  if (open < 0 || columns.length === 0) return whole;
  return compose(at, [
    `${type}INDEX `,
    quoted(nameOfIndex(index, env), env.dialect),
    using === undefined ? '' : ` USING ${using}`,
    ' ',
    behind(whole, open + 1),
  ]);
}

function behind(value: TextValue, from: number): TextValue {
  let at = 0;
  const pieces = value.pieces.flatMap((piece) => {
    const start = at;
    at += piece.text.length;
    if (at <= from) return [];
    const cut = Math.max(0, from - start);
    return [cut === 0 ? piece : { start: piece.start, end: piece.end, text: piece.text.slice(cut) }];
  });
  return { text: value.text.slice(from), pieces };
}

/** The key that every table has unless `id: false`: bigint since 5.1, integer before. */
function primaryKey({ options, word, at, scope }: Command, draft: Draft, env: Env): TextValue | undefined {
  const id = options.get('id');
  const named = options.get('primary_key');
  const several = named && resolve(named).expr.kind === 'list' ? textsOf(named) : undefined;
  if (several)
    return compose(at, [
      'PRIMARY KEY (',
      ...between(
        several.map((one) => quoted(one, env.dialect)),
        ', ',
      ),
      ')',
    ]);
  if (id && flag(options, 'id') === false && resolve(id).expr.kind === 'constant') return undefined;
  const hash = id ? optionsOf(id) : undefined;
  const type =
    (hash && text(hash, 'type')) ?? (id && hash?.size === 0 ? textValue(id)?.text : undefined) ?? defaultKey(env);
  const name = (named && textValue(named)) ?? chosen('id', word);
  const own = new Map<string, Bound>(
    [...KEY_OPTIONS].flatMap((key) => {
      const given = options.get(key);
      return given ? [[key, given] as const] : [];
    }),
  );
  for (const [key, value] of hash ?? []) if (key !== 'type') own.set(key, value);
  if (isNil(own.get('default'))) own.delete('default');
  own.set('primary_key', constantBound(true, word, scope));
  const uuid = type === 'uuid' && env.dialect === 'postgresql' && !options.has('default') && !hash?.has('default');
  const generated = env.version < 5.01 ? 'uuid_generate_v4()' : 'gen_random_uuid()';
  if (uuid) own.set('default', lambda(generated, word, scope));
  const known = type === 'serial' || type === 'bigserial' ? { serial: 'integer', bigserial: 'bigint' }[type] : type;
  draft.columns.push(columnSql({ name, type: known, typeAt: word, options: own, at }, env));
  return undefined;
}

const KEY_OPTIONS = ['default', 'limit', 'unsigned', 'charset', 'collation', 'precision'];

function lambda(sql: string, at: Placed, scope: Bound['scope']): Bound {
  const value = { kind: 'string', ...at, value: sql, pieces: [{ ...at, text: sql }] } as const;
  return { expr: { kind: 'function', ...at, params: [], body: [{ kind: 'return', ...at, value }] }, scope };
}

function defaultKey({ version }: Env): string {
  return version < 5.01 ? 'integer' : 'bigint';
}

/** One call of the block; false where its arguments cannot be told. */
export function addTo(draft: Draft, command: Command, env: Env): boolean {
  const { name, args, options, word, at } = command;
  const names = args.map((one) => textValue(one));
  const known = names.filter((one) => one !== undefined);
  const [first, second] = names;
  switch (name) {
    case 'timestamps':
      for (const column of timestamps(command, env)) draft.columns.push(columnSql(column, env));
      return true;
    case 'references':
    case 'belongs_to':
      for (const one of known) addReference(draft, one, command, env);
      return known.length === names.length && known.length > 0;
    case 'index': {
      const columns = indexColumns(args[0]);
      if (columns) draft.indexes.push({ table: draft.table, columns, options, word, at });
      return columns !== undefined;
    }
    case 'foreign_key':
      if (first) draft.constraints.push(foreignKey({ table: draft.table, to: first, options, word, at }, env));
      return first !== undefined;
    case 'check_constraint':
    case 'exclusion_constraint':
    case 'unique_constraint':
    case 'unique_key':
      return addConstraint(draft, command, env);
    case 'column':
      if (!first || !second) return false;
      addColumn(draft, { name: first, type: second.text, typeAt: args[1]?.expr ?? word, options, at }, command, env);
      return true;
    case 'primary_key':
      return first !== undefined && addKey(draft, first, second?.text, command, env);
    default:
      for (const one of known) addColumn(draft, { name: one, type: name, typeAt: word, options, at }, command, env);
      return known.length === names.length && known.length > 0;
  }
}

function addKey(
  draft: Draft,
  name: TextValue,
  type: string | undefined,
  { options, word, at, scope }: Command,
  env: Env,
): boolean {
  const own = new Map(options).set('primary_key', constantBound(true, word, scope));
  draft.columns.push(columnSql({ name, type: type ?? defaultKey(env), typeAt: word, options: own, at }, env));
  return true;
}

/** A column whose options ask for an index too: `index: true`, `index: { unique: true }`. */
function addColumn(draft: Draft, request: ColumnRequest, { word }: Command, env: Env): void {
  draft.columns.push(columnSql(request, env));
  const index = indexOfColumn(draft.table, request, word);
  if (index) draft.indexes.push(index);
}

export function indexOfColumn(
  table: TextValue,
  { name, options, at }: ColumnRequest,
  word: Placed,
): IndexRequest | undefined {
  const index = options.get('index');
  if (!index || isNil(index) || (flag(options, 'index') === false && optionsOf(index).size === 0)) return undefined;
  return { table, columns: [name], options: optionsOf(index), word, at };
}

function addReference(draft: Draft, name: TextValue, { options, word, at, scope }: Command, env: Env): void {
  addParts(draft, reference({ table: draft.table, name, options, word, at, scope }, env), env);
}

function addParts(draft: Draft, { columns, index, foreignKey: key }: Reference, env: Env): void {
  for (const column of columns) draft.columns.push(columnSql(column, env));
  if (index) draft.indexes.push(index);
  if (key) draft.constraints.push(foreignKey(key, env));
}

function addConstraint(draft: Draft, { name, args, options, word, at }: Command, env: Env): boolean {
  const kind = name === 'check_constraint' ? 'check' : name === 'exclusion_constraint' ? 'exclusion' : 'unique';
  const parts = textsOf(args[0]) ?? [];
  const made = constraint({ kind, table: draft.table, parts, options, word, at }, env);
  if (made) draft.constraints.push(made);
  return made !== undefined;
}

/** Columns of an index: a name, names, or one expression. */
export function indexColumns(bound: Bound | undefined): readonly TextValue[] | undefined {
  const texts = textsOf(bound);
  return texts && texts.length > 0 ? texts : undefined;
}

/** `created_at` and `updated_at`: not null since 5.0, with six digits since 6.0. */
export function timestamps({ options, word, at, scope }: Command, env: Env): readonly ColumnRequest[] {
  const own = new Map(options);
  if (!own.has('null') || isNil(own.get('null'))) own.set('null', constantBound(env.version < 5, word, scope));
  if (!own.has('precision')) own.set('precision', constantBound(env.version < 6 ? null : 6, word, scope));
  return ['created_at', 'updated_at'].map((name) => ({
    name: chosen(name, word),
    type: 'datetime',
    typeAt: word,
    options: own,
    at,
  }));
}
