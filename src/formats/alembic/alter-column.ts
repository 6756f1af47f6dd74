import { type Bound, resolve, textValue, truth } from '../../code';
import {
  type ColumnChange,
  type ColumnSpec,
  type Ident,
  isMysqlFamily,
  type Operation,
  type QualifiedName,
} from '../../model';
import { column as columnOf, expressionAt, typeAt } from '../code/build';
import { type Compile, callOf, flag, isNone, nameOf, wordOf } from '../code/sqlalchemy/compile';
import { defaultSql, expressionSql } from '../code/sqlalchemy/expressions';
import { typeSql } from '../code/sqlalchemy/types';
import type { Reader, Site } from './site';

/** `op.alter_column('users', 'name', type_=…, nullable=…)`: each word a change; MySQL says the whole column again. */
export const alterColumn: Reader = (site) => {
  const column = nameOf(site.arg(0, 'column_name'));
  const { table, on } = site;
  if (!table || !column) return undefined;
  const redefined = isMysqlFamily(on.dialect) ? redefine(site, column) : undefined;
  const changes = redefined ? [redefined] : changesOf(site);
  const span = site.span;
  const altered = changes.map((change): Operation => ({ kind: 'alterColumn', table, column, change, span }));
  if (redefined) return altered;
  const to = nameOf(site.arg(undefined, 'new_column_name', 'name'));
  return [
    ...altered,
    ...comments(site, table, column),
    ...(to && to.name !== column.name ? [{ kind: 'renameColumn', table, column, to, span } as const] : []),
  ];
};

/** `False` is the word for "not given". */
function saidOf(site: Site, ...names: readonly string[]): Bound | undefined {
  const value = site.arg(undefined, ...names);
  if (!value) return undefined;
  const { expr } = resolve(value);
  return expr.kind === 'constant' && expr.value === false ? undefined : value;
}

function typeOf(site: Site, ...names: readonly string[]) {
  const value = site.arg(undefined, ...names);
  const type = value && !isNone(value) ? typeSql(value, site.on) : undefined;
  if (value && type?.untold !== undefined) site.on.untold(value, type.untold);
  return type && value && typeAt(value.scope.module, type.sql, value.expr, site.on.dialect);
}

/** In the order in which Alembic sends them (PostgresqlImpl.alter_column, DefaultImpl.alter_column). */
function changesOf(site: Site): readonly ColumnChange[] {
  const { on } = site;
  const changes: ColumnChange[] = [];
  const type = typeOf(site, 'type_');
  const using = site.arg(undefined, 'postgresql_using');
  const cast = using && expressionSql(using, on, 'sql');
  if (type)
    changes.push({
      kind: 'setType',
      type,
      ...(using && cast !== undefined && on.dialect === 'postgresql'
        ? { using: expressionAt(using.scope.module, cast, using.expr, on.dialect) }
        : {}),
    });
  const nullable = site.arg(undefined, 'nullable');
  const allows = nullable && truth(nullable);
  if (allows !== undefined) changes.push({ kind: allows ? 'dropNotNull' : 'setNotNull' });
  const standard = defaultChange(saidOf(site, 'server_default'), on);
  if (standard) changes.push(standard);
  return changes;
}

function defaultChange(value: Bound | undefined, on: Compile): ColumnChange | undefined {
  if (!value) return undefined;
  if (isNone(value)) return { kind: 'dropDefault' };
  const call = callOf(value);
  if (call && wordOf(call.expr) === 'Identity')
    return { kind: 'addIdentity', identity: flag(call, 'always') === true ? 'always' : 'by default' };
  const sql = defaultSql(value, on);
  if (sql === undefined) {
    on.untold(value, 'this default cannot be told without running it, so it is left out');
    return undefined;
  }
  return { kind: 'setDefault', value: expressionAt(value.scope.module, sql, value.expr, on.dialect) };
}

function comments(site: Site, table: QualifiedName, column: Ident): readonly Operation[] {
  const value = saidOf(site, 'comment');
  if (!value || site.on.dialect === 'sqlite') return [];
  const comment = isNone(value) ? undefined : textValue(value)?.text;
  return [{ kind: 'commentOn', objectType: 'column', name: column, table, comment, span: site.span }];
}

/** MODIFY or CHANGE with the column as it shall be: what is not said stays what it is said to be now (MySQLImpl.alter_column). */
function redefine(site: Site, column: Ident): ColumnChange | undefined {
  const { on } = site;
  const type = typeOf(site, 'type_') ?? typeOf(site, 'existing_type');
  const to = nameOf(site.arg(undefined, 'new_column_name', 'name'));
  const says =
    to !== undefined || ['type_', 'nullable', 'autoincrement', 'comment'].some((name) => site.arg(undefined, name));
  if (!type || !says) return undefined;
  const nullable = site.arg(undefined, 'nullable') ?? site.arg(undefined, 'existing_nullable');
  const standard = defaultChange(saidOf(site, 'server_default') ?? saidOf(site, 'existing_server_default'), on);
  const comment = saidOf(site, 'comment') ?? saidOf(site, 'existing_comment');
  const words = comment && !isNone(comment) ? textValue(comment)?.text : undefined;
  const numbers = site.arg(undefined, 'autoincrement') ?? site.arg(undefined, 'existing_autoincrement');
  const spec: ColumnSpec = columnOf(to ?? column, site.span, {
    type,
    ...(nullable && truth(nullable) === false ? { nullable: false } : {}),
    ...(standard?.kind === 'setDefault' ? { default: standard.value } : {}),
    ...(words === undefined ? {} : { comment: words }),
    ...(numbers && truth(numbers) === true ? { identity: 'auto increment' } : {}),
  });
  return { kind: 'redefine', column: spec };
}
