import { dialectOfPath } from './dialect-words';
import type { DialectEvidence, FilePort, Located, LocatedMigration } from './format';
import { compareVersionText } from './version-order';

/** A file of a history as its name tells it. */
export interface HistoryFile {
  readonly path: string;
  readonly version: string;
  readonly name: string;
  /** `down` for a file that holds nothing but the way back. */
  readonly direction: 'up' | 'down';
  readonly baseline?: boolean;
}

/** Runs `a` before `b`? Versions by value; names where two files have one version. */
export function inVersionOrder(a: HistoryFile, b: HistoryFile): number {
  return compareVersionText(a.version, b.version) || (a.name < b.name ? -1 : 1);
}

/** The migrations in order, each with its own file for the way back where there is one. */
export function paired(
  files: readonly HistoryFile[],
  order: (a: HistoryFile, b: HistoryFile) => number = inVersionOrder,
): readonly LocatedMigration[] {
  const key = ({ version, name }: HistoryFile) => `${version}\n${name}`;
  const downs = new Map(files.filter(({ direction }) => direction === 'down').map((file) => [key(file), file.path]));
  return files
    .filter(({ direction }) => direction === 'up')
    .sort(order)
    .map((file): LocatedMigration => {
      const downPath = downs.get(key(file));
      return {
        version: file.version,
        name: file.name,
        path: file.path,
        ...(downPath === undefined ? {} : { downPath }),
        ...(file.baseline ? { baseline: true } : {}),
      };
    });
}

/** The history of a folder; none where it has no migrations, or where its name says a product that is not supported. */
export function historyOf(
  format: string,
  files: FilePort,
  root: string,
  migrations: readonly LocatedMigration[],
  told?: DialectEvidence,
): readonly Located[] {
  if (migrations.length === 0) return [];
  const word = dialectOfPath(root);
  if (!told && word?.kind === 'unsupported') {
    const message = `The folder's name says ${word.product}; the dialect is not supported, so its files are not read.`;
    files.note?.(root, message);
    return [];
  }
  const named: DialectEvidence | undefined =
    word?.kind === 'supported' ? { dialect: word.dialect, because: `"${word.word}" in the path ${root}` } : undefined;
  const dialect = told ?? named;
  return [{ format, kind: 'migrations', root, migrations, ...(dialect ? { dialect } : {}) }];
}
