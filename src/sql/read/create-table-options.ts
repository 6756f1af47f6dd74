import type { TableOption } from '../../model';
import {
  accept,
  atEnd,
  type Cursor,
  isMysql,
  isOracle,
  isSqlServer,
  isWord,
  peek,
  spanFrom,
  startOffset,
  textFrom,
} from './cursor';
import { readIdent } from './names';
import { readOwnOption as readOracleOption } from './oracle/table-parts';
import { readOwnOption } from './sqlserver/table-parts';
import { readMysqlOption, readStorageParameters } from './table-options';

/** Reads one option behind a table's parentheses; nothing when none is next. */
export function readOption(c: Cursor, options: TableOption[]): void {
  const start = startOffset(c);
  if (accept(c, ',')) return;
  if (isMysql(c)) {
    const option = readMysqlOption(c);
    if (option) options.push(option);
    return;
  }
  if (isSqlServer(c)) {
    readOwnOption(c, options);
    return;
  }
  if (isOracle(c)) {
    readOracleOption(c, options);
    return;
  }
  if (c.source.dialect === 'sqlite') {
    if (accept(c, 'without', 'rowid')) options.push({ name: 'without_rowid', value: 'true', span: spanFrom(c, start) });
    else if (accept(c, 'strict')) options.push({ name: 'strict', value: 'true', span: spanFrom(c, start) });
    return;
  }
  if (accept(c, 'with', 'oids') || accept(c, 'without', 'oids')) return;
  if (accept(c, 'with') || accept(c, 'options')) options.push(...readStorageParameters(c));
  else if (accept(c, 'on', 'commit')) {
    while (!atEnd(c) && !isWord(c, 'tablespace') && !isWord(c, 'as')) c.at++;
    options.push({
      name: 'on commit',
      value: textFrom(c, start)
        .replace(/^on\s+commit\s+/i, '')
        .toLowerCase(),
      span: spanFrom(c, start),
    });
  } else if (isWord(c, 'tablespace') || isWord(c, 'server') || isWord(c, 'using')) {
    const name = peek(c).word;
    c.at++;
    const value = readIdent(c)?.name ?? '';
    options.push({ name, value, span: spanFrom(c, start) });
  }
}
