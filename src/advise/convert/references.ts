import type { ForeignKey, Operation, Table } from '../../model';
import { tableText, type Writing } from './writing';

/** Foreign keys come last: a table may refer to one that is made after it. */
export function convertReference(
  table: Table,
  key: ForeignKey,
  writing: Writing,
  keys: readonly string[],
): readonly Operation[] {
  const { name, tableName, target, lose } = writing;
  const to = [...writing.schema.tables].find(
    ([, { name: other, schema }]) =>
      other === key.refTable.name && (key.refTable.schema === undefined || schema === key.refTable.schema),
  );
  if (to === undefined || !keys.includes(to[0])) {
    lose(tableText(table), `foreign key ${key.name}: ${key.refTable.name} is not among the tables`, key.at);
    return [];
  }
  const referenced =
    key.refColumns.length > 0
      ? key.refColumns.map((column) => column.name)
      : (to[1].primaryKey?.columns ?? []).flatMap(({ column }) => column?.name ?? []);
  const onDelete =
    target === 'oracle' && key.onDelete !== 'cascade' && key.onDelete !== 'set null'
      ? undefined
      : target === 'sqlserver' && key.onDelete === 'restrict'
        ? 'no action'
        : key.onDelete;
  const onUpdate =
    target === 'oracle'
      ? undefined
      : target === 'sqlserver' && key.onUpdate === 'restrict'
        ? 'no action'
        : key.onUpdate;
  if (target === 'oracle' && key.onUpdate === 'cascade')
    lose(tableText(table), `foreign key ${key.name}: Oracle has no ON UPDATE`, key.at);
  return [
    {
      kind: 'addConstraint',
      table: tableName(table, table.at),
      constraint: {
        kind: 'foreignKey',
        name: name(key.name, key.span),
        columns: key.columns.map((column) => name(column.name, column.span)),
        refTable: tableName(to[1], key.span),
        refColumns: referenced.map((column) => name(column, key.span)),
        ...(onDelete === undefined ? {} : { onDelete }),
        ...(onUpdate === undefined ? {} : { onUpdate }),
        span: key.span,
      },
      span: key.span,
    },
  ];
}

/** The same inside the tables. */
export function withReferences(made: readonly Operation[], references: readonly Operation[]): readonly Operation[] {
  return made.map((operation) => {
    if (operation.kind !== 'createTable') return operation;
    const own = references.flatMap((one) =>
      one.kind === 'addConstraint' && one.table.name === operation.table.name ? [one.constraint] : [],
    );
    return { ...operation, constraints: [...operation.constraints, ...own] };
  });
}
