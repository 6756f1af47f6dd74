import type { Format, LocatedMigration } from '../formats';
import type { Dialect, EngineVersion } from '../model';
import type { CachedRead } from './cached-read';
import type { Reader } from './reader';

/** A migration's file, and the part of it where the file holds several. */
export function placeOf({ path, part }: LocatedMigration): string {
  return part === undefined ? path : `${path}#${part}`;
}

/** Reads the way up of a located migration: its part of the file, with the files that it asks for in sight. */
export function readMigration(
  read: Reader,
  format: Format,
  { path, part, together }: LocatedMigration,
  { dialect, version }: { readonly dialect: Dialect; readonly version?: EngineVersion },
): CachedRead | undefined {
  const context = { dialect, ...(version ? { version } : {}), ...(part === undefined ? {} : { part }) };
  return read(format, path, context, together);
}

/** Tool and version, and the place where two migrations have the same one. */
export function idsIn(format: Format, migrations: readonly LocatedMigration[]): (located: LocatedMigration) => string {
  const plain = (located: LocatedMigration) => `${format.id}:${located.version || located.name}`;
  const counts = new Map<string, number>();
  for (const located of migrations) counts.set(plain(located), (counts.get(plain(located)) ?? 0) + 1);
  return (located) =>
    (counts.get(plain(located)) ?? 0) > 1 ? `${plain(located)}:${placeOf(located)}` : plain(located);
}

/** True when nothing that was located of a migration has changed. */
export function sameLocated(a: LocatedMigration, b: LocatedMigration): boolean {
  return (
    a === b ||
    (a.version === b.version &&
      a.name === b.name &&
      a.path === b.path &&
      a.part === b.part &&
      a.downPath === b.downPath &&
      a.repeatable === b.repeatable &&
      a.includedBy === b.includedBy &&
      a.baseline === b.baseline)
  );
}
