import { type Bound, textValue } from '../../../code';
import {
  type ColumnSpec,
  type ConstraintSpec,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
  type TableOption,
} from '../../../model';
import { keyColumns, spanOf } from '../build';
import { type ColumnParts, columnParts, enumOf, numbered, numberedSpec } from './columns';
import { type BoundCall, type Compile, callOf, flag, given, isNone, positional, wordOf } from './compile';
import { CONSTRAINTS, checkOf, constraintOf } from './constraints';
import { createIndexOf } from './indexes';
import { conventionName } from './naming';
import type { Owner } from './references';

/** What a table is made of, from `op.create_table`, `Table` or a class. */
export interface TableGiven {
  readonly call: BoundCall;
  readonly name: Ident;
  readonly schema: string | undefined;
  readonly columns: readonly ColumnParts[];
  /** Constraints and indexes. */
  readonly items: readonly Bound[];
}

/** Columns among the arguments of `op.create_table` and `Table`; the rest as it is. */
export function takeColumns(
  items: readonly Bound[],
  owner: Owner,
  on: Compile,
): { readonly columns: readonly ColumnParts[]; readonly rest: readonly Bound[] } {
  const columns: ColumnParts[] = [];
  const rest: Bound[] = [];
  for (const item of items) {
    const call = callOf(item);
    const parts = call && isColumn(call) ? columnParts(call, owner, on) : undefined;
    if (parts) columns.push(parts);
    else if (call || !isNone(item)) rest.push(item);
  }
  return { columns, rest };
}

/** `Column(…)`, `sa.Column(…)`, `db.Column(…)`, `mapped_column(…)`. */
export function isColumn({ expr }: BoundCall): boolean {
  return /^(?:Column|mapped_column)$/.test(wordOf(expr) ?? '');
}

/** A schema given as a string. */
export function schemaOf(call: BoundCall): string | undefined {
  const value = given(call, undefined, 'schema');
  return value && !isNone(value) ? textValue(value)?.text : undefined;
}

/** Everything that making a table runs: its enumerations, itself, comments, indexes. */
export function tableOperations(given: TableGiven, on: Compile): readonly Operation[] {
  const { call, name, schema, columns } = given;
  const owner: Owner = { name: name.name, schema };
  const table: QualifiedName = { ...name, ...(schema === undefined ? {} : { schema }) };
  const span = spanOf(call.scope.module, call.expr);
  const { constraints, indexes } = partsOf(given, owner, table, on);
  const keyed = withKey(columns, constraints, owner, on);
  const auto = flag(call, 'sqlite_autoincrement') === true ? 'AUTOINCREMENT' : 'rowid';
  const self = numbered(columns, keyed.names, referring(constraints));
  const specs = columns.map((parts): ColumnSpec => {
    const spec = parts === self ? numberedSpec(parts, on, auto) : parts.spec;
    return keyed.names.includes(spec.name.name) && spec.nullable === undefined && !saysNullable(parts)
      ? { ...spec, nullable: false }
      : spec;
  });
  const making: Operation = {
    kind: 'createTable',
    table,
    columns: specs,
    constraints: keyed.constraints,
    indexes: [],
    options: optionsOf(call, on),
    ...(flag(call, 'if_not_exists') === true ? { ifNotExists: true } : {}),
    span,
  };
  return [...columns.flatMap(enumOf), making, ...commentsOf(given, table, on), ...indexes];
}

function referring(constraints: readonly ConstraintSpec[]): readonly string[] {
  return constraints.flatMap((one) => (one.kind === 'foreignKey' ? one.columns.map(({ name }) => name) : []));
}

function saysNullable({ call }: ColumnParts): boolean {
  return call.expr.args.some(({ name }) => name === 'nullable');
}

interface Keyed {
  readonly names: readonly string[];
  readonly constraints: readonly ConstraintSpec[];
}

/** The primary key first, as the compiler writes it: the constraint's, or that of the columns that say they are one. */
function withKey(
  columns: readonly ColumnParts[],
  constraints: readonly ConstraintSpec[],
  owner: Owner,
  on: Compile,
): Keyed {
  const said = constraints.find(({ kind }) => kind === 'primaryKey');
  const own = columns.filter(({ isKey }) => isKey);
  const ownNames = own.map(({ spec }) => spec.name);
  if (said?.kind === 'primaryKey')
    return { names: said.columns.flatMap(({ column }) => (column ? [column.name] : [])), constraints };
  const [first] = own;
  if (!first) return { names: [], constraints };
  const text = conventionName(on, {
    kind: 'pk',
    schema: owner.schema,
    table: owner.name,
    columns: ownNames.map(({ name }) => name),
  });
  const key: ConstraintSpec = {
    kind: 'primaryKey',
    columns: keyColumns(ownNames),
    span: spanOf(first.call.scope.module, first.call.expr),
    ...(text === undefined ? {} : { name: { name: text, span: first.spec.name.span } }),
  };
  return { names: ownNames.map(({ name }) => name), constraints: [key, ...constraints] };
}

interface Parts {
  readonly constraints: readonly ConstraintSpec[];
  readonly indexes: readonly Operation[];
}

function partsOf({ columns, items }: TableGiven, owner: Owner, table: QualifiedName, on: Compile): Parts {
  const constraints: ConstraintSpec[] = [];
  const indexes: Operation[] = [];
  for (const parts of columns) {
    constraints.push(...columnConstraints(parts, owner, on));
    const index = columnIndex(parts, table, on);
    if (index) indexes.push(index);
  }
  for (const item of items) {
    const call = callOf(item);
    const word = call && wordOf(call.expr);
    if (call && word === 'Index') {
      const [name, ...keys] = positional(call);
      const index = createIndexOf({ call, name: given(call, undefined, 'name') ?? name, table, items: keys }, on);
      if (index) indexes.push(index);
      else on.untold(item, 'what this index is on cannot be told without running it');
      continue;
    }
    const constraint = call && word !== undefined && CONSTRAINTS.has(word) ? constraintOf(call, owner, on) : undefined;
    if (constraint) constraints.push(constraint);
    else on.untold(item, 'this part of the table cannot be told without running it');
  }
  return { constraints, indexes };
}

/** Constraints that a column's own call says: references, `unique=True`, checks. */
export function columnConstraints(parts: ColumnParts, owner: Owner, on: Compile): readonly ConstraintSpec[] {
  const { spec, call } = parts;
  const found: ConstraintSpec[] = [...parts.references];
  if (parts.isUnique && !parts.isIndexed) {
    const text = conventionName(on, { kind: 'uq', schema: owner.schema, table: owner.name, columns: [spec.name.name] });
    found.push({
      kind: 'unique',
      columns: keyColumns([spec.name]),
      span: spec.span,
      ...(text === undefined ? {} : { name: { name: text, span: spec.name.span } }),
    });
  }
  for (const check of parts.checks) {
    const made = checkOf(check, given(check, 0, 'sqltext'), owner, on);
    if (made) found.push(made);
  }
  const checks = parts.type?.checks;
  if (checks) {
    const text = `${spec.name.name} IN (${checks.values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`;
    const name = checks.name && textValue(checks.name)?.text;
    const expression = { text, span: spec.span, kind: 'other', calls: [], columns: [spec.name.name] } as const;
    found.push({
      kind: 'check',
      expression,
      span: spanOf(call.scope.module, call.expr),
      ...(name === undefined ? {} : { name: { name, span: spec.span } }),
    });
  }
  return found;
}

/** `index=True`: an index of the convention's name; unique where the column says so too. */
export function columnIndex(
  { spec, call, isIndexed }: ColumnParts,
  table: QualifiedName,
  on: Compile,
): Operation | undefined {
  if (!isIndexed) return undefined;
  const name = conventionName(on, { kind: 'ix', schema: table.schema, table: table.name, columns: [spec.name.name] });
  return {
    kind: 'createIndex',
    table,
    index: {
      ...(name === undefined ? {} : { name: { name, span: spec.name.span } }),
      ...(flag(call, 'unique') === true ? { unique: true } : {}),
      columns: keyColumns([spec.name]),
      span: spec.span,
    },
    span: spec.span,
  };
}

const OPTIONS: Readonly<Record<string, string>> = {
  engine: 'engine',
  charset: 'charset',
  default_charset: 'charset',
  collate: 'collation',
  row_format: 'row_format',
  comment: 'comment',
};

function optionsOf(call: BoundCall, on: Compile): readonly TableOption[] {
  if (!isMysqlFamily(on.dialect)) return [];
  return call.expr.args.flatMap(({ name, nameAt, value, start, end }): readonly TableOption[] => {
    const word = name === 'comment' ? name : /^(?:mysql|mariadb)_(\w+)$/i.exec(name ?? '')?.[1]?.toLowerCase();
    const option = word === undefined ? undefined : OPTIONS[word];
    const text = textValue({ expr: value, scope: call.scope })?.text;
    if (option === undefined || text === undefined) return [];
    return [{ name: option, value: text, span: spanOf(call.scope.module, nameAt ?? { start, end }) }];
  });
}

/** Comments are statements of their own but in MySQL and SQLite, which has none. */
function commentsOf({ call, columns }: TableGiven, table: QualifiedName, on: Compile): readonly Operation[] {
  if (isMysqlFamily(on.dialect) || on.dialect === 'sqlite') return [];
  const bound = given(call, undefined, 'comment');
  const comment = bound && textValue(bound)?.text;
  const own: Operation[] =
    bound && comment !== undefined
      ? [{ kind: 'commentOn', objectType: 'table', name: table, comment, span: spanOf(call.scope.module, bound.expr) }]
      : [];
  return [...own, ...columns.flatMap((parts) => columnComment(parts, table, on))];
}

/** A column's comment where that is a statement of its own. */
export function columnComment({ spec }: ColumnParts, table: QualifiedName, on: Compile): readonly Operation[] {
  if (spec.comment === undefined || isMysqlFamily(on.dialect)) return [];
  const { span } = spec;
  return [{ kind: 'commentOn', objectType: 'column', name: spec.name, table, comment: spec.comment, span }];
}
