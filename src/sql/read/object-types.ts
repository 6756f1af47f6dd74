import type { ObjectType } from '../../model';
import { accept, type Cursor, isWord, peek } from './cursor';

const BY_WORD: ReadonlyMap<string, ObjectType> = new Map<string, ObjectType>([
  ['view', 'view'],
  ['type', 'type'],
  ['domain', 'domain'],
  ['sequence', 'sequence'],
  ['function', 'function'],
  ['procedure', 'procedure'],
  ['routine', 'function'],
  ['trigger', 'trigger'],
  ['policy', 'policy'],
  ['extension', 'extension'],
  ['schema', 'schema'],
  ['database', 'database'],
  ['role', 'role'],
  ['user', 'role'],
  ['group', 'role'],
  ['event', 'event'],
  ['aggregate', 'aggregate'],
  ['publication', 'publication'],
  ['rule', 'rule'],
]);

/** Kinds that we know and do not model. */
const OTHERS = new Set(
  'access cast collation conversion foreign language large operator server statistics subscription tablespace text transform package procedural resource undo logfile spatial library'.split(
    ' ',
  ),
);

/** The kind of object whose name is next, its words stepped over; undefined when it is none. */
export function objectTypeHere(c: Cursor): ObjectType | undefined {
  if (accept(c, 'materialized', 'view')) return 'materialized view';
  if (
    accept(c, 'property', 'graph') ||
    accept(c, 'event', 'trigger') ||
    accept(c, 'package', 'body') ||
    accept(c, 'user', 'mapping')
  )
    return 'other';
  if (c.source.dialect === 'mysql' || c.source.dialect === 'mariadb') {
    // SCHEMA is DATABASE there.
    if (isWord(c, 'schema')) {
      c.at++;
      return 'database';
    }
  }
  const { word, kind } = peek(c);
  const found = kind === 'word' ? (BY_WORD.get(word) ?? (OTHERS.has(word) ? 'other' : undefined)) : undefined;
  if (found) c.at++;
  return found;
}
