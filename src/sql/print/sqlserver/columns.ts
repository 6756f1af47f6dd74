import {
  type AlterColumn,
  type Column,
  createFold,
  isStandIn,
  type Operation,
  objectKey,
  type QualifiedName,
  type SqlType,
} from '../../../model';
import { findTable } from '../restate';
import { alone, join, type Printed, sql, unsupported, type Writer } from '../writer';

/** ALTER COLUMN states type and nullability together: two operations, one statement. */
export function statedTogether(operations: readonly Operation[], at: number): number {
  const [first, second] = [operations[at], operations[at + 1]];
  if (first?.kind !== 'alterColumn' || first.change.kind !== 'setType') return 1;
  return second?.kind === 'alterColumn' && isNullability(second) && isSameColumn(first, second) ? 2 : 1;
}

function isNullability({ change }: AlterColumn): boolean {
  return change.kind === 'setNotNull' || change.kind === 'dropNotNull';
}

function isSameColumn(a: AlterColumn, b: AlterColumn): boolean {
  const key = ({ table, column }: AlterColumn) => `${objectKey('sqlserver', table.schema, table.name)} ${column.name}`;
  return key(a) === key(b);
}

/** One change of a column; `next` is the nullability that goes with a type. */
export function printAlterColumn(w: Writer, head: string, op: AlterColumn, next: Operation | undefined): Printed {
  const { change, table, column } = op;
  switch (change.kind) {
    case 'setType':
    case 'setNotNull':
    case 'dropNotNull':
      return printStated(w, head, op, next);
    case 'setDefault': {
      const drops = dropDefault(w, table, column.name);
      const named = change.name && `${w.k('CONSTRAINT')} ${w.name(change.name)}`;
      const add = join(
        head,
        w.k('ADD'),
        named,
        `${w.k('DEFAULT')} ${change.value.text} ${w.k('FOR')} ${w.name(column)}`,
      );
      return sql(...drops, add);
    }
    case 'dropDefault': {
      const [known] = dropDefault(w, table, column.name);
      return known === undefined ? alone(...lookedUp(w, table, column.name)) : sql(known);
    }
    case 'setStorage':
      return sql(`${head} ${w.k('ALTER COLUMN')} ${w.name(column)} ${change.text}`);
    case 'setComment':
      return unsupported('descriptions are kept by sp_addextendedproperty');
    default:
      return unsupported('SQL Server makes no column an identity or computed one: it must be added anew');
  }
}

function printStated(w: Writer, head: string, op: AlterColumn, next: Operation | undefined): Printed {
  const second = next?.kind === 'alterColumn' && isNullability(next) && isSameColumn(op, next) ? next : undefined;
  const after = columnAfter(w, op);
  const type: SqlType | undefined = op.change.kind === 'setType' ? op.change.type : after?.type;
  const nullability = second?.change.kind ?? (op.change.kind === 'setType' ? undefined : op.change.kind);
  const notNull = nullability === undefined ? after?.notNull : nullability === 'setNotNull';
  if (!type || notNull === undefined)
    return unsupported('SQL Server states type and nullability together, and what the column is now is not known');
  const collation = op.change.kind === 'setType' && op.change.collation;
  return sql(
    join(
      head,
      w.k('ALTER COLUMN'),
      w.name(op.column),
      type.text,
      collation && `${w.k('COLLATE')} ${collation}`,
      w.k(notNull ? 'NOT NULL' : 'NULL'),
    ),
  );
}

function columnAfter(w: Writer, op: AlterColumn): Column | undefined {
  if (!w.schema) return undefined;
  const fold = createFold('sqlserver', undefined, w.schema);
  fold.apply(op);
  const table = fold.snapshot().tables.get(objectKey('sqlserver', op.table.schema, op.table.name));
  return table?.columns.find(({ name }) => name.toLowerCase() === op.column.name.toLowerCase());
}

/** What drops the default that the schema knows of, so that another can be added or the column dropped. */
export function dropDefault(w: Writer, name: QualifiedName, column: string): readonly string[] {
  const found = findTable(w, name)?.columns.find((one) => one.name.toLowerCase() === column.toLowerCase());
  if (found?.defaultName === undefined) return [];
  if (isStandIn(found.defaultName)) return lookedUp(w, name, column);
  return [`${w.k('ALTER TABLE')} ${w.table(name)} ${w.k('DROP CONSTRAINT')} ${w.name(found.defaultName)}`];
}

/** The name that the server gave a default can only be looked up when the script runs. */
function lookedUp(w: Writer, table: QualifiedName, column: string): readonly string[] {
  const variable = `@${`${table.name}_${column}`.replace(/\W/g, '_')}_default`;
  const object = w.text(w.table(table));
  return [
    `DECLARE ${variable} sysname;
SELECT ${variable} = d.name
FROM sys.default_constraints AS d
JOIN sys.columns AS c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
WHERE d.parent_object_id = OBJECT_ID(N${object}) AND c.name = N${w.text(column)};
IF ${variable} IS NOT NULL EXEC(N'ALTER TABLE ${w.table(table).split("'").join("''")} DROP CONSTRAINT [' + ${variable} + N']')`,
  ];
}
