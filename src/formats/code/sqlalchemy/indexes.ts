import { type Bound, resolve, type StringPiece, textValue } from '../../../code';
import { type CreateIndex, type Ident, type IndexColumn, isMysqlFamily, type QualifiedName } from '../../../model';
import { expressionAt, spanOf } from '../build';
import { embeddedSql } from '../embedded-sql';
import { type BoundCall, type Compile, flag, given, itemsIn, nameOf, namesOf, nameText, wordOf } from './compile';
import { expressionSql } from './expressions';
import { conventionName } from './naming';

/** An index on a table, whatever it is made by: `Index(…)`, `op.create_index(…)`, `index=True`. */
export interface IndexGiven {
  readonly call: BoundCall;
  readonly name: Bound | undefined;
  readonly table: QualifiedName;
  readonly items: readonly Bound[];
}

/** The operation that makes an index; undefined where its columns cannot be told. */
export function createIndexOf({ call, name: named, table, items }: IndexGiven, on: Compile): CreateIndex | undefined {
  const columns = items.map((item) => indexColumn(item, call, on));
  const known = columns.filter((one) => one !== undefined);
  if (known.length === 0 || known.length !== columns.length) return undefined;
  const span = spanOf(call.scope.module, call.expr);
  const own = nameOf(named);
  const text = conventionName(on, {
    kind: 'ix',
    schema: table.schema,
    table: table.name,
    columns: known.map(({ column, expression }) => column?.name ?? expression?.text ?? ''),
    name: own,
    isFinal: named !== undefined && resolve(named).expr.kind === 'call',
  });
  const place = own?.span ?? spanOf(call.scope.module, call.expr.callee);
  return {
    kind: 'createIndex',
    table,
    index: {
      ...(text === undefined ? {} : { name: { name: text, span: place } }),
      ...(flag(call, 'unique') === true ? { unique: true } : {}),
      columns: known,
      ...indexOptions(call, on),
      span,
    },
    ...(on.dialect === 'postgresql' && flag(call, 'postgresql_concurrently') === true ? { concurrently: true } : {}),
    ...(flag(call, 'if_not_exists') === true ? { ifNotExists: true } : {}),
    span,
  };
}

/** An argument that only one dialect heeds: `postgresql_where`, `sqlite_where`. */
function forDialect(call: BoundCall, word: string, on: Compile): Bound | undefined {
  const prefix = on.dialect === 'sqlserver' ? 'mssql' : on.dialect;
  const mysql = isMysqlFamily(on.dialect) ? [`mysql_${word}`] : [];
  return given(call, undefined, `${prefix}_${word}`, ...mysql);
}

function indexOptions(call: BoundCall, on: Compile): Partial<CreateIndex['index']> {
  const [where, using, include] = [
    forDialect(call, 'where', on),
    forDialect(call, 'using', on),
    forDialect(call, 'include', on),
  ];
  const prefix = forDialect(call, 'prefix', on);
  const condition = where && expressionSql(where, on, 'sql');
  const method = using && textValue(using)?.text.toLowerCase();
  const kind = prefix && textValue(prefix)?.text.toLowerCase();
  const included = include && namesOf(itemsIn(include));
  const storage = on.dialect === 'postgresql' ? storageOf(given(call, undefined, 'postgresql_with')) : undefined;
  const distinct = on.dialect === 'postgresql' && flag(call, 'postgresql_nulls_not_distinct') === true;
  if (where && condition === undefined)
    on.untold(where, 'this condition cannot be told without running it, so it is left out');
  return {
    ...(method ? { method } : kind === 'fulltext' || kind === 'spatial' ? { method: kind } : {}),
    ...(where && condition !== undefined
      ? { where: expressionAt(where.scope.module, condition, where.expr, on.dialect) }
      : {}),
    ...(included && included.length > 0 ? { include: included } : {}),
    ...(storage === undefined ? {} : { storage }),
    ...(distinct ? { nullsNotDistinct: true } : {}),
  };
}

function storageOf(bound: Bound | undefined): string | undefined {
  const map = bound && resolve(bound);
  if (map?.expr.kind !== 'map') return undefined;
  const pairs = map.expr.entries.map(({ key, value }) => {
    const words = [key, value].map((expr) => textValue({ expr, scope: map.scope })?.text ?? '');
    return words.join(' = ');
  });
  return pairs.length > 0 ? pairs.join(', ') : undefined;
}

/** A column of an index by its name, or an expression as SQL reads it. */
function indexColumn(item: Bound, call: BoundCall, on: Compile): IndexColumn | undefined {
  const bare = ordered(item);
  const own = on.columnName?.(bare.bound) ?? bare.bound;
  const name = isText(own) ? undefined : nameOf(own);
  if (name)
    return {
      column: name,
      span: name.span,
      ...bare.order,
      ...operatorClass(name, call, on),
      ...prefixOf(name, call, on),
    };
  const words = isText(own) ? nameText(own) : undefined;
  const sql = words?.text ?? expressionSql(own, on, 'column');
  if (sql === undefined) return undefined;
  const column = parsedColumn(own, sql, words?.pieces ?? [{ start: own.expr.start, end: own.expr.end, text: sql }], on);
  return column && { ...column, ...bare.order };
}

const TEXT = /^(?:text|literal_column|TextClause)$/;

function isText(bound: Bound): boolean {
  const { expr } = resolve(bound);
  return expr.kind === 'call' && TEXT.test(wordOf(expr) ?? '');
}

/** SQL of one index column, read by the reader of SQL: order, operator class and collation are in it. */
function parsedColumn(bound: Bound, sql: string, pieces: readonly StringPiece[], on: Compile): IndexColumn | undefined {
  const { start, end } = bound.expr;
  // Text stands as it is; other expressions get parentheses unless they are one call (PGDDLCompiler.visit_create_index).
  const isBare = isText(bound) || /^[\w.]+\s*\([^()]*\)$/.test(sql) || /^["`[]?\w+["`\]]?$/.test(sql);
  const [open, close] = isBare ? ['', ''] : ['(', ')'];
  const around = (text: string): StringPiece => ({ start, end, text });
  const read = embeddedSql(
    bound.scope.module,
    {
      text: `CREATE INDEX i ON t (${open}${sql}${close})`,
      pieces: [around(`CREATE INDEX i ON t (${open}`), ...pieces, around(`${close})`)],
    },
    on.dialect,
  );
  const [operation] = read.statements.flatMap(({ operations }) => operations);
  return operation?.kind === 'createIndex' ? operation.index.columns[0] : undefined;
}

interface Ordered {
  readonly bound: Bound;
  readonly order: Pick<IndexColumn, 'order' | 'nulls'>;
}

/** `.desc()`, `sa.desc(…)`, `.nulls_last()` around a column. */
function ordered(item: Bound): Ordered {
  const { expr, scope } = resolve(item);
  if (expr.kind !== 'call') return { bound: item, order: {} };
  const word = wordOf(expr) ?? '';
  const said = orderOf(word);
  if (!said) return { bound: item, order: {} };
  const [argument] = expr.args;
  const inner = argument?.value ?? (expr.callee.kind === 'member' ? expr.callee.object : undefined);
  if (!inner) return { bound: item, order: {} };
  const rest = ordered({ expr: inner, scope });
  return { bound: rest.bound, order: { ...rest.order, ...said } };
}

function orderOf(word: string): Ordered['order'] | undefined {
  if (word === 'desc') return { order: 'desc' };
  if (word === 'asc') return { order: 'asc' };
  if (word === 'nulls_last' || word === 'nullslast') return { nulls: 'last' };
  return word === 'nulls_first' || word === 'nullsfirst' ? { nulls: 'first' } : undefined;
}

function entryFor(bound: Bound | undefined, name: string): Bound | undefined {
  const map = bound && resolve(bound);
  if (map?.expr.kind !== 'map') return undefined;
  const found = map.expr.entries.find(({ key }) => textValue({ expr: key, scope: map.scope })?.text === name);
  return found && { expr: found.value, scope: map.scope };
}

function operatorClass({ name }: Ident, call: BoundCall, on: Compile): { readonly operatorClass?: string } {
  if (on.dialect !== 'postgresql') return {};
  const value = entryFor(given(call, undefined, 'postgresql_ops'), name);
  const text = value && textValue(value)?.text;
  return text === undefined ? {} : { operatorClass: text };
}

/** `mysql_length=10`, `mysql_length={'name': 10}` */
function prefixOf({ name }: Ident, call: BoundCall, on: Compile): { readonly prefix?: number } {
  if (!isMysqlFamily(on.dialect)) return {};
  const length = given(call, undefined, 'mysql_length');
  const own = entryFor(length, name) ?? length;
  const value = own && resolve(own).expr;
  return value?.kind === 'number' ? { prefix: Number(value.text) } : {};
}
