import { type Bound, textValue } from '../../code';
import type { ConstraintSpec, Operation } from '../../model';
import { columnParts, enumOf } from '../code/sqlalchemy/columns';
import { callOf, flag, isNone, nameOf, positional } from '../code/sqlalchemy/compile';
import {
  columnComment,
  columnConstraints,
  columnIndex,
  schemaOf,
  tableOperations,
  takeColumns,
} from '../code/sqlalchemy/table';
import type { Reader, Site } from './site';

/** `op.create_table('users', Column(…), …)` */
export const createTable: Reader = ({ call, table, on }) => {
  if (!table) return undefined;
  const { columns, rest } = takeColumns(positional(call).slice(1), table, on);
  return tableOperations({ call, name: table, schema: schemaOf(call), columns, items: rest }, on);
};

const ifExists = ({ call }: Site) => (flag(call, 'if_exists') === true ? { ifExists: true } : {});

export const dropTable: Reader = (site) =>
  site.table && [{ kind: 'dropTable', table: site.table, span: site.span, ...ifExists(site) }];

export const renameTable: Reader = ({ table, span, arg }) => {
  const to = nameOf(arg(0, 'new_table_name'));
  return table && to && [{ kind: 'renameTable', table, to: { ...to, ...inSchema(table.schema) }, span }];
};

const inSchema = (schema: string | undefined) => (schema === undefined ? {} : { schema });

/** A column, then what its call says besides: constraints and an index are statements of their own (Operations.add_column). */
export const addColumn: Reader = ({ call, table, span, on, arg }) => {
  const column = callOf(arg(0, 'column'));
  const parts = column && table && columnParts(column, table, on);
  if (!parts || !table) return undefined;
  const { type } = parts;
  const constraints = columnConstraints(parts, table, on);
  const key: ConstraintSpec[] = parts.isKey
    ? [
        {
          kind: 'primaryKey',
          columns: [{ column: parts.spec.name, span: parts.spec.name.span }],
          span: parts.spec.span,
          inline: true,
        },
      ]
    : [];
  // SQLite adds a constraint only together with its column.
  const isInline = on.dialect === 'sqlite';
  const own = isInline ? [...key, ...constraints.map((one) => ({ ...one, inline: true }))] : key;
  const index = columnIndex(parts, table, on);
  const guard = flag(call, 'if_not_exists') === true ? { ifNotExists: true } : {};
  return [
    // Alembic leaves making the type to the author; `create_type` on the way makes it in a table only.
    ...(type?.enum && on.dialect !== 'postgresql' ? enumOf(parts) : []),
    { kind: 'addColumn', table, column: { ...parts.spec, constraints: own }, span, ...guard },
    ...(isInline
      ? []
      : constraints.map((constraint): Operation => ({ kind: 'addConstraint', table, constraint, span }))),
    ...(on.dialect === 'sqlite' ? [] : columnComment(parts, table, on)),
    ...(index ? [index] : []),
  ];
};

export const dropColumn: Reader = (site) => {
  const column = nameOf(site.arg(0, 'column_name'));
  return (
    column && site.table && [{ kind: 'dropColumn', table: site.table, column, span: site.span, ...ifExists(site) }]
  );
};

const commented =
  (comment: Bound | undefined): Reader =>
  ({ table, span }) => {
    if (!table) return undefined;
    const text = comment && !isNone(comment) ? textValue(comment)?.text : undefined;
    return [{ kind: 'commentOn', objectType: 'table', name: table, comment: text, span }];
  };

export const createTableComment: Reader = (site) => commented(site.arg(0, 'comment'))(site);
export const dropTableComment: Reader = (site) => commented(undefined)(site);

/** Rows of a table. Their values are data. */
export const bulkInsert: Reader = ({ table, span }) =>
  table && [
    {
      kind: 'changeData',
      change: 'insert',
      tables: [table],
      sources: [],
      hasWhere: false,
      isBatched: false,
      columns: [],
      span,
    },
  ];
