import type { Cursor } from './cursor';

const LOW = new Set(['>', '>=']);
const HIGH = new Set(['<', '<=']);
/** Physical row addresses: PostgreSQL's ctid, SQLite's rowid. */
const ROW_ADDRESSES = new Set(['ctid', 'rowid', '_rowid_', 'oid']);

/**
 * True when the text of an UPDATE or DELETE limits how many rows one run touches: a LIMIT of its own or in the
 * sub-select that picks the rows, a row address, or both ends of a range of one key.
 */
export function isBatched(c: Cursor, from: number, whereAt: number): boolean {
  const low = new Set<string>();
  const high = new Set<string>();
  for (let i = from; i < c.end; i++) {
    const token = c.tokens[i];
    if (!token) continue;
    if (token.word === 'limit' && token.kind === 'word') return true;
    if (i <= whereAt) continue;
    if (ROW_ADDRESSES.has(token.word) && token.kind === 'word') return true;
    if (token.word === 'between' && isKey(c, i - 1)) return true;
    if (token.kind === 'symbol' && isKey(c, i - 1)) {
      const name = c.tokens[i - 1]?.word ?? '';
      if (LOW.has(token.word)) low.add(name);
      else if (HIGH.has(token.word) && c.tokens[i + 1]?.word !== '>') high.add(name);
    }
  }
  return [...low].some((name) => high.has(name));
}

/** A column that reads like a key: `id`, `user_id`, `pk`, `seq`. */
function isKey(c: Cursor, i: number): boolean {
  const token = c.tokens[i];
  if (!token || (token.kind !== 'word' && token.kind !== 'quoted')) return false;
  const name = c.source.text
    .slice(token.start, token.end)
    .replace(/["`[\]]/g, '')
    .toLowerCase();
  return /(?:^|_)(?:id|pk|key|seq|sequence|number)$|^[a-z]*id$/.test(name);
}
