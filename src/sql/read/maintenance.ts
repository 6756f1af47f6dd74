import type { Maintenance, Operation, QualifiedName, Reindex } from '../../model';
import { accept, type Cursor, isMysql, isPostgres, isWord, peek, spanFrom, step } from './cursor';
import { isName, readIdentList, readName } from './names';
import { call } from './session';

function maintenance(
  c: Cursor,
  action: Maintenance['action'],
  tables: readonly QualifiedName[],
  start: number,
): readonly Operation[] {
  return [{ kind: 'maintenance', action, tables, span: spanFrom(c, start) }];
}

/** VACUUM [FULL] [(options)] [tables]; SQLite's VACUUM [INTO file]. */
export function readVacuum(c: Cursor, start: number): readonly Operation[] {
  let full = false;
  if (isWord(c, '(')) {
    const close = peek(c).pair;
    for (let i = c.at; i < close && i < c.end; i++) if (c.tokens[i]?.word === 'full') full = true;
    step(c);
  }
  for (;;) {
    if (accept(c, 'full')) full = true;
    else if (!accept(c, 'freeze') && !accept(c, 'verbose') && !accept(c, 'analyze')) break;
  }
  if (!isPostgres(c)) c.at = c.end;
  return maintenance(c, full ? 'vacuum full' : 'vacuum', readTables(c), start);
}

function readTables(c: Cursor): readonly QualifiedName[] {
  const tables: QualifiedName[] = [];
  while (isName(c)) {
    accept(c, 'only');
    const name = readName(c);
    if (!name) break;
    tables.push(name);
    readIdentList(c);
    if (!accept(c, ',')) break;
  }
  return tables;
}

/** ANALYZE [VERBOSE] t; MySQL's ANALYZE [LOCAL] TABLE t, OPTIMIZE TABLE t. */
export function readAnalyze(c: Cursor, start: number, action: 'analyze' | 'optimize'): readonly Operation[] {
  if (isWord(c, '(')) step(c);
  accept(c, 'verbose');
  if (isMysql(c)) {
    if (!accept(c, 'local')) accept(c, 'no_write_to_binlog');
    if (!accept(c, 'table')) accept(c, 'tables');
  }
  const tables = readTables(c);
  if (isMysql(c)) c.at = c.end;
  return maintenance(c, action, tables, start);
}

/** CLUSTER [VERBOSE] [t [USING i]], and the old CLUSTER i ON t. */
export function readCluster(c: Cursor, start: number): readonly Operation[] {
  if (isWord(c, '(')) step(c);
  accept(c, 'verbose');
  let table = readName(c);
  if (accept(c, 'using')) readName(c);
  else if (accept(c, 'on')) table = readName(c);
  return maintenance(c, 'cluster', table ? [table] : [], start);
}

/** REINDEX [(options)] INDEX|TABLE|SCHEMA|DATABASE|SYSTEM [CONCURRENTLY] name; SQLite's REINDEX [name]. */
export function readReindex(c: Cursor, start: number): readonly Operation[] {
  if (isWord(c, '(')) step(c);
  let target: Reindex['target'] = c.source.dialect === 'sqlite' ? 'index' : 'database';
  const { word } = peek(c);
  if (
    isPostgres(c) &&
    (word === 'index' || word === 'table' || word === 'schema' || word === 'database' || word === 'system')
  ) {
    target = word;
    c.at++;
  }
  const concurrently = accept(c, 'concurrently');
  const name = readName(c);
  return [
    {
      kind: 'reindex',
      target,
      ...(name ? { name } : {}),
      ...(concurrently ? { concurrently } : {}),
      span: spanFrom(c, start),
    },
  ];
}

/** REFRESH MATERIALIZED VIEW [CONCURRENTLY] v [WITH [NO] DATA]; other REFRESH (COLLATION, PUBLICATION) changes nothing. */
export function readRefresh(c: Cursor, start: number): readonly Operation[] | undefined {
  if (!accept(c, 'materialized', 'view')) return [call(c, 'refresh', start)];
  const concurrently = accept(c, 'concurrently');
  const view = readName(c);
  if (!view) return undefined;
  const withData = readWithData(c);
  return [
    {
      kind: 'refreshView',
      view,
      ...(concurrently ? { concurrently } : {}),
      ...(withData === undefined ? {} : { withData }),
      span: spanFrom(c, start),
    },
  ];
}

/** `WITH DATA`: true, `WITH NO DATA`: false, undefined when neither is next. */
export function readWithData(c: Cursor): boolean | undefined {
  if (accept(c, 'with', 'data')) return true;
  return accept(c, 'with', 'no', 'data') ? false : undefined;
}
