import { type Bound, textValue } from '../../../code';
import type { ConstraintSpec, Ident } from '../../../model';
import { expressionAt, keyColumns, spanOf } from '../build';
import { type BoundCall, type Compile, flag, given, itemsIn, nameOf, namesOf, positional, wordOf } from './compile';
import { expressionSql } from './expressions';
import { constraintName, deferrableOf, type Owner, tableReference } from './references';

/** A constraint of a table by its construct; undefined when the call is none, or what it says cannot be told. */
export function constraintOf(call: BoundCall, owner: Owner, on: Compile): ConstraintSpec | undefined {
  switch (wordOf(call.expr)) {
    case 'PrimaryKeyConstraint':
      return keyOf('primaryKey', call, positional(call), owner, on);
    case 'UniqueConstraint':
      return keyOf('unique', call, positional(call), owner, on);
    case 'ForeignKeyConstraint':
      return tableReference(call, owner, on);
    case 'CheckConstraint':
      return checkOf(call, given(call, 0, 'sqltext'), owner, on);
    case 'ExcludeConstraint':
      return exclusionOf(call, positional(call), on);
    default:
      return undefined;
  }
}

/** A primary key or unique constraint over columns. */
export function keyOf(
  kind: 'primaryKey' | 'unique',
  call: BoundCall,
  items: readonly Bound[],
  owner: Owner,
  on: Compile,
): ConstraintSpec | undefined {
  const columns = namesOf(items.map((item) => columnName(item, on)));
  if (!columns || columns.length === 0) return undefined;
  return keyNamed(kind, call, columns, owner, on);
}

/** The same, where the columns are known. */
export function keyNamed(
  kind: 'primaryKey' | 'unique',
  call: BoundCall,
  columns: readonly Ident[],
  owner: Owner,
  on: Compile,
): ConstraintSpec {
  const name = constraintName(call, on, {
    kind: kind === 'unique' ? 'uq' : 'pk',
    schema: owner.schema,
    table: owner.name,
    columns: columns.map((one) => one.name),
  });
  const deferrable = deferrableOf(call);
  const distinct = kind === 'unique' && flag(call, 'postgresql_nulls_not_distinct') === true;
  return {
    kind,
    columns: keyColumns(columns),
    span: spanOf(call.scope.module, call.expr),
    ...(name ? { name } : {}),
    ...(deferrable ? { deferrable } : {}),
    ...(distinct ? { nullsNotDistinct: true } : {}),
  };
}

/** A column that is named, or stands there as an object: `table.c.id`, an attribute of the class. */
function columnName(item: Bound, on: Compile): Bound {
  return on.columnName?.(item) ?? item;
}

export function checkOf(
  call: BoundCall,
  sqltext: Bound | undefined,
  owner: Owner,
  on: Compile,
): ConstraintSpec | undefined {
  const sql = sqltext && expressionSql(sqltext, on, 'sql');
  if (!sqltext || sql === undefined) return undefined;
  const name = constraintName(call, on, { kind: 'ck', schema: owner.schema, table: owner.name, columns: [] });
  return {
    kind: 'check',
    expression: expressionAt(sqltext.scope.module, sql, sqltext.expr, on.dialect),
    span: spanOf(call.scope.module, call.expr),
    ...(name ? { name } : {}),
  };
}

/** `ExcludeConstraint(('room', '='), (func.tsrange(…), '&&'), using='gist', where=…)`. */
export function exclusionOf(call: BoundCall, items: readonly Bound[], on: Compile): ConstraintSpec | undefined {
  const parts = items.map((item) => {
    const [what, operator] = itemsIn(item);
    const sql = what && expressionSql(what, on, 'column');
    const word = operator && textValue(operator)?.text;
    return sql === undefined || word === undefined ? undefined : `${sql} WITH ${word}`;
  });
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0 || known.length !== parts.length) return undefined;
  const [using, where] = [given(call, undefined, 'using'), given(call, undefined, 'where')];
  const method = (using && textValue(using)?.text) ?? 'gist';
  const condition = where && expressionSql(where, on, 'sql');
  const name = nameOf(given(call, undefined, 'name', 'constraint_name'));
  const deferrable = deferrableOf(call);
  return {
    kind: 'exclusion',
    method,
    text: known.join(', '),
    span: spanOf(call.scope.module, call.expr),
    ...(name ? { name } : {}),
    ...(where && condition !== undefined
      ? { where: expressionAt(where.scope.module, condition, where.expr, on.dialect) }
      : {}),
    ...(deferrable ? { deferrable } : {}),
  };
}

/** Constructs that `constraintOf` reads. */
export const CONSTRAINTS: ReadonlySet<string> = new Set([
  'PrimaryKeyConstraint',
  'UniqueConstraint',
  'ForeignKeyConstraint',
  'CheckConstraint',
  'ExcludeConstraint',
]);
