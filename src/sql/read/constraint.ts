import type { ConstraintSpec, Deferrable, ExclusionSpec, ForeignKeySpec, Ident, ReferentialAction } from '../../model';
import {
  accept,
  atEnd,
  type Cursor,
  enter,
  isMysql,
  isOracle,
  isSqlServer,
  isWord,
  peek,
  restText,
  skipTo,
  spanFrom,
  startOffset,
  step,
} from './cursor';
import { readParenthesised } from './expression';
import { readKeyParts, skipIndexOptions } from './key-parts';
import { isName, readIdent, readIdentList, readName, readString } from './names';
import { readState } from './oracle/physical';
import { acceptNotForReplication, readClustered, readStorageClauses } from './sqlserver/key-options';

export interface ConstraintTail {
  notValid?: boolean;
  notEnforced?: boolean;
  deferrable?: Deferrable;
  noInherit?: boolean;
}

/** True when a table constraint starts here rather than a column. */
export function startsConstraint(c: Cursor): boolean {
  const { word } = peek(c);
  const next = peek(c, 1);
  switch (word) {
    case 'constraint':
      return isName(c, 1) || next.word === '';
    case 'primary':
      return next.word === 'key';
    case 'foreign':
      return next.word === 'key';
    case 'unique':
      return next.word !== ',' && !(next.kind === 'word' && looksLikeType(next.word));
    case 'check':
      return next.word === '(' || (next.word === 'not' && peek(c, 2).word === 'for');
    case 'exclude':
      return next.word === '(' || next.word === 'using';
    default:
      return false;
  }
}

function looksLikeType(word: string): boolean {
  return /^(?:bool|boolean|int|integer|text|varchar|bigint|smallint|tinyint)$/.test(word);
}

/** Reads a table constraint; undefined when it is none that we know. */
export function readTableConstraint(c: Cursor): ConstraintSpec | undefined {
  const start = startOffset(c);
  const name = readConstraintName(c);
  const spec = readBody(c, start, name);
  if (!spec) return undefined;
  const tail = readTail(c);
  const comment = accept(c, 'comment') ? readString(c) : undefined;
  return {
    ...spec,
    ...tail,
    ...(comment === undefined ? {} : { comment }),
    span: spanFrom(c, start),
  } as ConstraintSpec;
}

/** `CONSTRAINT name`; MySQL lets the name out. */
export function readConstraintName(c: Cursor): Ident | undefined {
  if (!accept(c, 'constraint')) return undefined;
  accept(c, 'if', 'not', 'exists');
  if (isMysql(c) && peek(c).kind === 'word' && startsConstraint(c)) return undefined;
  return readName(c);
}

function named(name: Ident | undefined): { readonly name?: Ident } {
  return name ? { name: { name: name.name, span: name.span } } : {};
}

function readBody(c: Cursor, start: number, name: Ident | undefined): ConstraintSpec | undefined {
  if (accept(c, 'primary', 'key')) return readKey(c, start, name, 'primaryKey');
  if (accept(c, 'unique')) return readKey(c, start, name, 'unique');
  if (accept(c, 'foreign', 'key')) return readForeignKey(c, start, name);
  if (accept(c, 'check')) {
    acceptNotForReplication(c);
    const expression = readParenthesised(c);
    return expression && { kind: 'check', ...named(name), expression, span: spanFrom(c, start) };
  }
  if (accept(c, 'exclude')) return readExclusion(c, start, name);
  if (accept(c, 'not', 'null')) {
    const column = readIdent(c);
    return column && { kind: 'notNull', ...named(name), column, span: spanFrom(c, start) };
  }
  return undefined;
}

function readKey(
  c: Cursor,
  start: number,
  name: Ident | undefined,
  kind: 'primaryKey' | 'unique',
): ConstraintSpec | undefined {
  const nullsNotDistinct = readNullsDistinct(c);
  if (!isOracle(c) && accept(c, 'using', 'index')) {
    const usingIndex = readIdent(c);
    return usingIndex && { kind, ...named(name), columns: [], usingIndex, span: spanFrom(c, start) };
  }
  let keyName = name;
  if (isMysql(c)) {
    if (kind === 'unique' && !accept(c, 'index')) accept(c, 'key');
    accept(c, 'if', 'not', 'exists');
    if (!isWord(c, 'using') && isName(c)) {
      const indexName = readIdent(c);
      keyName = indexName ?? keyName;
    }
    if (accept(c, 'using')) c.at++;
  }
  const clustered = isSqlServer(c) ? readClustered(c) : undefined;
  const columns = readKeyParts(c);
  if (!columns) return undefined;
  const include = accept(c, 'include') ? readIdentList(c) : undefined;
  if (isSqlServer(c)) readStorageClauses(c);
  else if (!isOracle(c)) skipIndexOptions(c);
  return {
    kind,
    ...named(keyName),
    columns,
    ...(include ? { include } : {}),
    ...(kind === 'unique' && nullsNotDistinct ? { nullsNotDistinct: true } : {}),
    ...(clustered === undefined ? {} : { clustered }),
    span: spanFrom(c, start),
  };
}

/** `NULLS [NOT] DISTINCT`: true only for NOT DISTINCT. */
export function readNullsDistinct(c: Cursor): boolean {
  if (accept(c, 'nulls', 'distinct')) return false;
  return accept(c, 'nulls', 'not', 'distinct');
}

function readForeignKey(c: Cursor, start: number, name: Ident | undefined): ForeignKeySpec | undefined {
  accept(c, 'if', 'not', 'exists');
  const indexName = isWord(c, '(') ? undefined : readIdent(c);
  const inner = enter(c);
  if (!inner) return undefined;
  const columns: Ident[] = [];
  while (!atEnd(inner)) {
    accept(inner, 'period');
    const column = readIdent(inner);
    if (column) columns.push(column);
    skipTo(inner);
    if (!accept(inner, ',')) inner.at++;
  }
  if (!isWord(c, 'references')) return undefined;
  const reference = readReferences(c);
  return (
    reference && {
      kind: 'foreignKey',
      ...named(name),
      columns,
      ...reference,
      ...(indexName ? { indexName } : {}),
      span: spanFrom(c, start),
    }
  );
}

type Reference = Pick<ForeignKeySpec, 'refTable' | 'refColumns' | 'onDelete' | 'onUpdate' | 'match'>;

/** `REFERENCES t (a) MATCH … ON DELETE … ON UPDATE …`, the actions in any order. */
export function readReferences(c: Cursor): Reference | undefined {
  if (!accept(c, 'references')) return undefined;
  const refTable = readName(c);
  if (!refTable) return undefined;
  const refColumns = readReferencedColumns(c);
  const rest: { onDelete?: ReferentialAction; onUpdate?: ReferentialAction; match?: 'full' | 'partial' | 'simple' } =
    {};
  for (;;) {
    if (accept(c, 'on', 'delete')) rest.onDelete = readAction(c);
    else if (isWord(c, 'on', 'update')) {
      c.at += 2;
      rest.onUpdate = readAction(c);
    } else if (accept(c, 'match')) {
      const { word } = peek(c);
      c.at++;
      if (word === 'full' || word === 'partial' || word === 'simple') rest.match = word;
    } else break;
  }
  return { refTable, refColumns, ...rest };
}

function readReferencedColumns(c: Cursor): readonly Ident[] {
  const inner = enter(c);
  if (!inner) return [];
  const columns: Ident[] = [];
  while (!atEnd(inner)) {
    if (isWord(inner, 'period') && isName(inner, 1)) inner.at++;
    const column = readIdent(inner);
    if (column) columns.push(column);
    skipTo(inner);
    inner.at++;
  }
  return columns;
}

function readAction(c: Cursor): ReferentialAction {
  if (accept(c, 'cascade')) return 'cascade';
  if (accept(c, 'restrict')) return 'restrict';
  const action: ReferentialAction | undefined = accept(c, 'set', 'null')
    ? 'set null'
    : accept(c, 'set', 'default')
      ? 'set default'
      : undefined;
  if (action) {
    // PostgreSQL 15+: SET NULL (columns).
    if (isWord(c, '(')) step(c);
    return action;
  }
  accept(c, 'no', 'action');
  return 'no action';
}

function readExclusion(c: Cursor, start: number, name: Ident | undefined): ExclusionSpec | undefined {
  let method: string | undefined;
  if (accept(c, 'using')) method = readIdent(c)?.name;
  const inner = enter(c);
  if (!inner) return undefined;
  const text = restText(inner);
  skipIndexOptions(c);
  const where = accept(c, 'where') ? readParenthesised(c) : undefined;
  return {
    kind: 'exclusion',
    ...named(name),
    ...(method === undefined ? {} : { method }),
    text,
    ...(where ? { where } : {}),
    span: spanFrom(c, start),
  };
}

/** DEFERRABLE, INITIALLY …, NOT VALID, [NOT] ENFORCED, NO INHERIT and SQLite's ON CONFLICT, in any order. */
export function readTail(c: Cursor): ConstraintTail {
  const tail: ConstraintTail = {};
  for (;;) {
    if (accept(c, 'not', 'deferrable')) tail.deferrable = 'not deferrable';
    else if (accept(c, 'deferrable')) tail.deferrable = tail.deferrable ?? 'deferrable';
    else if (accept(c, 'initially', 'deferred')) tail.deferrable = 'initially deferred';
    else if (accept(c, 'initially', 'immediate')) tail.deferrable = tail.deferrable ?? 'deferrable';
    else if (accept(c, 'not', 'valid')) tail.notValid = true;
    else if (accept(c, 'not', 'enforced')) tail.notEnforced = true;
    else if (accept(c, 'enforced')) continue;
    else if (accept(c, 'no', 'inherit')) tail.noInherit = true;
    else if (c.source.dialect === 'sqlite' && accept(c, 'on', 'conflict')) c.at++;
    else if (isOracle(c) && readState(c, tail)) continue;
    else if (!acceptNotForReplication(c)) return tail;
  }
}
