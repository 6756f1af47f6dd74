import type { DialectEvidence, FilePort, Located, LocatedMigration } from '../format';
import { baseName, folderOf, groupBy, joinPath } from '../paths';
import { dialectOfProvider, providerOf } from '../prisma';
import { matches, prismaName } from './name';

const LOCK = 'migration_lock.toml';

/** Prisma Migrate's histories: folders of `<timestamp>_<name>/migration.sql` with a lock file, or below a folder that holds a Prisma schema. */
export function locate(files: FilePort): readonly Located[] {
  const groups = groupBy(files.paths.filter(matches), (path) => prismaName(path)?.root ?? '');
  return [...groups].flatMap(([root, paths]) => history(files, root, paths));
}

interface Provider {
  readonly provider: string;
  readonly from: string;
}

/** The lock names the provider; without one the schema beside the migrations does. Other tools use the same file names and have neither. */
function providerFor(files: FilePort, root: string): Provider | undefined {
  const lock = joinPath(root, LOCK);
  const written = /^\s*provider\s*=\s*"([^"]*)"/m.exec(files.text(lock) ?? '')?.[1];
  if (written !== undefined) return { provider: written, from: lock };
  for (const path of files.paths) {
    if (!path.endsWith('.prisma') || (folderOf(path) !== root && folderOf(path) !== folderOf(root))) continue;
    const provider = providerOf(files.text(path) ?? '');
    if (provider !== undefined) return { provider, from: path };
  }
  return undefined;
}

function history(files: FilePort, root: string, paths: readonly string[]): readonly Located[] {
  const found = providerFor(files, root);
  if (!found) return [];
  const dialect = dialectOfProvider(found.provider);
  if (dialect === undefined) {
    files.note?.(
      root,
      `Its provider is ${found.provider}; the dialect is not supported, so its migrations are not read.`,
    );
    return [];
  }
  const evidence: DialectEvidence = { dialect, because: `provider = "${found.provider}" in ${found.from}` };
  // Prisma runs the folders in the order of their names (prisma-engines, list_migrations).
  const migrations = [...paths]
    .sort((a, b) => (baseName(folderOf(a)) < baseName(folderOf(b)) ? -1 : 1))
    .map(
      (path): LocatedMigration => ({
        version: prismaName(path)?.version ?? '',
        name: prismaName(path)?.name ?? '',
        path,
      }),
    );
  return [{ format: 'prisma-migrate', kind: 'migrations', root, migrations, dialect: evidence }];
}
