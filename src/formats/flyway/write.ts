import type { Operation } from '../../model';
import { printStatements } from '../../sql';
import type { WriteContext, WrittenFile } from '../format';
import { nextVersion, slug } from '../next-version';
import { baseName, folderOf, joinPath } from '../paths';
import { needsNoTransaction } from '../transaction';

/** Prefix, separator and suffix as the latest file spells them. */
function styleOf(
  path: string | undefined,
  version: string,
): { readonly prefix: string; readonly separator: string; readonly suffix: string } {
  const file = path === undefined ? '' : baseName(path);
  const at = version === '' ? -1 : file.indexOf(version);
  if (at < 0) return { prefix: 'V', separator: '__', suffix: '.sql' };
  const separator = /^_+|^-+|^\.(?=[a-z])/i.exec(file.slice(at + version.length))?.[0] ?? '__';
  return { prefix: file.slice(0, at), separator, suffix: file.slice(file.lastIndexOf('.')) };
}

/**
 * The next versioned migration beside the latest. Undo scripts are written only where the project keeps them (they are not in
 * Flyway's free edition). What cannot run in a transaction gets its script configuration.
 */
export function write(
  name: string,
  up: readonly Operation[],
  down: readonly Operation[],
  context: WriteContext,
): readonly WrittenFile[] {
  const versioned = context.latest
    .map(({ migration }) => migration)
    .filter((migration) => !migration.repeatable && !migration.baseline);
  const latest = versioned.at(-1);
  const folder = latest ? folderOf(latest.path) : context.root;
  const style = styleOf(latest?.path, latest?.version ?? '');
  const version =
    versioned.length === 0
      ? '1'
      : nextVersion(
          versioned.map((migration) => migration.version),
          context.now,
        );
  const ending = `${version}${style.separator}${slug(name, '_')}${style.suffix}`;
  const path = joinPath(folder, style.prefix + ending);
  const files: WrittenFile[] = [{ path, text: printStatements(up, context.dialect) }];
  if (needsNoTransaction(up, context.dialect))
    files.push({ path: `${path}.conf`, text: 'executeInTransaction=false\n' });
  const undo = versioned.find((migration) => migration.downPath !== undefined)?.downPath;
  if (undo !== undefined)
    files.push({ path: joinPath(folderOf(undo), `U${ending}`), text: printStatements(down, context.dialect) });
  return files;
}
