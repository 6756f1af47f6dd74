import type { ColumnSpec, ConstraintSpec, Ident, Operation, QualifiedName, SqlType } from '../../model';
import type { Endpoint, Reference } from './endpoints';

interface Side {
  readonly table: QualifiedName;
  readonly types: readonly (SqlType | undefined)[];
}

/**
 * The table that a reference of many to many stands for, as @dbml/core exports it: `a_b`, with a column `a_id` for each column of
 * either side, all of them its key.
 */
export function joinTable(
  { left, right, span }: Reference,
  sideOf: (endpoint: Endpoint) => Side,
  taken: ReadonlySet<string>,
): readonly Operation[] {
  const sides = [left, right].map((endpoint) => ({ endpoint, ...sideOf(endpoint) }));
  const base = sides.map(({ table }) => table.name).join('_');
  let name = base;
  for (let count = 1; taken.has(name); count++) name = `${base}(${count})`;
  const schema = sides[0]?.table.schema;
  const table: QualifiedName = { name, span, ...(schema === undefined ? {} : { schema }) };
  const parts = sides.map(({ endpoint, table: to, types }) => {
    const columns = endpoint.columns.map(
      ({ name: column, span: at }): Ident => ({ name: `${to.name}_${column}`, span: at }),
    );
    const specs = columns.map((column, at): ColumnSpec => {
      const type = plain(types[at]);
      return { name: column, span: column.span, constraints: [], ...(type ? { type } : {}) };
    });
    const key: ConstraintSpec = { kind: 'foreignKey', columns, refTable: to, refColumns: endpoint.columns, span };
    return { specs, key };
  });
  const columns = parts.flatMap(({ specs }) => specs);
  const key: ConstraintSpec = {
    kind: 'primaryKey',
    columns: columns.map(({ name: column }) => ({ column, span: column.span })),
    span,
  };
  const constraints = [key, ...parts.map((part) => part.key)];
  return [{ kind: 'createTable', table, columns, constraints, indexes: [], options: [], span }];
}

/** What refers to a serial is an integer that does not count. */
function plain(type: SqlType | undefined): SqlType | undefined {
  if (!type?.serial) return type;
  const { serial: _counts, ...rest } = type;
  return rest;
}
