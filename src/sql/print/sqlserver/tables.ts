import type { CreateTable, IndexSpec, Operation, OperationOf, QualifiedName, TableOption } from '../../../model';
import { isStandIn } from '../../../model';
import { printColumn } from '../column';
import { printConstraint, printKeyParts } from '../constraint';
import { findTable } from '../restate';
import { join, type Printed, sql, unsupported, type Writer } from '../writer';
import { dropDefault, printAlterColumn } from './columns';

/** ALTER TABLE and its like as T-SQL has them; undefined for all that is common. */
export function printOwnTable(w: Writer, op: Operation, next: Operation | undefined): Printed | undefined {
  if (op.kind === 'createTable') return printCreateTable(w, op);
  if (!('table' in op) || !op.table) return undefined;
  const head = `${w.k('ALTER TABLE')} ${w.table(op.table)}`;
  switch (op.kind) {
    case 'renameTable':
      return renamed(w, w.table(op.table), op.to.name);
    case 'addColumn': {
      const add = `${head} ${w.k('ADD')} ${printColumn(w, op.column)}`;
      if (!op.ifNotExists) return sql(add);
      return sql(`IF COL_LENGTH(N${w.text(w.table(op.table))}, N${w.text(op.column.name.name)}) IS NULL\n  ${add}`);
    }
    case 'dropColumn':
      return sql(
        ...dropDefault(w, op.table, op.column.name),
        join(head, w.k('DROP COLUMN'), op.ifExists && w.k('IF EXISTS'), w.name(op.column)),
      );
    case 'renameColumn':
      return renamed(w, `${w.table(op.table)}.${w.name(op.column)}`, op.to.name, 'COLUMN');
    case 'alterColumn':
      return printAlterColumn(w, head, op, next);
    case 'addConstraint':
      return sql(
        join(head, op.constraint.notValid && w.k('WITH NOCHECK'), w.k('ADD'), printConstraint(w, op.constraint)),
      );
    case 'validateConstraint':
      return sql(`${head} ${w.k('WITH CHECK CHECK CONSTRAINT')} ${w.name(op.name)}`);
    case 'alterConstraint':
      return sql(`${head} ${op.text} ${w.k('CONSTRAINT')} ${w.name(op.name)}`);
    case 'dropConstraint':
      return printDropConstraint(w, head, op);
    case 'renameConstraint':
      return renamed(w, qualified(w, op.table, op.name.name), op.to.name, 'OBJECT');
    case 'alterTable':
      return printAlterTable(w, head, op);
    default:
      return undefined;
  }
}

/** A constraint lives in the schema of its table. */
function qualified(w: Writer, table: QualifiedName, name: string): string {
  return table.schema === undefined ? w.name(name) : `${w.name(table.schema)}.${w.name(name)}`;
}

/** sp_rename: the old name is parsed, the new one taken as it is. */
export function renamed(w: Writer, from: string, to: string, kind?: string): Printed {
  const last = kind === undefined ? '' : `, N'${kind}'`;
  return sql(`${w.k('EXEC')} sp_rename N${w.text(from)}, N${w.text(to)}${last}`);
}

function printDropConstraint(w: Writer, head: string, op: OperationOf<'dropConstraint'>): Printed {
  const key = op.constraintKind === 'primaryKey' ? findTable(w, op.table)?.primaryKey?.name : undefined;
  const name = op.name?.name ?? key;
  if (name === undefined) return unsupported('the constraint to drop has no name here');
  if (isStandIn(name)) return unsupported('the server made up the name of this constraint, and it is not known');
  return sql(join(head, w.k('DROP CONSTRAINT'), op.ifExists && w.k('IF EXISTS'), w.name(name)));
}

function printAlterTable(w: Writer, head: string, { table, change }: OperationOf<'alterTable'>): Printed {
  switch (change.kind) {
    case 'trigger': {
      const name = /^all$/i.test(change.name) ? w.k('ALL') : w.name(change.name);
      return sql(`${head} ${w.k(change.enabled ? 'ENABLE TRIGGER' : 'DISABLE TRIGGER')} ${name}`);
    }
    case 'setSchema':
      return sql(`${w.k('ALTER SCHEMA')} ${w.name(change.schema)} ${w.k('TRANSFER')} ${w.table(table)}`);
    case 'rebuild':
      return sql(`${head} ${w.k('REBUILD')}`);
    case 'options':
      if (change.options.length > 0 && change.options.every(({ name }) => SET.has(name)))
        return sql(`${head} ${w.k('SET')} (${change.options.map(printSetting).join(', ')})`);
      return unsupported('the text of this change is not kept');
    default:
      return unsupported('SQL Server has no such change of a table, or its text is not kept');
  }
}

const SET = new Set(['system_versioning', 'lock_escalation', 'filestream_on', 'data_deletion']);

function printSetting({ name, value }: TableOption): string {
  return `${name.toUpperCase()} = ${value}`;
}

function printCreateTable(w: Writer, op: CreateTable): Printed {
  if (op.asQuery) return printSelectInto(w, op);
  if (op.tableKind === 'virtual table' || op.partitionOf || op.inherits || op.like || op.partitionBy)
    return unsupported('SQL Server has no such kind of table');
  const scheme = op.options.find(({ name }) => name === 'partition scheme');
  if (scheme) return unsupported('the column that the partition scheme takes is not kept');
  const name = op.temporary && !op.table.name.startsWith('#') ? w.name(`#${op.table.name}`) : w.table(op.table);
  const lines = [
    ...op.columns.map((column) => printColumn(w, column)),
    ...op.constraints.map((spec) => printConstraint(w, spec)),
    ...op.indexes.map((index) => printInlineIndex(w, index)),
  ];
  const body = `(\n${lines.map((line) => w.indent + line).join(',\n')}\n)`;
  const made = join(`${w.k('CREATE TABLE')} ${name}`, body, ...printOptions(w, op.options));
  return sql(op.ifNotExists ? `IF OBJECT_ID(N${w.text(w.table(op.table))}, N'U') IS NULL\n${made}` : made);
}

/** There is no CREATE TABLE AS: SELECT … INTO makes one. The reader keeps such a statement whole. */
function printSelectInto(w: Writer, op: CreateTable): Printed {
  const text = op.asQuery?.text ?? '';
  if (/\binto\b/i.test(text)) return sql(text);
  return sql(`${w.k('SELECT')} *\n${w.k('INTO')} ${w.table(op.table)}\n${w.k('FROM')} (${text}) ${w.k('AS')} q`);
}

function printInlineIndex(w: Writer, index: IndexSpec): string {
  return join(
    w.k('INDEX'),
    index.name && w.name(index.name),
    index.unique && w.k('UNIQUE'),
    index.method !== undefined && w.k(index.method.toUpperCase()),
    index.columns.length > 0 && printKeyParts(w, index.columns),
    index.include && `${w.k('INCLUDE')} ${w.names(index.include)}`,
    index.where && `${w.k('WHERE')} ${index.where.text}`,
    index.storage !== undefined && `${w.k('WITH')} (${index.storage})`,
  );
}

const PLACES: Readonly<Record<string, string>> = {
  filegroup: 'ON',
  textimage_on: 'TEXTIMAGE_ON',
  filestream_on: 'FILESTREAM_ON',
  as: 'AS',
};
/** Options that other dialects' readers keep by name and that say nothing here. */
const FOREIGN = new Set(
  'engine charset collation auto_increment comment row_format tablespace strict without_rowid fillfactor of using'.split(
    ' ',
  ),
);

function printOptions(w: Writer, options: readonly TableOption[]): readonly (string | false)[] {
  const placed = options.filter(({ name }) => Object.hasOwn(PLACES, name));
  const settings = options.filter(({ name }) => !Object.hasOwn(PLACES, name) && !FOREIGN.has(name));
  return [
    ...placed.map(({ name, value }) =>
      name === 'as' ? `${w.k('AS')} ${w.k(value.toUpperCase())}` : `${w.k(PLACES[name] ?? '')} [${value}]`,
    ),
    settings.length > 0 && `${w.k('WITH')} (${settings.map(printSetting).join(', ')})`,
  ];
}
