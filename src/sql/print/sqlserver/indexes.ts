import type { CreateIndex, Operation, QualifiedName } from '../../../model';
import { printKeyParts } from '../constraint';
import { join, type Printed, sql, unsupported, type Writer } from '../writer';
import { renamed } from './tables';

/** Indexes as T-SQL has them: named by their table. */
export function printIndexOperation(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'createIndex':
      return printCreate(w, op);
    case 'dropIndex': {
      const table = op.table ?? ownerOf(w, op.index.name);
      if (!table) return unsupported('SQL Server drops an index by its table, which is not told here');
      const ifExists = op.ifExists && w.k('IF EXISTS');
      return sql(join(w.k('DROP INDEX'), ifExists, w.name(op.index), w.k('ON'), w.table(table)));
    }
    case 'renameIndex': {
      const table = op.table ?? ownerOf(w, op.index.name);
      if (!table) return unsupported('SQL Server renames an index by its table, which is not told here');
      return renamed(w, `${w.table(table)}.${w.name(op.index)}`, op.to.name, 'INDEX');
    }
    case 'alterIndex': {
      const { change, table } = op;
      if (!table || change.kind !== 'setOptions') return unsupported('SQL Server has no such change of an index');
      return sql(join(w.k('ALTER INDEX'), w.name(op.index), w.k('ON'), w.table(table), change.text));
    }
    case 'reindex': {
      if (op.target === 'table' && op.name)
        return sql(`${w.k('ALTER INDEX ALL ON')} ${w.table(op.name)} ${w.k('REBUILD')}`);
      const table = op.target === 'index' && op.name ? ownerOf(w, op.name.name) : undefined;
      if (!table || !op.name) return unsupported('SQL Server rebuilds an index by its table, which is not told here');
      return sql(`${w.k('ALTER INDEX')} ${w.name(op.name)} ${w.k('ON')} ${w.table(table)} ${w.k('REBUILD')}`);
    }
    default:
      return undefined;
  }
}

function ownerOf(w: Writer, index: string): QualifiedName | undefined {
  const found = [...(w.schema?.tables.values() ?? [])].find(({ indexes }) =>
    indexes.some(({ name }) => name.toLowerCase() === index.toLowerCase()),
  );
  return found && { name: found.name, span: found.at, ...(found.schema === undefined ? {} : { schema: found.schema }) };
}

/** Methods of other engines whose index is an ordinary one here. */
const ORDINARY = new Set(['btree', 'hash']);
const OWN = new Set(['clustered', 'nonclustered', 'columnstore', 'clustered columnstore']);

function printCreate(w: Writer, op: CreateIndex): Printed {
  const { index } = op;
  const method = index.method !== undefined && !ORDINARY.has(index.method) ? index.method : undefined;
  if (method !== undefined && !OWN.has(method))
    return unsupported(`what an index of the kind ${method} needs is not kept`);
  if (index.columns.some(({ expression }) => expression))
    return unsupported('SQL Server indexes no expression: add a computed column for it');
  const made = join(
    w.k('CREATE'),
    index.unique && w.k('UNIQUE'),
    method !== undefined && w.k(method.toUpperCase()),
    w.k('INDEX'),
    w.name(index.name ?? defaultName(op)),
    w.k('ON'),
    w.table(op.table),
    index.columns.length > 0 && printKeyParts(w, index.columns),
    index.include && `${w.k('INCLUDE')} ${w.names(index.include)}`,
    index.where && `${w.k('WHERE')} ${index.where.text}`,
    withPart(w, op),
  );
  if (!op.ifNotExists || !index.name) return sql(made);
  const there = `SELECT 1 FROM sys.indexes WHERE name = N${w.text(index.name.name)} AND object_id = OBJECT_ID(N${w.text(w.table(op.table))})`;
  return sql(`IF NOT EXISTS (${there})\n${made}`);
}

/** Built without blocking writes where it was asked for; every edition but Enterprise refuses ONLINE, so it is not made up. */
function withPart(w: Writer, { index, concurrently }: CreateIndex): string | false {
  const options = [index.storage, concurrently && !/\bonline\b/i.test(index.storage ?? '') && 'ONLINE = ON'].filter(
    Boolean,
  );
  return options.length > 0 && `${w.k('WITH')} (${options.join(', ')})`;
}

/** An index must have a name. */
function defaultName({ table, index }: CreateIndex): string {
  return ['IX', table.name, ...index.columns.flatMap(({ column }) => column?.name ?? [])].join('_');
}
