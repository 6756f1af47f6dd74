import type { Dialect } from '../../model';

/** The longest name that the provider allows (`Relational:MaxIdentifierLength`). */
const LONGEST: Readonly<Partial<Record<Dialect, number>>> = { postgresql: 63, mysql: 64, mariadb: 64, sqlserver: 128 };

/**
 * Names that EF chooses, cut where they are too long and made unique among those of their kind (EFCore.Relational,
 * RelationalModelExtensions and Uniquifier: the end becomes `~`, then `~1`).
 */
export function chosenName(text: string, dialect: Dialect, used: Set<string>): string {
  const longest = LONGEST[dialect] ?? Number.POSITIVE_INFINITY;
  const cut = (suffix: string) => text.slice(0, longest - suffix.length) + suffix;
  let name = text.length <= longest ? text : cut('~');
  for (let at = 1; used.has(name); at++)
    name = text.length + String(at).length <= longest ? `${text}${at}` : cut(`~${at}`);
  used.add(name);
  return name;
}
