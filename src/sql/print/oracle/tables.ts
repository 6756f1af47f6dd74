import {
  type ColumnChange,
  type CreateIndex,
  type CreateTable,
  isStandIn,
  type Operation,
  type OperationOf,
} from '../../../model';
import { printColumn } from '../column';
import { printConstraint, printKeyParts } from '../constraint';
import { alone, join, type Printed, sql, unsupported, type Writer } from '../writer';

/** Tables and indexes as Oracle has them; undefined for all that is common. */
export function printOwnTable(w: Writer, op: Operation): Printed | undefined {
  switch (op.kind) {
    case 'createTable':
      return printCreateTable(w, op);
    case 'createIndex':
      return printCreateIndex(w, op);
    case 'dropIndex': {
      const drop = `${w.k('DROP INDEX')} ${w.table(op.index)}`;
      return op.ifExists ? tolerating(w, drop, ['-1418']) : sql(drop);
    }
    case 'reindex':
      return op.target === 'index' && op.name
        ? sql(`${w.k('ALTER INDEX')} ${w.table(op.name)} ${w.k('REBUILD')}`)
        : unsupported('Oracle rebuilds one index at a time');
    case 'dropTable': {
      const drop = join(w.k('DROP TABLE'), w.table(op.table), op.cascade && w.k('CASCADE CONSTRAINTS'));
      return op.ifExists ? tolerating(w, drop, ['-942']) : sql(drop);
    }
    case 'addColumn':
    case 'dropColumn':
    case 'alterColumn':
    case 'addConstraint':
    case 'validateConstraint':
    case 'alterConstraint':
    case 'dropConstraint':
    case 'renameConstraint':
    case 'alterTable':
      return printAlter(w, op);
    default:
      return undefined;
  }
}

/** Before 23ai there is no IF EXISTS: the error that says so is let pass. */
export function tolerating(w: Writer, statement: string, codes: readonly string[]): Printed {
  const passes = codes.map((code) => `SQLCODE != ${code}`).join(' AND ');
  return alone(
    [
      'BEGIN',
      `${w.indent}EXECUTE IMMEDIATE ${w.text(statement)};`,
      'EXCEPTION',
      `${w.indent}WHEN OTHERS THEN`,
      `${w.indent}${w.indent}IF ${passes} THEN RAISE; END IF;`,
      'END',
    ].join('\n'),
  );
}

type Altering = OperationOf<
  | 'addColumn'
  | 'dropColumn'
  | 'alterColumn'
  | 'addConstraint'
  | 'validateConstraint'
  | 'alterConstraint'
  | 'dropConstraint'
  | 'renameConstraint'
  | 'alterTable'
>;

function printAlter(w: Writer, op: Altering): Printed {
  const head = `${w.k('ALTER TABLE')} ${w.table(op.table)}`;
  switch (op.kind) {
    case 'addColumn': {
      const add = `${head} ${w.k('ADD')} ${printColumn(w, op.column)}`;
      return op.ifNotExists ? tolerating(w, add, ['-1430']) : sql(add);
    }
    case 'dropColumn': {
      const drop = join(head, w.k('DROP COLUMN'), w.name(op.column), op.cascade && w.k('CASCADE CONSTRAINTS'));
      return op.ifExists ? tolerating(w, drop, ['-904']) : sql(drop);
    }
    case 'alterColumn':
      return printModify(w, head, op);
    case 'addConstraint':
      return sql(`${head} ${w.k('ADD')} ${printConstraint(w, op.constraint)}`);
    case 'validateConstraint':
      return sql(`${head} ${w.k('ENABLE VALIDATE CONSTRAINT')} ${w.name(op.name)}`);
    case 'alterConstraint':
      return sql(`${head} ${op.text}`);
    case 'renameConstraint':
      return sql(`${head} ${w.k('RENAME CONSTRAINT')} ${w.name(op.name)} ${w.k('TO')} ${w.name(op.to)}`);
    case 'dropConstraint':
      return printDropConstraint(w, head, op);
    case 'alterTable':
      return printTableChange(w, head, op);
  }
}

function printModify(w: Writer, head: string, op: OperationOf<'alterColumn'>): Printed {
  if (op.change.kind === 'setComment')
    return sql(
      `${w.k('COMMENT ON COLUMN')} ${w.table(op.table)}.${w.name(op.column)} ${w.k('IS')} ${w.text(op.change.comment ?? '')}`,
    );
  if (op.change.kind === 'redefine') return sql(`${head} ${w.k('MODIFY')} ${printColumn(w, op.change.column)}`);
  const change = changeText(w, op.change);
  if (change === undefined) return unsupported('Oracle has no such change of a column: it must be added anew');
  return sql(`${head} ${w.k('MODIFY')} ${w.name(op.column)} ${change}`);
}

function changeText(w: Writer, change: Exclude<ColumnChange, { kind: 'redefine' }>): string | undefined {
  switch (change.kind) {
    case 'setType':
      return change.type.text;
    case 'setNotNull':
      return w.k('NOT NULL');
    case 'dropNotNull':
      return w.k('NULL');
    case 'setDefault':
      return `${w.k('DEFAULT')} ${change.value.text}`;
    case 'dropDefault':
      return w.k('DEFAULT NULL');
    case 'setIdentity':
      return w.k(`GENERATED ${change.identity === 'always' ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY`);
    case 'dropIdentity':
      return w.k('DROP IDENTITY');
    case 'setExpression':
      return `${w.k('GENERATED ALWAYS AS')} (${change.expression.text})`;
    default:
      return undefined;
  }
}

function printDropConstraint(w: Writer, head: string, op: OperationOf<'dropConstraint'>): Printed {
  const cascade = op.cascade && w.k('CASCADE');
  if (op.constraintKind === 'primaryKey') return sql(join(head, w.k('DROP PRIMARY KEY'), cascade));
  if (op.name === undefined) return unsupported('the constraint to drop has no name here');
  if (isStandIn(op.name.name))
    return unsupported('the server made up the name of this constraint, and it is not known');
  const drop = join(head, w.k('DROP CONSTRAINT'), w.name(op.name), cascade);
  return op.ifExists ? tolerating(w, drop, ['-2443']) : sql(drop);
}

function printTableChange(w: Writer, head: string, { change }: OperationOf<'alterTable'>): Printed {
  if (change.kind === 'trigger' && /^all$/i.test(change.name))
    return sql(`${head} ${w.k(change.enabled ? 'ENABLE ALL TRIGGERS' : 'DISABLE ALL TRIGGERS')}`);
  if (change.kind === 'trigger')
    return sql(`${w.k('ALTER TRIGGER')} ${w.name(change.name)} ${w.k(change.enabled ? 'ENABLE' : 'DISABLE')}`);
  if (change.kind === 'rebuild') return sql(`${head} ${w.k('MOVE')}`);
  if (change.kind === 'setTablespace') return sql(`${head} ${w.k('MOVE TABLESPACE')} ${w.name(change.tablespace)}`);
  return unsupported('Oracle has no such change of a table, or its text is not kept');
}

function printCreateTable(w: Writer, op: CreateTable): Printed {
  if (op.tableKind !== undefined && op.tableKind !== 'table') return unsupported('Oracle has no such kind of table');
  if (op.partitionOf || op.inherits || op.like || op.partitionBy || op.indexes.length > 0)
    return unsupported('the parts of this table are written otherwise in Oracle, or are not kept as text');
  const lines = [
    ...op.columns.map((column) => printColumn(w, column)),
    ...op.constraints.map((spec) => printConstraint(w, spec)),
  ];
  const option = (name: string) => op.options.find((one) => one.name === name)?.value;
  const [organization, onCommit, tablespace] = [option('organization'), option('on commit'), option('tablespace')];
  const made = join(
    w.k(op.temporary ? 'CREATE GLOBAL TEMPORARY TABLE' : 'CREATE TABLE'),
    w.table(op.table),
    lines.length > 0 && `(\n${lines.map((line) => w.indent + line).join(',\n')}\n)`,
    organization !== undefined && w.k(`ORGANIZATION ${organization.toUpperCase()}`),
    onCommit !== undefined && w.k(`ON COMMIT ${onCommit.toUpperCase()}`),
    tablespace !== undefined && `${w.k('TABLESPACE')} ${w.name(tablespace)}`,
    op.asQuery && `${w.k('AS')}\n${op.asQuery.text}`,
  );
  return op.ifNotExists ? tolerating(w, made, ['-955']) : sql(made);
}

/** Methods of other engines whose index is an ordinary one here. */
const ORDINARY = new Set(['btree', 'hash']);

function printCreateIndex(w: Writer, op: CreateIndex): Printed {
  const { index } = op;
  if (index.where)
    return unsupported('Oracle has no partial indexes: index an expression that is NULL for the other rows');
  if (index.include) return unsupported('Oracle has no INCLUDE columns: make them part of the key');
  const method = index.method !== undefined && !ORDINARY.has(index.method) ? index.method : undefined;
  if (method !== undefined && method !== 'bitmap')
    return unsupported(`what an index of the kind ${method} needs is not kept`);
  const name =
    index.name?.name ?? [op.table.name, ...index.columns.flatMap(({ column }) => column?.name ?? []), 'IX'].join('_');
  const online = op.concurrently && !/\bonline\b/i.test(index.storage ?? '') && w.k('ONLINE');
  const made = join(
    w.k('CREATE'),
    index.unique && w.k('UNIQUE'),
    method && w.k('BITMAP'),
    w.k('INDEX'),
    w.name(name),
    w.k('ON'),
    w.table(op.table),
    printKeyParts(w, index.columns),
    index.storage,
    online,
    index.invisible && !/\binvisible\b/i.test(index.storage ?? '') && w.k('INVISIBLE'),
  );
  return op.ifNotExists ? tolerating(w, made, ['-955']) : sql(made);
}
