import { baseName, folderOf } from '../paths';

/** Folder of one migration: `20240131120000_add_orders`; Prisma's baseline guide uses `0_init`. */
const FOLDER = /^(\d+)_(.+)$/;

export interface PrismaName {
  readonly version: string;
  readonly name: string;
  /** The folder that holds all migrations. */
  readonly root: string;
}

/** What the path of a `migration.sql` says; undefined for every other file. */
export function prismaName(path: string): PrismaName | undefined {
  if (baseName(path) !== 'migration.sql') return undefined;
  const folder = folderOf(path);
  const found = FOLDER.exec(baseName(folder));
  return found ? { version: found[1] ?? '', name: found[2] ?? '', root: folderOf(folder) } : undefined;
}

export function matches(path: string): boolean {
  return prismaName(path) !== undefined;
}
