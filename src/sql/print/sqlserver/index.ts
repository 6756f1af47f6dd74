import type { CommentOn, CreateView, Operation, OperationOf, QualifiedName } from '../../../model';
import { printColumn } from '../column';
import { alone, join, type Printed, sql, unsupported, type Writer } from '../writer';
import { printIndexOperation } from './indexes';
import { printOwnTable } from './tables';

export { statedTogether } from './columns';

/** What T-SQL says in its own way; undefined leaves an operation to the common printers. */
export function printSqlServer(w: Writer, op: Operation, next: Operation | undefined): Printed | undefined {
  return printOwnTable(w, op, next) ?? printIndexOperation(w, op) ?? printOwnObject(w, op) ?? printOwnSession(w, op);
}

function printOwnObject(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'createView':
      return printView(w, op);
    case 'createRoutine':
    case 'createTrigger':
      return op.definition === undefined ? undefined : alone(op.definition.trim());
    case 'createSchema':
      // CREATE SCHEMA must be the first statement of its batch.
      return op.database ? undefined : alone(`${w.k('CREATE SCHEMA')} ${w.name(op.schema)}`);
    case 'createDomain':
      return sql(join(w.k('CREATE TYPE'), w.table(op.type), w.k('FROM'), op.base.text, op.notNull && w.k('NOT NULL')));
    case 'createComposite':
      if (op.form !== 'composite') return unsupported('the definition of this type is not kept');
      return sql(
        `${w.k('CREATE TYPE')} ${w.table(op.type)} ${w.k('AS TABLE')} (\n${op.attributes.map((column) => w.indent + printColumn(w, column)).join(',\n')}\n)`,
      );
    case 'createSequence':
      return sql(
        join(
          w.k('CREATE SEQUENCE'),
          w.table(op.sequence),
          op.dataType && `${w.k('AS')} ${op.dataType.text}`,
          w.k('START WITH 1 INCREMENT BY 1'),
        ),
      );
    case 'alterSequence':
      return op.text === '' ? undefined : sql(`${w.k('ALTER SEQUENCE')} ${w.table(op.sequence)} ${op.text}`);
    case 'commentOn':
      return printComment(w, op);
    case 'setObjectSchema':
      return sql(
        `${w.k('ALTER SCHEMA')} ${w.name(op.schema)} ${w.k('TRANSFER')} ${op.objectType === 'type' ? 'TYPE::' : ''}${w.table(op.name)}`,
      );
    default:
      return undefined;
  }
}

function printView(w: Writer, op: CreateView): Printed {
  if (op.materialized) return unsupported('SQL Server keeps the rows of a view by a clustered index on it');
  return alone(
    join(
      w.k(op.orReplace ? 'CREATE OR ALTER VIEW' : 'CREATE VIEW'),
      w.table(op.view),
      op.columns.length > 0 && w.names(op.columns),
      `${w.k('AS')}\n${op.query}`,
    ),
  );
}

/** The extended property that Management Studio shows as a description. */
function printComment(w: Writer, op: CommentOn): Printed {
  const target = targetOf(op);
  if (!target) return unsupported('SQL Server keeps no description of this kind of object');
  const had = op.comment === undefined || hasComment(w, op);
  const verb = op.comment === undefined ? 'drop' : had ? 'update' : 'add';
  const value = op.comment === undefined ? [] : [`@value = N${w.text(op.comment)}`];
  const levels = target.flatMap(([kind, name], at) => [
    `@level${at}type = N'${kind}'`,
    `@level${at}name = N${w.text(name)}`,
  ]);
  const given = ["@name = N'MS_Description'", ...value, ...levels].join(', ');
  return sql(`${w.k('EXEC')} sys.sp_${verb}extendedproperty ${given}`);
}

function hasComment(w: Writer, op: CommentOn): boolean {
  const table = w.schema && [...w.schema.tables.values()].find((one) => isSame(one, op.table ?? op.name));
  if (op.objectType !== 'column') return table?.comment !== undefined;
  return table?.columns.find(({ name }) => name.toLowerCase() === op.name.name.toLowerCase())?.comment !== undefined;
}

function isSame(table: { readonly name: string; readonly schema?: string }, name: QualifiedName): boolean {
  const home = (schema: string | undefined) => (schema ?? 'dbo').toLowerCase();
  return table.name.toLowerCase() === name.name.toLowerCase() && home(table.schema) === home(name.schema);
}

function targetOf(op: CommentOn): readonly (readonly [string, string])[] | undefined {
  const owner = op.table ?? op.name;
  const schema = ['SCHEMA', owner.schema ?? 'dbo'] as const;
  if (op.objectType === 'table' || op.objectType === 'view')
    return [schema, [op.objectType.toUpperCase(), op.name.name]];
  if (!op.table || (op.objectType !== 'column' && op.objectType !== 'constraint')) return undefined;
  return [schema, ['TABLE', op.table.name], [op.objectType.toUpperCase(), op.name.name]];
}

function printOwnSession(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'setParameter':
      return op.name === 'use'
        ? sql(`${w.k('USE')} ${w.name(op.value)}`)
        : sql(join(w.k('SET'), op.name.toUpperCase(), op.value));
    case 'transactionControl':
      return printTransaction(w, op);
    case 'maintenance': {
      const [table] = op.tables;
      if (op.action === 'analyze' && table) return sql(`${w.k('UPDATE STATISTICS')} ${w.table(table)}`);
      return op.action === 'checkpoint' ? undefined : unsupported('SQL Server has no such statement');
    }
    case 'lockTable':
      return unsupported('SQL Server locks a table by a hint of the statement that reads it');
    default:
      return undefined;
  }
}

function printTransaction(w: Writer, op: OperationOf<'transactionControl'>): Printed {
  if (op.action === 'savepoint' || op.action === 'release') return unsupported('the name of the savepoint is not kept');
  return sql(w.k(`${op.action.toUpperCase()} TRANSACTION`));
}
