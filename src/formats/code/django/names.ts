import { createHash } from 'node:crypto';
import type { Dialect } from '../../../model';

/** Names that Django chooses (django/db/backends/base/schema.py `_create_index_name`, django/db/backends/utils.py). */

/** The longest name that an engine takes, in the number that Django goes by. */
const LONGEST: Readonly<Record<Dialect, number>> = {
  postgresql: 63,
  mysql: 64,
  mariadb: 64,
  sqlite: 200,
  sqlserver: 128,
  oracle: 30,
  mongodb: 200,
};

/** Eight (or fewer) hexadecimal digits of the MD5 sum of the words behind each other. */
function digest(words: readonly string[], length: number): string {
  const sum = createHash('md5');
  for (const word of words) sum.update(word);
  return sum.digest('hex').slice(0, length);
}

/** Default names of tables are cut where the engine would cut them, with a sum at their end (`truncate_name`). */
export function tableName(name: string, dialect: Dialect): string {
  const longest = LONGEST[dialect];
  return dialect === 'sqlite' ? name : shortened(name, longest);
}

/** A name that is cut at a length, with a sum at its end (`truncate_name`). */
export function shortened(name: string, longest: number): string {
  return name.length <= longest ? name : name.slice(0, longest - 4) + digest([name], 4);
}

/** The name of an index or constraint on columns of a table: table, columns, a sum, and what it is for. */
export function indexName(table: string, columns: readonly string[], suffix: string, dialect: Dialect): string {
  const longest = LONGEST[dialect];
  const joined = columns.join('_');
  const hashed = `${digest([table, ...columns], 8)}${suffix}`;
  const whole = `${table}_${joined}_${hashed}`;
  if (whole.length <= longest) return whole;
  const ending = hashed.length > longest / 3 ? hashed.slice(0, Math.floor(longest / 3)) : hashed;
  const other = Math.floor((longest - ending.length) / 2) - 1;
  const cut = `${table.slice(0, other)}_${joined.slice(0, other)}_${ending}`;
  return /^[_\d]/.test(cut) ? `D${cut.slice(0, -1)}` : cut;
}

export function foreignKeyName(
  table: string,
  column: string,
  to: { readonly table: string; readonly column: string },
  dialect: Dialect,
): string {
  return indexName(table, [column], `_fk_${to.table}_${to.column}`, dialect);
}

/** The name that an index of `Meta.indexes` gets at a migration when it has none (django/db/models/indexes.py `set_name_with_model`). */
export function declaredIndexName(
  table: string,
  columns: readonly string[],
  orders: readonly string[],
  suffix: string,
): string {
  const [first = ''] = columns;
  const ordered = columns.map((column, at) => `${orders[at] ?? ''}${column}`);
  const name = `${table.slice(0, 11)}_${first.slice(0, 7)}_${digest([table, ...ordered, suffix], 6)}_${suffix}`;
  return /^[_\d]/.test(name) ? `D${name.slice(1)}` : name;
}

/** `BlogPost` as Django names models in tables: `blogpost`. */
export function modelKey(app: string, model: string): string {
  return `${app}.${model}`.toLowerCase();
}
