import type { AlterIndex, CreateIndex, DropIndex, Reindex, RenameIndex } from '../../model';
import { printKeyParts } from './constraint';
import { isMysql, join, type Printed, sql, unsupported, type Writer } from './writer';

export function printCreateIndex(w: Writer, op: CreateIndex): Printed {
  const { index } = op;
  const special = index.method === 'fulltext' || index.method === 'spatial' || index.method === 'vector';
  if (special && isMysql(w) === false) return unsupported(`an index of the kind ${index.method} is MySQL's`);
  if (isMysql(w) && index.name === undefined) return sql(addKey(w, op));
  if (isMysql(w) && index.where) return unsupported('MySQL and MariaDB have no partial indexes');
  if (w.dialect === 'sqlite' && index.include) return unsupported('SQLite has no INCLUDE columns');
  const postgres = w.dialect === 'postgresql';
  return sql(
    join(
      w.k('CREATE'),
      index.unique && w.k('UNIQUE'),
      special && w.k((index.method ?? '').toUpperCase()),
      w.k('INDEX'),
      op.concurrently && postgres && w.k('CONCURRENTLY'),
      op.ifNotExists && w.dialect !== 'mysql' && w.k('IF NOT EXISTS'),
      index.name && w.name(index.name),
      w.k('ON'),
      op.only && w.k('ONLY'),
      w.table(op.table),
      postgres && index.method !== undefined && `${w.k('USING')} ${w.name(index.method)}`,
      printKeyParts(w, index.columns),
      ...indexTail(w, op),
    ),
  );
}

function indexTail(w: Writer, { index }: CreateIndex): readonly (string | undefined | false)[] {
  const special = index.method === 'fulltext' || index.method === 'spatial' || index.method === 'vector';
  return [
    index.include && `${w.k('INCLUDE')} ${w.names(index.include)}`,
    index.nullsNotDistinct && w.k('NULLS NOT DISTINCT'),
    index.storage !== undefined && `${w.k('WITH')} (${index.storage})`,
    isMysql(w) && !special && index.method !== undefined && `${w.k('USING')} ${w.k(index.method.toUpperCase())}`,
    isMysql(w) && index.comment !== undefined && `${w.k('COMMENT')} ${w.text(index.comment)}`,
    isMysql(w) && index.invisible && w.k(w.dialect === 'mariadb' ? 'IGNORED' : 'INVISIBLE'),
    index.where && `${w.k('WHERE')} ${index.where.text}`,
  ];
}

/** MySQL names an index itself when ALTER TABLE … ADD leaves the name out; CREATE INDEX must have one. */
function addKey(w: Writer, op: CreateIndex): string {
  const { index } = op;
  const special = index.method === 'fulltext' || index.method === 'spatial';
  const words = special ? `${(index.method ?? '').toUpperCase()} KEY` : index.unique ? 'UNIQUE KEY' : 'KEY';
  return join(
    w.k('ALTER TABLE'),
    w.table(op.table),
    w.k(`ADD ${words}`),
    printKeyParts(w, index.columns),
    ...indexTail(w, op),
  );
}

export function printDropIndex(w: Writer, op: DropIndex): Printed {
  if (isMysql(w)) {
    if (!op.table) return unsupported('MySQL and MariaDB drop an index by its table, which is not told here');
    const ifExists = op.ifExists && w.dialect === 'mariadb' && w.k('IF EXISTS');
    return sql(join(w.k('DROP INDEX'), ifExists, w.name(op.index), w.k('ON'), w.table(op.table)));
  }
  return sql(
    join(
      w.k('DROP INDEX'),
      op.concurrently && w.k('CONCURRENTLY'),
      op.ifExists && w.k('IF EXISTS'),
      w.table(op.index),
      op.cascade && w.k('CASCADE'),
    ),
  );
}

export function printRenameIndex(w: Writer, op: RenameIndex): Printed {
  if (w.dialect === 'sqlite') return unsupported('SQLite renames no index: drop it and create it again');
  if (isMysql(w)) {
    if (!op.table) return unsupported('MySQL and MariaDB rename an index by its table, which is not told here');
    return sql(
      join(w.k('ALTER TABLE'), w.table(op.table), w.k('RENAME INDEX'), w.name(op.index), w.k('TO'), w.name(op.to)),
    );
  }
  return sql(join(w.k('ALTER INDEX'), w.table(op.index), w.k('RENAME TO'), w.name(op.to)));
}

export function printAlterIndex(w: Writer, op: AlterIndex): Printed {
  const { change } = op;
  if (isMysql(w)) {
    if (!op.table || change.kind !== 'setOptions') return unsupported('this change of an index is PostgreSQL’s');
    return sql(join(w.k('ALTER TABLE'), w.table(op.table), w.k('ALTER INDEX'), w.name(op.index), change.text));
  }
  if (w.dialect === 'sqlite') return unsupported('SQLite alters no index: drop it and create it again');
  const head = join(w.k('ALTER INDEX'), w.table(op.index));
  if (change.kind === 'attachPartition') return sql(`${head} ${w.k('ATTACH PARTITION')} ${w.table(change.partition)}`);
  if (change.kind === 'setTablespace') return sql(`${head} ${w.k('SET TABLESPACE')} ${w.name(change.tablespace)}`);
  return sql(`${head} ${change.text}`);
}

export function printReindex(w: Writer, op: Reindex): Printed {
  if (isMysql(w)) return unsupported('MySQL and MariaDB have no REINDEX');
  const concurrently = op.concurrently && w.k('CONCURRENTLY');
  if (w.dialect === 'sqlite') return sql(join(w.k('REINDEX'), op.name && w.table(op.name)));
  return sql(join(w.k(`REINDEX ${op.target.toUpperCase()}`), concurrently, op.name && w.table(op.name)));
}
