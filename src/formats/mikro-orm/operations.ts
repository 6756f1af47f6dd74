import { textValue } from '../../code';
import {
  type ColumnSpec,
  type ConstraintSpec,
  type Deferrable,
  type ForeignKeySpec,
  type Ident,
  type IndexSpec,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
} from '../../model';
import { quoteName } from '../../sql';
import { expressionAt, identAt, identOf, keyColumns, opaque, spanOf, typeAt } from '../code/build';
import { embeddedSql } from '../code/embedded-sql';
import { keptName } from '../prisma/names';
import type { CheckArgs, KeyArgs } from './args';
import { columnsAt } from './keys';
import {
  type ColumnMeta,
  columnsOf,
  type ForeignMeta,
  type MadeKey,
  primaryOf,
  type TableMeta,
  type Tables,
} from './meta';
import { keyName } from './naming';
import { textIn } from './options';
import type { Reading } from './reading';
import { columnsGiven } from './said-columns';

/** A table as the operations that make it. */
export function tableOperations(table: TableMeta, tables: Tables, on: Reading): readonly Operation[] {
  const { module, place } = table;
  const span = spanOf(module, place);
  const name = nameOf(table, on);
  const columns = columnsOf(table);
  const line = [...new Set(table.below.flatMap((one) => [one, ...tables.entities.basesOf(one)]))];
  const checks = line.flatMap((one) => one.checks).map((one) => checkSpec(table, one, on));
  const comment = textIn(table.args.options, 'comment')?.text;
  return [
    {
      kind: 'createTable',
      table: name,
      columns: columns.map((column) => columnSpec(table, column, on)),
      constraints: [
        ...primaryKey(table, on),
        ...table.keys.flatMap((key) => uniqueSpec(key, on)),
        ...checks.filter((one) => one.kind === 'check'),
        ...table.foreignKeys.map((key) => foreignKeySpec(key, on)),
      ],
      indexes: [],
      options: [],
      span,
    },
    ...table.keys.flatMap((key) => indexOperation(table, key, on)),
    ...(comment ? [{ kind: 'commentOn', objectType: 'table', name, comment, span } satisfies Operation] : []),
    ...line.flatMap((one) => one.keys).flatMap((key) => expressionIndex(key, table, on)),
    ...columns.flatMap(({ type, module: own, place: at, args }) =>
      type ? [] : [opaque(own, at, `the type of ${args.key} cannot be told`)],
    ),
    ...checks.filter((one) => one.kind === 'opaque'),
    ...table.unread.map((one) => opaque(one.module, one.place, one.reason)),
  ];
}

export function nameOf(table: TableMeta, { dialect }: Reading): QualifiedName {
  const kept = { ...table.name, name: keptName(dialect, table.name.name) };
  return table.schema === undefined ? kept : { ...kept, schema: table.schema };
}

function cut(ident: Ident, { dialect }: Reading): Ident {
  return { ...ident, name: keptName(dialect, ident.name) };
}

/** PostgreSQL's own enumerations, which several columns may share. */
export function enumOperations(table: TableMeta, seen: Set<string>): readonly Operation[] {
  return columnsOf(table).flatMap(({ type, module, place, args }): readonly Operation[] => {
    if (type?.nativeEnum === undefined || !type.values || args.kind !== 'scalar' || seen.has(type.nativeEnum))
      return [];
    seen.add(type.nativeEnum);
    const dot = type.nativeEnum.indexOf('.');
    const ident = identAt(module, type.nativeEnum.slice(dot + 1), place);
    const schema = dot > 0 ? type.nativeEnum.slice(0, dot) : table.schema;
    const span = spanOf(module, place);
    return [
      { kind: 'createEnum', type: schema === undefined ? ident : { ...ident, schema }, values: type.values, span },
    ];
  });
}

function typeText(
  { schema }: TableMeta,
  { type, counts, unsigned }: ColumnMeta,
  { dialect }: Reading,
): string | undefined {
  if (!type) return undefined;
  if (counts && dialect === 'postgresql') return type.mapped === 'bigint' ? 'bigserial' : 'serial';
  if (counts && dialect === 'sqlite') return 'integer';
  if (type.nativeEnum !== undefined && schema !== undefined && !type.nativeEnum.includes('.'))
    return `${quoteName(schema, dialect)}.${type.sql}`;
  return unsigned && !/unsigned/i.test(type.sql) ? `${type.sql} unsigned` : type.sql;
}

function columnSpec(table: TableMeta, column: ColumnMeta, on: Reading): ColumnSpec {
  const { dialect } = on;
  const { module, place, generated } = column;
  const span = spanOf(module, place);
  const text = typeText(table, column, on);
  const isIdentity = generated !== undefined && /identity$/.test(generated);
  const numbers = column.counts && dialect !== 'postgresql';
  const identity = isIdentity ? (/by default/.test(generated) ? 'by default' : 'always') : 'auto increment';
  return {
    name: cut(column.name, on),
    span,
    ...(text === undefined ? {} : { type: typeAt(module, text, place, dialect) }),
    ...(column.nullable ? {} : { nullable: false }),
    ...(column.default === undefined || generated !== undefined
      ? {}
      : { default: expressionAt(module, column.default, place, dialect), defaultSpan: span }),
    ...(numbers || isIdentity ? { identity } : {}),
    ...(generated === undefined || isIdentity ? {} : generatedSpec(column, generated, on)),
    ...(column.comment === undefined || dialect === 'sqlite' ? {} : { comment: column.comment }),
    constraints: valuesCheck(column, on),
  };
}

/** `(a || b) stored` */
function generatedSpec({ module, place }: ColumnMeta, text: string, { dialect }: Reading) {
  const [, expression = text, word] = /^(.*?)\s+(stored|virtual|persisted)$/is.exec(text) ?? [];
  const stored = word ? !/virtual/i.test(word) : dialect === 'postgresql';
  return { generated: { expression: expressionAt(module, expression, place, dialect), stored } };
}

/** Values that a column of text may have. */
function valuesCheck({ type, module, place, name, args }: ColumnMeta, on: Reading): readonly ConstraintSpec[] {
  if (!type?.values || type.nativeEnum !== undefined || args.kind !== 'scalar') return [];
  const text = `${quoteName(name.name, on.dialect)} in (${type.values.map((one) => `'${one}'`).join(', ')})`;
  return [
    {
      kind: 'check',
      expression: expressionAt(module, text, place, on.dialect),
      span: spanOf(module, place),
      inline: true,
    },
  ];
}

function primaryKey(table: TableMeta, on: Reading): readonly ConstraintSpec[] {
  const columns = primaryOf(table);
  const [first] = columns;
  if (!first) return [];
  const { module, place } = first;
  const names = columns.map(({ name }) => cut(name, on));
  const name: Ident = { name: `${table.name.name}_pkey`, span: table.name.span };
  return [
    {
      kind: 'primaryKey',
      columns: keyColumns(names),
      span: spanOf(module, place),
      ...(on.dialect === 'postgresql' ? { name: cut(name, on) } : {}),
    },
  ];
}

function deferrableOf(text: string | undefined, { dialect }: Reading): { readonly deferrable?: Deferrable } {
  if (text === undefined || dialect !== 'postgresql') return {};
  return { deferrable: /deferred$/i.test(text) ? 'initially deferred' : 'deferrable' };
}

function uniqueSpec(key: MadeKey, on: Reading): readonly ConstraintSpec[] {
  if (key.kind !== 'unique' || on.dialect === 'sqlite') return [];
  return [
    {
      kind: 'unique',
      name: cut(key.name, on),
      columns: keyColumns(key.columns.map((one) => cut(one, on))),
      span: spanOf(key.module, key.place),
      ...deferrableOf(key.deferrable, on),
    },
  ];
}

function indexOperation(of: TableMeta, key: MadeKey, on: Reading): readonly Operation[] {
  if (key.kind === 'unique' && on.dialect !== 'sqlite') return [];
  const table = nameOf(of, on);
  const span = spanOf(key.module, key.place);
  const isVector = of.columns.some(({ name, type }) => name.name === key.columns[0]?.name && type?.sql === 'tsvector');
  const isText = key.method === 'fulltext' && on.dialect === 'postgresql';
  // A text that is not kept ready for searching is made ready in the index, by an expression of the generator's.
  if (isText && !isVector) return [opaque(key.module, key.place, 'an index for full text search')];
  const method = isText ? 'gin' : key.method;
  const index: IndexSpec = {
    name: cut(key.name, on),
    columns: keyColumns(key.columns.map((one) => cut(one, on))),
    span,
    ...(key.kind === 'unique' ? { unique: true } : {}),
    ...(method === undefined || !(on.dialect === 'postgresql' || isMysqlFamily(on.dialect)) ? {} : { method }),
  };
  return [{ kind: 'createIndex', table, index, span }];
}

/** An index in SQL of the project's own. */
function expressionIndex(
  { options, module, at, properties }: KeyArgs,
  table: TableMeta,
  on: Reading,
): readonly Operation[] {
  const given = options.get('expression');
  if (!given || properties.length > 1) return [];
  const text = textValue(given);
  if (!text) return [opaque(module, at, `an index of ${table.name.name} in SQL that cannot be told`)];
  return embeddedSql(given.scope.module, text, on.dialect).statements.flatMap(({ operations }) => operations);
}

function foreignKeySpec(key: ForeignMeta, on: Reading): ForeignKeySpec {
  const { target, module, place } = key;
  const table = identAt(module, keptName(on.dialect, target.name.name), place);
  return {
    kind: 'foreignKey',
    name: cut(key.name, on),
    columns: key.columns.map(({ name }) => cut(name, on)),
    refTable: target.schema === undefined ? table : { ...table, schema: target.schema },
    // Nothing names them here: they are the other table's own.
    refColumns: key.referenced.map((one) => cut(one, on)),
    span: spanOf(module, place),
    ...(key.onDelete ? { onDelete: key.onDelete } : {}),
    ...(key.onUpdate ? { onUpdate: key.onUpdate } : {}),
    ...deferrableOf(key.deferrable, on),
  };
}

function checkSpec(table: TableMeta, one: CheckArgs, on: Reading): ConstraintSpec | Operation {
  const { module, at, property, expression } = one;
  const names = new Map(columnsOf(table).map(({ path, name }) => [path, name.name]));
  const text = expression && columnsGiven(expression, on, names);
  if (text === undefined) return opaque(module, at, 'this check cannot be told');
  const columns = property === undefined ? [] : columnsAt(table, property).map(({ name }) => name);
  const named = one.name && identOf(one.name);
  const chosen = identAt(module, keyName(table.name.name, columns, 'check', on.dialect), at);
  return {
    kind: 'check',
    name: cut(named ?? chosen, on),
    expression: expressionAt(module, text, at, on.dialect),
    span: spanOf(module, at),
  };
}
