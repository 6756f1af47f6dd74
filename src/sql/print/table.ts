import type { CreateTable, IndexSpec, TableOption } from '../../model';
import { printColumn } from './column';
import { printConstraint, printKeyParts } from './constraint';
import { isMysql, join, type Printed, sql, unsupported, type Writer } from './writer';

/** CREATE TABLE with one column or constraint a line. */
export function printCreateTable(w: Writer, op: CreateTable): Printed {
  if (op.tableKind === 'virtual table') return printVirtual(w, op);
  const because = refused(w, op);
  if (because !== undefined) return unsupported(because);
  const kind = op.tableKind === 'foreign table' ? 'FOREIGN TABLE' : 'TABLE';
  const head = join(
    w.k('CREATE'),
    op.temporary && w.k('TEMPORARY'),
    op.unlogged && w.dialect === 'postgresql' && w.k('UNLOGGED'),
    w.k(kind),
    op.ifNotExists && w.k('IF NOT EXISTS'),
    w.table(op.table),
  );
  return sql(join(head, ofPart(w, op), bodyPart(w, op), ...behind(w, op)));
}

function refused(w: Writer, op: CreateTable): string | undefined {
  const postgresOnly = op.partitionOf ?? op.inherits ?? (op.tableKind === 'foreign table' ? op : undefined);
  if (postgresOnly && w.dialect !== 'postgresql')
    return 'partitions, inheritance and foreign tables are written otherwise in this dialect';
  if (op.partitionBy && w.dialect !== 'postgresql') return 'the partitions of this table are not kept as text';
  return undefined;
}

function ofPart(w: Writer, op: CreateTable): string | undefined {
  if (op.partitionOf) return `${w.k('PARTITION OF')} ${w.table(op.partitionOf.parent)}`;
  const type = option(op.options, 'of');
  return type && w.dialect === 'postgresql' ? `${w.k('OF')} ${w.name(type.value)}` : undefined;
}

function bodyPart(w: Writer, op: CreateTable): string | undefined {
  const like = (op.like ?? []).map(({ table, including }) =>
    isMysql(w)
      ? ''
      : join(w.k('LIKE'), w.table(table), ...including.map((what) => w.k(`INCLUDING ${what.toUpperCase()}`))),
  );
  const mysqlLike = isMysql(w) ? op.like?.[0] : undefined;
  if (mysqlLike) return `${w.k('LIKE')} ${w.table(mysqlLike.table)}`;
  const lines = [
    ...op.columns.map((column) => printColumn(w, column)),
    ...like,
    ...op.constraints.map((spec) => printConstraint(w, spec)),
    ...op.indexes.map((index) => printInlineIndex(w, index)),
  ];
  if (lines.length === 0) return op.partitionOf || op.asQuery || option(op.options, 'of') ? undefined : '()';
  return `(\n${lines.map((line) => w.indent + line).join(',\n')}\n)`;
}

/** MySQL's KEY inside the parentheses. */
function printInlineIndex(w: Writer, index: IndexSpec): string {
  const special = index.method === 'fulltext' || index.method === 'spatial' || index.method === 'vector';
  return join(
    special && w.k((index.method ?? '').toUpperCase()),
    w.k('KEY'),
    index.name && w.name(index.name),
    printKeyParts(w, index.columns),
    !special && index.method !== undefined && `${w.k('USING')} ${w.k(index.method.toUpperCase())}`,
    index.comment !== undefined && `${w.k('COMMENT')} ${w.text(index.comment)}`,
    index.invisible && w.k(w.dialect === 'mariadb' ? 'IGNORED' : 'INVISIBLE'),
  );
}

function behind(w: Writer, op: CreateTable): readonly (string | undefined | false)[] {
  const inherits = op.inherits && `${w.k('INHERITS')} (${op.inherits.map((parent) => w.table(parent)).join(', ')})`;
  const partition =
    op.partitionBy &&
    `${w.k('PARTITION BY')} ${w.k(op.partitionBy.method.toUpperCase())} ${printKeyParts(w, op.partitionBy.columns)}`;
  const query = op.asQuery && `${w.k('AS')}\n${op.asQuery.text}`;
  return [op.partitionOf?.bound, inherits, partition, ...printOptions(w, op.options), query];
}

function option(options: readonly TableOption[], name: string): TableOption | undefined {
  return options.find((one) => one.name === name);
}

/** Names of PostgreSQL's clauses that the reader keeps among the options. */
const CLAUSES = ['of', 'using', 'on commit', 'tablespace', 'server'];

function printOptions(w: Writer, options: readonly TableOption[]): readonly (string | undefined | false)[] {
  if (isMysql(w)) return options.map((one) => printMysqlOption(w, one));
  if (w.dialect === 'sqlite') {
    const words = [
      option(options, 'without_rowid') && w.k('WITHOUT ROWID'),
      option(options, 'strict') && w.k('STRICT'),
    ];
    return [words.filter((word) => word !== undefined).join(', ')];
  }
  const using = option(options, 'using');
  const onCommit = option(options, 'on commit');
  const tablespace = option(options, 'tablespace');
  const server = option(options, 'server');
  const storage = options.filter((one) => !CLAUSES.includes(one.name));
  return [
    server && `${w.k('SERVER')} ${w.name(server.value)}`,
    using && `${w.k('USING')} ${w.name(using.value)}`,
    storage.length > 0 &&
      (server
        ? `${w.k('OPTIONS')} (${storage.map((one) => `${one.name} ${w.text(one.value)}`).join(', ')})`
        : `${w.k('WITH')} ${printStorage(storage)}`),
    onCommit && w.k(`ON COMMIT ${onCommit.value.toUpperCase()}`),
    tablespace && `${w.k('TABLESPACE')} ${w.name(tablespace.value)}`,
  ];
}

/** `(fillfactor = 70)` */
export function printStorage(options: readonly TableOption[]): string {
  return `(${options.map(({ name, value }) => `${name} = ${value}`).join(', ')})`;
}

/** `ENGINE=InnoDB`, `COMMENT='…'`, as mysqldump writes them. */
export function printMysqlOption(w: Writer, { name, value }: TableOption): string {
  if (name === 'system_versioning') return w.k('WITH SYSTEM VERSIONING');
  if (name === 'keys') return w.k(value.toUpperCase());
  const isText = [
    'comment',
    'connection',
    'password',
    'compression',
    'encryption',
    'data directory',
    'index directory',
  ].includes(name);
  const words = name === 'charset' ? 'DEFAULT CHARSET' : name === 'collation' ? 'COLLATE' : name.toUpperCase();
  return `${w.k(words)}=${isText ? w.text(value) : value}`;
}

function printVirtual(w: Writer, op: CreateTable): Printed {
  if (w.dialect !== 'sqlite') return unsupported('only SQLite has virtual tables');
  const module = option(op.options, 'module')?.value ?? '';
  const given = option(op.options, 'arguments')?.value;
  const head = join(w.k('CREATE VIRTUAL TABLE'), op.ifNotExists && w.k('IF NOT EXISTS'), w.table(op.table));
  return sql(`${head} ${w.k('USING')} ${w.name(module)}${given === undefined ? '' : `(${given})`}`);
}
