import type { AlterColumn, AlterTable, ColumnChange, Operation, OperationOf, TableChange } from '../../model';
import { printColumn, printPlace } from './column';
import { printConstraint } from './constraint';
import { printRestated } from './restate';
import { printMysqlOption, printStorage } from './table';
import { isMysql, join, type Printed, sql, unsupported, type Writer } from './writer';

type TableOperation = Extract<
  Operation['kind'],
  | 'renameTable'
  | 'dropTable'
  | 'addColumn'
  | 'dropColumn'
  | 'renameColumn'
  | 'alterColumn'
  | 'addConstraint'
  | 'validateConstraint'
  | 'alterConstraint'
  | 'dropConstraint'
  | 'renameConstraint'
  | 'alterTable'
>;

const REBUILD = 'SQLite cannot alter a table so; it must be rebuilt';

/** ALTER TABLE and DROP TABLE, one action a statement. */
export function printTableOperation(w: Writer, op: OperationOf<TableOperation>): Printed {
  const head = `${w.k('ALTER TABLE')} ${w.table(op.table)}`;
  switch (op.kind) {
    case 'dropTable':
      return sql(
        join(
          w.k('DROP TABLE'),
          op.ifExists && w.k('IF EXISTS'),
          w.table(op.table),
          op.cascade && w.dialect === 'postgresql' && w.k('CASCADE'),
        ),
      );
    case 'renameTable':
      return sql(
        `${head} ${w.k('RENAME TO')} ${w.dialect === 'mysql' || w.dialect === 'mariadb' ? w.table(op.to) : w.name(op.to)}`,
      );
    case 'addColumn':
      return printAddColumn(w, head, op);
    case 'dropColumn':
      return sql(
        join(
          head,
          w.k('DROP COLUMN'),
          op.ifExists && hasIfExists(w) && w.k('IF EXISTS'),
          w.name(op.column),
          op.cascade && w.dialect === 'postgresql' && w.k('CASCADE'),
        ),
      );
    case 'renameColumn':
      return sql(`${head} ${w.k('RENAME COLUMN')} ${w.name(op.column)} ${w.k('TO')} ${w.name(op.to)}`);
    case 'alterColumn':
      return printAlterColumn(w, head, op);
    case 'addConstraint':
      return w.dialect === 'sqlite'
        ? unsupported(REBUILD)
        : sql(`${head} ${w.k('ADD')} ${printConstraint(w, op.constraint)}`);
    case 'validateConstraint':
      return w.dialect === 'postgresql'
        ? sql(`${head} ${w.k('VALIDATE CONSTRAINT')} ${w.name(op.name)}`)
        : unsupported('only PostgreSQL validates a constraint later');
    case 'alterConstraint':
      return w.dialect === 'sqlite'
        ? unsupported(REBUILD)
        : sql(`${head} ${w.k('ALTER CONSTRAINT')} ${w.name(op.name)} ${op.text}`);
    case 'dropConstraint':
      return printDropConstraint(w, head, op);
    case 'renameConstraint':
      return w.dialect === 'postgresql'
        ? sql(`${head} ${w.k('RENAME CONSTRAINT')} ${w.name(op.name)} ${w.k('TO')} ${w.name(op.to)}`)
        : unsupported('only PostgreSQL renames a constraint: drop it and add it again');
    case 'alterTable':
      return printAlterTable(w, head, op);
  }
}

/** IF EXISTS inside ALTER TABLE is PostgreSQL's and MariaDB's. */
function hasIfExists(w: Writer): boolean {
  return w.dialect === 'postgresql' || w.dialect === 'mariadb';
}

function printAddColumn(w: Writer, head: string, op: OperationOf<'addColumn'>): Printed {
  if (w.dialect === 'sqlite') {
    const because = refusedBySqlite(op);
    if (because !== undefined) return unsupported(because);
  }
  const ifNotExists = op.ifNotExists && hasIfExists(w) && w.k('IF NOT EXISTS');
  return sql(join(head, w.k('ADD COLUMN'), ifNotExists, printColumn(w, op.column), printPlace(w, op.place)));
}

/** SQLite, ALTER TABLE 4: what an added column may not have. */
function refusedBySqlite({ column }: OperationOf<'addColumn'>): string | undefined {
  if (column.constraints.some(({ kind }) => kind === 'primaryKey' || kind === 'unique')) return REBUILD;
  if (column.generated?.stored) return REBUILD;
  const value = column.default;
  if (column.nullable === false && (value === undefined || value.kind === 'null') && !column.generated) return REBUILD;
  return value && value.kind !== 'literal' && value.kind !== 'null' ? REBUILD : undefined;
}

function printDropConstraint(w: Writer, head: string, op: OperationOf<'dropConstraint'>): Printed {
  if (w.dialect === 'sqlite') return unsupported(REBUILD);
  const cascade = op.cascade && w.dialect === 'postgresql' && w.k('CASCADE');
  const ifExists = op.ifExists && hasIfExists(w) && w.k('IF EXISTS');
  if (op.constraintKind === 'primaryKey' && isMysql(w)) return sql(`${head} ${w.k('DROP PRIMARY KEY')}`);
  if (op.name === undefined) return unsupported('the constraint to drop has no name here');
  if (isMysql(w) && op.constraintKind === 'unique') return sql(`${head} ${w.k('DROP INDEX')} ${w.name(op.name)}`);
  const word =
    isMysql(w) && op.constraintKind === 'foreignKey'
      ? 'FOREIGN KEY'
      : isMysql(w) && op.constraintKind === 'check' && w.dialect === 'mysql'
        ? 'CHECK'
        : 'CONSTRAINT';
  return sql(join(head, w.k(`DROP ${word}`), ifExists, w.name(op.name), cascade));
}

function printAlterColumn(w: Writer, head: string, op: AlterColumn): Printed {
  if (w.dialect === 'sqlite') return unsupported(REBUILD);
  if (isMysql(w)) return printMysqlColumn(w, head, op);
  if (op.change.kind === 'setComment') {
    const value = op.change.comment === undefined ? w.k('NULL') : w.text(op.change.comment);
    return sql(`${w.k('COMMENT ON COLUMN')} ${w.table(op.table)}.${w.name(op.column)} ${w.k('IS')} ${value}`);
  }
  const change = postgresChange(w, op.change);
  return change === undefined
    ? unsupported('MODIFY and CHANGE are MySQL’s')
    : sql(`${head} ${w.k('ALTER COLUMN')} ${w.name(op.column)} ${change}`);
}

function postgresChange(w: Writer, change: ColumnChange): string | undefined {
  switch (change.kind) {
    case 'setType':
      return join(
        w.k('TYPE'),
        change.type.text,
        change.collation !== undefined && `${w.k('COLLATE')} ${w.name(change.collation)}`,
        change.using && `${w.k('USING')} ${change.using.text}`,
      );
    case 'setNotNull':
      return w.k('SET NOT NULL');
    case 'dropNotNull':
      return w.k('DROP NOT NULL');
    case 'setDefault':
      return `${w.k('SET DEFAULT')} ${change.value.text}`;
    case 'dropDefault':
      return w.k('DROP DEFAULT');
    case 'addIdentity':
      return w.k(`ADD GENERATED ${change.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
    case 'setIdentity':
      return w.k(`SET GENERATED ${change.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'}`);
    case 'dropIdentity':
      return w.k(change.ifExists ? 'DROP IDENTITY IF EXISTS' : 'DROP IDENTITY');
    case 'setExpression':
      return `${w.k('SET EXPRESSION AS')} (${change.expression.text})`;
    case 'dropExpression':
      return w.k(change.ifExists ? 'DROP EXPRESSION IF EXISTS' : 'DROP EXPRESSION');
    case 'setStorage':
      return change.text;
    default:
      return undefined;
  }
}

function printMysqlColumn(w: Writer, head: string, op: AlterColumn): Printed {
  const { change } = op;
  const alter = `${head} ${w.k('ALTER COLUMN')} ${w.name(op.column)}`;
  switch (change.kind) {
    case 'setDefault':
      return sql(`${alter} ${w.k('SET DEFAULT')} ${change.value.text}`);
    case 'dropDefault':
      return sql(`${alter} ${w.k('DROP DEFAULT')}`);
    case 'setStorage':
      return sql(`${alter} ${change.text}`);
    case 'redefine': {
      const renames = change.column.name.name !== op.column.name;
      const words = renames ? `${w.k('CHANGE COLUMN')} ${w.name(op.column)}` : w.k('MODIFY COLUMN');
      return sql(join(head, words, printColumn(w, change.column), printPlace(w, change.place)));
    }
    default:
      return printRestated(w, head, op);
  }
}

function printAlterTable(w: Writer, head: string, op: AlterTable): Printed {
  const text = isMysql(w)
    ? mysqlTableChange(w, op.change)
    : w.dialect === 'postgresql'
      ? postgresTableChange(w, op.change)
      : undefined;
  return text === undefined
    ? unsupported('this dialect has no such change of a table, or its text is not kept')
    : sql(`${head} ${text}`);
}

function postgresTableChange(w: Writer, change: TableChange): string | undefined {
  switch (change.kind) {
    case 'options':
      return change.options.length === 0 ? undefined : `${w.k('SET')} ${printStorage(change.options)}`;
    case 'setLogged':
    case 'setUnlogged':
      return w.k(change.kind === 'setLogged' ? 'SET LOGGED' : 'SET UNLOGGED');
    case 'setTablespace':
      return `${w.k('SET TABLESPACE')} ${w.name(change.tablespace)}`;
    case 'setSchema':
      return `${w.k('SET SCHEMA')} ${w.name(change.schema)}`;
    case 'setAccessMethod':
      return `${w.k('SET ACCESS METHOD')} ${w.name(change.method)}`;
    case 'replicaIdentity':
      return change.index
        ? `${w.k('REPLICA IDENTITY USING INDEX')} ${w.name(change.index)}`
        : w.k(`REPLICA IDENTITY ${change.identity.toUpperCase()}`);
    case 'rowSecurity':
      return w.k(`${change.mode.toUpperCase()} ROW LEVEL SECURITY`);
    case 'trigger':
      return `${w.k(change.enabled ? 'ENABLE TRIGGER' : 'DISABLE TRIGGER')} ${/^(all|user)$/i.test(change.name) ? w.k(change.name.toUpperCase()) : w.name(change.name)}`;
    case 'clusterOn':
      return change.index ? `${w.k('CLUSTER ON')} ${w.name(change.index)}` : w.k('SET WITHOUT CLUSTER');
    case 'inherit':
    case 'noInherit':
      return `${w.k(change.kind === 'inherit' ? 'INHERIT' : 'NO INHERIT')} ${w.table(change.parent)}`;
    case 'attachPartition':
      return `${w.k('ATTACH PARTITION')} ${w.table(change.partition)} ${change.bound}`;
    case 'detachPartition':
      return join(
        w.k('DETACH PARTITION'),
        w.table(change.partition),
        change.concurrently && w.k('CONCURRENTLY'),
        change.finalize && w.k('FINALIZE'),
      );
    case 'owner':
      return `${w.k('OWNER TO')} ${change.role}`;
    default:
      return undefined;
  }
}

function mysqlTableChange(w: Writer, change: TableChange): string | undefined {
  switch (change.kind) {
    case 'options':
      return change.options.length === 0
        ? undefined
        : change.options.map((option) => printMysqlOption(w, option)).join(' ');
    case 'convertCharset':
      return join(
        `${w.k('CONVERT TO CHARACTER SET')} ${change.charset}`,
        change.collation !== undefined && `${w.k('COLLATE')} ${change.collation}`,
      );
    case 'rebuild':
      return w.k('FORCE');
    case 'partitions':
      return mysqlPartitions(w, change);
    default:
      return undefined;
  }
}

/** Only what names alone can say: the bounds of added partitions are not kept. */
function mysqlPartitions(w: Writer, change: TableChange & { readonly kind: 'partitions' }): string | undefined {
  if (change.action === 'remove') return w.k('REMOVE PARTITIONING');
  const byName = ['drop', 'truncate', 'analyze', 'check', 'optimize', 'rebuild', 'repair'];
  if (!byName.includes(change.action) || change.names.length === 0) return undefined;
  return `${w.k(`${change.action.toUpperCase()} PARTITION`)} ${change.names.map((name) => w.name(name)).join(', ')}`;
}
