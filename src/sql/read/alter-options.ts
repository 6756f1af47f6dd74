import type { Operation, QualifiedName, TableChange, TableOption } from '../../model';
import { readPartitionAction } from './alter-partitions';
import { readBound } from './create-table';
import { accept, atEnd, type Cursor, isMysql, isWord, peek, restText, spanFrom, startOffset } from './cursor';
import { readIdent, readName } from './names';
import { readPartitionBy } from './partition';
import { readMysqlOption, readStorageParameters } from './table-options';
import { readCharset } from './type';

/** Reads a clause of ALTER TABLE that changes the table as a whole. */
export function readTableChange(c: Cursor, table: QualifiedName, start: number): readonly Operation[] | undefined {
  const change = isMysql(c) ? readMysqlChange(c, table, start) : readPostgresChange(c);
  if (!change) return undefined;
  if ('operations' in change) return change.operations;
  return [{ kind: 'alterTable', table, change, span: spanFrom(c, start) }];
}

function readPostgresChange(c: Cursor): TableChange | undefined {
  if (accept(c, 'set')) return readSet(c);
  if (accept(c, 'reset')) return { kind: 'options', options: readStorageParameters(c) };
  if (accept(c, 'owner', 'to')) return { kind: 'owner', role: restText(c) };
  if (accept(c, 'options')) return { kind: 'options', options: optionText(c, 'options') };
  if (accept(c, 'cluster', 'on')) return { kind: 'clusterOn', index: readIdent(c) };
  if (accept(c, 'replica', 'identity')) return readReplicaIdentity(c);
  if (accept(c, 'inherit')) return withParent(c, 'inherit');
  if (accept(c, 'no', 'inherit')) return withParent(c, 'noInherit');
  if (accept(c, 'not', 'of')) return { kind: 'options', options: [] };
  if (accept(c, 'of')) return { kind: 'options', options: optionText(c, 'of') };
  return readPartitionChange(c) ?? readSwitch(c);
}

function readSet(c: Cursor): TableChange | undefined {
  if (accept(c, 'logged')) return { kind: 'setLogged' };
  if (accept(c, 'unlogged')) return { kind: 'setUnlogged' };
  if (accept(c, 'without', 'cluster')) return { kind: 'clusterOn', index: undefined };
  if (accept(c, 'without', 'oids') || accept(c, 'with', 'oids')) return { kind: 'options', options: [] };
  if (isWord(c, '(')) return { kind: 'options', options: readStorageParameters(c) };
  if (accept(c, 'schema')) {
    const schema = readIdent(c)?.name;
    return schema === undefined ? undefined : { kind: 'setSchema', schema };
  }
  if (accept(c, 'tablespace')) {
    const tablespace = readIdent(c)?.name;
    accept(c, 'nowait');
    return tablespace === undefined ? undefined : { kind: 'setTablespace', tablespace };
  }
  if (!accept(c, 'access', 'method')) return undefined;
  const method = readIdent(c)?.name;
  return method === undefined ? undefined : { kind: 'setAccessMethod', method };
}

function optionText(c: Cursor, name: string): readonly TableOption[] {
  const start = startOffset(c);
  const value = restText(c);
  return [{ name, value, span: spanFrom(c, start) }];
}

function readReplicaIdentity(c: Cursor): TableChange | undefined {
  if (accept(c, 'full')) return { kind: 'replicaIdentity', identity: 'full' };
  if (accept(c, 'nothing')) return { kind: 'replicaIdentity', identity: 'nothing' };
  if (accept(c, 'default')) return { kind: 'replicaIdentity', identity: 'default' };
  if (!accept(c, 'using', 'index')) return undefined;
  const index = readIdent(c);
  return index && { kind: 'replicaIdentity', identity: 'index', index };
}

function withParent(c: Cursor, kind: 'inherit' | 'noInherit'): TableChange | undefined {
  const parent = readName(c);
  return parent && { kind, parent };
}

function readPartitionChange(c: Cursor): TableChange | undefined {
  if (accept(c, 'attach', 'partition')) {
    const partition = readName(c);
    return partition && { kind: 'attachPartition', partition, bound: readBound(c) };
  }
  if (!accept(c, 'detach', 'partition')) return undefined;
  const partition = readName(c);
  if (!partition) return undefined;
  const concurrently = accept(c, 'concurrently');
  const finalize = accept(c, 'finalize');
  return {
    kind: 'detachPartition',
    partition,
    ...(concurrently ? { concurrently } : {}),
    ...(finalize ? { finalize } : {}),
  };
}

/** ENABLE, DISABLE and FORCE: row security, triggers, rules. */
function readSwitch(c: Cursor): TableChange | undefined {
  if (accept(c, 'force', 'row', 'level')) return rowSecurity(c, 'force');
  if (isWord(c, 'no', 'force', 'row')) {
    c.at += 4;
    return rowSecurity(c, 'no force');
  }
  const enabled = isWord(c, 'enable');
  if (!enabled && !isWord(c, 'disable')) return undefined;
  c.at++;
  if (accept(c, 'row', 'level')) return rowSecurity(c, enabled ? 'enable' : 'disable');
  if (!accept(c, 'always')) accept(c, 'replica');
  if (accept(c, 'trigger') || accept(c, 'rule')) return { kind: 'trigger', enabled, name: readIdent(c)?.name ?? '' };
  return undefined;
}

function rowSecurity(c: Cursor, mode: 'enable' | 'disable' | 'force' | 'no force'): TableChange {
  accept(c, 'security');
  return { kind: 'rowSecurity', mode };
}

const PARTITION_ACTIONS = new Set([
  'truncate',
  'reorganize',
  'coalesce',
  'exchange',
  'analyze',
  'check',
  'optimize',
  'rebuild',
  'repair',
  'discard',
  'import',
  'convert',
]);

interface Several {
  readonly operations: readonly Operation[];
}

function readMysqlChange(c: Cursor, table: QualifiedName, start: number): TableChange | Several | undefined {
  if (accept(c, 'convert', 'to')) return readConvert(c);
  if (accept(c, 'force') || accept(c, 'engine_rebuild')) return { kind: 'rebuild' };
  if (isWord(c, 'partition', 'by')) {
    const partition = readPartitionBy(c);
    return { kind: 'partitions', action: `partition by ${partition?.method ?? ''}`, names: [] };
  }
  if (accept(c, 'remove', 'partitioning')) return { kind: 'partitions', action: 'remove', names: [] };
  if (PARTITION_ACTIONS.has(peek(c).word) && peek(c, 1).word === 'partition') {
    const action = peek(c).word;
    c.at++;
    return { operations: readPartitionAction(c, table, start, action) };
  }
  return readMysqlSwitch(c) ?? readMysqlOptions(c);
}

function readConvert(c: Cursor): TableChange | undefined {
  const charset = readCharset(c);
  if (charset === undefined) return undefined;
  const collates = accept(c, 'collate');
  if (collates) accept(c, '=');
  const collation = collates ? readName(c)?.name : undefined;
  return { kind: 'convertCharset', charset, ...(collation === undefined ? {} : { collation }) };
}

/** ENABLE/DISABLE KEYS, ORDER BY, DISCARD/IMPORT TABLESPACE, WITH/WITHOUT VALIDATION: nothing of the schema changes. */
function readMysqlSwitch(c: Cursor): TableChange | undefined {
  const start = startOffset(c);
  const known =
    accept(c, 'enable', 'keys') ||
    accept(c, 'disable', 'keys') ||
    accept(c, 'discard', 'tablespace') ||
    accept(c, 'import', 'tablespace') ||
    accept(c, 'with', 'validation') ||
    accept(c, 'without', 'validation');
  if (known)
    return {
      kind: 'options',
      options: [{ name: 'keys', value: c.source.text.slice(start, c.tokens[c.at - 1]?.end), span: spanFrom(c, start) }],
    };
  if (!accept(c, 'order', 'by')) return undefined;
  c.at = c.end;
  return { kind: 'rebuild' };
}

function readMysqlOptions(c: Cursor): TableChange | undefined {
  const options: TableOption[] = [];
  while (!atEnd(c) && !isWord(c, 'algorithm') && !isWord(c, 'lock')) {
    const option = readMysqlOption(c);
    if (!option) break;
    options.push(option);
  }
  return options.length > 0 ? { kind: 'options', options } : undefined;
}
