import { type Placed, textValue } from '../../code';
import {
  type ColumnSpec,
  type ConstraintSpec,
  type Deferrable,
  type ForeignKeySpec,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
  type ReferentialAction,
} from '../../model';
import { quoteName } from '../../sql';
import { expressionAt, identAt, keyColumns, opaque, spanOf, typeAt } from '../code/build';
import { textIn } from '../code/compose';
import { keptName } from '../prisma/names';
import type { ConditionArgs } from './args';
import {
  aroundOf,
  type ColumnMeta,
  columnsOf,
  type ForeignMeta,
  type MadeKey,
  primaryOf,
  type Reading,
  type TableMeta,
} from './meta';
import { enumNameOf, isOwnEnum, typeSql } from './types';

/** A table as the operations that make it. */
export function tableOperations(table: TableMeta, on: Reading): readonly Operation[] {
  const { module, place } = table;
  const span = spanOf(module, place);
  const name = nameOf(table, on);
  const columns = columnsOf(table);
  const conditions = isMysqlFamily(on.dialect) ? [] : table.members.conditions;
  const checks = conditions.filter(({ kind }) => kind === 'check').map((one) => checkSpec(table, one, on));
  const comment = textIn(table.args.options, 'comment')?.text;
  return [
    {
      kind: 'createTable',
      table: name,
      columns: columns.map((column) => columnSpec(table, column, on)),
      constraints: [
        ...primaryKey(table, on),
        ...table.made.flatMap((key) => uniqueSpec(key, on)),
        ...checks.filter((one) => one !== undefined),
        ...table.foreignKeys.map((key) => foreignKeySpec(key, on)),
      ],
      indexes: [],
      options: [],
      span,
    },
    ...table.made.flatMap((key) => indexOperation(name, key, on)),
    ...(comment ? [{ kind: 'commentOn', objectType: 'table', name, comment, span } satisfies Operation] : []),
    ...columns.flatMap(({ type, unread, module: own, place: at, key }) => [
      ...(type ? [] : [opaque(own, at, `the type of ${key} cannot be told`)]),
      ...(unread === undefined ? [] : [opaque(own, at, unread)]),
    ]),
    ...conditions.flatMap((one, at) =>
      one.kind === 'check' && !checks[at] ? [opaque(one.module, one.at, 'this check cannot be told')] : [],
    ),
    ...table.unread.map((one) => opaque(one.module, one.place, one.reason)),
  ];
}

export function nameOf(table: TableMeta, { dialect }: Reading): QualifiedName {
  const kept = { ...table.name, name: keptName(dialect, table.name.name) };
  return table.schema === undefined ? kept : { ...kept, schema: table.schema };
}

/** PostgreSQL cuts what is too long. */
function cut(ident: Ident, { dialect }: Reading): Ident {
  return { ...ident, name: keptName(dialect, ident.name) };
}

/** The enum types that a table's columns need; several columns may share one. */
export function enumOperations(table: TableMeta, seen: Set<string>, on: Reading): readonly Operation[] {
  return columnsOf(table).flatMap((column): readonly Operation[] => {
    const { type, module, place } = column;
    if (!type?.values || !isOwnEnum(type, on.dialect)) return [];
    const name = keptName(on.dialect, enumNameOf(type, aroundOf(table, column, on)));
    const key = `${table.schema ?? ''}.${name}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const ident = identAt(module, name, place);
    const named = table.schema === undefined ? ident : { ...ident, schema: table.schema };
    return [{ kind: 'createEnum', type: named, values: type.values, span: spanOf(module, place) }];
  });
}

function columnSpec(table: TableMeta, column: ColumnMeta, on: Reading): ColumnSpec {
  const { dialect } = on;
  const { module, place, type, strategy, generated } = column;
  const text = type && typeSql(type, aroundOf(table, column, on));
  const uuid = strategy === 'uuid' ? uuidDefault(on) : undefined;
  const value = column.default ?? uuid;
  const span = spanOf(module, place);
  const numbers = strategy === 'increment' && dialect !== 'postgresql';
  const identity =
    strategy === 'identity'
      ? column.always
        ? 'always'
        : 'by default'
      : dialect === 'oracle'
        ? 'by default'
        : 'auto increment';
  const check = type?.values && dialect === 'sqlite' && !type.array ? valuesCheck(column, type.values, on) : [];
  return {
    name: cut(column.name, on),
    span,
    ...(text === undefined ? {} : { type: typeAt(module, text, place, dialect) }),
    ...(column.nullable ? {} : { nullable: false }),
    ...(value === undefined || generated
      ? {}
      : { default: expressionAt(module, value, place, dialect), defaultSpan: span }),
    ...(numbers || strategy === 'identity' ? { identity } : {}),
    ...(generated && (dialect !== 'postgresql' || generated.stored)
      ? {
          generated: {
            expression: expressionAt(module, generated.expression, place, dialect),
            stored: generated.stored,
          },
        }
      : {}),
    ...(column.onUpdate === undefined ? {} : { onUpdate: expressionAt(module, column.onUpdate, place, dialect) }),
    ...(column.comment === undefined || dialect === 'sqlite' ? {} : { comment: column.comment }),
    ...(column.charset === undefined || !isMysqlFamily(dialect) ? {} : { charset: column.charset }),
    ...(column.collation === undefined ? {} : { collation: column.collation }),
    constraints: check,
  };
}

function uuidDefault({ dialect, settings }: Reading): string | undefined {
  if (dialect === 'postgresql') return settings.uuid;
  return dialect === 'sqlserver' ? 'NEWSEQUENTIALID()' : undefined;
}

/** SQLite has no enums: a check of the column's values stands for one. */
function valuesCheck(column: ColumnMeta, values: readonly string[], on: Reading): readonly ConstraintSpec[] {
  const { module, place, name } = column;
  const text = `${quoteName(name.name, on.dialect)} IN (${values.map((value) => `'${value}'`).join(',')})`;
  const expression = expressionAt(module, text, place, on.dialect);
  return [{ kind: 'check', expression, span: spanOf(module, place), inline: true }];
}

const columnNames = (columns: readonly ColumnMeta[], on: Reading): readonly Ident[] =>
  columns.map(({ name }) => cut(name, on));

function primaryKey(table: TableMeta, on: Reading): readonly ConstraintSpec[] {
  const columns = primaryOf(table);
  const [first] = columns;
  if (!first) return [];
  const { module, place } = first;
  const names = columns.map(({ name }) => name.name);
  const named = on.dialect === 'postgresql' || on.dialect === 'sqlserver' || on.dialect === 'oracle';
  const name = first.keyName ?? identAt(module, on.settings.naming.primaryKeyName(table.name.name, names), place);
  return [
    {
      kind: 'primaryKey',
      columns: keyColumns(columnNames(columns, on)),
      span: spanOf(module, place),
      ...(named ? { name: cut(name, on) } : {}),
    },
  ];
}

function deferrableOf(text: string | undefined): { readonly deferrable?: Deferrable } {
  if (text === undefined) return {};
  return { deferrable: /^initially deferred$/i.test(text) ? 'initially deferred' : 'deferrable' };
}

function uniqueSpec(key: MadeKey, on: Reading): readonly ConstraintSpec[] {
  if (key.kind !== 'unique') return [];
  return [
    {
      kind: 'unique',
      name: cut(key.name, on),
      columns: keyColumns(columnNames(key.columns, on)),
      span: spanOf(key.module, key.place),
      ...deferrableOf(key.deferrable),
    },
  ];
}

function indexOperation(table: QualifiedName, key: MadeKey, on: Reading): readonly Operation[] {
  if (key.kind === 'unique') return [];
  const span = spanOf(key.module, key.place);
  const index = {
    name: cut(key.name, on),
    columns: keyColumns(columnNames(key.columns, on)),
    span,
    ...(key.kind === 'unique index' ? { unique: true } : {}),
    ...(key.method === undefined ? {} : { method: key.method }),
    ...(key.where === undefined ? {} : { where: expressionAt(key.module, key.where, key.place, on.dialect) }),
  };
  return [{ kind: 'createIndex', table, index, span }];
}

const ACTIONS: readonly ReferentialAction[] = ['no action', 'restrict', 'cascade', 'set null', 'set default'];

function actionOf(text: string | undefined): ReferentialAction | undefined {
  const lower = text?.toLowerCase();
  return ACTIONS.find((action) => action === lower);
}

function foreignKeySpec(key: ForeignMeta, on: Reading): ForeignKeySpec {
  const { target, targetPlace } = key;
  const [onDelete, onUpdate] = [actionOf(key.onDelete), actionOf(key.onUpdate)];
  const at = (ident: Ident) => identAt(targetPlace.module, keptName(on.dialect, ident.name), targetPlace.place);
  const table = at(target.name);
  return {
    kind: 'foreignKey',
    name: cut(key.name, on),
    columns: columnNames(key.columns, on),
    refTable: target.schema === undefined ? table : { ...table, schema: target.schema },
    // Nothing names them here: they are the other table's own.
    refColumns: columnNames(key.referenced, on),
    span: spanOf(key.module, key.place),
    ...(onDelete ? { onDelete } : {}),
    ...(onUpdate ? { onUpdate } : {}),
    ...(on.dialect === 'postgresql' ? deferrableOf(key.deferrable) : {}),
  };
}

function checkSpec(table: TableMeta, one: ConditionArgs, on: Reading): ConstraintSpec | undefined {
  const text = one.expression && textValue(one.expression);
  if (!text) return undefined;
  const chosen = on.settings.naming.checkName(table.name.name, text.text);
  const name = conditionName(one, chosen);
  const place: Placed = text.pieces[0] ?? one.at;
  const expression = expressionAt(one.module, text.text, place, on.dialect);
  return { kind: 'check', name: cut(name, on), expression, span: spanOf(one.module, one.at) };
}

export function conditionName({ name, module, at }: ConditionArgs, chosen: string): Ident {
  const given = name && textValue(name);
  return given ? identAt(module, given.text, given.pieces[0] ?? at) : identAt(module, chosen, at);
}
