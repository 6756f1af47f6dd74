/** A schema in another engine's words: operations that make it, what is lost, and what the application must change. */
import {
  type Check,
  type Column,
  type ColumnSpec,
  type ConstraintSpec,
  type CreateTable,
  type Ident,
  type IndexColumn,
  isMysqlFamily,
  type Operation,
  type Schema,
  type Span,
  type SqlDialect,
  type Table,
} from '../../model';
import { parseType } from '../../sql';
import { changesFor } from './application';
import type { Keyed } from './converter';
import { convertCondition, convertDefault } from './expressions';
import { convertIndexes } from './indexes';
import { convertReference, withReferences } from './references';
import { convertType } from './types';
import { tableText, type Writing, writingFor } from './writing';

export interface Loss {
  /** `orders.total`, `orders`, a view's name. */
  readonly where: string;
  readonly what: string;
  /** Where it is written today. */
  readonly at: Span;
}

export interface Conversion {
  readonly operations: readonly Operation[];
  readonly losses: readonly Loss[];
  readonly application: readonly string[];
}

/** Converts all tables, or those that are named by key. From MongoDB there is nothing to convert: its collections have no DDL. */
export function convertSchema(
  schema: Schema,
  target: SqlDialect,
  keys: readonly string[] = [...schema.tables.keys()],
): Conversion {
  if (schema.dialect === 'mongodb')
    return {
      operations: [],
      losses: [],
      application: ['Collections must be modelled as tables first: arrays become tables of their own.'],
    };
  const losses: Loss[] = [];
  const writing = writingFor(schema, target, (where, what, at) => losses.push({ where, what, at }));
  const tables = keys
    .flatMap((key) => schema.tables.get(key) ?? [])
    .filter(({ partitionOf, temporary }) => partitionOf === undefined && temporary !== true);
  const made = tables.flatMap((table) => convertTable(table, writing));
  const references = tables.flatMap((table) =>
    table.foreignKeys.flatMap((key) => convertReference(table, key, writing, keys)),
  );
  // SQLite has no ALTER TABLE … ADD CONSTRAINT: references stand in the table.
  const operations = target === 'sqlite' ? withReferences(made, references) : [...made, ...references];
  objectsLost(schema, writing);
  return { operations, losses, application: changesFor(schema.dialect, target) };
}

function convertTable(table: Table, writing: Writing): readonly Operation[] {
  const { lose, target } = writing;
  const where = tableText(table);
  if (table.kind !== 'table') {
    lose(where, `a ${table.kind} is not converted`, table.at);
    return [];
  }
  if (!table.complete) lose(where, 'not all of its columns are known', table.at);
  if (table.partitionBy !== undefined)
    lose(where, `partitions by ${table.partitionBy.method}: made anew in the target's own way`, table.at);
  if (table.rowSecurity === true || table.policies.length > 0)
    lose(where, 'row security policies: filter in the application, or by views', table.at);
  for (const trigger of table.triggers)
    lose(where, `trigger ${trigger.name}: its body is written in another language`, trigger.at);
  for (const exclusion of table.exclusions)
    lose(where, `exclusion constraint ${exclusion.name}: check in a serializable transaction`, exclusion.at);
  const keyed = keyedColumns(table);
  const columns = table.columns.map((column) =>
    convertColumn(column, table, keyed.has(column.name) ? 'keyed' : 'plain', writing),
  );
  const create: CreateTable = {
    kind: 'createTable',
    table: writing.tableName(table, table.at),
    columns: columns.map(({ spec }) => spec),
    constraints: [
      ...columns.flatMap(({ checks }) => checks),
      ...keysOf(table, columns, writing),
      ...checksOf(table, writing),
    ],
    indexes: [],
    options: isMysqlFamily(target)
      ? [
          { name: 'engine', value: 'InnoDB', span: table.at },
          { name: 'charset', value: 'utf8mb4', span: table.at },
        ]
      : [],
    span: table.span,
  };
  return [create, ...convertIndexes(table, writing)];
}

function keyedColumns(table: Table): ReadonlySet<string> {
  const parts = [table.primaryKey, ...table.uniques, ...table.indexes].flatMap((key) => key?.columns ?? []);
  const names = [
    ...parts.flatMap(({ column }) => column?.name ?? []),
    ...table.foreignKeys.flatMap(({ columns }) => columns.map(({ name }) => name)),
  ];
  return new Set(names);
}

interface Made {
  readonly spec: ColumnSpec;
  readonly checks: readonly ConstraintSpec[];
  /** SQLite numbers a column only as INTEGER PRIMARY KEY, which stands with the column. */
  readonly keyInline: boolean;
}

function convertColumn(column: Column, table: Table, keyed: Keyed, writing: Writing): Made {
  const { schema, target, lose, name } = writing;
  const where = `${tableText(table)}.${column.name}`;
  const span = column.at;
  const numbered =
    column.identity !== undefined || column.type?.serial === true || /^nextval\b/i.test(column.default?.text ?? '');
  const found =
    column.type === undefined
      ? { text: target === 'sqlite' ? 'TEXT' : 'text', loss: 'its type is not known' }
      : convertType(column.type, target, keyed, schema);
  if (found.loss !== undefined) lose(where, found.loss, span);
  const type = parseType(found.text, span, target);
  const value = convertDefault(column, target, type);
  if (value.kind === 'lost') lose(where, value.because, span);
  if (column.generated !== undefined)
    lose(where, `generated as ${column.generated.expression.text}: written as a plain column`, span);
  if (column.onUpdate !== undefined && !isMysqlFamily(target))
    lose(where, 'ON UPDATE CURRENT_TIMESTAMP: set it in the application or by a trigger', span);
  const alone = table.primaryKey?.columns.length === 1 && table.primaryKey.columns[0]?.column?.name === column.name;
  const keyInline = target === 'sqlite' && numbered && alone;
  const ident = name(column.name, span);
  const spec: ColumnSpec = {
    name: ident,
    type,
    ...(column.notNull && !keyInline ? { nullable: false } : {}),
    ...(value.kind === 'text' && !numbered
      ? { default: { text: value.text, span, kind: 'other', calls: [], columns: [] } }
      : {}),
    ...(numbered && target !== 'sqlite' ? { identity: isMysqlFamily(target) ? 'auto increment' : 'by default' } : {}),
    ...(column.comment !== undefined && isMysqlFamily(target) ? { comment: column.comment } : {}),
    constraints: keyInline ? [{ kind: 'primaryKey', columns: [{ column: ident, span }], span, inline: true }] : [],
    span,
  };
  const labels = 'values' in found && found.values !== undefined && found.values.length > 0 ? found.values : undefined;
  return { spec, checks: labels === undefined ? [] : [labelCheck(table, ident, labels, writing)], keyInline };
}

/** The labels of an enumeration as a check. */
function labelCheck(table: Table, column: Ident, labels: readonly string[], { name }: Writing): ConstraintSpec {
  const list = labels.map((label) => `'${label.replace(/'/g, "''")}'`).join(', ');
  const text = `${quotedFor(column.name)} IN (${list})`;
  return {
    kind: 'check',
    name: name(`${table.name}_${column.name}_check`.toLowerCase(), column.span),
    expression: { text, span: column.span, kind: 'other', calls: [], columns: [column.name] },
    span: column.span,
  };
}

/** Double quotes are understood by all but MySQL, which has its own enumerations. */
const quotedFor = (name: string) => (/^[a-z_][a-z0-9_]*$|^[A-Z_][A-Z0-9_]*$/.test(name) ? name : `"${name}"`);

function keysOf(table: Table, columns: readonly Made[], { name }: Writing): readonly ConstraintSpec[] {
  const parts = (all: readonly IndexColumn[]): readonly IndexColumn[] =>
    all.flatMap(({ column, span }) => (column === undefined ? [] : [{ column: name(column.name, span), span }]));
  const { primaryKey } = table;
  const inline = columns.some(({ keyInline }) => keyInline);
  return [
    ...(primaryKey === undefined || inline
      ? []
      : [{ kind: 'primaryKey', columns: parts(primaryKey.columns), span: primaryKey.span } as const]),
    ...table.uniques
      .filter((unique) => unique.columns.every(({ column }) => column !== undefined))
      .map(
        (unique) =>
          ({
            kind: 'unique',
            name: name(unique.name, unique.span),
            columns: parts(unique.columns),
            span: unique.span,
          }) as const,
      ),
  ];
}

function checksOf(table: Table, writing: Writing): readonly ConstraintSpec[] {
  const columns = new Map(table.columns.map((column) => [column.name.toLowerCase(), column]));
  return table.checks.flatMap((check: Check): readonly ConstraintSpec[] => {
    const converted = convertCondition(check.expression.text, writing.schema.dialect, writing.target, columns);
    if (converted.kind !== 'text') {
      writing.lose(
        tableText(table),
        `check ${check.name}${converted.kind === 'lost' ? `: ${converted.because}` : ''}`,
        check.at,
      );
      return [];
    }
    return [
      {
        kind: 'check',
        name: writing.name(check.name, check.span),
        expression: { ...check.expression, text: converted.text },
        span: check.span,
      },
    ];
  });
}

function objectsLost({ views, sequences }: Schema, { lose }: Writing): void {
  for (const { name, materialized, at } of views.values())
    lose(name, `${materialized ? 'materialised view' : 'view'}: its query must be written for the target`, at);
  for (const { name, ownedBy, at } of sequences.values())
    if (ownedBy === undefined) lose(name, 'sequence of its own', at);
}
