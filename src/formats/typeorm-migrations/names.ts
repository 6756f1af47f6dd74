import { createHash } from 'node:crypto';
import type { Placed, TextValue } from '../../code';
import { made } from '../code/compose';

type Kind = 'PK' | 'UQ' | 'FK' | 'IDX' | 'CHK';

/** The names that TypeORM makes of a table's and its columns' (naming-strategy/DefaultNamingStrategy). */
export function chosenName(
  kind: Kind,
  table: TextValue,
  words: readonly string[],
  place: Placed,
  where?: string,
): TextValue {
  const own = (table.text.split('.').pop() ?? '').replace('.', '_');
  const key = [own, [...words].sort().join('_'), ...(where === undefined ? [] : [where])].join('_');
  const hash = createHash('sha1').update(key).digest('hex');
  return made(`${kind}_${hash.slice(0, kind === 'IDX' || kind === 'CHK' ? 26 : 27)}`, place);
}
