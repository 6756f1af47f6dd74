import { spanOf } from '../../text/source';
import { accept, atEnd, type Cursor, isWord, peek, step } from '../cursor';

/**
 * Words of physical, storage, partitioning and LOB clauses, which change no column (SQL Language Reference: physical_properties,
 * table_properties, index_attributes, storage_clause, LOB_storage_clause, table_partitioning_clauses). They come in any order.
 */
const WORDS = new Set(
  'pctfree pctused initrans maxtrans storage logging nologging filesystem_like_logging compress nocompress row store column advanced basic for oltp query archive low high cache nocache parallel noparallel monitoring nomonitoring result_cache mode default force enable disable movement segment creation immediate deferred organization heap index external including overflow pctthreshold mapping nomapping lob as securefile basicfile chunk retention pctversion freepools keep_duplicates deduplicate encrypt decrypt nested varray xmltype object relational binary xml clob flashback inmemory no priority distribute duplicate memcompress partition partitions subpartition subpartitions interval values less than template range list hash system reference by automatic read only write reads local global on commit preserve delete drop rows definition memoptimize until days idle hashing using version reverse noreverse sort nosort online offline visible invisible usable unusable compute statistics indextype parameters tablespace nosort validate novalidate rely norely reuse keep keep_duplicates auto optimal locking none all reject limit unlimited type location directory access sharing metadata data extended cluster include exclude locator element substitutable at levels return table store in indexing initial next minextents maxextents pctincrease freelists groups buffer_pool hashkeys size single to k m g t row rowdependencies norowdependencies supplemental log with rowid annotations is unlock guarantee overwrite'.split(
    ' ',
  ),
);
/** Behind these stands a name. */
const NAMED = new Set(['tablespace', 'cluster', 'archive', 'subpartition', 'partition', 'indextype', 'directory']);

/** Steps over physical clauses, up to a word that is none of theirs. `ONLINE` lets writes through: it is kept with the statement. */
export function skipPhysical(c: Cursor, stops?: ReadonlySet<string>): void {
  while (!atEnd(c)) {
    const token = peek(c);
    if (token.word === '(' || token.kind === 'number') step(c);
    else if (isWord(c, 'nested', 'table')) skipNestedTable(c);
    else if (token.kind !== 'word' || !WORDS.has(token.word) || stops?.has(token.word)) return;
    else {
      if (token.word === 'online') c.online = { lock: 'none', span: spanOf(c.source, token.start, token.end) };
      c.at++;
      if (NAMED.has(token.word)) skipOperand(c);
      else if (token.word === 'as' && !isLobName(c)) {
        c.at--;
        return;
      } else if (token.word === 'lob' || token.word === 'securefile' || token.word === 'basicfile') skipSegment(c);
    }
  }
}

/** `NESTED TABLE column STORE AS name`; the column may be an expression. */
function skipNestedTable(c: Cursor): void {
  while (!atEnd(c) && !isWord(c, 'store')) step(c);
  if (accept(c, 'store', 'as')) c.at++;
}

/** A tablespace or partition name, which may be a string or be left out. */
function skipOperand(c: Cursor): void {
  const token = peek(c);
  if (token.kind === 'quoted' || token.kind === 'string') c.at++;
  else if (token.kind === 'word' && !/^(?:by|set|for|values|storage|none)$/.test(token.word)) {
    c.at++;
    while (accept(c, '.')) c.at++;
  }
}

/** `STORE AS SECUREFILE name (…)`: AS with a query is none of it. */
function isLobName(c: Cursor): boolean {
  return c.tokens[c.at - 2]?.word === 'store' || isWord(c, 'securefile') || isWord(c, 'basicfile');
}

function skipSegment(c: Cursor): void {
  if (peek(c).kind === 'quoted' || (peek(c).kind === 'word' && !WORDS.has(peek(c).word))) c.at++;
}

const STATE = new Set(['enable', 'disable']);

export interface ConstraintState {
  notEnforced?: boolean;
  notValid?: boolean;
}

/** Reads one word of a constraint's state: ENABLE, DISABLE, VALIDATE, NOVALIDATE, RELY, USING INDEX …, EXCEPTIONS INTO; false when none is next. */
export function readState(c: Cursor, state: ConstraintState): boolean {
  if (accept(c, 'enable') || accept(c, 'validate') || accept(c, 'rely') || accept(c, 'norely') || accept(c, 'precheck'))
    return true;
  if (accept(c, 'disable')) state.notEnforced = true;
  else if (accept(c, 'novalidate')) state.notValid = true;
  else if (accept(c, 'exceptions', 'into')) {
    c.at++;
    while (accept(c, '.')) c.at++;
  } else if (accept(c, 'using', 'index')) skipUsingIndex(c);
  else return false;
  return true;
}

/** `USING INDEX name`, `USING INDEX (CREATE INDEX …)`, `USING INDEX TABLESPACE x PCTFREE 10`. */
function skipUsingIndex(c: Cursor): void {
  const token = peek(c);
  if (token.kind === 'quoted' || (token.kind === 'word' && !WORDS.has(token.word))) {
    c.at++;
    while (accept(c, '.')) c.at++;
    return;
  }
  if (isWord(c, '(')) step(c);
  skipPhysical(c, STATE);
}
