import { createHash } from 'node:crypto';
import type { Placed, TextValue } from '../../code';
import { made } from '../code/compose';

type Kind = 'PK' | 'UQ' | 'REL' | 'FK' | 'IDX' | 'CHK' | 'XCL';

const LONG: ReadonlySet<Kind> = new Set(['PK', 'UQ', 'FK']);

/** The name that TypeORM makes of a table's and its columns' (naming-strategy/DefaultNamingStrategy). */
export function hashedName(kind: Kind, table: string, words: readonly string[], where?: string): string {
  const own = (table.split('.').pop() ?? '').replace('.', '_');
  const key = [own, [...words].sort().join('_'), ...(where ? [where] : [])].join('_');
  const hash = createHash('sha1').update(key).digest('hex');
  return `${kind}_${hash.slice(0, LONG.has(kind) ? 27 : 26)}`;
}

export function chosenName(
  kind: Kind,
  table: TextValue,
  words: readonly string[],
  place: Placed,
  where?: string,
): TextValue {
  return made(hashedName(kind, table.text, words, where), place);
}
