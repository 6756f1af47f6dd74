import type { ColumnSpec } from '../column';
import type { Expression } from '../constraint';
import type { Column, Table } from '../schema';
import { defaultConstraintName } from './implicit-names';
import { quotedName } from './quoted-name';
import type { FoldState } from './state';

/** The column that a definition makes, before its inline constraints. */
export function columnOf(state: FoldState, table: Pick<Table, 'schema' | 'name'>, spec: ColumnSpec): Column {
  const serial = spec.type?.serial === true && state.dialect === 'postgresql';
  const notNull = spec.nullable === false || serial || (spec.identity !== undefined && state.dialect !== 'sqlite');
  return {
    name: spec.name.name,
    ...(spec.type ? { type: spec.type } : {}),
    notNull,
    ...(spec.default && spec.default.kind !== 'null' ? defaultOf(state, table, spec.default, spec) : {}),
    ...(serial ? { default: nextval(table, spec) } : {}),
    ...(spec.identity ? { identity: spec.identity } : {}),
    ...(spec.generated ? { generated: spec.generated } : {}),
    ...(spec.collation ? { collation: spec.collation } : {}),
    ...(spec.charset ? { charset: spec.charset } : {}),
    ...(spec.onUpdate ? { onUpdate: spec.onUpdate } : {}),
    ...(spec.comment === undefined ? {} : { comment: spec.comment }),
    at: spec.name.span,
  };
}

/** A default; in SQL Server it is a constraint with a name. */
export function defaultOf(
  state: FoldState,
  table: Pick<Table, 'name'>,
  value: Expression,
  { name, defaultName }: Pick<ColumnSpec, 'name' | 'defaultName'>,
): Pick<Column, 'default' | 'defaultName'> {
  if (state.dialect !== 'sqlserver') return { default: value };
  return { default: value, defaultName: defaultName?.name ?? defaultConstraintName(table, name.name) };
}

/** `serial` is an integer with a default from a sequence of its own ("Numeric Types", Serial Types). */
function nextval(table: Pick<Table, 'schema' | 'name'>, spec: ColumnSpec): Expression {
  const prefix = table.schema === undefined ? '' : `${quotedName(table.schema)}.`;
  return {
    text: `nextval('${prefix}${quotedName(serialSequence(table.name, spec.name.name))}'::regclass)`,
    span: spec.type?.span ?? spec.span,
    kind: 'call',
    calls: ['nextval'],
    columns: [],
  };
}

export function serialSequence(table: string, column: string): string {
  return `${table}_${column}_seq`;
}
