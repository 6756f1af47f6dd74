import type { Operation, SetParameter } from '../../model';
import { accept, type Cursor, enter, isPostgres, isSqlServer, isWord, items, peek, spanFrom, step } from './cursor';
import { queryOnly } from './data';
import { readName, readString } from './names';
import { call, functionName } from './session';
import { readSources } from './sources';

/** Functions that only compute: a query that calls them is a query. */
const COMPUTING = new Set(
  'count max min sum avg coalesce concat lower upper now array_agg string_agg json_agg jsonb_agg if ifnull cast round length exists'.split(
    ' ',
  ),
);

/** Reads SELECT, with `c` behind it. A query changes nothing; set_config sets; other calls are told by name. */
export function readSelect(c: Cursor, start: number): readonly Operation[] | undefined {
  const from = c.at;
  const set = readSetConfig(c, start);
  if (set) return [set];
  if (isPostgres(c) || isSqlServer(c)) {
    const made = readSelectInto(c, start);
    if (made) return made;
    c.at = from;
  }
  const name = functionName(c);
  if (name !== undefined && !COMPUTING.has(name)) return [call(c, name, start)];
  return queryOnly(c, from, start);
}

/** PostgreSQL: SELECT set_config('name', 'value', is_local). */
function readSetConfig(c: Cursor, start: number): SetParameter | undefined {
  if (functionName(c) !== 'set_config') return undefined;
  const mark = c.at;
  readName(c);
  const inner = enter(c);
  const [nameItem, valueItem, localItem] = inner ? items(inner) : [];
  const name = nameItem && readString(nameItem);
  const value = valueItem && readString(valueItem);
  if (name === undefined || value === undefined) {
    c.at = mark;
    return undefined;
  }
  const local = localItem !== undefined && (isWord(localItem, 'true') || readString(localItem) === 'true');
  c.at = c.end;
  return {
    kind: 'setParameter',
    name: name.toLowerCase(),
    value,
    scope: local ? 'local' : 'session',
    span: spanFrom(c, start),
  };
}

/** PostgreSQL: SELECT … INTO [TEMP] [TABLE] t FROM … makes a table; so does SQL Server's, where `#t` is a temporary one. */
function readSelectInto(c: Cursor, start: number): readonly Operation[] | undefined {
  const from = c.at;
  while (c.at < c.end && !isWord(c, 'into')) {
    if (isWord(c, 'from')) return undefined;
    step(c);
  }
  if (!accept(c, 'into')) return undefined;
  const temporary = accept(c, 'temp') || accept(c, 'temporary') || peek(c).word.startsWith('#');
  const unlogged = accept(c, 'unlogged');
  accept(c, 'table');
  const table = readName(c);
  if (!table || peek(c).word === '') return undefined;
  c.at = c.end;
  const span = spanFrom(c, start);
  const text = c.source.text.slice(span.start.offset, span.end.offset);
  return [
    {
      kind: 'createTable',
      table,
      columns: [],
      constraints: [],
      indexes: [],
      options: [],
      ...(temporary ? { temporary } : {}),
      ...(unlogged ? { unlogged } : {}),
      asQuery: { text, span, sources: readSources(c, from, c.end) },
      span,
    },
  ];
}
